//! The grammar of JSON as a state machine with an explicit stack.
//!
//! A mistake whose meaning is clear (a trailing comma, a comment, single quotes) is told and read as
//! it was meant; one that is not ends the parse with what was read so far.

use std::ops::Range;

use super::lexer::{Bracket, Lexer, Token};
use super::string;
use crate::limits;
use crate::source::TextRange;
use crate::syntax::builder::Builder;
use crate::syntax::scalar::Scalar;
use crate::syntax::tree::{Problem, ProblemKind, Style, Text};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Expect {
    Value,
    /// Directly behind `[`.
    ValueOrEnd,
    /// Directly behind `{`.
    KeyOrEnd,
    Key,
    Colon,
    CommaOrEnd,
    End,
}

pub(super) struct Parser<'t> {
    text: &'t str,
    lexer: Lexer<'t>,
    builder: &'t mut Builder,
    open: Vec<(Bracket, TextRange)>,
    expect: Expect,
    /// The last token, to underline what is missing after it.
    last: Range<usize>,
    stopped: bool,
}

impl<'t> Parser<'t> {
    pub(super) fn new(text: &'t str, start: usize, builder: &'t mut Builder) -> Self {
        builder.start_document(TextRange::default());
        Self {
            text,
            lexer: Lexer::new(text, start),
            builder,
            open: Vec::new(),
            expect: Expect::Value,
            last: start..start,
            stopped: false,
        }
    }

    pub(super) fn parse(mut self) {
        while !self.stopped {
            let (token, range) = self.lexer.next();
            match token {
                Token::End => return self.end(),
                Token::Comment => self.comment(&range),
                _ => self.token(token, range.clone()),
            }
            if token != Token::Comment {
                self.last = range;
            }
            if self.builder.is_full() {
                return;
            }
            if self.builder.problem_count() >= limits::PROBLEMS {
                return self.builder.abandon_document();
            }
        }
    }

    fn token(&mut self, token: Token, range: Range<usize>) {
        match (self.expect, token) {
            (Expect::End, _) => {
                self.stop(range, "nothing may follow the end of the JSON value");
            }
            (_, Token::Close(bracket)) => self.close(bracket, range),
            (Expect::Colon, Token::Colon) => self.expect = Expect::Value,
            (Expect::Colon, _) => {
                self.missing("`:`", "after this key");
                self.expect = Expect::Value;
                self.token(token, range);
            }
            (Expect::CommaOrEnd, Token::Comma) => self.expect = self.next_item(),
            (Expect::CommaOrEnd, Token::Colon) => self.stop(range, "a `:` is not expected here"),
            (Expect::CommaOrEnd, _) => {
                self.missing("`,`", "after this value");
                self.expect = self.next_item();
                self.token(token, range);
            }
            (Expect::Key | Expect::KeyOrEnd, _) => self.key(token, range),
            (Expect::Value | Expect::ValueOrEnd, _) => self.value(token, range),
        }
    }

    fn next_item(&self) -> Expect {
        match self.open.last() {
            Some((Bracket::Brace, _)) => Expect::Key,
            _ => Expect::Value,
        }
    }

    fn key(&mut self, token: Token, range: Range<usize>) {
        match token {
            Token::String { quote, closed } => self.string(quote, closed, range),
            Token::Word => {
                let message =
                    format!("the key `{}` needs double quotes", &self.text[range.clone()]);
                self.problem(range.clone(), message);
                let word = TextRange::from_usize(range);
                self.builder.scalar(word, Style::Plain, (Text::Slice(word), Scalar::String));
            }
            Token::Comma => return self.problem(range, "one `,` too many"),
            _ => return self.stop(range, "a key in double quotes is expected here"),
        }
        self.expect = Expect::Colon;
    }

    fn value(&mut self, token: Token, range: Range<usize>) {
        match token {
            Token::Open(bracket) => return self.open(bracket, range),
            Token::String { quote, closed } => self.string(quote, closed, range),
            Token::Word => self.word(range),
            Token::Comma if self.expect == Expect::ValueOrEnd || self.in_array() => {
                return self.problem(range, "one `,` too many");
            }
            _ => return self.stop(range, "a value is expected here"),
        }
        self.after_value();
    }

    fn in_array(&self) -> bool {
        matches!(self.open.last(), Some((Bracket::Square, _)))
    }

    fn after_value(&mut self) {
        self.expect = if self.open.is_empty() { Expect::End } else { Expect::CommaOrEnd };
    }

    fn open(&mut self, bracket: Bracket, range: Range<usize>) {
        if self.builder.depth() >= limits::NESTING {
            let message = format!("nested deeper than {} levels", limits::NESTING);
            let range = TextRange::from_usize(range);
            self.builder.problem(Problem::new(ProblemKind::TooDeep, range, message));
            self.builder.abandon_document();
            self.stopped = true;
            return;
        }
        let place = TextRange::from_usize(range);
        let mapping = bracket == Bracket::Brace;
        self.builder.open(place, Style::Flow, mapping);
        self.open.push((bracket, place));
        self.expect = if mapping { Expect::KeyOrEnd } else { Expect::ValueOrEnd };
    }

