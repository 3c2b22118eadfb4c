//! The lines of a file that a diagnostic shows: only those that it points at, clipped around the
//! place where they are long, and harmless to a terminal.
//!
//! A text within a JSON string is one line of the file. Of such a line the line of the text is shown,
//! from one escaped break to the next.

use std::sync::Arc;

use codespan_reporting::files::{Error, Files};

use super::terminal::clean;
use crate::source::{KEPT_AROUND, SourceFile, TextRange};

/// Characters of a line that are shown at most.
const WIDTH: usize = 140;

/// Characters that are kept before the place in a line that is clipped.
const BEFORE: usize = 40;

/// Bytes on either side of a place that are searched for the ends of its text: a diagnostic costs no
/// more in a line of megabytes than in a short one.
const AROUND: usize = 4096;

const _: () = assert!(AROUND + 4 * WIDTH < KEPT_AROUND as usize, "it must be in the excerpt");

/// What stands for the part of a line that is left out.
const ELLIPSIS: &str = "…";

/// The excerpt of one file.
pub(super) struct Excerpt {
    name: String,
    text: String,
    lines: Vec<Line>,
}

struct Line {
    start: usize,
    number: usize,
    /// What to add to a column of the shown text to get the column in the file.
    column_shift: isize,
}

/// Places of one file, to be shown together.
pub(super) struct Marks<'d> {
    pub(super) file: &'d Arc<SourceFile>,
    pub(super) ranges: Vec<TextRange>,
}

impl Excerpt {
    /// The excerpt, and the place of each range in it, in the order of the ranges.
    pub(super) fn new(marks: &Marks<'_>) -> (Self, Vec<std::ops::Range<usize>>) {
        let file = marks.file;
        let name = clean(file.path().as_str()).into_owned();
        let mut excerpt = Self { name, text: String::new(), lines: Vec::new() };
        let mut order: Vec<usize> = (0..marks.ranges.len()).collect();
        order.sort_by_key(|index| marks.ranges[*index].start);
        let mut places = vec![0..0; marks.ranges.len()];
        let mut shown: Vec<(Shown, Vec<usize>)> = Vec::new();
        for index in order {
            let one = Shown::of(file, marks.ranges[index].start);
            match shown.last_mut().filter(|(last, _)| *last == one) {
                Some((_, members)) => members.push(index),
                None => shown.push((one, vec![index])),
            }
        }
        for (one, members) in shown {
            let ranges: Vec<TextRange> = members.iter().map(|index| marks.ranges[*index]).collect();
            for (index, place) in members.into_iter().zip(excerpt.add(file, &one, &ranges)) {
                places[index] = place;
            }
        }
        (excerpt, places)
    }

    /// Adds a line with the ranges that start on it.
    fn add(
        &mut self,
        file: &SourceFile,
        shown: &Shown,
        ranges: &[TextRange],
    ) -> Vec<std::ops::Range<usize>> {
        let line = file.line_around(ranges.first().map_or(0, |range| range.start));
        // A range over several lines is shown by the part on its first line.
        let on_line = |range: &TextRange| {
            let start = range.start.clamp(line.start, line.end) - line.start;
            let end = range.end.clamp(line.start, line.end) - line.start;
            start as usize..end as usize
        };
        let ranges: Vec<_> = ranges.iter().map(on_line).collect();
        let text = file.slice(line);
        let first = ranges.iter().map(|range| range.start).min().unwrap_or(0);
        let inside = |at: u32| (at.saturating_sub(line.start) as usize).min(text.len());
        let part = shown.start.map_or(0, inside)..shown.end.map_or(text.len(), inside);
        let clip = Clip::new(text, &part, first);
        self.separate(shown.number);
        let start = self.text.len();
        let shift = clip.column_shift(file, line);
        self.lines.push(Line { start, number: shown.number as usize, column_shift: shift });
        self.text.push_str(&clip.shown(text));
        self.text.push('\n');
        ranges.into_iter().map(|range| clip.place(range, start)).collect()
    }

    /// Lines that do not follow one another must not look as if they did: codespan draws a break
    /// where more than one line lies between two marks.
    fn separate(&mut self, number: u32) {
        let Some(last) = self.lines.last().map(|line| line.number) else { return };
        if number as usize == last + 1 {
            return;
        }
        for gap in 1..=3 {
            let line = Line { start: self.text.len(), number: last + gap, column_shift: 0 };
            self.lines.push(line);
            self.text.push('\n');
        }
    }
}

/// A line of the file, or of a text within one of its lines.
#[derive(PartialEq)]
struct Shown {
    number: u32,
    /// Where the text within the line starts and ends; `None` where the line does, or where it is
    /// too far away to be shown.
    start: Option<u32>,
    /// See `start`.
    end: Option<u32>,
}

