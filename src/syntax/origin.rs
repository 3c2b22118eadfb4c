//! Where the bytes of a derived text come from in the file that the author edits.

use crate::source::TextRange;

/// Maps offsets of a parsed text to offsets of its file, piece by piece. The empty map is the
/// identity.
#[derive(Debug, Clone, Default)]
pub struct Origin {
    /// `(inner, outer)`: from inner offset `inner` on, text comes from `outer` on. Sorted by both.
    pieces: Vec<(u32, u32)>,
}

impl Origin {
    /// A map made of pieces in ascending order; each reaches to the start of the next.
    pub fn new(pieces: Vec<(u32, u32)>) -> Self {
        Self { pieces }
    }

    /// True when every offset stays as it is.
    pub fn is_identity(&self) -> bool {
        self.pieces.is_empty()
    }

    /// The offset in the file; text that was inserted maps to the place of the insertion.
    pub fn outer(&self, inner: u32) -> u32 {
        let next = self.pieces.partition_point(|(start, _)| *start <= inner);
        let Some(&(inner_start, outer_start)) = next.checked_sub(1).map(|i| &self.pieces[i]) else {
            return inner;
        };
        let outer = outer_start.saturating_add(inner - inner_start);
        self.pieces.get(next).map_or(outer, |(_, limit)| outer.min(*limit))
    }

    /// The map of the text behind its first `count` bytes. The identity has no such map.
    pub fn behind(&self, count: u32) -> Self {
        let first = (0, self.outer(count));
        let rest = self.pieces.iter().filter(|(inner, _)| *inner > count);
        let rest = rest.map(|(inner, outer)| match inner {
            &u32::MAX => (u32::MAX, *outer),
            inner => (inner - count, *outer),
        });
        Self { pieces: std::iter::once(first).chain(rest).collect() }
    }

    /// The range in the file.
    pub fn outer_range(&self, inner: TextRange) -> TextRange {
        let start = self.outer(inner.start);
        TextRange::new(start, self.outer(inner.end).max(start))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inserted_text_maps_to_the_place_of_the_insertion() {
        // `ab` + four inserted bytes + `cd`
        let origin = Origin::new(vec![(0, 0), (2, 2), (6, 2)]);
        let outer: Vec<u32> = (0..9).map(|inner| origin.outer(inner)).collect();
        assert_eq!(outer, [0, 1, 2, 2, 2, 2, 2, 3, 4]);
    }

    #[test]
    fn what_follows_a_prefix_keeps_its_places() {
        let origin = Origin::new(vec![(0, 10), (2, 14), (5, 20), (u32::MAX, 21)]);
        for skipped in 0..6 {
            let behind = origin.behind(skipped);
            for inner in skipped..8 {
                assert_eq!(behind.outer(inner - skipped), origin.outer(inner), "{skipped} {inner}");
            }
        }
    }

    #[test]
    fn the_empty_map_is_the_identity() {
        assert!(Origin::default().is_identity());
        assert_eq!(Origin::default().outer_range(TextRange::new(3, 7)), TextRange::new(3, 7));
    }
}
