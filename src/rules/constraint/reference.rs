//! The references of components, with what they lead to in `values.yaml`.

use crate::model::constraint::parameter::{Parameters, Resolution};
use crate::model::constraint::{self, Holds, ParamRef};
use crate::model::literal::has_macro;
use crate::model::pack::Pack;
use crate::syntax::tree::{Kind, NodeRef};

/// The references of a pack, and where to look them up.
pub(super) struct References<'p> {
    pub(super) parameters: Parameters<'p>,
    all: Vec<ParamRef<'p>>,
}

impl<'p> References<'p> {
    /// `None` where there are no references, or no parameters that could be relied on.
    pub(super) fn of(pack: &'p Pack) -> Option<Self> {
        let references = constraint::param_refs(pack.manifest()?);
        // A reference may itself be put together by a macro.
        let all: Vec<_> = references.filter(|reference| !has_macro(reference.path)).collect();
        if all.is_empty() {
            return None;
        }
        let parameters = match pack.values() {
            Some(values) => Parameters::of(values),
            None => is_empty(pack).then(Parameters::default)?,
        };
        Some(Self { parameters, all })
    }

    /// The references with what they lead to.
    pub(super) fn resolved(&self) -> impl Iterator<Item = (ParamRef<'p>, Resolution<'p>)> {
        self.all.iter().map(|reference| (*reference, self.parameters.resolve(reference.path)))
    }
}

/// The parameters that hold something else than they should, macros left out.
pub(super) fn unfit(
    pack: &Pack,
    holds: Holds,
    fits: fn(NodeRef<'_>) -> bool,
) -> Vec<(ParamRef<'_>, NodeRef<'_>)> {
    let Some(references) = References::of(pack) else { return Vec::new() };
    let found = references.resolved().filter_map(|(reference, resolution)| match resolution {
        Resolution::Parameter(node) => Some((reference, node)),
        _ => None,
    });
    let unfit = found.filter(|(reference, node)| {
        reference.holds == holds && !node.text().is_some_and(has_macro) && !fits(*node)
    });
    unfit.collect()
}

/// A value for a message: its text, or what it is.
pub(super) fn shown(node: NodeRef<'_>) -> String {
    match node.kind() {
        Kind::Null | Kind::Sequence | Kind::Mapping => node.kind().described().to_owned(),
        _ => format!("`{}`", node.text().unwrap_or_default()),
    }
}

fn is_empty(pack: &Pack) -> bool {
    let document = pack.values_file().document.as_ref();
    document.is_ok_and(|document| {
        let root = document.root();
        root.is_none_or(NodeRef::is_null) && document.problems().is_empty()
    })
}
