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

    /// The range in the parsed text that comes from a range in the file: the shortest, where some of
    /// the text was inserted.
    pub fn inner_range(&self, outer: TextRange) -> TextRange {
        let start = self.inner(outer.start, |piece| piece <= outer.start);
        TextRange::new(start, self.inner(outer.end, |piece| piece < outer.end).max(start))
    }

    /// The offset in the parsed text, by the last piece whose start in the file is `before` it.
    fn inner(&self, outer: u32, before: impl Fn(u32) -> bool) -> u32 {
        let last = self.pieces.partition_point(|(inner, _)| *inner < u32::MAX);
        let next = self.pieces[..last].partition_point(|(_, start)| before(*start));
        let Some(&(inner_start, outer_start)) = next.checked_sub(1).map(|i| &self.pieces[i]) else {
            return if self.is_identity() { outer } else { 0 };
        };
        let inner = inner_start.saturating_add(outer - outer_start);
        self.pieces.get(next).map_or(inner, |(limit, _)| inner.min(*limit))
    }

    /// The map that leads on: what this one maps to is itself a text whose offsets `next` maps.
    pub fn then(&self, next: &Self) -> Self {
        let mut pieces = Vec::new();
        for (index, &(inner, middle)) in self.pieces.iter().enumerate() {
            pieces.push((inner, next.outer(middle)));
            let (inner_end, middle_end) =
                self.pieces.get(index + 1).copied().unwrap_or((u32::MAX, u32::MAX));
            let length = (inner_end - inner).min(middle_end.saturating_sub(middle));
            let first = next.pieces.partition_point(|(start, _)| *start <= middle);
            let within = next.pieces[first..].iter().take_while(|(m, _)| m - middle < length);
            pieces.extend(within.map(|(start, outer)| (inner + (start - middle), *outer)));
        }
        Self { pieces }
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
    fn maps_lead_on() {
        let first = Origin::new(vec![(0, 2), (3, 7), (9, 7), (11, 12)]);
        let second = Origin::new(vec![(0, 100), (4, 110), (8, 111), (9, 120), (13, 120)]);
        let both = first.then(&second);
        for inner in 0..14 {
            assert_eq!(both.outer(inner), second.outer(first.outer(inner)), "{inner}");
        }
    }

    #[test]
    fn offsets_lead_back() {
        // `ab\\nc` with an escape of two bytes for the third character.
        let origin = Origin::new(vec![(0, 10), (2, 12), (3, 14), (4, 15), (u32::MAX, 15)]);
        let inner = |start, end| origin.inner_range(TextRange::new(start, end)).to_usize();
        for from in 0..4 {
            for to in from + 1..5 {
                let outer = origin.outer_range(TextRange::new(from, to));
                assert_eq!(origin.inner_range(outer), TextRange::new(from, to));
            }
        }
        assert_eq!((inner(3, 3), inner(12, 13)), (0..0, 2..3));
        let range = TextRange::new(3, 7);
        assert_eq!(Origin::default().inner_range(range), range);
        // Two inserted bytes between the halves, and a break that nothing maps to at the end.
        let origin = Origin::new(vec![(0, 5), (2, 7), (4, 7), (6, 9), (7, 9), (u32::MAX, 9)]);
        let inner = |start, end| origin.inner_range(TextRange::new(start, end)).to_usize();
        assert_eq!((inner(5, 7), inner(7, 9)), (0..2, 4..6));
    }

    #[test]
    fn the_empty_map_is_the_identity() {
        assert!(Origin::default().is_identity());
        assert_eq!(Origin::default().outer_range(TextRange::new(3, 7)), TextRange::new(3, 7));
    }
}
