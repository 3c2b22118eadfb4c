//! Formats that Palette does not have.

use crate::finding::Finding;
use crate::model::profile::{Profile, VariableFormat};
use crate::rules::profile::word::Unlisted;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "variable/unknown-format",
    severity: Severity::Error,
    fixable: true,
    page: include_str!("../../../rules/variable/unknown-format.md"),
    check: Check::Profile(check),
};

/// What other tools call the formats.
const SPELLINGS: [(&str, &str); 12] = [
    ("text", "string"),
    ("str", "string"),
    ("password", "string"),
    ("int", "number"),
    ("integer", "number"),
    ("float", "number"),
    ("bool", "boolean"),
    ("ip", "ipv4"),
    ("cidr", "ipv4cidr"),
    ("ipv4-cidr", "ipv4cidr"),
    ("semver", "version"),
    ("b64", "base64"),
];

fn check(profile: &Profile) -> Vec<Finding> {
    let formats = profile.variables.iter().filter_map(|variable| variable.format.as_ref());
    let unlisted = formats.filter_map(|field| {
        let known = VariableFormat::ALL.into_iter().map(|(name, _)| name);
        let unlisted = Unlisted::of(field, known)?;
        let message = format!("variables have no format `{}`", unlisted.text);
        Some(unlisted.finding(message, &SPELLINGS))
    });
    unlisted.collect()
}
