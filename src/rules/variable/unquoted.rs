//! Variables in scalars without quotes: their value decides how YAML reads the text.

use crate::finding::Finding;
use crate::model::profile::Profile;
use crate::rules::r#macro::unquoted;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "variable/unquoted",
    severity: Severity::Warning,
    fixable: true,
    page: include_str!("../../../rules/variable/unquoted.md"),
    check: Check::Profile(check),
};

fn check(profile: &Profile) -> Vec<Finding> {
    profile
        .macros_of_parts()
        .flat_map(|macros| unquoted::findings(macros, |found| found.is_of("var")))
        .collect()
}
