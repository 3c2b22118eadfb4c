//! System keys that only old documentation knows.

use crate::finding::{Edit, Finding, Fix};
use crate::model::macros::{LEGACY_KEYS, Macro};
use crate::model::pack::Pack;
use crate::model::profile::ProfileFile;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "macro/legacy-system-key",
    severity: Severity::Info,
    fixable: true,
    page: include_str!("../../../rules/macro/legacy-system-key.md"),
    check: Check::PackAndProfiles(check, profiles),
};

fn check(pack: &Pack) -> Vec<Finding> {
    findings(pack.macros().iter())
}

fn profiles(file: &ProfileFile) -> Vec<Finding> {
    findings(file.macros())
}

fn findings<'m>(macros: impl Iterator<Item = &'m Macro>) -> Vec<Finding> {
    macros.filter(|found| found.is_of("system")).filter_map(finding).collect()
}

fn finding(found: &Macro) -> Option<Finding> {
    let key = &found.key;
    let (_, current) = LEGACY_KEYS.iter().find(|(legacy, _)| *legacy == key.text)?;
    let message = format!("the system macro `{}` is no longer documented", key.text);
    let finding = Finding::new(key.span.clone(), message);
    let Some(current) = current else { return Some(finding) };
    let edit = || Edit::replace(key.span.clone(), *current);
    let fix = key.is_verbatim().then(|| Fix::needs_a_look(format!("use `{current}`"), edit()));
    Some(finding.help(format!("use `{current}`")).maybe_fix(fix))
}
