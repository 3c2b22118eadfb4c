//! What the packs of a profile need of the machines of a cluster: `constraints.resources`, summed.

use std::fmt;

use super::Resolved;
use crate::model::constraint;
use crate::syntax::tree::NodeRef;

/// The needs of a profile.
#[derive(Debug, Default)]
pub struct Needs<'p> {
    /// Each of them, in the order of the layers.
    pub all: Vec<Need<'p>>,
}

/// One need of one pack.
#[derive(Debug)]
pub struct Need<'p> {
    /// The name of the pack.
    pub pack: String,
    /// Of what.
    pub kind: Kind,
    /// The number, in the unit of the kind.
    pub limit: u64,
    /// `minLimit`
    pub node: NodeRef<'p>,
}

/// What is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Millicores.
    Cpu,
    /// Mebibytes.
    Memory,
    /// Gigabytes.
    Disk,
}

impl Kind {
    const ALL: [(&'static str, Self); 3] =
        [("cpu", Self::Cpu), ("memory", Self::Memory), ("diskSize", Self::Disk)];

    fn written(self, limit: u64) -> String {
        match self {
            Self::Cpu => format!("{limit}m CPU"),
            Self::Memory => format!("{limit} MiB of memory"),
            Self::Disk => format!("{limit} GB of disk"),
        }
    }
}

impl Need<'_> {
    /// The number with its unit.
    pub fn amount(&self) -> String {
        self.kind.written(self.limit)
    }
}

impl Needs<'_> {
    /// True where no pack tells a need.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }
}

impl fmt::Display for Needs<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sums = Kind::ALL.into_iter().filter_map(|(_, kind)| {
            let limits = self.all.iter().filter(|need| need.kind == kind).map(|need| need.limit);
            let sum = limits.fold(0, u64::saturating_add);
            (sum > 0).then(|| kind.written(sum))
        });
        f.write_str(&sums.collect::<Vec<_>>().join(", "))
    }
}

/// The needs of the packs that are at hand. One that components compute depends on the cluster, and
/// is left out.
pub fn of<'p>(resolved: &Resolved<'p>) -> Needs<'p> {
    let needs = resolved.packs().flat_map(|(layer, pack)| {
        let name = layer.layer.pack_name().unwrap_or_default();
        let resources = pack.manifest().into_iter().flat_map(constraint::resources);
        resources.filter_map(move |resource| {
            let (_, kind) =
                Kind::ALL.into_iter().find(|(word, _)| Some(*word) == resource.kind())?;
            let node = resource.min_limit().filter(|_| resource.components().next().is_none())?;
            let limit = node.text()?.parse().ok().filter(|limit| *limit > 0)?;
            Some(Need { pack: name.to_owned(), kind, limit, node })
        })
    });
    Needs { all: needs.collect() }
}
