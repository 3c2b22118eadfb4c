//! What stays of a text when it has been linted: the lines that someone points at, each at its
//! offset and with its number, and of a very long line what lies around the place. So a report of
//! thousands of packs does not hold all their texts.

use std::sync::{Arc, OnceLock};

use super::{SourceFile, Span, TextRange, characters, count};

/// Bytes of a line that are kept on either side of a place: more than any report looks at.
pub const KEPT_AROUND: u32 = 8 << 10;

/// A range of the file that is kept.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part {
    pub(super) range: TextRange,
    /// Where it starts in the excerpt.
    pub(super) at: u32,
    /// The number of its first line.
    pub(super) line: u32,
    /// Where that line starts in the file: before the part, if it is very long.
    pub(super) line_start: u32,
    /// Characters of that line before the part.
    pub(super) column: u32,
}

impl Part {
    const WHOLE: Self = Self {
        range: TextRange { start: 0, end: u32::MAX },
        at: 0,
        line: 1,
        line_start: 0,
        column: 0,
    };
}

/// Lets go of the texts behind these spans, but for the lines that they start and end on and what
/// lies between. A line that is longer than [`KEPT_AROUND`] before or behind its span is cut there.
pub fn keep_lines(mut spans: Vec<&mut Span>) {
    spans.sort_by_key(|span| Arc::as_ptr(&span.file));
    for spans in spans.chunk_by_mut(|a, b| Arc::ptr_eq(&a.file, &b.file)) {
        let Some(first) = spans.first() else { continue };
        let excerpt = first.file.excerpt(spans.iter().map(|span| span.range));
        for span in spans {
            span.file = Arc::clone(&excerpt);
        }
    }
}

impl SourceFile {
    fn excerpt(self: &Arc<Self>, ranges: impl Iterator<Item = TextRange>) -> Arc<Self> {
        if !self.parts.is_empty() {
            return Arc::clone(self);
        }
        let mut kept: Vec<TextRange> = ranges.map(|range| self.around(range)).collect();
        kept.sort_unstable_by_key(|range| range.start);
        kept.dedup_by(|next, last| {
            let touches = next.start <= last.end;
            if touches {
                last.end = last.end.max(next.end);
            }
            touches
        });
        let mut text = String::with_capacity(kept.iter().map(|range| range.len() as usize).sum());
        let mut parts: Vec<Part> = Vec::with_capacity(kept.len());
        for range in kept {
            let part = self.part(range, count(text.len()), parts.last());
            parts.push(part);
            text.push_str(self.slice(range));
        }
        Arc::new(Self {
            path: self.path.clone(),
            text,
            invalid_utf8: Vec::new(),
            index: OnceLock::new(),
            parts: parts.into(),
        })
    }

    /// What is kept of a whole text for a range of it. Most texts have few findings, so that looking
    /// for the ends of their lines is less than a table of all lines.
    fn around(&self, range: TextRange) -> TextRange {
        let bytes = self.text.as_bytes();
        let behind = &bytes[(range.end as usize).min(bytes.len())..];
        let last = memchr::memchr(b'\n', behind).map_or(behind.len(), |at| at + 1);
        let last = count(bytes.len() - behind.len() + last);
        let first = self.line_before(range.start);
        let start = range.start.saturating_sub(KEPT_AROUND) as usize;
        let end = range.end.saturating_add(KEPT_AROUND) as usize;
        TextRange {
            start: first.max(count(self.text.floor_char_boundary(start))),
            end: last.min(count(self.text.ceil_char_boundary(end))),
        }
    }

    /// Where the line of a whole text begins that holds an offset.
    fn line_before(&self, offset: u32) -> u32 {
        let before = &self.text.as_bytes()[..self.text.len().min(offset as usize)];
        memchr::memrchr(b'\n', before).map_or(0, |at| count(at + 1))
    }

    /// The part that keeps `range`, behind the part `last`.
    fn part(&self, range: TextRange, at: u32, last: Option<&Part>) -> Part {
        let known = last.map_or((0, 1), |last| (last.range.start, last.line));
        let bytes = &self.text.as_bytes()[..range.start as usize];
        let line = known.1 + count(memchr::memchr_iter(b'\n', &bytes[known.0 as usize..]).count());
        let line_start = self.line_before(range.start);
        let column = count(characters(&bytes[line_start as usize..]));
        Part { range, at, line, line_start, column }
    }

    /// The part that holds an offset of the file, or the last one before it.
    pub(super) fn part_of(&self, offset: u32) -> Part {
        let behind = self.parts.partition_point(|part| part.range.start <= offset);
        let part = self.parts.get(behind.saturating_sub(1));
        part.copied().unwrap_or(Part::WHOLE)
    }

