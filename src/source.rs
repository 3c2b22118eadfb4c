//! Texts and places in them.
//!
//! A place is a byte range of one file, and it owns a handle to that file: a finding needs no side
//! table, and a text lives exactly as long as something still points into it. Line and column are
//! computed only where a person or an editor reads them.

mod excerpt;

use std::fmt;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// Where a text comes from: a path as the user knows it, and a member when that path is an archive.
///
/// Prints with `/` as `packs/x/charts/y.tgz!/y/Chart.yaml`. Nested archives repeat the `!/`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VirtualPath(Arc<str>);

/// What separates an archive from the path inside it.
const MEMBER: &str = "!/";

impl VirtualPath {
    /// A path as it is shown to the user; the separator is `/` on every system.
    pub fn new(shown: impl Into<Arc<str>>) -> Self {
        Self(shown.into())
    }

    /// The path of `name` below this directory.
    pub fn join(&self, name: &str) -> Self {
        if name.is_empty() {
            return self.clone();
        }
        if self.0.is_empty() || &*self.0 == "." {
            return Self::new(name);
        }
        let separator = if self.0.ends_with('/') { "" } else { "/" };
        Self::new([&*self.0, separator, name].concat())
    }

    /// The path of `member` inside this archive.
    pub fn member(&self, member: &str) -> Self {
        Self::new([&*self.0, MEMBER, member].concat())
    }

    /// The whole path as it is shown.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The part that lies on disk: the whole path, or the outermost archive.
    pub fn on_disk(&self) -> &str {
        self.0.split(MEMBER).next().unwrap_or(&self.0)
    }

    /// The path inside the outermost archive, if this is a member.
    pub fn inside(&self) -> Option<&str> {
        self.0.split_once(MEMBER).map(|(_, inside)| inside)
    }

    /// What follows the directory or archive `root` in this path; `None` where it lies elsewhere.
    pub fn below(&self, root: &Self) -> Option<&str> {
        if self == root {
            return Some("");
        }
        if matches!(&*root.0, "" | ".") {
            let elsewhere =
                self.0.starts_with('/') || &*self.0 == ".." || self.0.starts_with("../");
            return (!elsewhere).then_some(&self.0);
        }
        let rest = self.0.strip_prefix(&*root.0)?;
        let rest = rest.strip_prefix('!').unwrap_or(rest);
        if root.0.ends_with('/') { Some(rest) } else { rest.strip_prefix('/') }
    }

    /// The last component.
    pub fn file_name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or(&self.0)
    }
}

impl fmt::Display for VirtualPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A half-open range of bytes in one text, byte order mark and carriage returns included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct TextRange {
    /// The first byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl TextRange {
    /// A range from `start` up to, not including, `end`.
    pub fn new(start: u32, end: u32) -> Self {
        debug_assert!(start <= end, "a range runs forward: {start}..{end}");
        Self { start, end: end.max(start) }
    }

    /// A range of byte indices. Texts are smaller than 4 GiB, see [`crate::limits`].
    pub fn from_usize(range: Range<usize>) -> Self {
        let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self::new(clamp(range.start), clamp(range.end))
    }

    /// An empty range at `offset`.
    pub fn at(offset: u32) -> Self {
        Self { start: offset, end: offset }
    }

    /// The smallest range that covers both.
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// True when `other` lies within this range.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Length in bytes.
    pub fn len(self) -> u32 {
        self.end - self.start
    }

    /// True for a range that holds no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The range as indices into a string.
    pub fn to_usize(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A text and the path that it was read from.
#[derive(Debug)]
pub struct SourceFile {
    path: VirtualPath,
    text: String,
    invalid_utf8: Vec<TextRange>,
    index: OnceLock<Index>,
    /// Where the parts of an excerpt stand in the file; empty for a whole text.
    parts: Box<[Part]>,
}

/// What turns offsets into lines and columns.
#[derive(Debug)]
struct Index {
    lines: Vec<u32>,
    /// Characters before each block of [`BLOCK`] bytes, so that a column in a line of megabytes
    /// costs no more than one in a short line.
    characters: Vec<u32>,
}

const BLOCK: usize = 1024;

/// A line in a part of a text.
struct Line {
    /// What was asked for, in what is kept.
    offset: u32,
    /// How many lines of the part are before it.
    nth: u32,
    /// Where it starts in what is kept; `None` for the first line of the part.
    start: Option<u32>,
}

/// A place as people count: both from 1, the column in Unicode scalar values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: u32,
    /// The column, from 1, in Unicode scalar values.
    pub column: u32,
}

/// The UTF-8 byte order mark.
pub const BYTE_ORDER_MARK: &str = "\u{feff}";

use excerpt::Part;
pub use excerpt::{KEPT_AROUND, keep_lines};

impl SourceFile {
    /// A file with valid text.
    pub fn new(path: VirtualPath, text: impl Into<String>) -> Arc<Self> {
        Arc::new(Self::whole(path, text.into(), Vec::new()))
    }

