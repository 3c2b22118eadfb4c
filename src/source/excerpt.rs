//! What stays of a text when it has been linted: the lines that someone points at, each at its
//! offset and with its number. So a report of thousands of packs does not hold all their texts.

use std::sync::{Arc, OnceLock};

use super::{SourceFile, Span, TextRange, count};

/// Lines of the file that follow one another.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Part {
    /// Where it starts in the file.
    pub(super) start: u32,
    /// The number of its first line in the file.
    line: u32,
    /// Bytes of the file before it that are left out.
    pub(super) left_out: u32,
    /// Lines of the file before it that are left out.
    pub(super) left_out_lines: u32,
}

/// Lets go of the texts behind these spans, but for the lines that they start and end on and what
/// lies between.
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
        let lines =
            |range: TextRange| (self.position(range.start).line, self.position(range.end).line);
        let mut lines: Vec<(u32, u32)> = ranges.map(lines).collect();
        lines.sort_unstable();
        let (mut text, mut parts) = (String::new(), Vec::new());
        let (mut copied, mut next) = (0, 1);
        for (first, last) in lines {
            let first = first.max(next);
            if first > last {
                continue;
            }
            let start = self.full_line(first).start;
            if first > next || parts.is_empty() {
                let (left_out, left_out_lines) = (start - count(text.len()), first - 1 - copied);
                parts.push(Part { start, line: first, left_out, left_out_lines });
            }
            text.push_str(self.slice(TextRange::new(start, self.full_line(last).end)));
            copied += last + 1 - first;
            next = last + 1;
        }
        text.shrink_to_fit();
        Arc::new(Self {
            path: self.path.clone(),
            text,
            invalid_utf8: Vec::new(),
            index: OnceLock::new(),
            parts: parts.into(),
        })
    }

    /// The part that holds an offset of the file.
    pub(super) fn part_of(&self, offset: u32) -> Part {
        let behind = self.parts.partition_point(|part| part.start <= offset);
        self.parts.get(behind.saturating_sub(1)).copied().unwrap_or_default()
    }

    /// The part that holds a line of the file.
    pub(super) fn part_of_line(&self, line: u32) -> Part {
        let behind = self.parts.partition_point(|part| part.line <= line);
        self.parts.get(behind.saturating_sub(1)).copied().unwrap_or_default()
    }

    /// Where a range of the file stands in the excerpt; `None` where a part of it is left out.
    pub(super) fn kept(&self, range: TextRange) -> Option<TextRange> {
        let part = self.part_of(range.start);
        let start = range.start.checked_sub(part.left_out)?;
        let next = self.parts.iter().find(|next| next.start > range.start);
        let end = range.end - part.left_out;
        next.is_none_or(|next| end <= next.start - next.left_out)
            .then_some(TextRange { start, end })
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
                assert_eq!(span.file().line_range(line), file.line_range(line), "{line}");
                assert_eq!(
                    span.file().slice(file.full_line(line)),
                    file.slice(file.full_line(line))
                );
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
            span.file().line_range(start);
        }
    }
}
