//! What stays in the values when one preset of a group takes the place of another: Palette applies
//! the new one to the values as the old one left them.

use std::borrow::Cow;

use foldhash::HashMap;

use super::Preset;
use crate::limits;
use crate::syntax::tree::{Entry, Kind, NodeRef};

/// A value that a preset sets, other than the default.
#[derive(Debug)]
pub struct Leaf<'a> {
    /// The keys that lead to it.
    pub keys: Vec<Cow<'a, str>>,
    /// The keys with dots between them.
    pub path: String,
    /// The last of the keys, where the preset writes it.
    pub key: NodeRef<'a>,
    value: NodeRef<'a>,
}

/// The values of values.yaml by their keys.
#[derive(Debug)]
pub struct Defaults<'a>(HashMap<Vec<Cow<'a, str>>, NodeRef<'a>>);

impl<'a> Defaults<'a> {
    /// The values below `root`; `None` where they are too many.
    pub fn of(root: Option<NodeRef<'a>>) -> Option<Self> {
        let mut budget = limits::KNOWN_KEYS;
        let mut leaves = Vec::new();
        if let Some(root) = root {
            collect(root, &mut Vec::new(), &mut spending(&mut budget, &mut leaves));
        }
        let values = leaves.into_iter().map(|leaf| (leaf.keys, leaf.value));
        (budget > 0).then(|| Self(values.collect()))
    }
}

/// The values that `preset` leaves otherwise than the defaults have them. Not all when the budget is
/// spent.
pub fn left_by<'a>(
    preset: Preset<'a>,
    defaults: &Defaults<'a>,
    budget: &mut usize,
) -> Vec<Leaf<'a>> {
    let mut leaves = Vec::new();
    if let Some(added) = preset.added() {
        collect(added, &mut Vec::new(), &mut spending(budget, &mut leaves));
    }
    leaves.retain(|leaf| {
        let default = defaults.0.get(&leaf.keys);
        default.is_none_or(|default| !same(*default, leaf.value, budget))
    });
    leaves
}

/// Keeps leaves while the budget lasts.
fn spending<'a>(budget: &mut usize, leaves: &mut Vec<Leaf<'a>>) -> impl FnMut(Leaf<'a>) -> bool {
    |leaf| {
        *budget = budget.saturating_sub(1);
        leaves.push(leaf);
        *budget > 0
    }
}

/// Whether two values are equal. False when the budget is spent.
fn same(a: NodeRef<'_>, b: NodeRef<'_>, budget: &mut usize) -> bool {
    *budget = budget.saturating_sub(1);
    if a.kind() != b.kind() || *budget == 0 {
        return false;
    }
    match a.kind() {
        Kind::Sequence => {
            a.items().len() == b.items().len()
                && a.items().zip(b.items()).all(|(a, b)| same(a, b, budget))
        }
        Kind::Mapping => {
            let members = a.members();
            members.len() == b.members().len()
                && members.iter().all(|entry| {
                    b.get(&entry.name()).is_some_and(|other| same(entry.value, other, budget))
                })
        }
        _ => a.scalar() == b.scalar() && a.text() == b.text(),
    }
}

/// Gives each leaf to `add` until that says no.
fn collect<'a>(
    mapping: NodeRef<'a>,
    keys: &mut Vec<Cow<'a, str>>,
    add: &mut dyn FnMut(Leaf<'a>) -> bool,
) -> bool {
    mapping.members().into_iter().all(|Entry { key, value }| {
        keys.push(key.key_text());
        let goes_on = match value.kind() {
            Kind::Mapping => collect(value, keys, add),
            _ => add(Leaf { keys: keys.clone(), path: keys.join("."), key, value }),
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
    if *budget == 0 {
        return Vec::new();
    }
    let removed: Vec<&str> = other.removed().map(|(_, path)| path).collect();
    *budget = budget.saturating_sub(leaves.len().max(1) * (removed.len() + 1));
    if *budget == 0 {
        return Vec::new();
    }
    let stays = |leaf: &&Leaf<'_>| {
        let is_removed = removed.iter().any(|removed| {
            leaf.path
                .strip_prefix(removed)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
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
