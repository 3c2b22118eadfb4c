//! Patterns as Palette's regular expressions (RE2) read them.
//!
//! The grammar is that of Go's `regexp/syntax`, read character by character, so that a mistake has
//! a place and no pattern that Go takes is ever refused. While it is read the pattern is written
//! anew for Rust's `regex`, which matches the same language.

mod class;
mod escape;
mod group;
mod repeat;
#[cfg(test)]
mod tests;

use regex::{Regex, RegexBuilder};

use crate::limits;
use crate::source::TextRange;

/// A pattern that RE2 takes.
#[derive(Debug, Clone)]
pub struct Pattern {
    rust: String,
    anchored: bool,
}

/// Why RE2 refuses a pattern, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PatternError {
    /// The offending bytes of the pattern.
    pub range: TextRange,
    /// A sentence without a full stop.
    pub message: String,
}

impl Pattern {
    /// Reads a pattern.
    ///
    /// # Errors
    /// When RE2 would refuse it.
    pub fn parse(text: &str) -> Result<Self, PatternError> {
        let mut reader = Reader::new(text);
        reader.read()?;
        Ok(Self { rust: reader.rust, anchored: reader.edges })
    }

    /// True when `^`, `$` or `\b` stands in the pattern: its author thought of the edges.
    pub fn is_anchored(&self) -> bool {
        self.anchored
    }

    /// The compiled pattern; `None` where it is too large, or Rust's engine cannot express it.
    pub fn compile(&self) -> Option<Regex> {
        if self.rust.len() > limits::PATTERN_BYTES {
            return None;
        }
        RegexBuilder::new(&self.rust).size_limit(limits::PATTERN_PROGRAM).build().ok()
    }
}

/// A group that is still open.
struct Level {
    /// Where its parenthesis is.
    open: usize,
    /// The weight of what stands before it, see [`Reader::weight`].
    weight: u64,
}

struct Reader<'p> {
    text: &'p str,
    at: usize,
    rust: String,
    levels: Vec<Level>,
    /// The largest product of nested repeat counts in the current level, and in its last atom.
    weight: u64,
    last: u64,
    /// Whether there is something that `*` may repeat.
    atom: bool,
    /// Where the repetition directly before this place starts.
    repeat: Option<usize>,
    /// Whether an assertion was seen.
    edges: bool,
}

impl<'p> Reader<'p> {
    fn new(text: &'p str) -> Self {
        Self {
            text,
            at: 0,
            rust: String::new(),
            levels: Vec::new(),
            weight: 1,
            last: 1,
            atom: false,
            repeat: None,
            edges: false,
        }
    }

    fn rest(&self) -> &'p str {
        &self.text[self.at..]
    }

    fn error<T>(&self, start: usize, message: impl Into<String>) -> Result<T, PatternError> {
        let range = TextRange::from_usize(start..self.at.max(start));
        Err(PatternError { range, message: message.into() })
    }

    fn read(&mut self) -> Result<(), PatternError> {
        while let Some(next) = self.rest().chars().next() {
            let repeat = self.repeat.take();
            match next {
                '(' => self.open()?,
                ')' => self.close()?,
                '|' => {
                    self.at += 1;
                    self.rust.push('|');
                    self.atom = false;
                }
                '^' | '$' => self.edge(1, if next == '^' { "^" } else { "$" }),
                '.' => self.token(1, "(?u:.)"),
                '[' => self.class()?,
                '*' | '+' | '?' | '{' => self.repetition(repeat)?,
                '\\' => self.escape()?,
                _ => {
                    self.at += next.len_utf8();
                    self.literal(next);
                }
            }
        }
        match self.levels.last().map(|level| level.open) {
            Some(open) => {
                self.at = open + 1;
                self.error(open, "the group that opens here is never closed")
            }
            None => Ok(()),
        }
    }

    /// A token of `length` bytes that Rust writes as `rust`.
    fn token(&mut self, length: usize, rust: &str) {
        self.at += length;
        self.rust.push_str(rust);
        self.new_atom(1);
    }

    /// An assertion about a place.
    fn edge(&mut self, length: usize, rust: &str) {
        self.edges = true;
        self.token(length, rust);
    }

    /// A character for itself.
    fn literal(&mut self, character: char) {
        let mut buffer = [0; 4];
        self.rust.push_str(&regex::escape(character.encode_utf8(&mut buffer)));
        self.new_atom(1);
    }

    fn new_atom(&mut self, weight: u64) {
        self.weight = self.weight.max(weight);
        self.last = weight;
        self.atom = true;
    }
}
