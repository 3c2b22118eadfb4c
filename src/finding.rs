//! What a rule may say: a place, a sentence, other places, advice and an edit.

use std::sync::Arc;

use crate::limits;
use crate::rules::Severity;
use crate::source::{SourceFile, Span, TextRange, VirtualPath};

/// Where a finding is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// Bytes of a text.
    Text(Span),
    /// A whole file, or a directory: it has no text, or it is missing.
    File(VirtualPath),
}

impl Place {
    /// The path of the file.
    pub fn path(&self) -> &VirtualPath {
        match self {
            Self::Text(span) => span.file().path(),
            Self::File(path) => path,
        }
    }

    /// The bytes, if the place has any.
    pub fn range(&self) -> Option<TextRange> {
        self.span().map(Span::range)
    }

    /// The place in a text, if it is one.
    pub fn span(&self) -> Option<&Span> {
        match self {
            Self::Text(span) => Some(span),
            Self::File(_) => None,
        }
    }
}

impl From<Span> for Place {
    fn from(span: Span) -> Self {
        Self::Text(span)
    }
}

/// What a rule found.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The shortest place that shows it.
    pub at: Place,
    /// What is wrong, in the user's own names; lower case, no full stop.
    pub message: String,
    /// Other places that take part.
    pub labels: Vec<Label>,
    /// How to cure it, in the imperative.
    pub help: Option<String>,
    /// The cure as an edit, where one is certain enough.
    pub fix: Option<Fix>,
    /// A severity other than the rule's own, where a case is graver or milder than the rule.
    pub severity: Option<Severity>,
}

/// Another place that takes part in a finding.
#[derive(Debug, Clone)]
pub struct Label {
    /// The place.
    pub at: Place,
    /// What it has to do with the finding.
    pub message: String,
}

impl Finding {
    /// A finding without advice.
    pub fn new(at: impl Into<Place>, message: impl Into<String>) -> Self {
        Self {
            at: at.into(),
            message: clipped(message.into()),
            labels: Vec::new(),
            help: None,
            fix: None,
            severity: None,
        }
    }

    /// Names another place.
    pub fn label(mut self, at: impl Into<Place>, message: impl Into<String>) -> Self {
        self.labels.push(Label { at: at.into(), message: clipped(message.into()) });
        self
    }

    /// Says how to cure it.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(clipped(help.into()));
        self
    }

    /// Says how to cure it, where that is known.
    pub fn maybe_help(mut self, help: Option<impl Into<String>>) -> Self {
        self.help = help.map(Into::into).map(clipped).or(self.help);
        self
    }

    /// Offers an edit.
    pub fn fix(mut self, fix: Fix) -> Self {
        self.fix = Some(fix);
        self
    }

    /// Offers an edit, where there is one.
    pub fn maybe_fix(mut self, fix: Option<Fix>) -> Self {
        self.fix = fix.or(self.fix);
        self
    }

    /// Every place in a text that it names.
    pub fn spans_mut(&mut self) -> impl Iterator<Item = &mut Span> {
        let labels = self.labels.iter_mut().map(|label| &mut label.at);
        let places = std::iter::once(&mut self.at).chain(labels).filter_map(|place| match place {
            Place::Text(span) => Some(span),
            Place::File(_) => None,
        });
        let edits = self.fix.iter_mut().flat_map(|fix| &mut fix.edits).map(|edit| &mut edit.at);
        places.chain(edits)
    }

    /// Makes this finding graver or milder than its rule.
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = Some(severity);
        self
    }
}

/// Messages hold names of the author's, and those may be megabytes long.
fn clipped(message: String) -> String {
    match message.char_indices().nth(limits::MESSAGE_CHARACTERS) {
        Some((end, _)) => format!("{}…", &message[..end]),
        None => message,
    }
}

/// Whether an edit may be applied without a look at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Safety {
    /// The result means what the author wrote.
    Safe,
    /// The author may have meant something else.
    Unsafe,
}

/// Edits that together remove a finding.
#[derive(Debug, Clone)]
pub struct Fix {
    /// What the fix does, in the imperative.
    pub title: String,
    /// Whether it needs a look.
    pub safety: Safety,
    /// The edits; they do not overlap.
    pub edits: Vec<Edit>,
}

/// Bytes to replace.
#[derive(Debug, Clone)]
pub struct Edit {
    /// The bytes.
    pub at: Span,
    /// What comes in their place.
    pub text: String,
}

impl Fix {
    /// One edit that means what the author wrote.
    pub fn safe(title: impl Into<String>, edit: Edit) -> Self {
        Self { title: title.into(), safety: Safety::Safe, edits: vec![edit] }
    }

    /// One edit that the author has to look at.
    pub fn needs_a_look(title: impl Into<String>, edit: Edit) -> Self {
        Self { title: title.into(), safety: Safety::Unsafe, edits: vec![edit] }
    }
}

impl Edit {
    /// Puts `text` in the place of `at`.
    pub fn replace(at: Span, text: impl Into<String>) -> Self {
        Self { at, text: text.into() }
    }

    /// Removes the bytes of `at`.
    pub fn delete(at: Span) -> Self {
        Self::replace(at, "")
    }

    /// Puts `text` before byte `offset`.
    pub fn insert(file: &Arc<SourceFile>, offset: u32, text: impl Into<String>) -> Self {
        Self::replace(Span::new(file, TextRange::at(offset)), text)
    }
}
