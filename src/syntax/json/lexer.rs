//! The words of JSON, and the words that people write instead.

use std::ops::Range;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token {
    Open(Bracket),
    Close(Bracket),
    Colon,
    Comma,
    /// In double quotes, or wrongly in single ones; `closed` is false when the line ends first.
    String {
        quote: u8,
        closed: bool,
    },
    /// A number, `true`, `false`, `null`, or anything else without quotes.
    Word,
    /// `//`, `#` or `/* */`.
    Comment,
    End,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bracket {
    Brace,
    Square,
}

impl Bracket {
    pub(super) fn closing(self) -> &'static str {
        match self {
            Self::Brace => "}",
            Self::Square => "]",
        }
    }
}

pub(super) struct Lexer<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Lexer<'t> {
    pub(super) fn new(text: &'t str, at: usize) -> Self {
        Self { text, at }
    }

    pub(super) fn next(&mut self) -> (Token, Range<usize>) {
        let bytes = self.text.as_bytes();
        while matches!(bytes.get(self.at), Some(b' ' | b'\t' | b'\r' | b'\n')) {
            self.at += 1;
        }
        let start = self.at;
        let Some(first) = bytes.get(start) else { return (Token::End, start..start) };
        let (token, end) = match first {
            b'{' => (Token::Open(Bracket::Brace), start + 1),
            b'[' => (Token::Open(Bracket::Square), start + 1),
            b'}' => (Token::Close(Bracket::Brace), start + 1),
            b']' => (Token::Close(Bracket::Square), start + 1),
            b':' => (Token::Colon, start + 1),
            b',' => (Token::Comma, start + 1),
            b'"' | b'\'' => self.string(*first),
            b'#' => (Token::Comment, self.line_end(start)),
            b'/' if bytes.get(start + 1) == Some(&b'/') => (Token::Comment, self.line_end(start)),
            b'/' if bytes.get(start + 1) == Some(&b'*') => {
                let end = self.text[start..].find("*/").map_or(bytes.len(), |n| start + n + 2);
                (Token::Comment, end)
            }
            _ => (Token::Word, self.word_end(start)),
        };
        self.at = end;
        (token, start..end)
    }

    fn line_end(&self, from: usize) -> usize {
        self.text[from..].find(['\n', '\r']).map_or(self.text.len(), |n| from + n)
    }

    /// A string ends with its quote, or at the end of the line: strings cannot span lines, and a
    /// forgotten quote must not swallow the file.
    fn string(&self, quote: u8) -> (Token, usize) {
        let bytes = self.text.as_bytes();
        let mut at = self.at + 1;
        while let Some(byte) = bytes.get(at) {
            match byte {
                b'\\' if bytes.get(at + 1).is_some_and(|next| !matches!(next, b'\n' | b'\r')) => {
                    at += 1 + self.character_length(at + 1);
                }
                b'\n' | b'\r' => break,
                byte if *byte == quote => return (Token::String { quote, closed: true }, at + 1),
                _ => at += 1,
            }
        }
        (Token::String { quote, closed: false }, at)
    }

    fn character_length(&self, at: usize) -> usize {
        self.text.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)
    }

    fn word_end(&self, from: usize) -> usize {
        let stop = |c: char| c.is_ascii_whitespace() || "{}[]:,\"'".contains(c);
        let length = self.text[from..].find(stop).unwrap_or(self.text.len() - from);
        from + length.max(self.character_length(from))
    }
}
