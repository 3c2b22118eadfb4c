//! The tokens within an action. The scanner of numbers is as loose as Go's: what it lets through
//! wrongly, the reader of the literal refuses.

use super::{Keyword, Kind, Lexer, is_blank};
use crate::source::TextRange;
use crate::syntax::template::error::{Parse, TemplateError};

impl Lexer<'_> {
    /// Reads one token; the next byte is neither blank nor the closing delimiter.
    pub(super) fn scan(&mut self) -> Parse<Kind> {
        let start = self.at;
        let Some(&first) = self.rest().first() else {
            return Err(TemplateError::syntax(self.end_range(), "unclosed action")
                .related(self.opener, "the action starts here"));
        };
        match first {
            b'"' => self.quoted(b'"', Kind::String, "unterminated quoted string"),
            b'\'' => self.quoted(b'\'', Kind::CharConstant, "unterminated character constant"),
            b'`' => self.raw_quoted(),
            b'$' => self.name(Kind::Variable),
            b'.' if !matches!(self.rest(), [_, b'0'..=b'9', ..]) => self.name(Kind::Field),
            b'.' | b'+' | b'-' | b'0'..=b'9' => self.number(),
            b':' => self.declare(),
            b'(' => {
                self.parens.push(start);
                Ok(self.single(Kind::LeftParen))
            }
            b')' if self.parens.pop().is_none() => {
                let range = TextRange::from_usize(start..start + 1);
                Err(TemplateError::syntax(range, "unexpected right parenthesis"))
            }
            b')' => Ok(self.single(Kind::RightParen)),
            b'|' => Ok(self.single(Kind::Pipe)),
            b'=' => Ok(self.single(Kind::Assign)),
            b',' => Ok(self.single(Kind::Comma)),
            _ if is_ascii_word(first) || self.peek_char().is_some_and(is_word) => self.word(),
            0x20..=0x7e => Ok(self.single(Kind::Char)),
            _ => Err(self.unrecognized()),
        }
    }

    fn single(&mut self, kind: Kind) -> Kind {
        self.at += 1;
        kind
    }

    fn declare(&mut self) -> Parse<Kind> {
        if let [b':', b'=', ..] = self.rest() {
            self.at += 2;
            return Ok(Kind::Declare);
        }
        let range = TextRange::from_usize(self.at..self.at + 1);
        Err(TemplateError::syntax(range, "expected `:=`"))
    }

    fn unrecognized(&self) -> Box<TemplateError> {
        let c = self.peek_char().unwrap_or_default();
        let range = TextRange::from_usize(self.at..self.at + c.len_utf8());
        let shown = shown(c);
        TemplateError::syntax(range, format!("unrecognized character `{shown}` in action"))
    }

    fn quoted(&mut self, quote: u8, kind: Kind, unterminated: &str) -> Parse<Kind> {
        let start = self.at;
        let bytes = self.rest();
        let mut length = 1;
        loop {
            match bytes.get(length) {
                Some(b'\\') if !matches!(bytes.get(length + 1), None | Some(b'\n')) => length += 2,
                None | Some(b'\n' | b'\\') => break,
                Some(byte) if *byte == quote => {
                    self.at = start + length + 1;
                    return Ok(kind);
                }
                Some(_) => length += 1,
            }
        }
        // The text breaks off after an ASCII character or at its end, so this is a boundary.
        let range = TextRange::from_usize(start..start + length.min(bytes.len()));
        Err(TemplateError::syntax(range, unterminated))
    }

    fn raw_quoted(&mut self) -> Parse<Kind> {
        let start = self.at;
        match self.text[start + 1..].find('`') {
            Some(length) => {
                self.at = start + length + 2;
                Ok(Kind::RawString)
            }
            None => Err(TemplateError::syntax(self.end_range(), "unterminated raw quoted string")
                .related(TextRange::from_usize(start..start + 1), "the string starts here")),
        }
    }

    /// A field or a variable; the next byte is its `.` or `$`.
    fn name(&mut self, kind: Kind) -> Parse<Kind> {
        self.at += 1;
        if self.at_terminator() {
            return Ok(if kind == Kind::Field { Kind::Dot } else { kind });
        }
        self.skip_word();
        self.expect_terminator()?;
        Ok(kind)
    }

    fn word(&mut self) -> Parse<Kind> {
        let start = self.at;
        self.skip_word();
        self.expect_terminator()?;
        Ok(match &self.text[start..self.at] {
            "true" | "false" => Kind::Bool,
            "block" => Kind::Keyword(Keyword::Block),
            "break" => Kind::Keyword(Keyword::Break),
            "continue" => Kind::Keyword(Keyword::Continue),
            "define" => Kind::Keyword(Keyword::Define),
            "else" => Kind::Keyword(Keyword::Else),
            "end" => Kind::Keyword(Keyword::End),
            "if" => Kind::Keyword(Keyword::If),
            "nil" => Kind::Keyword(Keyword::Nil),
            "range" => Kind::Keyword(Keyword::Range),
            "template" => Kind::Keyword(Keyword::Template),
            "with" => Kind::Keyword(Keyword::With),
            _ => Kind::Identifier,
        })
    }

    fn skip_word(&mut self) {
        let ascii = self.rest().iter().take_while(|byte| is_ascii_word(**byte)).count();
        self.at += ascii;
        if self.rest().first().is_some_and(|byte| !byte.is_ascii()) {
            let rest = &self.text[self.at..];
            self.at += rest.len() - rest.trim_start_matches(is_word).len();
        }
    }

    /// Refuses what may not follow a name, such as the `+` of `$x+2`.
    fn expect_terminator(&self) -> Parse<()> {
        if self.at_terminator() {
            return Ok(());
        }
        let c = self.peek_char().unwrap_or_default();
        let range = TextRange::from_usize(self.at..self.at + c.len_utf8());
        let shown = shown(c);
        Err(TemplateError::syntax(range, format!("bad character `{shown}` after a name")))
    }

    fn at_terminator(&self) -> bool {
        match self.rest() {
            [] | [b'.' | b',' | b'|' | b':' | b')' | b'(', ..] | [b'}', b'}', ..] => true,
            [byte, ..] => is_blank(*byte),
        }
    }

    fn number(&mut self) -> Parse<Kind> {
        let start = self.at;
        if !self.scan_number() {
            return Err(self.bad_number(start));
        }
        if !matches!(self.rest().first(), Some(b'+' | b'-')) {
            return Ok(Kind::Number);
        }
        if !self.scan_number() || self.text.as_bytes()[self.at - 1] != b'i' {
            return Err(self.bad_number(start));
        }
        Ok(Kind::Complex)
    }

    fn bad_number(&mut self, start: usize) -> Box<TemplateError> {
        self.skip_word();
        let range = TextRange::from_usize(start..self.at);
        let shown = &self.text[start..self.at];
        TemplateError::syntax(range, format!("bad number syntax: `{shown}`"))
    }

    /// Skips a number; false when a letter or digit follows.
    fn scan_number(&mut self) -> bool {
        self.accept(b"+-");
        let mut radix = 10;
        if self.accept(b"0") {
            radix = match self.rest().first() {
                Some(b'x' | b'X') => 16,
                Some(b'o' | b'O') => 8,
                Some(b'b' | b'B') => 2,
                _ => 10,
            };
            self.at += usize::from(radix != 10);
        }
        self.accept_digits(radix);
        if self.accept(b".") {
            self.accept_digits(radix);
        }
        let exponent: &[u8] = match radix {
            10 => b"eE",
            16 => b"pP",
            _ => b"",
        };
        if self.accept(exponent) {
            self.accept(b"+-");
            self.accept_digits(10);
        }
        self.accept(b"i");
        !self.peek_char().is_some_and(is_word)
    }

    fn accept(&mut self, valid: &[u8]) -> bool {
        let accepted = self.rest().first().is_some_and(|byte| valid.contains(byte));
        self.at += usize::from(accepted);
        accepted
    }

    fn accept_digits(&mut self, radix: u32) {
        let digit = |byte: &&u8| **byte == b'_' || char::from(**byte).is_digit(radix);
        self.at += self.rest().iter().take_while(digit).count();
    }

    fn peek_char(&self) -> Option<char> {
        self.text.get(self.at..)?.chars().next()
    }
}

/// A character as a message shows it: itself if it can be seen, else its code point.
fn shown(c: char) -> String {
    let visible = c.is_ascii_graphic() || c.escape_debug().len() == 1;
    if visible && c != ' ' { c.to_string() } else { format!("U+{:04X}", u32::from(c)) }
}

fn is_ascii_word(byte: u8) -> bool {
    byte == b'_' || byte.is_ascii_alphanumeric()
}

/// What names consist of. Beyond ASCII this is a little wider than Go's letters and digits: the
/// standard library counts letter-like marks and numerals in.
fn is_word(c: char) -> bool {
    c == '_' || c.is_alphanumeric()
}
