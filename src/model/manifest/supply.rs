//! Which values a manifest gets: from `values.yaml`, and from presets when they are switched on.

use crate::limits;
use crate::model::pack::Pack;
use crate::model::presets::{self, Preset};
use crate::syntax::tree::{Document, Kind, NodeRef};

/// The key of `values.yaml` below which manifests have their values.
pub const MANIFESTS: &str = "manifests";

/// The values of all manifests of a pack.
#[derive(Debug)]
pub struct Supply<'p> {
    pack: &'p Pack,
    presets: Vec<Preset<'p>>,
    /// True when a text was not understood, so that it may supply anything.
    is_open: bool,
}

/// Whether a value is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Supplied {
    /// By `values.yaml` or a preset, or nobody can tell.
    Perhaps,
    /// The parent has no such key, nowhere.
    No,
}

impl<'p> Supply<'p> {
    /// The values of a pack.
    pub fn of(pack: &'p Pack) -> Self {
        let presets = pack.presets();
        let unclear = |preset: &Preset<'_>| {
            let problems = preset.add.is_some_and(|add| !add.problems().is_empty());
            problems || !preset.is_readable()
        };
        let is_open = pack.values_file().document.as_ref().is_ok_and(Document::is_broken)
            || presets::are_unreadable(pack)
            || presets.len() >= limits::PRESETS
            || presets.iter().any(unclear);
        Self { pack, presets, is_open }
    }

    /// The mappings that may be `.Values` of a manifest.
    pub fn values(&self, stem: &str) -> impl Iterator<Item = NodeRef<'_>> {
        let presets = self.presets.iter().filter_map(Preset::added);
        let path = [MANIFESTS, stem];
        let roots = self.pack.values().into_iter().chain(presets);
        roots.filter_map(move |root| root.at(&path)).collect::<Vec<_>>().into_iter()
    }

    /// True when the pack has values for the manifest.
    pub fn has(&self, stem: &str) -> bool {
        self.values(stem).next().is_some()
    }

    /// Whether the value at `path` of a manifest's values is there.
    pub fn value(&self, stem: &str, path: &[String]) -> Supplied {
        if self.is_open || self.values(stem).any(|root| may_hold(root, path)) {
            return Supplied::Perhaps;
        }
        Supplied::No
    }
}

/// Walks `path` down; what is neither a mapping nor null is not judged.
fn may_hold(root: NodeRef<'_>, path: &[String]) -> bool {
    let mut node = root;
    for key in path {
        match (node.kind(), node.get(key)) {
            (_, Some(child)) => node = child,
            (Kind::Mapping | Kind::Null, None) => return false,
            _ => return true,
        }
    }
    true
}
