//! Where `pack.json` does not follow its schema, as these rules tell it: `constraints` are the
//! business of a group of their own, and annotations of a rule that walks them itself.

use crate::model::conformance::{Violation, ViolationKind};
use crate::model::pack::Pack;
use crate::source::{Span, TextRange};
use crate::syntax::tree::{Kind, NodeRef};

/// The violations outside `constraints` and `annotations`, each with the value that it is about.
pub(super) fn violations(pack: &Pack) -> impl Iterator<Item = (&Violation, NodeRef<'_>)> {
    let document = pack.json().document.as_ref().ok();
    let elsewhere = ["/constraints/", "/annotations/"];
    let told = pack
        .violations()
        .iter()
        .filter(move |violation| !elsewhere.iter().any(|at| violation.pointer.starts_with(at)));
    told.filter_map(move |violation| Some((violation, violation.node(document?)?)))
}

/// The values that are strings, but none of the words that the schema has for them.
pub(super) fn unlisted(pack: &Pack) -> impl Iterator<Item = Unlisted<'_>> {
    violations(pack).filter_map(|(violation, node)| {
        let ViolationKind::NotOneOf(words) = &violation.kind else { return None };
        // A value of another type, or none at all, is told as such.
        let text = node.as_str().filter(|text| !text.is_empty())?;
        Some(Unlisted { path: violation.path(), node, text, words })
    })
}

/// A string that is none of the words of its field.
pub(super) struct Unlisted<'p> {
    pub(super) path: Vec<&'p str>,
    pub(super) node: NodeRef<'p>,
    pub(super) text: &'p str,
    pub(super) words: &'p [String],
}

impl<'p> Unlisted<'p> {
    /// The words that somebody may have meant.
    pub(super) fn known(&self) -> impl Iterator<Item = &'p str> {
        self.words.iter().map(String::as_str).filter(|word| !word.is_empty())
    }
}

/// The value that a violation is about, in words.
pub(super) fn subject(violation: &Violation) -> String {
    match violation.path().as_slice() {
        [] => "`pack.json`".to_owned(),
        [field] => format!("`{field}`"),
        [field, ..] => format!("an entry of `{field}`"),
    }
}

/// The value, or where it opens: an object underlined as a whole shows nothing.
pub(super) fn opening(node: NodeRef<'_>) -> Span {
    let range = node.range();
    match node.kind().is_scalar() {
        true => node.span(),
        false => node.document().span(TextRange::new(range.start, range.end.min(range.start + 1))),
    }
}

/// What a value is, in JSON's words.
pub(super) fn described(node: NodeRef<'_>) -> &'static str {
    match node.kind() {
        Kind::Mapping => "an object",
        kind => kind.described(),
    }
}

/// An unquoted number or boolean as the string that it was meant to be.
pub(super) fn quoted(node: NodeRef<'_>) -> Option<String> {
    let text = node.text().filter(|_| matches!(node.kind(), Kind::Bool | Kind::Number))?;
    Some(format!("\"{text}\""))
}
