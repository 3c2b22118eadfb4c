//! The YAML that people usually write, read line by line and several times as fast as any YAML.
//!
//! Whatever is not certain, mistakes among it, is left to the parser that knows all of YAML: here it is
//! `None`. What is read here is read exactly as there, which the tests compare.

mod block;
mod flow;
mod scalars;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use crate::source::{SourceFile, TextRange};
use crate::syntax::builder::Builder;
use crate::syntax::origin::Origin;
use crate::syntax::scalar::{self, Scalar};
use crate::syntax::tree::{Document, Style, Text};

/// Collections within each other. Real texts have some twenty.
const DEPTH: usize = 64;

/// Bytes of a key: there is a limit in YAML, for which a long one is left alone.
const KEY: usize = 500;

/// Reads all documents of `text`, whose offsets `origin` maps to `file`; `None` where one of them is
/// not as usual.
pub(super) fn parse(file: &Arc<SourceFile>, text: &str, origin: &Origin) -> Option<Document> {
    let (document, shallow) = read(file, text, origin)?;
    shallow.is_empty().then_some(document)
}

/// Like [`parse`], and reads quoted scalars whose lines are indented less than their parent. Where
/// these lines start is told.
pub(super) fn read(
    file: &Arc<SourceFile>,
    text: &str,
    origin: &Origin,
) -> Option<(Document, Vec<usize>)> {
    if !is_plain(text.as_bytes()) {
        return None;
    }
    let bytes = text.as_bytes();
    let builder = Builder::new(Arc::clone(file), text.len());
    let mut reader = Reader { text, bytes, origin, builder, at: 0, shallow: Vec::new() };
    reader.stream()?;
    reader.builder.has_room().then(|| (reader.builder.finish(), reader.shallow))
}

/// True for a text without control characters, byte order marks and odd line breaks.
fn is_plain(bytes: &[u8]) -> bool {
    let is_odd = |byte: u8| {
        u8::from(byte < b' ') & u8::from(byte != b'\n') & u8::from(byte != b'\t')
            | u8::from(byte == 0x7F)
    };
    let is_plain = |at: usize| match bytes[at..] {
        // C1 controls, the line separators, and what is near the byte order mark.
        [0xC2, next, ..] => next >= 0xA0,
        [0xE2, 0x80, 0xA8 | 0xA9, ..] | [0xEF, 0xBB | 0xBF, ..] => false,
        _ => true,
    };
    // Without a branch for each byte it takes a fraction of the time.
    bytes.iter().fold(0, |odd, byte| odd | is_odd(*byte)) == 0
        && (bytes.is_ascii() || (0..bytes.len()).all(is_plain))
}

struct Reader<'t> {
    text: &'t str,
    bytes: &'t [u8],
    origin: &'t Origin,
    builder: Builder,
    at: usize,
    /// The lines of quoted scalars that are not indented as they should be.
    shallow: Vec<usize>,
}

/// What comes after blanks and comments.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Next {
    /// The end of the document: `---`, or the end of the text.
    End,
    /// A line whose text starts in this column, where the reader is.
    Text(usize),
}

impl<'t> Reader<'t> {
    fn stream(&mut self) -> Option<()> {
        if let Next::Text(column) = self.next()? {
            self.builder.start_document(self.outer(range(self.at, self.at)));
            self.document(column)?;
        }
        while self.at < self.bytes.len() {
            let end = self.at + "---".len();
            self.builder.start_document(self.outer(range(self.at, end)));
            self.at = end;
            self.end_of_line()?;
            match self.next()? {
                Next::Text(column) => self.document(column)?,
                Next::End => self.null(end),
            }
        }
        Some(())
    }

    fn document(&mut self, column: usize) -> Option<()> {
        (self.node(column, 0)? == Next::End).then_some(())
    }

    /// Goes from the start of a line to the next text.
    fn next(&mut self) -> Option<Next> {
        if !self.builder.has_room() {
            return None;
        }
        loop {
            let start = self.at;
            self.skip_spaces();
            match self.peek() {
                None => return Some(Next::End),
                Some(b'\n') => self.at += 1,
                Some(b'#') => self.comment(),
                Some(b'\t') => return None,
                Some(_) if self.at > start => return Some(Next::Text(self.at - start)),
                Some(b'-') if self.rest().starts_with(b"---") => {
                    return self.is_blank(start + 3).then_some(Next::End);
                }
                Some(b'.') if self.rest().starts_with(b"...") => return None,
                Some(_) => return Some(Next::Text(0)),
            }
        }
    }

    /// Goes to the next line, where nothing but a comment is left of this one.
    fn end_of_line(&mut self) -> Option<()> {
        self.skip_spaces();
        match self.peek() {
            None => {}
            Some(b'\n') => self.at += 1,
            Some(b'#') if matches!(self.bytes[..self.at].last(), Some(b' ' | b'\n')) => {
                self.comment();
            }
            Some(_) => return None,
        }
        Some(())
    }

    fn comment(&mut self) {
        let end = self.line_end(self.at);
        self.builder.comment(self.outer(range(self.at, end)));
        self.at = (end + 1).min(self.bytes.len());
    }

    /// The end of the line that `at` lies in.
    fn line_end(&self, at: usize) -> usize {
        memchr::memchr(b'\n', &self.bytes[at..]).map_or(self.bytes.len(), |length| at + length)
    }

    fn skip_spaces(&mut self) {
        self.at = self.after_spaces(self.at);
    }

    fn after_spaces(&self, at: usize) -> usize {
        let spaces = self.bytes[at..].iter().position(|byte| *byte != b' ');
        spaces.map_or(self.bytes.len(), |spaces| at + spaces)
    }

    fn rest(&self) -> &[u8] {
        &self.bytes[self.at..]
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// True where a line or a word ends.
    fn is_blank(&self, at: usize) -> bool {
        matches!(self.bytes.get(at), None | Some(b' ' | b'\n'))
    }

    fn null(&mut self, at: usize) {
        let (range, text) = (range(at, at), Text::Slice(range(at, at)));
        self.add(Read { range, style: Style::Plain, text }, Scalar::Null);
    }

    /// True for a text that means nothing, which go-yaml refuses as a key.
    fn is_null(&self, read: &Read<'_>) -> bool {
        let raw = &self.text[read.range.to_usize()];
        raw.starts_with(['n', 'N', '~']) && scalar::resolve(raw) == Scalar::Null
    }

    fn scalar(&mut self, read: Read<'_>) {
        let value = match read.style {
            Style::Plain => match &read.text {
                Text::Slice(range) => scalar::resolve(&self.text[range.to_usize()]),
                Text::Decoded(text) => scalar::resolve(text),
            },
            _ => Scalar::String,
        };
        self.add(read, value);
    }

    fn add(&mut self, read: Read<'_>, value: Scalar) {
        let text = match read.text {
            Text::Slice(range) if !self.origin.is_identity() => {
                Text::Decoded(self.text[range.to_usize()].into())
            }
            text => text,
        };
        self.builder.scalar(self.outer(read.range), read.style, (text, value));
    }

    fn open(&mut self, range: TextRange, style: Style, is_mapping: bool) {
        self.builder.open(self.outer(range), style, is_mapping);
    }

    /// The place in the file.
    fn outer(&self, range: TextRange) -> TextRange {
        self.origin.outer_range(range)
    }
}

/// A scalar that was read.
struct Read<'t> {
    range: TextRange,
    style: Style,
    text: Text<'t>,
}

fn range(start: usize, end: usize) -> TextRange {
    TextRange::from_usize(start..end)
}
