//! Variables that no layer refers to.

use crate::finding::Finding;
use crate::model::profile::Profile;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "variable/unused",
    severity: Severity::Info,
    fixable: false,
    page: include_str!("../../../rules/variable/unused.md"),
    check: Check::Profile(check),
};

fn check(profile: &Profile) -> Vec<Finding> {
    // In an app profile a variable is no field at all, and what is not known may refer to anything.
    if profile.is_app() || profile.variables.is_empty() || !profile.has_known_texts() {
        return Vec::new();
    }
    let mentioned = profile.mentioned_variables();
    let unused = profile.variables.iter().filter_map(|variable| {
        let name = variable.name_text().filter(|name| is_plain(name))?;
        if mentioned.contains(name) {
            return None;
        }
        let message = format!("no layer uses the variable `{name}`");
        let help =
            format!("remove it, or write `'{{{{.spectro.var.{name}}}}}'` where its value belongs");
        Some(Finding::new(variable.anchor(), message).help(help))
    });
    unused.collect()
}

/// Other names are told by `variable/invalid-name`, and are not found reliably.
fn is_plain(name: &str) -> bool {
    name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'))
}
