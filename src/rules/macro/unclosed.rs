//! Macros without their closing braces.

use crate::finding::Finding;
use crate::model::macros::{self, Form, Macro};
use crate::model::pack::Pack;
use crate::model::profile::{Profile, ProfileFile};
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "macro/unclosed",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/macro/unclosed.md"),
    check: Check::PackAndProfiles(check, profiles),
};

fn check(pack: &Pack) -> Vec<Finding> {
    pack.macros().iter().filter(|found| found.form == Form::Unclosed).map(finding).collect()
}

fn profiles(file: &ProfileFile) -> Vec<Finding> {
    let parts = file.profiles().iter().flat_map(Profile::macros_of_parts);
    parts.flat_map(|part| alone(part).map(finding).collect::<Vec<_>>()).collect()
}

/// Without those around a variable, which `variable/nested` tells.
fn alone(part: &[Macro]) -> impl Iterator<Item = &Macro> {
    let around: Vec<_> = macros::nested(part).map(|nested| nested.outer.span.range()).collect();
    let unclosed = part.iter().filter(|found| found.form == Form::Unclosed);
    unclosed.filter(move |found| !around.contains(&found.whole.span.range()))
}

fn finding(found: &Macro) -> Finding {
    let message = format!("the macro `{}` is never closed", found.name());
    let help = "close it with `}}`; a macro cannot hold another one";
    Finding::new(found.whole.span.clone(), message).help(help)
}
