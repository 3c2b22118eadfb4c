//! Profile variables in a pack: every profile that uses the pack has to define them.

use std::collections::BTreeSet;

use crate::finding::Finding;
use crate::model::macros::Macro;
use crate::model::pack::Pack;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "macro/profile-variable-in-pack",
    severity: Severity::Info,
    fixable: false,
    page: include_str!("../../../rules/macro/profile-variable-in-pack.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let variables = pack.macros().iter().filter(|found| found.is_of("var"));
    // In `pack.content` it is worse than that: `macro/variable-in-content`.
    let variables = variables.filter(|found| !found.key.text.is_empty() && !found.is_in_content());
    let mut told = BTreeSet::new();
    variables.filter(|found| told.insert(&found.key.text)).map(finding).collect()
}

fn finding(found: &Macro) -> Finding {
    let message =
        format!("every profile with this pack must define the variable `{}`", found.key.text);
    let help = "say so in the README, or leave the value to the profile";
    Finding::new(found.whole.span.clone(), message).help(help)
}
