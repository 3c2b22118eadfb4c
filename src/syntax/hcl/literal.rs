//! Decodes quoted strings and heredocs as Terraform does, with the place of each byte.

use super::Literal;
use crate::syntax::inner::Pieces;
use crate::syntax::origin::Origin;

/// A part of the file: what stands between quotes, or between the markers of a heredoc.
#[derive(Clone, Copy)]
pub(super) struct Source<'a> {
    pub(super) text: &'a str,
    /// Where it starts in the file.
    pub(super) start: usize,
}

/// A text as it grows.
struct Decoded {
    text: String,
    pieces: Pieces,
}

impl Decoded {
    fn new(source: Source<'_>) -> Self {
        let mut pieces = Pieces::new();
        pieces.add(0, source.start);
        Self { text: String::with_capacity(source.text.len()), pieces }
    }

    /// The file's own bytes at `at`.
    fn same(&mut self, text: &str, at: usize) {
        self.pieces.add(self.text.len(), at);
        self.text.push_str(text);
    }

    /// Something else than the `length` bytes at `at` that it is written as.
    fn escaped(&mut self, text: &str, at: usize, length: usize) {
        self.pieces.add(self.text.len(), at);
        self.text.push_str(text);
        self.pieces.add(self.text.len(), at + length);
    }

    fn finish(self, end: usize) -> Literal {
        let pieces = self.pieces.finish(self.text.len(), end);
        Literal { text: self.text.into_boxed_str(), origin: Origin::new(pieces) }
    }
}

/// The text of a quoted string; `None` where an escape is unknown.
pub(super) fn quoted(source: Source<'_>) -> Option<Literal> {
    let mut decoded = Decoded::new(source);
    let mut at = 0;
    while at < source.text.len() {
        let rest = &source.text[at..];
        let place = source.start + at;
        at += if let Some(marker) = marker(rest) {
            decoded.escaped(marker, place, 3);
            3
        } else if rest.starts_with('\\') {
            let (character, length) = escape(rest)?;
            decoded.escaped(character.encode_utf8(&mut [0; 4]), place, length);
            length
        } else {
            let first = rest.chars().next().map_or(1, char::len_utf8);
            let length = rest[first..].find(['\\', '$', '%']).map_or(rest.len(), |end| first + end);
            decoded.same(&rest[..length], place);
            length
        };
    }
    Some(decoded.finish(source.start + at))
}

/// The text of a heredoc; `indented` where it is opened by `<<-`.
pub(super) fn heredoc(source: Source<'_>, indented: bool) -> Option<Literal> {
    let indent = if indented { indentation(source.text) } else { 0 };
    let mut decoded = Decoded::new(source);
    let mut at = 0;
    for line in source.text.split_inclusive('\n') {
        // Terraform leaves lines of nothing but blanks as they are.
        let skipped = if line.trim_start().is_empty() { 0 } else { blanks(line, indent) };
        verbatim(
            &mut decoded,
            Source { text: &line[skipped..], start: source.start + at + skipped },
        );
        at += line.len();
    }
    Some(decoded.finish(source.start + at))
}

/// A text whose only escapes are the two markers.
fn verbatim(decoded: &mut Decoded, line: Source<'_>) {
    let mut at = 0;
    while let Some(found) = line.text[at..].find(['$', '%']) {
        let rest = &line.text[at + found..];
        let Some(marker) = marker(rest) else {
            decoded.same(&line.text[at..=at + found], line.start + at);
            at += found + 1;
            continue;
        };
        decoded.same(&line.text[at..at + found], line.start + at);
        decoded.escaped(marker, line.start + at + found, 3);
        at += found + 3;
    }
    decoded.same(&line.text[at..], line.start + at);
}

fn marker(rest: &str) -> Option<&'static str> {
    match rest.as_bytes() {
        [b'$', b'$', b'{', ..] => Some("${"),
        [b'%', b'%', b'{', ..] => Some("%{"),
        _ => None,
    }
}

/// The blanks that every line starts with, in characters.
fn indentation(text: &str) -> usize {
    let lines = text.split_inclusive('\n').filter(|line| !line.trim_start().is_empty());
    let blanks = |line: &str| line.chars().take_while(|c| c.is_whitespace()).count();
    lines.map(blanks).min().unwrap_or(0)
}

/// The bytes of the first `count` blanks.
fn blanks(line: &str, count: usize) -> usize {
    line.chars().take(count).take_while(|c| c.is_whitespace()).map(char::len_utf8).sum()
}

/// The character that an escape stands for, and how many bytes it is written as.
fn escape(rest: &str) -> Option<(char, usize)> {
    let hex = |digits: usize| {
        let digits = rest.get(2..2 + digits)?;
        let all = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        let code = u32::from_str_radix(digits, 16).ok().filter(|_| all)?;
        char::from_u32(code).map(|character| (character, 2 + digits.len()))
    };
    match rest.as_bytes().get(1)? {
        b'n' => Some(('\n', 2)),
        b'r' => Some(('\r', 2)),
        b't' => Some(('\t', 2)),
        b'"' => Some(('"', 2)),
        b'\\' => Some(('\\', 2)),
        b'u' => hex(4),
        b'U' => hex(8),
        _ => None,
    }
}
