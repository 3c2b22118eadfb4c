//! One field of a profile: what it says, where, and whether that is known at all.

use std::sync::Arc;

use crate::source::Span;
use crate::syntax::tree::{Entry, Kind};

/// A field that is there.
#[derive(Debug, Clone)]
pub struct Field {
    /// The place of its name, if the name is written.
    pub key: Option<Span>,
    /// The place of its value.
    pub place: Span,
    /// `None` for an expression that only Terraform can evaluate.
    kind: Option<Kind>,
    text: Option<Arc<str>>,
}

impl Field {
    /// A string that is written out.
    pub fn literal(key: Option<Span>, place: Span, text: impl Into<Arc<str>>) -> Self {
        Self { key, place, kind: Some(Kind::String), text: Some(text.into()) }
    }

    /// A number or a boolean that is written out.
    pub fn scalar(key: Option<Span>, place: Span, (kind, text): (Kind, &str)) -> Self {
        Self { key, place, kind: Some(kind), text: Some(text.into()) }
    }

    /// An expression whose value is not known.
    pub fn unknown(key: Option<Span>, place: Span) -> Self {
        Self { key, place, kind: None, text: None }
    }

    /// The field that an entry of a mapping is.
    pub(super) fn of(entry: Entry<'_>) -> Self {
        let value = entry.value;
        Self {
            key: Some(entry.key.span()),
            place: value.span(),
            kind: Some(value.kind()),
            text: value.text().map(Arc::from),
        }
    }

    /// What the value is; `None` where that is not known.
    pub fn kind(&self) -> Option<Kind> {
        self.kind
    }

    /// True for an expression whose value is not known.
    pub fn is_unknown(&self) -> bool {
        self.kind.is_none()
    }

    /// The text of a string that is written out.
    pub fn text(&self) -> Option<&str> {
        self.text.as_deref().filter(|_| self.kind == Some(Kind::String))
    }

    /// The text of a string that is written out and not empty.
    pub fn filled(&self) -> Option<&str> {
        self.text().filter(|text| !text.trim().is_empty())
    }

    /// The text of any scalar that is written out, numbers and booleans included.
    pub fn scalar_text(&self) -> Option<&str> {
        self.text.as_deref()
    }

    /// The value of a boolean.
    pub fn as_bool(&self) -> Option<bool> {
        match (self.kind, self.scalar_text()) {
            (Some(Kind::Bool), Some(text)) => Some(text.eq_ignore_ascii_case("true")),
            _ => None,
        }
    }

    /// True for an empty string and for null.
    pub fn is_empty(&self) -> bool {
        match self.kind {
            Some(Kind::Null) => true,
            Some(Kind::String) => self.filled().is_none(),
            _ => false,
        }
    }

    /// The place of the name, else of the value.
    pub fn key_place(&self) -> Span {
        self.key.clone().unwrap_or_else(|| self.place.clone())
    }
}

/// The text of a field that may be left out.
pub(super) fn text(field: Option<&Field>) -> Option<&str> {
    field?.filled()
}
