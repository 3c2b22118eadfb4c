//! What all texts and archives of one pack may cost together. Each has limits of its own, but nobody
//! limits how many there are.
//!
//! A pack is linted by one thread, which counts what it reads. Other threads count nothing.

use std::cell::Cell;

use crate::limits;

#[derive(Clone, Copy)]
struct Left {
    bytes: usize,
    nodes: usize,
    /// True once something was refused.
    spent: bool,
}

thread_local! {
    static LEFT: Cell<Option<Left>> = const { Cell::new(None) };
}

/// As long as it lives, its thread counts.
#[derive(Debug)]
pub struct Allowance(());

impl Allowance {
    /// A new pack.
    pub fn new() -> Self {
        let (bytes, nodes) = (limits::PACK_BYTES, limits::PACK_NODES);
        LEFT.set(Some(Left { bytes, nodes, spent: false }));
        Self(())
    }

    /// True when something was not read for the sake of the whole.
    pub fn is_spent(&self) -> bool {
        LEFT.get().is_some_and(|left| left.spent)
    }
}

impl Default for Allowance {
    fn default() -> Self {
        Self::new()
    }
}

impl Drop for Allowance {
    fn drop(&mut self) {
        LEFT.set(None);
    }
}

/// How many bytes may still be read.
pub fn bytes() -> usize {
    LEFT.get().map_or(usize::MAX, |left| left.bytes)
}

/// How many nodes the trees that are still to come may have.
pub(super) fn nodes() -> usize {
    LEFT.get().map_or(usize::MAX, |left| left.nodes)
}

/// Counts what was read.
pub fn take_bytes(count: usize) {
    take(|left| left.bytes = left.bytes.saturating_sub(count));
}

/// Counts the nodes of a tree.
pub(super) fn take_nodes(count: usize) {
    take(|left| left.nodes = left.nodes.saturating_sub(count));
}

/// Notes that something was not read for the sake of the whole.
pub fn refuse() {
    take(|left| left.spent = true);
}

fn take(change: impl FnOnce(&mut Left)) {
    if let Some(mut left) = LEFT.get() {
        change(&mut left);
        LEFT.set(Some(left));
    }
}
