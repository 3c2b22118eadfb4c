//! Lines and columns as editors count them: from 0, columns in the units that were agreed on.
//!
//! Everything else in palint is a byte offset; this is the only place that turns one into the other.

use gen_lsp_types::{Position, PositionEncodingKind, Range};

use crate::source::{SourceFile, Span, TextRange};

/// What a column counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    /// Bytes.
    Utf8,
    /// Code units of UTF-16: what every client knows.
    Utf16,
}

impl Encoding {
    /// The cheaper one if the client knows it.
    pub(super) fn negotiate(offered: &[PositionEncodingKind]) -> Self {
        if offered.contains(&PositionEncodingKind::UTF8) { Self::Utf8 } else { Self::Utf16 }
    }

    pub(super) fn kind(self) -> PositionEncodingKind {
        match self {
            Self::Utf8 => PositionEncodingKind::UTF8,
            Self::Utf16 => PositionEncodingKind::UTF16,
        }
    }

    /// The position of a byte offset. Within a character it is that of the character.
    pub(super) fn position(self, file: &SourceFile, offset: u32) -> Position {
        let line = file.position(offset).line;
        let range = file.line_range(line);
        let text = file.slice(range);
        let mut end = (offset.clamp(range.start, range.end) - range.start) as usize;
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        Position { line: line - 1, character: self.width(&text[..end]) }
    }

    pub(super) fn range(self, span: &Span) -> Range {
        let TextRange { start, end } = span.range();
        Range { start: self.position(span.file(), start), end: self.position(span.file(), end) }
    }

    /// The byte offset of a position. A column behind the end of its line is the end of the line, and
    /// one within a character the start of it.
    pub(super) fn offset(self, file: &SourceFile, position: Position) -> u32 {
        if position.line >= file.line_count() {
            return u32::try_from(file.text().len()).unwrap_or(u32::MAX);
        }
        let range = file.line_range(position.line + 1);
        let mut column = 0;
        for (at, character) in file.slice(range).char_indices() {
            column += self.units(character);
            if column > position.character {
                return range.start + u32::try_from(at).unwrap_or_default();
            }
        }
        range.end
    }

    fn width(self, text: &str) -> u32 {
        text.chars().map(|character| self.units(character)).sum()
    }

    fn units(self, character: char) -> u32 {
        let units = match self {
            Self::Utf8 => character.len_utf8(),
            Self::Utf16 => character.len_utf16(),
        };
        u32::try_from(units).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::VirtualPath;

    const TEXT: &str = "a: é\r\n𝒳: 日本 # x\r\n\nlast";

    #[test]
    fn columns_count_what_was_agreed_on() {
        let file = SourceFile::new(VirtualPath::new("x.yaml"), TEXT);
        let at = |needle: &str| u32::try_from(TEXT.find(needle).unwrap()).unwrap();
        let cases = [
            (at("é"), (0, 3), (0, 3)),
            (at("\r\n"), (0, 5), (0, 4)),
            (at("𝒳"), (1, 0), (1, 0)),
            (at(": 日"), (1, 4), (1, 2)),
            (at("本"), (1, 9), (1, 5)),
            (at("# x"), (1, 13), (1, 7)),
            (at("last"), (3, 0), (3, 0)),
            (at("last") + 4, (3, 4), (3, 4)),
        ];
        for (offset, utf8, utf16) in cases {
            for (encoding, (line, character)) in [(Encoding::Utf8, utf8), (Encoding::Utf16, utf16)]
            {
                let position = Position { line, character };
                assert_eq!(encoding.position(&file, offset), position, "{offset}");
                assert_eq!(encoding.offset(&file, position), offset, "{position:?}");
            }
        }
    }

    #[test]
    fn what_lies_nowhere_is_moved_to_where_something_is() {
        let file = SourceFile::new(VirtualPath::new("x.yaml"), TEXT);
        let offset = |line, character| Encoding::Utf16.offset(&file, Position { line, character });
        assert_eq!(offset(0, 99), 5, "behind the line, before its line break");
        assert_eq!(offset(1, 1), 7, "between the halves of a pair");
        assert_eq!(offset(99, 0) as usize, TEXT.len());
        let inside = Encoding::Utf8.position(&file, 4);
        assert_eq!(inside, Position { line: 0, character: 3 }, "within a character");
        let break_ = Encoding::Utf16.position(&file, 6);
        assert_eq!(break_, Position { line: 0, character: 4 }, "between CR and LF");
    }

    #[test]
    fn utf_8_is_taken_where_it_is_offered() {
        let both = [PositionEncodingKind::UTF16, PositionEncodingKind::UTF8];
        assert_eq!(Encoding::negotiate(&both), Encoding::Utf8);
        assert_eq!(Encoding::negotiate(&both[..1]), Encoding::Utf16);
        assert_eq!(Encoding::negotiate(&[]), Encoding::Utf16);
    }
}
