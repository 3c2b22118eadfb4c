//! Names as Kubernetes restricts them, with the byte that is wrong.
//!
//! Every function takes a text in which macros are blotted out (see [`super::literal`]): such a
//! byte is right everywhere and counts for nothing.

#[cfg(test)]
mod tests;

use crate::model::literal::MACRO;
use crate::source::TextRange;

/// Longest label, and longest name part of a label key, in bytes.
const LABEL: usize = 63;

/// Longest dotted name, in bytes.
const SUBDOMAIN: usize = 253;

/// Helm's longest release name, in bytes.
pub const RELEASE_LENGTH: usize = 53;

/// Why a text is no such name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameError {
    /// The bytes of the text that are wrong.
    pub range: TextRange,
    /// What is wrong with them.
    pub message: String,
}

/// What a kind of name may be made of.
struct Grammar {
    /// With its article.
    what: &'static str,
    inner: fn(u8) -> bool,
    edge: fn(u8) -> bool,
    /// What the edges are, in words.
    edges: &'static str,
    longest: usize,
}

const LOWER: &str = "a lower-case letter or a digit";

static NAMESPACE: Grammar = Grammar {
    what: "a namespace",
    inner: |byte| is_lower(byte) || byte == b'-',
    edge: is_lower,
    edges: LOWER,
    longest: LABEL,
};

static RELEASE_NAME: Grammar = Grammar {
    what: "a release name",
    inner: |byte| is_lower(byte) || matches!(byte, b'-' | b'.'),
    edge: is_lower,
    edges: LOWER,
    longest: RELEASE_LENGTH,
};

static KEY_PREFIX: Grammar = Grammar {
    what: "the prefix of a label key",
    inner: |byte| is_lower(byte) || matches!(byte, b'-' | b'.'),
    edge: is_lower,
    edges: LOWER,
    longest: SUBDOMAIN,
};

static KEY_NAME: Grammar = Grammar {
    what: "a label key",
    inner: |byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'),
    edge: |byte| byte.is_ascii_alphanumeric(),
    edges: "a letter or a digit",
    longest: LABEL,
};

static VALUE: Grammar = Grammar { what: "a label value", ..KEY_NAME };

fn is_lower(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_digit()
}

/// A namespace: a DNS label.
pub fn namespace(text: &str) -> Result<(), NameError> {
    NAMESPACE.check(text, 0)
}

/// The name of a Helm release: DNS labels with dots between them, shorter than elsewhere.
pub fn release(text: &str) -> Result<(), NameError> {
    RELEASE_NAME.check_dotted(text, 0)
}

/// The key of a label or annotation, with or without a prefix.
pub fn label_key(text: &str) -> Result<(), NameError> {
    match text.split_once('/') {
        Some((prefix, name)) => {
            KEY_PREFIX.check_dotted(prefix, 0)?;
            KEY_NAME.check(name, prefix.len() + 1)
        }
        None => KEY_NAME.check(text, 0),
    }
}

/// The value of a label, which may be empty.
pub fn label_value(text: &str) -> Result<(), NameError> {
    if text.is_empty() { Ok(()) } else { VALUE.check(text, 0) }
}

impl Grammar {
    /// `at` is where `text` begins in the text that the error is about.
    fn check(&self, text: &str, at: usize) -> Result<(), NameError> {
        let what = self.what;
        let wrong = |range: std::ops::Range<usize>, message: String| {
            let range = TextRange::from_usize(range.start + at..range.end + at);
            Err(NameError { range, message })
        };
        if text.is_empty() {
            return wrong(0..0, format!("{what} is not empty"));
        }
        let other = |byte: u8| byte != MACRO && !(self.inner)(byte);
        if let Some(index) = text.bytes().position(other) {
            let character = text[index..].chars().next().unwrap_or_default();
            let shown = character.escape_debug();
            let range = index..index + character.len_utf8();
            return wrong(range, format!("`{shown}` is not allowed in {what}"));
        }
        let edges = [0, text.len() - 1];
        let bad = |index: &usize| {
            let byte = text.as_bytes()[*index];
            byte != MACRO && !(self.edge)(byte)
        };
        if let Some(index) = edges.into_iter().find(bad) {
            return wrong(index..index + 1, format!("{what} begins and ends with {}", self.edges));
        }
        let length = text.bytes().filter(|byte| *byte != MACRO).count();
        if length > self.longest {
            let longest = self.longest;
            let message = format!("{what} has at most {longest} characters, this has {length}");
            return wrong(0..text.len(), message);
        }
        Ok(())
    }

    /// As [`Self::check`], and the edges of each part between dots too.
    fn check_dotted(&self, text: &str, at: usize) -> Result<(), NameError> {
        self.check(text, at)?;
        let mut start = 0;
        for part in text.split('.') {
            let bytes = part.as_bytes();
            let bad = |byte: Option<&u8>| byte.is_none_or(|b| *b != MACRO && !(self.edge)(*b));
            if bad(bytes.first()) || bad(bytes.last()) {
                let range = TextRange::from_usize(at + start..at + start + part.len().max(1));
                let message =
                    format!("each part of {} begins and ends with {}", self.what, self.edges);
                return Err(NameError { range, message });
            }
            start += part.len() + 1;
        }
        Ok(())
    }
}
