//! A rule that failed: palint's own mistake, told instead of hidden.

use crate::finding::{Finding, Place};
use crate::rules::{Check, Rule, Severity};
use crate::source::VirtualPath;

/// See the page.
pub static RULE: Rule = Rule {
    id: "syntax/internal-error",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/syntax/internal-error.md"),
    check: Check::Engine,
};

/// The finding for the pack at `root` on which `what` failed: the name of a rule, or a step.
pub fn finding(root: &VirtualPath, what: &str) -> Finding {
    let message = format!("palint failed at `{what}` on `{root}` and left it out");
    Finding::new(Place::File(root.clone()), message)
        .help("this is a bug in palint: please report it with this pack")
}