    /// Where a range of the file stands in the excerpt; `None` where a part of it is left out.
    pub(super) fn kept(&self, range: TextRange) -> Option<TextRange> {
        let part = self.part_of(range.start);
        let place = |offset: u32| offset - part.range.start + part.at;
        part.range
            .contains(range)
            .then(|| TextRange { start: place(range.start), end: place(range.end) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::VirtualPath;

    fn whole() -> Arc<SourceFile> {
        let lines = (1..40).map(|n| format!("{}é{n}: x\r\n", "-".repeat(n % 7)));
        SourceFile::new(VirtualPath::new("x.yaml"), lines.collect::<String>() + "last")
    }

    #[test]
    fn an_excerpt_tells_of_what_it_holds_what_the_file_tells() {
        let file = whole();
        let length = count(file.text().len());
        let on_line = |line: u32, ends: u32| {
            TextRange::new(file.line_range(line).start + 1, file.line_range(ends).end)
        };
        let ranges = [
            on_line(17, 19),
            on_line(3, 3),
            on_line(4, 4),
            on_line(18, 18),
            TextRange::at(length),
            TextRange::new(file.line_range(30).start, file.line_range(31).start),
        ];
        let mut spans: Vec<Span> = ranges.iter().map(|range| Span::new(&file, *range)).collect();
        keep_lines(spans.iter_mut().collect());
        for (span, range) in spans.iter().zip(ranges) {
            let known = Span::new(&file, range);
            assert!(Arc::ptr_eq(span.file(), spans[0].file()));
            assert_eq!((span.start(), span.end()), (known.start(), known.end()), "{range:?}");
            assert_eq!(span.text(), known.text());
            for line in known.start().line..=known.end().line {
                let full = file.full_line(line);
                assert_eq!(span.file().line_around(full.start), file.line_range(line), "{line}");
                assert_eq!(span.file().full_line_around(full.start), full, "{line}");
                assert_eq!(span.file().slice(full), file.slice(full));
            }
        }
        let kept = spans[0].file().text();
        assert_eq!(kept.lines().count(), 2 + 3 + 2 + 1, "{kept}");
    }

    #[test]
    fn what_is_left_out_is_empty_and_breaks_nothing() {
        let file = whole();
        let mut span = Span::new(&file, file.line_range(5));
        keep_lines(vec![&mut span]);
        let end = count(file.text().len()) + 9;
        for start in 0..end {
            for length in [0, 1, 30, end] {
                let text = span.file().slice(TextRange::new(start, start + length));
                assert!(
                    text.is_empty() || file.slice(TextRange::new(start, start + length)) == text
                );
            }
            span.file().position(start);
            span.file().line_start(start);
            span.file().full_line_around(start);
            span.file().line_around(start);
        }
    }

    #[test]
    fn of_a_long_line_only_what_lies_around_is_kept() {
        let long = "aé日".repeat(20_000);
        let file = SourceFile::new(VirtualPath::new("x.json"), format!("é\n{long}\nlast\n{long}"));
        let length = count(file.text().len());
        let boundary = |offset: u32| count(file.text().floor_char_boundary(offset as usize));
        // Two that touch, two on one line that do not, and some at the ends of the lines.
        let starts = [0, 3, 4, 30_000, 38_000, 90_000, 120_000, 120_004, 120_010, 180_000, length];
        let range = |start: u32| TextRange::new(boundary(start), boundary(start.saturating_add(9)));
        let mut spans: Vec<Span> = starts.map(|start| Span::new(&file, range(start))).into();
        keep_lines(spans.iter_mut().collect());
        for (span, start) in spans.iter().zip(starts) {
            let known = Span::new(&file, range(start));
            assert_eq!((span.start(), span.end()), (known.start(), known.end()), "{start}");
            assert_eq!(span.text(), known.text());
            let at = span.range().start;
            assert_eq!(span.file().line_start(at), file.line_start(at));
            assert_eq!(file.line_start(at), file.line_range(known.start().line).start);
            let (kept, line) = (span.file().line_around(at), file.line_around(at));
            assert!(kept.start == line.start || at - kept.start >= KEPT_AROUND, "{start}");
            assert!(kept.end == line.end || kept.end - at > KEPT_AROUND, "{start}");
            assert!(line.contains(kept));
            assert_eq!(span.file().slice(kept), file.slice(kept));
        }
        assert!(count(spans[0].file().text().len()) < 14 * KEPT_AROUND);
    }
}
