//! Ways to ask for a value that Palette does not have.

use crate::finding::Finding;
use crate::model::profile::Profile;
use crate::rules::profile::word::Unlisted;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "variable/unknown-input-type",
    severity: Severity::Error,
    fixable: true,
    page: include_str!("../../../rules/variable/unknown-input-type.md"),
    check: Check::Profile(check),
};

const INPUT_TYPES: [&str; 3] = ["text", "dropdown", "multiline"];

/// What other tools call them.
const SPELLINGS: [(&str, &str); 6] = [
    ("string", "text"),
    ("select", "dropdown"),
    ("list", "dropdown"),
    ("enum", "dropdown"),
    ("textarea", "multiline"),
    ("multiselect", "dropdown"),
];

fn check(profile: &Profile) -> Vec<Finding> {
    let fields = profile.variables.iter().filter_map(|variable| variable.input_type.as_ref());
    let unlisted = fields.filter_map(|field| {
        let unlisted = Unlisted::of(field, INPUT_TYPES.into_iter())?;
        let message = format!("variables have no input type `{}`", unlisted.text);
        Some(unlisted.finding(message, &SPELLINGS))
    });
    unlisted.collect()
}
