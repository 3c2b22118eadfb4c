//! Dotted paths, as presets, constraints and macros write them. A key may hold dots itself.

use crate::limits;
use crate::syntax::tree::{Entry, NodeRef};

/// The entry that `path` leads to. Of several readings the one with the shortest keys wins.
pub fn entry_at<'a>(root: NodeRef<'a>, path: &str) -> Option<Entry<'a>> {
    Search { steps: limits::PATH_STEPS }.entry(root, path)
}

struct Search {
    steps: usize,
}

impl Search {
    fn entry<'a>(&mut self, node: NodeRef<'a>, path: &str) -> Option<Entry<'a>> {
        self.heads(node, path).into_iter().find_map(|(entry, rest)| match rest {
            None => Some(entry),
            Some(rest) => self.entry(entry.value, rest),
        })
    }

    /// The entries of `node` that `path` may begin with, and what is left of the path behind each.
    fn heads<'a, 'p>(
        &mut self,
        node: NodeRef<'a>,
        path: &'p str,
    ) -> Vec<(Entry<'a>, Option<&'p str>)> {
        let Some(steps) = self.steps.checked_sub(1) else { return Vec::new() };
        self.steps = steps;
        let head = |entry: Entry<'a>| match path.strip_prefix(&*entry.name())? {
            "" => Some((entry, None)),
            rest => Some((entry, Some(rest.strip_prefix('.')?))),
        };
        let mut heads: Vec<_> = node.members().into_iter().filter_map(head).collect();
        heads.sort_by_key(|(entry, _)| entry.name().len());
        heads
    }
}