impl Shown {
    /// The line that holds `offset`.
    fn of(file: &SourceFile, offset: u32) -> Self {
        let number = file.position(offset).line;
        let range = file.line_around(offset);
        let text = file.slice(range);
        let (start, end) = match text.chars().nth(WIDTH) {
            None => (None, None),
            Some(_) => between_breaks(text, offset.clamp(range.start, range.end) - range.start),
        };
        Self {
            number,
            start: start.map(|at| range.start + at),
            end: end.map(|at| range.start + at),
        }
    }
}

/// The escaped line breaks around byte `at`: where the one ends and the next one starts.
fn between_breaks(text: &str, at: u32) -> (Option<u32>, Option<u32>) {
    let at = text.floor_char_boundary(at as usize);
    let first = text.ceil_char_boundary(at.saturating_sub(AROUND));
    let last = text.floor_char_boundary(at.saturating_add(AROUND));
    let is_break = |found: &usize| {
        let before = text.as_bytes()[first.min(*found)..*found].iter().rev();
        before.take_while(|byte| **byte == b'\\').count() % 2 == 0
    };
    let before =
        text[first..at].rmatch_indices("\\n").map(|(found, _)| first + found).find(is_break);
    let after = text[at..last].match_indices("\\n").map(|(found, _)| at + found).find(is_break);
    let offset = |found: usize| u32::try_from(found).ok();
    (before.and_then(|found| offset(found + 2)), after.and_then(offset))
}

/// The part of a line that is shown, in bytes.
struct Clip {
    start: usize,
    end: usize,
    length: usize,
}

impl Clip {
    /// The part of `text` that is shown of `part`, which holds the byte `focus`.
    fn new(text: &str, part: &std::ops::Range<usize>, focus: usize) -> Self {
        let length = text.len();
        let line = &text[part.clone()];
        if line.chars().nth(WIDTH).is_none() {
            return Self { start: part.start, end: part.end, length };
        }
        let focus = text.floor_char_boundary(focus.min(part.end)).max(part.start);
        let before = text[part.start..focus].char_indices().rev().take(BEFORE).last();
        let start = before.map_or(focus, |(at, _)| part.start + at);
        let end = text[start..part.end].char_indices().nth(WIDTH);
        Self { start, end: end.map_or(part.end, |(at, _)| start + at), length }
    }

    fn shown(&self, text: &str) -> String {
        let before = if self.start > 0 { ELLIPSIS } else { "" };
        let after = if self.end < self.length { ELLIPSIS } else { "" };
        format!("{before}{}{after}", clean(&text[self.start..self.end]))
    }

    fn column_shift(&self, file: &SourceFile, line: TextRange) -> isize {
        match u32::try_from(self.start) {
            Ok(0) | Err(_) => 0,
            Ok(start) => file.position(line.start + start).column as isize - 2,
        }
    }

    fn place(&self, range: std::ops::Range<usize>, line_start: usize) -> std::ops::Range<usize> {
        let ellipsis = if self.start > 0 { ELLIPSIS.len() } else { 0 };
        let offset =
            |at: usize| line_start + ellipsis + at.clamp(self.start, self.end) - self.start;
        offset(range.start)..offset(range.end)
    }
}

impl Excerpt {
    fn line_index(&self, byte_index: usize) -> usize {
        self.lines.partition_point(|line| line.start <= byte_index).saturating_sub(1)
    }

    fn column_number(&self, line: usize, byte_index: usize) -> usize {
        let Some(line) = self.lines.get(line) else { return 1 };
        let before = self.text.get(line.start..byte_index).unwrap_or_default();
        (before.chars().count() + 1).saturating_add_signed(line.column_shift)
    }

    fn line_start(&self, line: usize) -> usize {
        self.lines.get(line).map_or(self.text.len(), |line| line.start)
    }
}

/// The excerpts of all files of one diagnostic.
pub(super) struct Excerpts(pub(super) Vec<Excerpt>);

impl<'a> Files<'a> for Excerpts {
    type FileId = usize;
    type Name = &'a str;
    type Source = &'a str;

    fn name(&'a self, id: usize) -> Result<&'a str, Error> {
        Ok(&self.get(id)?.name)
    }

    fn source(&'a self, id: usize) -> Result<&'a str, Error> {
        Ok(&self.get(id)?.text)
    }

    fn line_index(&'a self, id: usize, byte_index: usize) -> Result<usize, Error> {
        Ok(self.get(id)?.line_index(byte_index))
    }

    fn line_number(&'a self, id: usize, line: usize) -> Result<usize, Error> {
        Ok(self.get(id)?.lines.get(line).map_or(1, |line| line.number))
    }

    fn column_number(&'a self, id: usize, line: usize, byte_index: usize) -> Result<usize, Error> {
        Ok(self.get(id)?.column_number(line, byte_index))
    }

    fn line_range(&'a self, id: usize, line: usize) -> Result<std::ops::Range<usize>, Error> {
        let excerpt = self.get(id)?;
        Ok(excerpt.line_start(line)..excerpt.line_start(line + 1))
    }
}

impl Excerpts {
    fn get(&self, id: usize) -> Result<&Excerpt, Error> {
        self.0.get(id).ok_or(Error::FileMissing)
    }
}
