//! Text to tokens, one at a time, as the parser asks for them.
//!
//! Blanks are no tokens of their own: each token knows whether one stands before it, which is all
//! that the grammar asks. Trim markers end here, the parser never sees them.

mod scan;

use super::error::{Parse, TemplateError};
use crate::source::TextRange;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Comment,
    LeftDelim,
    RightDelim,
    LeftParen,
    RightParen,
    Pipe,
    Assign,
    Declare,
    Comma,
    /// Any other printable character; never valid, but a better message than "unrecognized".
    Char,
    CharConstant,
    Number,
    Complex,
    String,
    RawString,
    Bool,
    Dot,
    Field,
    Variable,
    Identifier,
    Keyword(Keyword),
    End,
}

/// The reserved words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Keyword {
    Block,
    Break,
    Continue,
    Define,
    Else,
    End,
    If,
    Nil,
    Range,
    Template,
    With,
}

/// A token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) range: TextRange,
    /// Whether a blank stands before it in the same action.
    pub(super) spaced: bool,
}

/// The tokens of one text.
pub(super) struct Lexer<'a> {
    text: &'a str,
    at: usize,
    in_action: bool,
    /// The opening delimiter of the current action.
    opener: TextRange,
    /// The parentheses that are open.
    parens: Vec<usize>,
    /// Where the last tag ended, before its trim marker took blanks.
    tag_end: usize,
    full_text: TextRange,
}

const LEFT: &str = "{{";
const RIGHT: &str = "}}";

impl<'a> Lexer<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            text,
            at: 0,
            in_action: false,
            opener: TextRange::default(),
            parens: Vec::new(),
            tag_end: 0,
            full_text: TextRange::default(),
        }
    }

    /// The range of the last text token with what was trimmed from it.
    pub(super) fn full_text(&self) -> TextRange {
        self.full_text
    }

    /// The next token; [`Kind::End`] at the end of the text and ever after.
    pub(super) fn next(&mut self) -> Parse<Token> {
        if self.in_action { self.action() } else { self.outside() }
    }

    fn outside(&mut self) -> Parse<Token> {
        let start = self.at;
        let Some(left) = find_left(&self.text[start..]).map(|n| start + n) else {
            let end = self.text.len();
            self.at = end;
            self.full_text = TextRange::from_usize(self.tag_end..end);
            self.tag_end = end;
            return Ok(token(if start == end { Kind::End } else { Kind::Text }, start, end));
        };
        let trims = trims_left(self.rest_at(left + LEFT.len()));
        let text = &self.text[start..left];
        let blanks = || text.bytes().rev().take_while(|byte| is_blank(*byte)).count();
        let kept = if trims { text.len() - blanks() } else { text.len() };
        self.at = left;
        if kept > 0 {
            self.full_text = TextRange::from_usize(self.tag_end..left);
            return Ok(token(Kind::Text, start, start + kept));
        }
        let inside = left + LEFT.len() + if trims { 2 } else { 0 };
        if let [b'/', b'*', ..] = self.rest_at(inside) {
            return self.comment(left, inside);
        }
        self.at = inside;
        self.in_action = true;
        self.parens.clear();
        self.opener = TextRange::from_usize(left..left + LEFT.len());
        Ok(Token { kind: Kind::LeftDelim, range: self.opener, spaced: false })
    }

    fn comment(&mut self, left: usize, inside: usize) -> Parse<Token> {
        let Some(length) = self.text[inside + 2..].find("*/") else {
            let opener = TextRange::from_usize(left..inside + 2);
            return Err(TemplateError::syntax(self.end_range(), "unclosed comment")
                .related(opener, "the comment starts here"));
        };
        self.at = inside + 2 + length + 2;
        let Some(trims) = self.right_delim() else {
            let stars = TextRange::from_usize(self.at - 2..self.at);
            let message = "the comment must end directly before the closing `}}`";
            return Err(TemplateError::syntax(stars, message)
                .related(TextRange::from_usize(left..inside + 2), "the comment starts here"));
        };
        let end = self.close(trims);
        Ok(token(Kind::Comment, left, end))
    }

    /// Leaves a tag through the closing delimiter that is next; tells where the tag ends.
    fn close(&mut self, trims: bool) -> usize {
        let end = self.at + RIGHT.len() + if trims { 2 } else { 0 };
        self.tag_end = end;
        let after = self.rest_at(end).iter();
        let blanks = || after.take_while(|byte| is_blank(**byte)).count();
        self.at = end + if trims { blanks() } else { 0 };
        self.in_action = false;
        end
    }

    /// Whether a closing delimiter is next, and if so whether it trims.
    fn right_delim(&self) -> Option<bool> {
        match self.rest() {
            [b'}', b'}', ..] => Some(false),
            [blank, b'-', b'}', b'}', ..] if is_blank(*blank) => Some(true),
            _ => None,
        }
    }

    fn action(&mut self) -> Parse<Token> {
        let from = self.at;
        let start = loop {
            match self.rest() {
                [blank, after @ ..] if is_blank(*blank) => {
                    if let [b'-', b'}', b'}', ..] = after {
                        return self.right(true, self.at > from);
                    }
                    self.at += 1;
                }
                [b'}', b'}', ..] => return self.right(false, self.at > from),
                _ => break self.at,
            }
        };
        let kind = self.scan()?;
        let range = TextRange::from_usize(start..self.at);
        Ok(Token { kind, range, spaced: start > from })
    }

    fn right(&mut self, trims: bool, spaced: bool) -> Parse<Token> {
        let start = self.at + usize::from(trims);
        if let Some(paren) = self.parens.last() {
            let range = TextRange::from_usize(start..start + if trims { 3 } else { 2 });
            let opener = TextRange::from_usize(*paren..*paren + 1);
            return Err(TemplateError::syntax(range, "unclosed left parenthesis")
                .related(opener, "the parenthesis opens here"));
        }
        let end = self.close(trims);
        Ok(Token { kind: Kind::RightDelim, range: TextRange::from_usize(start..end), spaced })
    }

    fn rest(&self) -> &'a [u8] {
        self.rest_at(self.at)
    }

    fn rest_at(&self, at: usize) -> &'a [u8] {
        self.text.as_bytes().get(at..).unwrap_or_default()
    }

    fn end_range(&self) -> TextRange {
        TextRange::from_usize(self.text.len()..self.text.len())
    }
}

fn token(kind: Kind, start: usize, end: usize) -> Token {
    Token { kind, range: TextRange::from_usize(start..end), spaced: false }
}

fn find_left(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    // A search for one byte costs less to begin than one for two.
    memchr::memchr_iter(b'{', bytes).find(|at| bytes.get(at + 1) == Some(&b'{'))
}

fn trims_left(rest: &[u8]) -> bool {
    matches!(rest, [b'-', blank, ..] if is_blank(*blank))
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
}
