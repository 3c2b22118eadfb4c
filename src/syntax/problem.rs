//! What is wrong with a text before anybody asks what it says.

use crate::source::TextRange;

/// What is wrong with the text itself.
#[derive(Debug, Clone)]
pub struct Problem {
    /// Which rule tells it.
    pub kind: ProblemKind,
    /// The offending bytes.
    pub range: TextRange,
    /// A sentence without a full stop.
    pub message: String,
    /// Another place that takes part, such as the bracket that is never closed.
    pub related: Option<(TextRange, &'static str)>,
    /// What to do about it.
    pub help: Option<String>,
    /// An edit that cures it for certain: the bytes to replace, and by what.
    pub cure: Option<(TextRange, &'static str)>,
}

/// The kinds of [`Problem`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ProblemKind {
    /// The text is not JSON or YAML.
    Invalid,
    /// go-yaml reads it, other YAML parsers refuse it.
    NonPortable,
    /// Nested deeper than [`crate::limits::NESTING`].
    TooDeep,
    /// Aliases that expand beyond [`crate::limits::EXPANDED_NODES`].
    TooLarge,
}

impl Problem {
    /// A problem without a related place.
    pub fn new(kind: ProblemKind, range: TextRange, message: impl Into<String>) -> Self {
        Self { kind, range, message: message.into(), related: None, help: None, cure: None }
    }
}
