//! Why a template could not be rendered, and through which templates the way led.

use super::value::Where;

/// What sort of failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FailureKind {
    /// Anything that Go or sprig refuses.
    Error,
    /// `fail` was called.
    Fail,
    /// `required` found nothing.
    Required,
    /// The schema of a chart refuses a value.
    Schema,
    /// A limit of palint, which Helm does not have.
    Limit,
}

/// A template on the way to a failure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// The file, or `gotpl` for a text given to `tpl`.
    pub file: String,
    /// The place in it, which a text given to `tpl` has not got.
    pub place: Where,
    /// Its line, from 1.
    pub line: u32,
    /// The bytes before it on the line.
    pub column: u32,
    /// The template that was executed: the file or a name that `define` gave.
    pub template: String,
    /// The source of what failed, as Go prints it.
    pub context: String,
    /// What was being done: `error calling include`, or empty for the innermost.
    pub doing: String,
}

/// A failure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// What sort.
    pub kind: FailureKind,
    /// What is wrong.
    pub message: String,
    /// The templates, the innermost first.
    pub frames: Vec<Frame>,
}

/// What evaluation gives. The failure is boxed because nearly all of it succeeds.
pub type Outcome<T> = Result<T, Box<Failure>>;

impl Failure {
    /// A failure that Go or sprig would report.
    pub fn new(message: impl Into<String>) -> Box<Self> {
        Self::of(FailureKind::Error, message)
    }

    /// A failure of any sort.
    pub fn of(kind: FailureKind, message: impl Into<String>) -> Box<Self> {
        Box::new(Self { kind, message: message.into(), frames: Vec::new() })
    }
}
