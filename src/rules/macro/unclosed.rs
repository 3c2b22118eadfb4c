//! Macros without their closing braces.

use crate::finding::Finding;
use crate::model::macros::{Form, Macro};
use crate::model::pack::Pack;
use crate::model::profile::ProfileFile;
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
    findings(pack.macros().iter())
}

fn profiles(file: &ProfileFile) -> Vec<Finding> {
    findings(file.macros())
}

fn findings<'m>(macros: impl Iterator<Item = &'m Macro>) -> Vec<Finding> {
    macros.filter(|found| found.form == Form::Unclosed).map(finding).collect()
}

fn finding(found: &Macro) -> Finding {
    let message = format!("the macro `{}` is never closed", found.name());
    let help = "close it with `}}`; a macro cannot hold another one";
    Finding::new(found.whole.span.clone(), message).help(help)
}
