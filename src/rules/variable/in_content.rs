//! Variables in `pack.content`, where Palette does not fill them in.

use crate::finding::Finding;
use crate::model::macros::Macro;
use crate::model::profile::Profile;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "variable/in-content",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/variable/in-content.md"),
    check: Check::Profile(check),
};

fn check(profile: &Profile) -> Vec<Finding> {
    profile.used_variables().filter(|used| used.is_in_content()).map(finding).collect()
}

fn finding(used: &Macro) -> Finding {
    let message = format!("the variable `{}` stands in `pack.content`", used.key.text);
    Finding::new(used.whole.span.clone(), message)
        .help("write what is to be bundled; no variable is filled in there")
}
