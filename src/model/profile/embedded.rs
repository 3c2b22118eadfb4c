//! A text within a profile: the values of a layer, the content of a manifest.
//!
//! It is parsed when it is asked for, as a document of its own whose places lie in the file that
//! the author edits.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use crate::model::manifest::object::{self, Object};
use crate::source::{SourceFile, Span, TextRange};
use crate::syntax::origin::Origin;
use crate::syntax::tree::{Document, Kind, NodeRef, Style};
use crate::syntax::yaml;

/// A text within a text.
#[derive(Debug)]
pub struct Embedded {
    /// All of it, quotes included.
    pub place: Span,
    /// True where the written text is the text itself but for its indentation, so that it can be
    /// edited without escapes.
    pub is_block: bool,
    text: Arc<str>,
    origin: Origin,
    document: OnceLock<Document>,
    masked: OnceLock<Document>,
}

/// What a field that holds a text has.
#[derive(Debug, Default)]
pub enum Content {
    /// The field is left out, or null.
    #[default]
    Absent,
    /// A text.
    Text(Box<Embedded>),
    /// An expression whose value is not known, or a value that is no text.
    Unknown,
}

impl Content {
    /// The text, if there is one.
    pub fn text(&self) -> Option<&Embedded> {
        match self {
            Self::Text(embedded) => Some(embedded),
            _ => None,
        }
    }

    /// The content that a value of a JSON or YAML file is.
    pub(super) fn of(node: Option<NodeRef<'_>>) -> Self {
        let Some(node) = node.filter(|node| !node.is_null()) else { return Self::Absent };
        match node.as_str() {
            Some(text) => Self::from(Embedded {
                is_block: node.style() == Style::Literal && !node.is_alias(),
                ..Embedded::new(node.span(), text, node.inner_origin())
            }),
            None => Self::Unknown,
        }
    }
}

impl From<Embedded> for Content {
    fn from(embedded: Embedded) -> Self {
        Self::Text(Box::new(embedded))
    }
}

impl Embedded {
    /// The text at `place`, whose offsets `origin` maps to the file.
    pub fn new(place: Span, text: impl Into<Arc<str>>, origin: Origin) -> Self {
        let (document, masked) = (OnceLock::new(), OnceLock::new());
        Self { place, is_block: false, text: text.into(), origin, document, masked }
    }

    /// The decoded text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The file that it stands in.
    pub fn file(&self) -> &Arc<SourceFile> {
        self.place.file()
    }

    /// What maps offsets of the decoded text to offsets of the file.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// Where a part of the decoded text stands in the file.
    pub fn part(&self, range: TextRange) -> Span {
        Span::new(self.file(), self.origin.outer_range(range))
    }

    /// The text as YAML, with its problems.
    pub fn document(&self) -> &Document {
        self.document.get_or_init(|| yaml::parse_embedded(self.file(), &self.text, &self.origin))
    }

    /// The mapping that the text is; `None` for everything else, and for a text that is no YAML.
    pub fn mapping(&self) -> Option<NodeRef<'_>> {
        self.document().root().filter(|root| root.kind() == Kind::Mapping)
    }

    /// The text as YAML, where each `{{ ... }}` on one line has become a word: a macro may stand
    /// anywhere in a manifest.
    pub fn masked_document(&self) -> &Document {
        self.masked.get_or_init(|| {
            yaml::parse_embedded(self.file(), &without_braces(&self.text), &self.origin)
        })
    }

    /// The Kubernetes objects of the text. In what holds a macro nothing is certain but what is
    /// written out.
    pub fn objects(&self) -> Vec<Object> {
        let document = self.masked_document();
        match document.problems().is_empty() {
            true => object::objects(document, None),
            false => Vec::new(),
        }
    }
}

/// The text with every `{{ ... }}` as a word of the same length.
fn without_braces(text: &str) -> Cow<'_, str> {
    if !text.contains("{{") {
        return text.into();
    }
    let mut masked = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find("{{") {
        let line_end = rest[open..].find('\n').map_or(rest.len(), |at| open + at);
        let Some(close) = rest[open..line_end].find("}}").map(|at| open + at + 2) else {
            masked.push_str(&rest[..line_end]);
            rest = &rest[line_end..];
            continue;
        };
        masked.push_str(&rest[..open]);
        masked.extend(std::iter::repeat_n('x', close - open));
        rest = &rest[close..];
    }
    masked.push_str(rest);
    masked.into()
}

#[cfg(test)]
mod tests {
    use super::without_braces;

    #[test]
    fn macros_become_words_of_the_same_length() {
        let text = "a: {{.spectro.var.größe}}-b\r\nc: {{ d\ne: {{x}}{{y}}";
        let masked = without_braces(text);
        assert_eq!(masked.len(), text.len());
        assert_eq!(
            masked,
            format!(
                "a: {}-b\r\nc: {{{{ d\ne: xxxxxxxxxx",
                "x".repeat("{{.spectro.var.größe}}".len())
            )
        );
    }
}
