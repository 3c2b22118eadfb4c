//! Passwords and tokens that everyone who reads the pack can use.

use crate::finding::Finding;
use crate::model::pack::Pack;
use crate::model::secret;
use crate::rules::{Check, Rule, Severity};
use crate::source::TextRange;
use crate::syntax::tree::NodeRef;

/// See the page.
pub static RULE: Rule = Rule {
    id: "values/secret",
    severity: Severity::Warning,
    fixable: false,
    page: include_str!("../../../rules/values/secret.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let files = [pack.values_file(), pack.presets_file()];
    let documents = files.into_iter().filter_map(|file| file.document.as_ref().ok());
    // Aliases are no scalars of their own, so that a secret is told where it is written.
    documents.flat_map(|document| document.scalars().flat_map(secrets)).collect()
}

fn secrets(scalar: NodeRef<'_>) -> Vec<Finding> {
    let found = secret::find(scalar.text().unwrap_or_default()).into_iter();
    found.map(|(what, range)| finding(scalar, what, range)).collect()
}

fn finding(scalar: NodeRef<'_>, what: &str, range: std::ops::Range<usize>) -> Finding {
    // The form tells the secret, so the first line of it is enough to point at.
    let text = scalar.text().unwrap_or_default();
    let line = text[range.clone()].lines().next().map_or(range.len(), str::len);
    let place = scalar.part(TextRange::from_usize(range.start..range.start + line));
    let message = format!("{what} stands here for everyone who can read the pack");
    let help = "revoke it, and let the user give it: a profile variable or a macro stands for it";
    Finding::new(place, message).help(help)
}
