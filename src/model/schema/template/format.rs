//! The argument of `format`: literal text and placeholders such as `${number:[1-9]}`.

use super::{Mistake, Word};
use crate::source::TextRange;

/// A format.
#[derive(Debug, Clone, Default)]
pub struct Format {
    /// The text between the quotes.
    pub range: TextRange,
    /// Its parts in order.
    pub parts: Vec<Part>,
    /// False where a mistake ends it early.
    pub complete: bool,
}

/// A part of a format.
#[derive(Debug, Clone)]
pub enum Part {
    /// Text that stands in every value; `\"` is decoded.
    Literal(String),
    /// Text that varies.
    Placeholder(Placeholder),
}

/// `${type}` or `${type:qualifier}`.
#[derive(Debug, Clone)]
pub struct Placeholder {
    /// All of it.
    pub range: TextRange,
    /// The type as it is written.
    pub name: Word,
    /// What stands behind the colon.
    pub qualifier: Option<Qualifier>,
}

/// What narrows a type.
#[derive(Debug, Clone)]
pub enum Qualifier {
    /// `/pattern/`; the place is that of the pattern.
    Regex(Word),
    /// `[...]`; the place is that of the text between the brackets.
    Brackets(Word),
    /// Anything else.
    Other(Word),
}

/// What a placeholder stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    /// Any scalar.
    String,
    /// A number.
    Number,
    /// true or false.
    Boolean,
    /// Any scalar, which the console masks.
    Password,
    /// One of several words.
    List,
    /// Four numbers with dots.
    Ipv4,
    /// A semantic version.
    Version,
}

/// The types by name.
pub const TYPES: [(&str, Type); 7] = [
    ("string", Type::String),
    ("number", Type::Number),
    ("boolean", Type::Boolean),
    ("password", Type::Password),
    ("list", Type::List),
    ("ipv4", Type::Ipv4),
    ("version", Type::Version),
];

impl Format {
    /// The placeholders in order.
    pub fn placeholders(&self) -> impl Iterator<Item = &Placeholder> {
        self.parts.iter().filter_map(|part| match part {
            Part::Placeholder(placeholder) => Some(placeholder),
            Part::Literal(_) => None,
        })
    }

    /// The placeholder that is the whole format.
    pub fn single(&self) -> Option<&Placeholder> {
        match self.parts.as_slice() {
            [Part::Placeholder(placeholder)] => Some(placeholder),
            _ => None,
        }
    }
}

impl Placeholder {
    /// The type, if it is one.
    pub fn kind(&self) -> Option<Type> {
        TYPES.iter().find(|(name, _)| *name == self.name.text).map(|(_, kind)| *kind)
    }

    /// True for a type that a regular expression may narrow.
    pub fn takes_regex(&self) -> bool {
        matches!(self.kind(), Some(Type::String | Type::Number | Type::Password))
    }

    /// The pattern of a regular expression.
    pub fn regex(&self) -> Option<&Word> {
        match &self.qualifier {
            Some(Qualifier::Regex(pattern)) => Some(pattern),
            _ => None,
        }
    }

    /// The text in brackets.
    pub fn brackets(&self) -> Option<&Word> {
        match &self.qualifier {
            Some(Qualifier::Brackets(text)) => Some(text),
            _ => None,
        }
    }

    /// The bounds `[low-high]` of a number.
    pub fn bounds(&self) -> Option<(Word, Word)> {
        let text = self.brackets()?;
        let (low, rest) = number(&text.text)?;
        let high_text = rest.trim_start().strip_prefix('-')?;
        let (high, rest) = number(high_text)?;
        rest.trim().is_empty().then(|| (text.sub(low), text.sub(high)))
    }

    /// The options `[a,b]` of a list, blanks around them left out.
    pub fn options(&self) -> Vec<Word> {
        let Some(text) = self.brackets().filter(|_| self.kind() == Some(Type::List)) else {
            return Vec::new();
        };
        text.text.split(',').map(|option| text.sub(option.trim())).collect()
    }
}

impl Qualifier {
    /// What is written between the delimiters.
    pub fn word(&self) -> &Word {
        let (Self::Regex(word) | Self::Brackets(word) | Self::Other(word)) = self;
        word
    }
}

impl Word {
    /// `part` of this word's own text, with its place.
    fn sub(&self, part: &str) -> Self {
        let offset = part.as_ptr().addr().saturating_sub(self.text.as_ptr().addr());
        let start = self.range.start as usize + offset.min(self.text.len());
        Self { range: TextRange::from_usize(start..start + part.len()), text: part.to_owned() }
    }
}