    /// A file from bytes. Each byte that is not UTF-8 becomes one `_`, so that every offset stays
    /// the offset in the file on disk; [`Self::invalid_utf8`] remembers where they were.
    pub fn from_bytes(path: VirtualPath, bytes: Vec<u8>) -> Arc<Self> {
        match String::from_utf8(bytes) {
            Ok(text) => Self::new(path, text),
            Err(error) => {
                let (text, invalid_utf8) = replace_invalid(error.as_bytes());
                Arc::new(Self::whole(path, text, invalid_utf8))
            }
        }
    }

    fn whole(path: VirtualPath, text: String, invalid_utf8: Vec<TextRange>) -> Self {
        Self { path, text, invalid_utf8, index: OnceLock::new(), parts: Box::default() }
    }

    /// Where the text comes from.
    pub fn path(&self) -> &VirtualPath {
        &self.path
    }

    /// The text, byte order mark included; of an excerpt what is left of it, see [`keep_lines`].
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The runs of bytes that are not UTF-8.
    pub fn invalid_utf8(&self) -> &[TextRange] {
        &self.invalid_utf8
    }

    /// Length of the byte order mark at the start, in bytes.
    pub fn byte_order_mark(&self) -> usize {
        if self.text.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { 0 }
    }

    /// The text of `range`; empty where the range does not lie on character boundaries.
    pub fn slice(&self, range: TextRange) -> &str {
        let range = if self.parts.is_empty() { Some(range) } else { self.kept(range) };
        range.and_then(|range| self.text.get(range.to_usize())).unwrap_or_default()
    }

    /// Line and column of a byte offset; an offset past the end is the end.
    pub fn position(&self, offset: u32) -> Position {
        let (part, line) = self.line_of(offset);
        let start = line.start.unwrap_or(part.at);
        let column = if line.start.is_none() { part.column } else { 0 };
        let columns = self.characters_before(line.offset) - self.characters_before(start);
        Position { line: part.line + line.nth, column: column + columns + 1 }
    }

    /// Where the line begins that holds a byte offset.
    pub fn line_start(&self, offset: u32) -> u32 {
        let (part, line) = self.line_of(offset);
        line.start.map_or(part.line_start, |start| start - part.at + part.range.start)
    }

    /// The line that holds a byte offset, without its line break; of a line that an excerpt holds in
    /// part, that part.
    pub fn line_around(&self, offset: u32) -> TextRange {
        let full = self.full_line_around(offset);
        let trimmed = self.slice(full).trim_end_matches(['\n', '\r']);
        TextRange::new(full.start, full.start + count(trimmed.len()))
    }

    /// The same with its line break.
    pub fn full_line_around(&self, offset: u32) -> TextRange {
        let (part, line) = self.line_of(offset);
        let starts = self.line_starts();
        let next = starts.get(starts.partition_point(|start| *start <= line.offset)).copied();
        let kept = part.range.len().saturating_add(part.at).min(count(self.text.len()));
        let in_file = |at: u32| at - part.at + part.range.start;
        let end = next.unwrap_or(kept).min(kept);
        TextRange::new(in_file(line.start.unwrap_or(part.at)), in_file(end))
    }

    /// The part that holds an offset of the file, and its line there.
    fn line_of(&self, offset: u32) -> (Part, Line) {
        let part = self.part_of(offset);
        let offset = offset.clamp(part.range.start, part.range.end) - part.range.start + part.at;
        let offset = offset.min(count(self.text.len()));
        let line = |offset: u32| self.line_starts().partition_point(|start| *start <= offset);
        let (first, own) = (line(part.at), line(offset));
        let start = (own > first).then(|| self.line_starts()[own - 1]);
        (part, Line { offset, nth: count(own - first), start })
    }

    fn characters_before(&self, offset: u32) -> u32 {
        let block = offset as usize / BLOCK;
        let rest = &self.text.as_bytes()[block * BLOCK..offset as usize];
        self.index().characters[block] + count(characters(rest))
    }

    /// The range of a line of a whole text, counted from 1, without its line break.
    pub fn line_range(&self, line: u32) -> TextRange {
        let full = self.full_line(line);
        let trimmed = self.slice(full).trim_end_matches(['\n', '\r']);
        TextRange::new(full.start, full.start + count(trimmed.len()))
    }

    /// The range of a line of a whole text, counted from 1, with its line break.
    pub fn full_line(&self, line: u32) -> TextRange {
        debug_assert!(self.parts.is_empty(), "an excerpt is asked by offset");
        let starts = self.line_starts();
        let index = (line.max(1) as usize - 1).min(starts.len() - 1);
        let end = starts.get(index + 1).copied().unwrap_or(count(self.text.len()));
        TextRange::new(starts[index], end)
    }

    /// The number of lines, at least 1.
    pub fn line_count(&self) -> u32 {
        count(self.line_starts().len())
    }

    fn line_starts(&self) -> &[u32] {
        &self.index().lines
    }

