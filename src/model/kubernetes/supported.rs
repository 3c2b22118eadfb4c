//! The versions of Kubernetes that a pack says it runs on: its dependencies of the layer `k8s`.

use crate::model::pack::Pack;
use crate::model::version::Version;
use crate::syntax::tree::NodeRef;

/// Minor versions, both ends included; the last is open where the pack names none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Minors {
    /// The oldest.
    pub first: u64,
    /// The newest, if there is one.
    pub last: Option<u64>,
}

/// One dependency that limits the version.
#[derive(Debug, Clone, Copy)]
pub struct Supported<'p> {
    /// The entry of `constraints.dependencies`.
    pub dependency: NodeRef<'p>,
    /// The versions.
    pub minors: Minors,
}

/// What the pack says of Kubernetes versions, one entry for each distribution that it names.
/// Empty where it says nothing, or nothing that can be read.
pub fn supported(pack: &Pack) -> Vec<Supported<'_>> {
    let dependencies = pack.manifest().and_then(|root| root.at(&["constraints", "dependencies"]));
    let entries = dependencies.into_iter().flat_map(NodeRef::items);
    entries
        .filter_map(|dependency| Some(Supported { dependency, minors: minors(dependency)? }))
        .collect()
}

fn minors(dependency: NodeRef<'_>) -> Option<Minors> {
    let text = |key| dependency.get(key).and_then(NodeRef::text).unwrap_or_default().trim();
    let counts = matches!(text("type"), "required" | "optional");
    if text("layer") != "k8s" || !text("packName").starts_with("kubernetes") || !counts {
        return None;
    }
    let (first, last) = (text("minVersion"), text("maxVersion"));
    if first.is_empty() && last.is_empty() {
        return None;
    }
    let minor = |text: &str| match text.is_empty() {
        true => Some(None),
        false => Version::lenient(text).filter(|v| v.major() == 1).map(|v| Some(v.minor())),
    };
    Some(Minors { first: minor(first)?.unwrap_or(0), last: minor(last)? })
}

impl Minors {
    /// True when some of the versions are `minor` or newer.
    pub fn reach(self, minor: u64) -> bool {
        self.last.is_none_or(|last| last >= minor)
    }

    /// True when all of the versions are `minor` or newer.
    pub fn are_from(self, minor: u64) -> bool {
        self.first >= minor
    }
}
