//! The lines of a file that a diagnostic shows: only those that it points at, clipped around the
//! place where they are long, and harmless to a terminal.

use std::sync::Arc;

use codespan_reporting::files::{Error, Files};

use super::terminal::clean;
use crate::source::{SourceFile, TextRange};

/// Characters of a line that are shown at most.
const WIDTH: usize = 140;

/// Characters that are kept before the place in a line that is clipped.
const BEFORE: usize = 40;

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
        let mut group = 0;
        while group < order.len() {
            let line = file.position(marks.ranges[order[group]].start).line;
            let same = |index: &&usize| file.position(marks.ranges[**index].start).line == line;
            let members: Vec<usize> = order[group..].iter().take_while(same).copied().collect();
            group += members.len();
            let ranges: Vec<TextRange> = members.iter().map(|index| marks.ranges[*index]).collect();
            for (index, place) in members.into_iter().zip(excerpt.add(file, line, &ranges)) {
                places[index] = place;
            }
        }
        (excerpt, places)
    }

    /// Adds a line with the ranges that start on it.
    fn add(
        &mut self,
        file: &SourceFile,
        number: u32,
        ranges: &[TextRange],
    ) -> Vec<std::ops::Range<usize>> {
        let line = file.line_range(number);
        // A range over several lines is shown by the part on its first line.
        let on_line = |range: &TextRange| {
            let start = range.start.clamp(line.start, line.end) - line.start;
            let end = range.end.clamp(line.start, line.end) - line.start;
            start as usize..end as usize
        };
        let ranges: Vec<_> = ranges.iter().map(on_line).collect();
        let text = clean(file.slice(line));
        let first = ranges.iter().map(|range| range.start).min().unwrap_or(0);
        let clip = Clip::new(&text, first);
        self.separate(number);
        let start = self.text.len();
        let shift = clip.column_shift(&text);
        self.lines.push(Line { start, number: number as usize, column_shift: shift });
        self.text.push_str(&clip.shown(&text));
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

/// The part of a line that is shown, in bytes.
struct Clip {
    start: usize,
    end: usize,
    length: usize,
}

impl Clip {
    fn new(text: &str, focus: usize) -> Self {
        let length = text.len();
        if text.chars().count() <= WIDTH {
            return Self { start: 0, end: length, length };
        }
        let focus =
            (0..=focus.min(length)).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        let before = text[..focus].char_indices().rev().take(BEFORE).last();
        let start = before.map_or(focus, |(at, _)| at);
        let end = text[start..].char_indices().nth(WIDTH).map_or(length, |(at, _)| start + at);
        Self { start, end, length }
    }

    fn shown(&self, text: &str) -> String {
        let before = if self.start > 0 { ELLIPSIS } else { "" };
        let after = if self.end < self.length { ELLIPSIS } else { "" };
        format!("{before}{}{after}", &text[self.start..self.end])
    }

    fn column_shift(&self, text: &str) -> isize {
        match self.start {
            0 => 0,
            start => isize::try_from(text[..start].chars().count()).unwrap_or(0) - 1,
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