    fn index(&self) -> &Index {
        self.index.get_or_init(|| {
            let bytes = self.text.as_bytes();
            let breaks = memchr::memchr_iter(b'\n', bytes);
            let lines = std::iter::once(0).chain(breaks.map(|at| count(at) + 1)).collect();
            let sum = |before: &mut u32, block: &[u8]| {
                *before += count(characters(block));
                Some(*before)
            };
            let ends = bytes.chunks(BLOCK).scan(0, sum);
            Index { lines, characters: std::iter::once(0).chain(ends).collect() }
        })
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// Counted without decoding: a range may end within a character.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0b1100_0000 != 0b1000_0000).count()
}

fn replace_invalid(bytes: &[u8]) -> (String, Vec<TextRange>) {
    let mut text = String::with_capacity(bytes.len());
    let mut invalid: Vec<TextRange> = Vec::new();
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        let start = count(text.len());
        text.extend(chunk.invalid().iter().map(|_| '_'));
        let range = TextRange::new(start, count(text.len()));
        match invalid.last_mut() {
            _ if range.is_empty() => {}
            Some(last) if last.end == range.start => last.end = range.end,
            _ => invalid.push(range),
        }
    }
    (text, invalid)
}

/// A range of one file.
#[derive(Clone)]
pub struct Span {
    file: Arc<SourceFile>,
    range: TextRange,
}

impl Span {
    /// The place `range` of `file`.
    pub fn new(file: &Arc<SourceFile>, range: TextRange) -> Self {
        Self { file: Arc::clone(file), range }
    }

    /// The file.
    pub fn file(&self) -> &Arc<SourceFile> {
        &self.file
    }

    /// The byte range.
    pub fn range(&self) -> TextRange {
        self.range
    }

    /// The text that the span covers.
    pub fn text(&self) -> &str {
        self.file.slice(self.range)
    }

    /// Line and column of the first byte.
    pub fn start(&self) -> Position {
        self.file.position(self.range.start)
    }

    /// Line and column one past the last byte.
    pub fn end(&self) -> Position {
        self.file.position(self.range.end)
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}..{}", self.file.path, self.range.start, self.range.end)
    }
}

impl PartialEq for Span {
    fn eq(&self, other: &Self) -> bool {
        self.file.path == other.file.path && self.range == other.range
    }
}

impl Eq for Span {}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> Arc<SourceFile> {
        SourceFile::new(VirtualPath::new("x.yaml"), text)
    }

    #[test]
    fn columns_count_characters_and_offsets_count_bytes() {
        let file = file("a: é\r\nbücher: 日本\r\n");
        let at = file.text().find('本').unwrap();
        assert_eq!(file.position(count(at)), Position { line: 2, column: 10 });
        assert_eq!(file.slice(file.line_range(2)), "bücher: 日本");
        assert_eq!(file.line_count(), 3);
    }

    #[test]
    fn columns_of_long_lines_are_right() {
        let file = file(&format!("x\n{}", "aé日".repeat(5000)));
        for (nth, (at, _)) in file.text().char_indices().enumerate().skip(2).step_by(777) {
            assert_eq!(file.position(count(at)), Position { line: 2, column: count(nth) - 1 });
        }
    }

    #[test]
    fn offsets_past_the_end_are_the_end() {
        assert_eq!(file("ab").position(99), Position { line: 1, column: 3 });
        assert_eq!(file("").position(0), Position { line: 1, column: 1 });
        assert_eq!(file("a\n").position(2), Position { line: 2, column: 1 });
    }

    #[test]
    fn invalid_bytes_keep_every_offset() {
        let file = SourceFile::from_bytes(
            VirtualPath::new("x"),
            b"a: \xff\xfe\nb: \xc3\xa9 \xe6".to_vec(),
        );
        assert_eq!(file.text(), "a: __\nb: é _");
        assert_eq!(file.invalid_utf8(), [TextRange::new(3, 5), TextRange::new(12, 13)]);
    }

    #[test]
    fn paths_know_their_archive() {
        let path =
            VirtualPath::new("p/charts/x.tgz").member("x/charts/y.tgz").member("y/Chart.yaml");
        assert_eq!(path.as_str(), "p/charts/x.tgz!/x/charts/y.tgz!/y/Chart.yaml");
        assert_eq!(path.on_disk(), "p/charts/x.tgz");
        assert_eq!(path.inside(), Some("x/charts/y.tgz!/y/Chart.yaml"));
        assert_eq!(VirtualPath::new(".").join("pack.json").as_str(), "pack.json");
    }

    #[test]
    fn paths_know_what_they_lie_below() {
        let below = |path: &'static str, root: &'static str| {
            VirtualPath::new(path).below(&VirtualPath::new(root)).map(str::to_owned)
        };
        let cases = [
            ("p/x.tgz!/y", "p", Some("x.tgz!/y")),
            ("p/x.tgz!/y", "p/x.tgz", Some("y")),
            ("x.tgz!/y/z", "x.tgz!/y", Some("z")),
            ("x.tgz!/z", "x.tgz!/", Some("z")),
            ("p", "p", Some("")),
            ("pq", "p", None),
            ("q", ".", Some("q")),
            ("../q", ".", None),
            ("/q", ".", None),
        ];
        for (path, root, expected) in cases {
            assert_eq!(below(path, root).as_deref(), expected, "{path} {root}");
        }
    }
}