/// A decimal number at the start, and the rest.
fn number(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start();
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let whole = digits(unsigned);
    let fraction = unsigned[whole..].strip_prefix('.').map_or(0, digits);
    let length = if fraction > 0 { whole + 1 + fraction } else { whole };
    (length > 0).then(|| text.split_at(text.len() - unsigned.len() + length))
}

/// Reads the text between the quotes.
pub(super) fn parse(text: &Word) -> (Format, Vec<Mistake>) {
    let mut reader = Reader { text, at: 0, literal: String::new(), parts: Vec::new() };
    let mut mistakes = Vec::new();
    while reader.at < text.text.len() {
        if let Err(mistake) = reader.part() {
            mistakes.push(mistake);
            break;
        }
    }
    reader.flush();
    let format = Format { range: text.range, parts: reader.parts, complete: mistakes.is_empty() };
    if mistakes.is_empty() && format.placeholders().next().is_none() {
        let message = "this format has no placeholder such as `${string}`".to_owned();
        mistakes.push(Mistake { range: text.range, message, help: None });
    }
    (format, mistakes)
}

struct Reader<'t> {
    text: &'t Word,
    at: usize,
    literal: String,
    parts: Vec<Part>,
}

impl Reader<'_> {
    fn flush(&mut self) {
        if !self.literal.is_empty() {
            self.parts.push(Part::Literal(std::mem::take(&mut self.literal)));
        }
    }

    fn part(&mut self) -> Result<(), Mistake> {
        let rest = &self.text.text[self.at..];
        if rest.starts_with("${") {
            self.flush();
            let placeholder = self.placeholder(rest)?;
            self.parts.push(Part::Placeholder(placeholder));
            return Ok(());
        }
        let written = rest.strip_prefix('\\').filter(|rest| rest.starts_with('"')).unwrap_or(rest);
        if let Some(character) = written.chars().next() {
            self.literal.push(character);
            self.at += rest.len() - written.len() + character.len_utf8();
        }
        Ok(())
    }

    fn mistake(&self, length: usize, message: &str) -> Mistake {
        let start = self.text.range.start as usize + self.at;
        let range = TextRange::from_usize(start..start + length);
        Mistake { range, message: message.to_owned(), help: None }
    }

    fn placeholder(&mut self, rest: &str) -> Result<Placeholder, Mistake> {
        let inner = &rest[2..];
        let Some(end) = inner.find([':', '}']) else {
            return Err(self.mistake(2, "this placeholder is never closed"));
        };
        let name = self.text.sub(inner[..end].trim());
        let after = &inner[end..];
        let (qualifier, length) = match after.strip_prefix(':') {
            None => (None, 1),
            Some(text) => {
                let (qualifier, length) = self.qualifier(text, rest.len() - text.len())?;
                (Some(qualifier), 1 + length)
            }
        };
        let written = &rest[..2 + end + length];
        let range = self.text.sub(written).range;
        self.at += written.len();
        Ok(Placeholder { range, name, qualifier })
    }

    /// A qualifier at the start of `text`, and the bytes up to behind the closing brace. A pattern
    /// may hold braces, so it ends with `/}`.
    fn qualifier(&self, text: &str, offset: usize) -> Result<(Qualifier, usize), Mistake> {
        let enclosed = |open: char, close: &str| {
            let inner = text.strip_prefix(open)?;
            Some(inner.find(close).map(|end| (self.text.sub(&inner[..end]), end + 1 + close.len())))
        };
        if let Some(found) = enclosed('/', "/}") {
            let missing = "this regular expression does not end with `/}`";
            let (pattern, length) = found.ok_or_else(|| self.mistake(offset + 1, missing))?;
            return Ok((Qualifier::Regex(pattern), length));
        }
        if let Some(found) = enclosed('[', "]}") {
            let missing = "this bracket is never closed, or `}` does not follow it";
            let (inner, length) = found.ok_or_else(|| self.mistake(offset + 1, missing))?;
            return Ok((Qualifier::Brackets(inner), length));
        }
        match text.find('}') {
            Some(end) => Ok((Qualifier::Other(self.text.sub(&text[..end])), end + 1)),
            None => Err(self.mistake(2, "this placeholder is never closed")),
        }
    }
}