    fn close(&mut self, bracket: Bracket, range: Range<usize>) {
        let Some((opened, place)) = self.open.last().copied() else {
            let message = format!("this `{}` closes nothing", bracket.closing());
            return self.stop(range, message);
        };
        if opened != bracket {
            let expected = opened.closing();
            let message = format!("`{expected}` is expected here, not `{}`", bracket.closing());
            let range = TextRange::from_usize(range);
            self.builder.problem(Problem {
                related: Some((place, "to close this")),
                ..Problem::new(ProblemKind::Invalid, range, message)
            });
            self.builder.abandon_document();
            self.stopped = true;
            return;
        }
        match self.expect {
            Expect::KeyOrEnd | Expect::ValueOrEnd | Expect::CommaOrEnd => {}
            Expect::Key => self.trailing_comma(bracket),
            Expect::Value if bracket == Bracket::Square => self.trailing_comma(bracket),
            _ => return self.stop(range, "a value is expected here"),
        }
        self.open.pop();
        self.builder.close(Some(TextRange::from_usize(range).end));
        self.after_value();
    }

    fn trailing_comma(&mut self, bracket: Bracket) {
        let comma = TextRange::from_usize(self.last.clone());
        let message =
            format!("a trailing comma: nothing follows it before the `{}`", bracket.closing());
        self.builder.problem(Problem {
            help: Some("remove the comma".into()),
            cure: Some((comma, "")),
            ..Problem::new(ProblemKind::Invalid, comma, message)
        });
    }

    fn string(&mut self, quote: u8, closed: bool, range: Range<usize>) {
        let inner = range.start + 1..if closed { range.end - 1 } else { range.end };
        let inner = inner.start..inner.end.max(inner.start);
        if !closed {
            self.problem(range.clone(), "this string has no closing quote on its line");
        } else if quote == b'\'' {
            self.problem(range.clone(), "JSON strings need double quotes, not single ones");
        }
        let (text, mistakes) = string::decode(&self.text[inner.clone()]);
        for mistake in mistakes {
            let start = inner.start + mistake.range.start;
            self.problem(start..start + mistake.range.len(), mistake.message);
        }
        let text = match text {
            std::borrow::Cow::Borrowed(_) => Text::Slice(TextRange::from_usize(inner)),
            std::borrow::Cow::Owned(text) => Text::Decoded(text.into()),
        };
        let style = if quote == b'\'' { Style::SingleQuoted } else { Style::DoubleQuoted };
        self.builder.scalar(TextRange::from_usize(range), style, (text, Scalar::String));
    }

    fn word(&mut self, range: Range<usize>) {
        let word = &self.text[range.clone()];
        let value = match word {
            "true" => Scalar::Bool(true),
            "false" => Scalar::Bool(false),
            "null" => Scalar::Null,
            _ => number(word).unwrap_or_else(|message| {
                self.problem(range.clone(), message);
                Scalar::String
            }),
        };
        let place = TextRange::from_usize(range);
        self.builder.scalar(place, Style::Plain, (Text::Slice(place), value));
    }

    fn comment(&mut self, range: &Range<usize>) {
        self.problem(range.clone(), "JSON has no comments");
        self.builder.comment(TextRange::from_usize(range.clone()));
    }

    fn missing(&mut self, what: &str, place: &str) {
        let message = format!("a {what} is missing {place}");
        self.problem(self.last.clone(), message);
    }

    fn problem(&mut self, range: Range<usize>, message: impl Into<String>) {
        let range = TextRange::from_usize(range);
        self.builder.problem(Problem::new(ProblemKind::Invalid, range, message));
    }

    /// A mistake whose meaning is not clear: what follows would be guesses.
    fn stop(&mut self, range: Range<usize>, message: impl Into<String>) {
        self.problem(range, message);
        self.builder.abandon_document();
        self.stopped = true;
    }

    fn end(&mut self) {
        let at = self.last.clone();
        if let Some((bracket, place)) = self.open.last().copied() {
            let message = format!("the file ends here, but a `{}` is missing", bracket.closing());
            self.builder.problem(Problem {
                related: Some((place, "this is never closed")),
                ..Problem::new(ProblemKind::Invalid, TextRange::from_usize(at), message)
            });
            self.builder.abandon_document();
        } else if self.expect == Expect::Value {
            self.problem(at, "the file is empty, a JSON value is expected");
        }
    }
}

/// A number by JSON's grammar.
fn number(word: &str) -> Result<Scalar, String> {
    if !is_number(word) {
        return Err(not_a_value(word));
    }
    if let Ok(value) = word.parse::<i64>() {
        return Ok(Scalar::Int(value));
    }
    if let Ok(value) = word.parse::<u64>() {
        return Ok(Scalar::UInt(value));
    }
    match word.parse::<f64>() {
        Ok(value) if value.is_finite() => Ok(Scalar::Float(value)),
        _ => Err(format!("the number `{word}` is too large")),
    }
}

fn is_number(word: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let unsigned = word.strip_prefix('-').unwrap_or(word);
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (unsigned, None),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    let whole_fits = digits(whole) && (whole == "0" || !whole.starts_with('0'));
    let exponent_fits = exponent.is_none_or(|e| digits(e.strip_prefix(['+', '-']).unwrap_or(e)));
    whole_fits && fraction.is_none_or(digits) && exponent_fits
}

fn not_a_value(word: &str) -> String {
    let shown: String = word.chars().take(40).collect();
    match word.to_ascii_lowercase().as_str() {
        "true" | "false" | "null" => {
            format!("`{shown}` must be written `{}`", shown.to_ascii_lowercase())
        }
        "none" | "nil" | "undefined" => format!("`{shown}` must be written `null`"),
        _ if word.starts_with("<<<<<<<") || word.starts_with("=======") => {
            "a merge conflict is left in the file".into()
        }
        _ if word.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c)) => {
            format!("`{shown}` is not a JSON number")
        }
        _ => format!("`{shown}` needs double quotes"),
    }
}
