//! What stays in the values when one preset of a group takes the place of another: Palette applies
//! the new one to the values as the old one left them.

use super::Preset;
use crate::syntax::tree::{Entry, Kind, NodeRef};

/// A value that a preset sets, other than the default.
#[derive(Debug)]
pub struct Leaf<'a> {
    /// The keys that lead to it.
    pub keys: Vec<String>,
    /// The last of the keys, where the preset writes it.
    pub key: NodeRef<'a>,
    value: NodeRef<'a>,
}

impl Leaf<'_> {
    /// The dotted path.
    pub fn path(&self) -> String {
        self.keys.join(".")
    }
}

/// The values that `preset` leaves otherwise than the defaults have them. Not all when the budget is
/// spent.
pub fn left_by<'a>(
    preset: Preset<'a>,
    defaults: Option<NodeRef<'a>>,
    budget: &mut usize,
) -> Vec<Leaf<'a>> {
    let mut leaves = Vec::new();
    if let Some(added) = preset.added() {
        collect(added, &mut Vec::new(), &mut |leaf| {
            *budget = budget.saturating_sub(1);
            if *budget > 0 {
                leaves.push(leaf);
            }
            *budget > 0
        });
    }
    leaves.retain(|leaf| {
        let keys: Vec<_> = leaf.keys.iter().map(String::as_str).collect();
        let default = defaults.and_then(|root| root.at(&keys));
        default.is_none_or(|default| default.to_json() != leaf.value.to_json())
    });
    leaves
}

/// Gives each leaf to `add` until that says no.
fn collect<'a>(
    mapping: NodeRef<'a>,
    keys: &mut Vec<String>,
    add: &mut dyn FnMut(Leaf<'a>) -> bool,
) -> bool {
    mapping.members().into_iter().all(|Entry { key, value }| {
        keys.push(key.key_text().into_owned());
        let goes_on = match value.kind() {
            Kind::Mapping if value.entries().len() > 0 => collect(value, keys, add),
            _ => add(Leaf { keys: keys.clone(), key, value }),
        };
        keys.pop();
        goes_on
    })
}

/// Those of `leaves` that `other` neither removes nor sets. Nothing when the budget is spent.
pub fn staying<'l, 'a>(
    leaves: &'l [Leaf<'a>],
    other: Preset<'a>,
    budget: &mut usize,
) -> Vec<&'l Leaf<'a>> {
    let removed: Vec<&str> = other.removed().map(|(_, path)| path).collect();
    let Some(left) = budget.checked_sub(leaves.len().saturating_mul(removed.len() + 1)) else {
        return Vec::new();
    };
    *budget = left;
    let stays = |leaf: &&Leaf<'_>| {
        let path = leaf.path();
        let is_removed = removed.iter().any(|removed| {
            path.strip_prefix(removed).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        });
        !is_removed && !other.added().is_some_and(|added| sets(added, leaf))
    };
    leaves.iter().filter(stays).collect()
}

/// Whether merging `added` gives the leaf another value: itself, or something that is no mapping in
/// the place of a mapping above it.
fn sets(added: NodeRef<'_>, leaf: &Leaf<'_>) -> bool {
    let mut node = added;
    for key in &leaf.keys {
        match node.get(key) {
            Some(below) => node = below,
            None => return node.kind() != Kind::Mapping,
        }
    }
    true
}
