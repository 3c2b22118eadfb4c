//! What can be wrong with a template. The kind is for rules, the message for people.

use crate::source::TextRange;

/// A mistake in a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateError {
    /// What sort of mistake.
    pub kind: ErrorKind,
    /// Where it shows.
    pub range: TextRange,
    /// What is wrong.
    pub message: String,
    /// A second place that explains the first: the unclosed opener, the earlier definition.
    pub related: Option<(TextRange, String)>,
}

/// Sorts of mistakes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ErrorKind {
    /// The text is not a template.
    Syntax,
    /// A variable is used that nothing declared.
    UndefinedVariable,
    /// Two templates of one file bear the same name.
    DuplicateDefine,
    /// Deeper nesting than this parser follows.
    TooDeep,
    /// More than this parser holds.
    TooLarge,
    /// A function that is not known, by name. The only kind that does not end the parse.
    UnknownFunction(Box<str>),
}

/// How parser functions fail. Boxed, because nearly all of them succeed.
pub(super) type Parse<T> = Result<T, Box<TemplateError>>;

impl TemplateError {
    /// A mistake in the grammar.
    pub(super) fn syntax(range: TextRange, message: impl Into<String>) -> Box<Self> {
        Self::new(ErrorKind::Syntax, range, message)
    }

    /// A mistake of any kind.
    pub(super) fn new(kind: ErrorKind, range: TextRange, message: impl Into<String>) -> Box<Self> {
        Box::new(Self { kind, range, message: message.into(), related: None })
    }

    /// The same mistake with a second place.
    pub(super) fn related(mut self: Box<Self>, at: TextRange, why: impl Into<String>) -> Box<Self> {
        self.related = Some((at, why.into()));
        self
    }
}
