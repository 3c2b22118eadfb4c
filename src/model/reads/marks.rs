//! A number for each place that a value may come from, found without hashing: the places of each
//! kind are numbered one after the other. Those that are not, the numbers that templates write, have
//! no mark.

use super::value::Ref;

/// Numbers, all of them zero at first.
#[derive(Debug, Default)]
pub(super) struct Marks([Vec<u32>; KINDS]);

const KINDS: usize = 8;

impl Marks {
    /// Marks a place; what it was marked with before.
    pub(super) fn set(&mut self, one: Ref, mark: u32) -> u32 {
        let Some((kind, index)) = slot(one) else { return 0 };
        let marks = &mut self.0[kind];
        if index >= marks.len() {
            marks.resize((index + 1).next_power_of_two(), 0);
        }
        std::mem::replace(&mut marks[index], mark)
    }

    /// What a place is marked with.
    pub(super) fn get(&self, one: Ref) -> u32 {
        let known = slot(one).and_then(|(kind, index)| self.0[kind].get(index));
        known.copied().unwrap_or(0)
    }
}

fn slot(one: Ref) -> Option<(usize, usize)> {
    Some(match one {
        Ref::Node(node) => (0, node.index()),
        Ref::Scope(id) => (1, id as usize),
        Ref::Subcharts(id) => (2, id as usize),
        Ref::Files(id) => (3, id as usize),
        Ref::Object(id) => (4, id as usize),
        Ref::Text(id) => (5, id as usize),
        Ref::Ending(id) => (6, id as usize),
        Ref::Unknown => (7, 0),
        Ref::Int(_) => return None,
    })
}
