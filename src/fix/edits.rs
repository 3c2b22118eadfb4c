//! Edits of several fixes in one text.

use std::collections::BTreeMap;

use crate::source::TextRange;

/// Bytes to replace in a file of a target.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    /// The file's path in the target.
    pub file: String,
    /// The bytes.
    pub range: TextRange,
    /// What comes in their place.
    pub text: String,
}

impl Change {
    fn overlaps(&self, other: &Self) -> bool {
        let (a, b) = (self.range, other.range);
        self.file == other.file && self != other && a.start < b.end && b.start < a.end
    }
}

/// The edits of the fixes that were chosen.
#[derive(Default)]
pub(super) struct Taken(BTreeMap<String, Vec<Change>>);

impl Taken {
    /// Takes the edits of a fix, unless one of them overlaps what is taken. The same edit may be
    /// part of several fixes.
    pub(super) fn take(&mut self, changes: &[Change]) -> bool {
        let clashes = |change: &Change| {
            let taken = self.0.get(&change.file);
            taken.is_some_and(|taken| taken.iter().any(|other| change.overlaps(other)))
        };
        if changes.iter().any(clashes) {
            return false;
        }
        for change in changes {
            self.0.entry(change.file.clone()).or_default().push(change.clone());
        }
        true
    }
}

/// The edits of each file in their order, each once.
pub(super) fn by_file<'c>(
    changes: impl IntoIterator<Item = &'c Change>,
) -> BTreeMap<&'c str, Vec<&'c Change>> {
    let mut files: BTreeMap<&str, Vec<&Change>> = BTreeMap::new();
    for change in changes {
        let known = files.entry(&change.file).or_default();
        if !known.contains(&change) {
            known.push(change);
        }
    }
    // What is inserted at one place stays in the order in which it was found.
    files.values_mut().for_each(|changes| changes.sort_by_key(|change| change.range));
    files
}

/// The text with these edits, which are sorted and do not overlap.
pub fn apply(text: &[u8], changes: &[&Change]) -> Vec<u8> {
    let mut result = Vec::with_capacity(text.len());
    let mut at = 0;
    for change in changes {
        let range = change.range.to_usize();
        result.extend_from_slice(text.get(at..range.start).unwrap_or_default());
        result.extend_from_slice(change.text.as_bytes());
        at = range.end.max(at);
    }
    result.extend_from_slice(text.get(at..).unwrap_or_default());
    result
}

/// Where a byte of the text went: from where to where it may stand now.
pub(super) fn moved(offset: u32, changes: &[&Change]) -> (i64, i64) {
    let mut shift = 0;
    let mut around: Option<(i64, i64)> = None;
    for change in changes.iter().filter(|change| change.range.start <= offset) {
        let start = i64::from(change.range.start) + shift;
        let end = start + i64::try_from(change.text.len()).unwrap_or(i64::MAX / 2);
        if change.range.end >= offset {
            around = Some(around.map_or((start, end), |(first, _)| (first, end)));
        }
        shift = end - i64::from(change.range.end);
    }
    let now = i64::from(offset) + shift;
    around.map_or((now, now), |(start, end)| (start.min(now), end.max(now)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(start: u32, end: u32, text: &str) -> Change {
        Change { file: "x".into(), range: TextRange::new(start, end), text: text.into() }
    }

    #[test]
    fn edits_are_applied_in_order_and_each_once() {
        let changes = [change(6, 8, "ë"), change(0, 1, ""), change(4, 4, "1"), change(4, 4, "2")];
        let files = by_file(changes.iter().chain(&changes[..1]));
        assert_eq!(apply("a b é d".as_bytes(), &files["x"]), " b 12éë".as_bytes());
    }

    #[test]
    fn what_overlaps_waits() {
        let mut taken = Taken::default();
        assert!(taken.take(&[change(2, 4, "x"), change(9, 9, "y")]));
        assert!(taken.take(&[change(4, 6, "")]), "what touches does not overlap");
        assert!(taken.take(&[change(2, 4, "x")]), "the same edit may cure two findings");
        assert!(!taken.take(&[change(2, 4, "z")]));
        assert!(!taken.take(&[change(20, 21, ""), change(3, 3, "in the middle")]));
        assert!(taken.take(&[change(20, 21, "")]), "a fix that waits takes nothing");
        assert!(taken.take(&[change(9, 9, "z")]), "insertions stand behind one another");
    }

    #[test]
    fn places_follow_the_text() {
        let changes = [change(2, 4, ""), change(6, 6, "abc"), change(8, 9, "xy")];
        let changes: Vec<_> = changes.iter().collect();
        assert_eq!(moved(1, &changes), (1, 1));
        assert_eq!(moved(5, &changes), (3, 3));
        assert_eq!(moved(6, &changes), (4, 7));
        assert_eq!(moved(8, &changes), (9, 11));
        assert_eq!(moved(20, &changes), (22, 22));
    }
}
