//! A word that was most likely meant, and how certain that is.

use crate::finding::{Edit, Finding, Fix};
use crate::nearest::nearest;
use crate::source::Span;

/// A known word near to one that is not known.
pub(super) struct Meant<'w> {
    pub(super) word: &'w str,
    /// Only case, blanks, dashes or underscores differ.
    pub(super) certain: bool,
}

/// The word of `known` that `text` was meant to be.
pub(super) fn meant<'w>(text: &str, known: impl Iterator<Item = &'w str>) -> Option<Meant<'w>> {
    let word = nearest(text, known)?;
    Some(Meant { word, certain: letters(word).eq(letters(text)) })
}

impl Meant<'_> {
    /// An edit that writes the word, in quotes, in the place of `at`.
    pub(super) fn fix(&self, at: Span) -> Fix {
        let title = format!("write `{}`", self.word);
        let edit = Edit::replace(at, format!("\"{}\"", self.word));
        if self.certain { Fix::safe(title, edit) } else { Fix::needs_a_look(title, edit) }
    }

    /// Adds the word to a finding, as advice and as an edit of `at`.
    pub(super) fn advise(&self, finding: Finding, at: Span) -> Finding {
        finding.help(format!("did you mean `{}`?", self.word)).fix(self.fix(at))
    }
}

fn letters(word: &str) -> impl Iterator<Item = char> {
    let kept = word.chars().filter(|c| !matches!(c, ' ' | '-' | '_'));
    kept.flat_map(char::to_lowercase)
}
