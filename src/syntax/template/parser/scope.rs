//! Which variables are declared at the current place.

use foldhash::HashSet;

/// The visible variables. A set, since a text may declare as many as it has bytes.
#[derive(Default)]
pub(super) struct Scope<'a> {
    visible: HashSet<&'a str>,
    /// The same names in the order of their first declaration.
    order: Vec<&'a str>,
}

impl<'a> Scope<'a> {
    /// Declares a variable, `$` included; one that is visible already stays so for longer.
    pub(super) fn declare(&mut self, name: &'a str) {
        if self.visible.insert(name) {
            self.order.push(name);
        }
    }

    /// `$` itself always exists.
    pub(super) fn contains(&self, name: &str) -> bool {
        name == "$" || self.visible.contains(name)
    }

    /// A mark to go back to.
    pub(super) fn mark(&self) -> usize {
        self.order.len()
    }

    /// Forgets what was declared since the mark.
    pub(super) fn reset(&mut self, mark: usize) {
        for name in self.order.drain(mark..) {
            self.visible.remove(name);
        }
    }
}
