//! Variables within another macro.

use crate::finding::Finding;
use crate::model::macros::{self, Nested};
use crate::model::profile::Profile;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "variable/nested",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/variable/nested.md"),
    check: Check::Profile(check),
};

fn check(profile: &Profile) -> Vec<Finding> {
    profile.macros_of_parts().flat_map(macros::nested).map(finding).collect()
}

fn finding(nested: Nested<'_>) -> Finding {
    let inner = nested.inner.unwrap_or(nested.outer);
    let finding = Finding::new(inner.span.clone(), "a variable stands within another macro");
    let finding = match nested.inner {
        Some(_) => finding.label(nested.outer.span.clone(), "the other macro"),
        None => finding,
    };
    finding.help("let each stand on its own: Palette fills in no macro within a macro")
}
