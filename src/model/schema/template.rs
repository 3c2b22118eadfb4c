//! The template language of schema.yaml: `{{ required | format "${number:[1-9]}" | hints "..." }}`.
//!
//! It looks like a Go template and is none: patterns in quotes carry bare backslashes. The reader
//! takes whatever has a shape and notes the mistakes, so that each rule finds its part of a template
//! that is wrong elsewhere. All ranges are those of the template's text.

mod format;
mod reader;
#[cfg(test)]
mod tests;

use crate::source::TextRange;

pub use format::{Format, Part, Placeholder, Qualifier, TYPES, Type};

/// A piece of the text and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Its place.
    pub range: TextRange,
    /// The text.
    pub text: String,
}

/// A template as far as it could be read.
#[derive(Debug, Clone, Default)]
pub struct Template {
    /// The directives in order.
    pub directives: Vec<Directive>,
    /// What is wrong with the shape.
    pub mistakes: Vec<Mistake>,
}

/// One directive.
#[derive(Debug, Clone)]
pub struct Directive {
    /// Its name as it is written.
    pub name: Word,
    /// What it says.
    pub kind: DirectiveKind,
}

/// What a directive says.
#[derive(Debug, Clone)]
pub enum DirectiveKind {
    /// A value must be there.
    Required,
    /// The value cannot be changed.
    Readonly,
    /// The value has this form; `None` where the argument could not be read.
    Format(Option<Format>),
    /// Texts for the console.
    Hints,
    /// None of Palette's.
    Unknown,
}

/// The names of the directives.
pub const DIRECTIVES: [&str; 4] = ["required", "readonly", "format", "hints"];

/// Something that is wrong with the shape of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// The offending bytes.
    pub range: TextRange,
    /// A sentence without a full stop.
    pub message: String,
    /// How to cure it.
    pub help: Option<&'static str>,
}

impl Template {
    /// Reads the text of a `schema` key.
    pub fn parse(text: &str) -> Self {
        reader::read(text)
    }

    /// Whether the directive stands there.
    pub fn is_required(&self) -> bool {
        self.directives.iter().any(|d| matches!(d.kind, DirectiveKind::Required))
    }

    /// The directive `readonly`.
    pub fn readonly(&self) -> Option<&Directive> {
        self.directives.iter().find(|d| matches!(d.kind, DirectiveKind::Readonly))
    }

    /// The formats; more than one is a mistake.
    pub fn formats(&self) -> impl Iterator<Item = &Format> {
        self.directives.iter().filter_map(|directive| match &directive.kind {
            DirectiveKind::Format(format) => format.as_ref(),
            _ => None,
        })
    }

    /// The placeholders of all formats.
    pub fn placeholders(&self) -> impl Iterator<Item = &Placeholder> {
        self.formats().flat_map(Format::placeholders)
    }
}
