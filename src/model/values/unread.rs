//! Top-level sections of `values.yaml` that neither Palette nor a macro reads.

use super::places::{SECTIONS, right_path};
use crate::model::pack::Pack;
use crate::syntax::tree::Entry;

impl Pack {
    /// The sections that nothing is known to read, in the order of the file.
    pub fn unread_sections(&self) -> Vec<Entry<'_>> {
        let Some(root) = self.values().filter(|_| self.has_documented_values()) else {
            return Vec::new();
        };
        let entries = root.entries().filter(|entry| !entry.is_merge());
        let mut unread: Vec<Entry<'_>> = entries.filter(is_unknown).collect();
        if !unread.is_empty() {
            let referenced = self.referenced_sections();
            unread.retain(|entry| !referenced.contains(&*entry.name()));
        }
        unread
    }
}

fn is_unknown(entry: &Entry<'_>) -> bool {
    let name = entry.name();
    let name = name.as_ref();
    // What works elsewhere is told as misplaced, with the path.
    let misplaced = right_path("", name, entry.value.kind()).is_some();
    let known = misplaced || SECTIONS.contains(&name);
    // `x-` is the convention for sections that only hold anchors.
    let private = name.is_empty() || name.starts_with("x-") || holds_anchor(entry);
    !known && !private
}

/// True when the section may be there for the sake of its anchors.
fn holds_anchor(entry: &Entry<'_>) -> bool {
    let text = entry.key.document().file().slice(entry.range());
    let anchored = |at: usize| {
        let before = text[..at].chars().next_back();
        let after = text[at + 1..].chars().next();
        before.is_some_and(|c| c.is_whitespace() || matches!(c, '[' | '{' | ','))
            && after.is_some_and(char::is_alphanumeric)
    };
    text.match_indices('&').any(|(at, _)| anchored(at))
}
