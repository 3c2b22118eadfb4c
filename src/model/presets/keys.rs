//! Every path that the values of a pack can have: those of values.yaml and of all presets together.

use foldhash::HashMap;

use super::{Preset, are_unreadable};
use crate::limits;
use crate::model::pack::Pack;
use crate::syntax::tree::{Kind, NodeRef};

/// Keys with the keys below them.
#[derive(Debug, Default)]
pub struct Keys(HashMap<String, Keys>);

impl Keys {
    /// The keys of the pack; `None` where some could not be read, or where they are too many.
    pub fn of(pack: &Pack) -> Option<Self> {
        let values = pack.values_file().document.as_ref().ok()?;
        let presets = pack.presets();
        let readable = !are_unreadable(pack) && presets.iter().all(Preset::is_readable);
        if values.is_broken() || !readable {
            return None;
        }
        let mut keys = Self::default();
        let mut budget = limits::KNOWN_KEYS;
        let mut roots = presets.iter().filter_map(Preset::added).chain(pack.values());
        roots.all(|root| keys.insert(root, &mut budget)).then_some(keys)
    }

    /// False when the budget is spent.
    fn insert(&mut self, mapping: NodeRef<'_>, budget: &mut usize) -> bool {
        mapping.members().into_iter().all(|entry| {
            *budget = budget.saturating_sub(1);
            let below = self.0.entry(entry.name().into_owned()).or_default();
            *budget > 0
                && (entry.value.kind() != Kind::Mapping || below.insert(entry.value, budget))
        })
    }

    /// Whether a dotted path leads somewhere. A key may hold dots itself.
    pub fn have(&self, path: &str) -> bool {
        let mut steps = limits::PATH_STEPS;
        self.find(path, &mut steps)
    }

    fn find(&self, path: &str, steps: &mut usize) -> bool {
        if self.0.contains_key(path) {
            return true;
        }
        path.match_indices('.').any(|(dot, _)| {
            *steps = steps.saturating_sub(1);
            let below = self.0.get(&path[..dot]).filter(|_| *steps > 0);
            below.is_some_and(|below| below.find(&path[dot + 1..], steps))
        })
    }

    /// A path that is there with one more key behind its first, such as the forgotten name of a
    /// chart.
    pub fn with_another_key(&self, path: &str) -> Option<String> {
        let (section, rest) = path.split_once('.')?;
        self.below(section, rest)
    }

    /// A path that is there with `rest` below some key of a section.
    pub fn below(&self, section: &str, rest: &str) -> Option<String> {
        let below = &self.0.get(section)?.0;
        let found = below.iter().filter(|(_, keys)| keys.have(rest)).map(|(key, _)| key);
        found.min().map(|key| format!("{section}.{key}.{rest}"))
    }
}
