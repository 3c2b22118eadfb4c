//! Macros in scalars without quotes: what they become decides how YAML reads the value.

use std::collections::BTreeSet;

use crate::finding::{Edit, Finding, Fix};
use crate::model::macros::{FAMILIES, Host, Macro, Unquoted};
use crate::model::pack::Pack;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "macro/unquoted",
    severity: Severity::Warning,
    fixable: true,
    page: include_str!("../../../rules/macro/unquoted.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    findings(pack.macros(), |_| true)
}

/// The macros among those that are asked for whose scalars need quotes. In a profile these are the
/// variables: its authors write other macros into commands, and know what they become.
pub(in crate::rules) fn findings(macros: &[Macro], asked: fn(&Macro) -> bool) -> Vec<Finding> {
    let mut told = BTreeSet::new();
    // What is no macro of a known family is not replaced by anything.
    let known = macros.iter().filter(|found| FAMILIES.iter().any(|name| found.is_of(name)));
    let hosted = known.filter_map(|found| match &found.host {
        Host::Scalar { unquoted: Some(scalar), .. } => Some((found, scalar)),
        _ => None,
    });
    // A scalar with several macros needs quotes once.
    let hosted = hosted.filter(|(found, scalar)| asked(found) && told.insert(scalar.span.range()));
    hosted.map(|(found, scalar)| finding(found, scalar)).collect()
}

fn finding(found: &Macro, scalar: &Unquoted) -> Finding {
    let message = format!("the macro `{}` stands in a value without quotes", found.name());
    let quoted = format!("'{}'", scalar.span.text().replace('\'', "''"));
    let edit = || Edit::replace(scalar.span.clone(), quoted);
    let title = "put the whole value in quotes";
    let fix = scalar.can_be_quoted.then(|| Fix::needs_a_look(title, edit()));
    Finding::new(found.whole.span.clone(), message).help(title).maybe_fix(fix)
}
