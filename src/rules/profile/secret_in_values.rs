//! Passwords and tokens that everyone who reads the profile can use.

use crate::finding::Finding;
use crate::model::profile::{Embedded, Profile};
use crate::model::secret;
use crate::rules::{Check, Rule, Severity};
use crate::source::TextRange;

/// See the page.
pub static RULE: Rule = Rule {
    id: "profile/secret-in-values",
    severity: Severity::Warning,
    fixable: false,
    page: include_str!("../../../rules/profile/secret-in-values.md"),
    check: Check::Profile(check),
};

fn check(profile: &Profile) -> Vec<Finding> {
    profile.embedded().flat_map(findings).collect()
}

fn findings(text: &Embedded) -> Vec<Finding> {
    let found = secret::find(text.text()).into_iter();
    let finding = |(what, range): (&str, std::ops::Range<usize>)| {
        // The form tells the secret, so the first line of it is enough to point at.
        let line = text.text()[range.clone()].lines().next().map_or(range.len(), str::len);
        let place = text.part(TextRange::from_usize(range.start..range.start + line));
        let message = format!("{what} stands here for everyone who can read the profile");
        let help = "revoke it, and let a macro or a sensitive profile variable stand for it";
        Finding::new(place, message).help(help)
    };
    found.map(finding).collect()
}
