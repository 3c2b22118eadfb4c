//! Palette's macros, `{{ .spectro.<family>.<key> }}`, wherever a pack may hold them.
//!
//! They look like Go templates and are not: names of packs hold `-`, keys hold dots. Whatever else
//! stands in double braces belongs to somebody else and is not looked at.

mod collect;
mod nested;
mod scan;
mod system;
#[cfg(test)]
mod tests;

use crate::source::Span;

pub(super) use collect::{collect, embedded};
pub use nested::{Nested, nested};
pub use scan::Form;
pub use system::{LEGACY_KEYS, SYSTEM_KEYS};

/// The families of macros.
pub const FAMILIES: [&str; 5] = ["system", "pack", "macro", "var", "app"];

/// A part of a macro.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Its text, decoded.
    pub text: String,
    /// Its place.
    pub span: Span,
}

impl Word {
    /// True when the file holds the very text, so that it can be replaced.
    pub fn is_verbatim(&self) -> bool {
        self.span.text() == self.text
    }
}

/// A function behind a `|`.
#[derive(Debug, Clone)]
pub struct Filter {
    /// The name.
    pub name: Word,
    /// The arguments as they are written.
    pub arguments: Vec<String>,
}

/// A macro, or what was meant to be one.
#[derive(Debug)]
pub struct Macro {
    /// All of it, braces included; up to the end of the name where it is never closed.
    pub whole: Word,
    /// How it is written.
    pub form: Form,
    /// `.spectro`, however it is spelt.
    pub head: Word,
    /// What follows the head up to the next dot.
    pub family: Word,
    /// What follows the family.
    pub key: Word,
    /// The functions that it is piped through.
    pub filters: Vec<Filter>,
    /// What it stands in.
    pub host: Host,
}

/// What a macro stands in.
#[derive(Debug, Clone)]
pub enum Host {
    /// A value or a key in YAML.
    Scalar {
        /// The scalar as it is written, if it has no quotes.
        unquoted: Option<Unquoted>,
        /// True for a part of `pack.content`.
        in_content: bool,
    },
    /// The text of a manifest.
    Manifest,
}

/// A scalar without quotes.
#[derive(Debug, Clone)]
pub struct Unquoted {
    /// Its place.
    pub span: Span,
    /// True where quotes can be put around it without a look at what is around.
    pub can_be_quoted: bool,
}

impl Macro {
    /// True for a macro that is spelt as Palette wants it, whatever it names.
    pub fn is_well_formed(&self) -> bool {
        self.form == Form::Macro
    }

    /// True for a well-formed macro of this family.
    pub fn is_of(&self, family: &str) -> bool {
        self.is_well_formed() && self.family.text == family
    }

    /// Head, family and key as they are written.
    pub fn name(&self) -> String {
        let words = [&self.head, &self.family, &self.key];
        let words = words.into_iter().map(|word| word.text.as_str());
        words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(".")
    }

    /// The pack that a macro of the family `pack` names, and the path there.
    pub fn pack_reference(&self) -> (&str, &str) {
        self.key.text.split_once('.').unwrap_or((&self.key.text, ""))
    }

    /// True for a part of `pack.content`.
    pub fn is_in_content(&self) -> bool {
        matches!(self.host, Host::Scalar { in_content: true, .. })
    }
}
