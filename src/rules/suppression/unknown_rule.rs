//! A comment that names a rule that does not exist.

use crate::finding::{Edit, Finding, Fix};
use crate::model::ignores::Directive;
use crate::model::pack::Pack;
use crate::model::profile::ProfileFile;
use crate::rules::{Check, Rule, Severity};
use crate::settings::{Selector, nearest_name};
use crate::source::Span;

/// See the page.
pub static RULE: Rule = Rule {
    id: "suppression/unknown-rule",
    severity: Severity::Warning,
    fixable: true,
    page: include_str!("../../../rules/suppression/unknown-rule.md"),
    check: Check::PackAndProfiles(check, profiles),
};

fn check(pack: &Pack) -> Vec<Finding> {
    findings(pack.ignores())
}

fn profiles(file: &ProfileFile) -> Vec<Finding> {
    findings(file.ignores())
}

fn findings(directives: &[Directive]) -> Vec<Finding> {
    let ignores = directives.iter().filter_map(|directive| directive.ignore.as_ref().ok());
    let names = ignores.flat_map(|ignore| &ignore.names);
    names.filter(|name| Selector::parse(name.text()).is_err()).map(finding).collect()
}

fn finding(name: &Span) -> Finding {
    let message = format!("there is no rule or group `{}`", name.text());
    let finding = Finding::new(name.clone(), message);
    match nearest_name(name.text()) {
        Some(near) => finding
            .help(format!("did you mean `{near}`?"))
            .fix(Fix::needs_a_look(format!("write `{near}`"), Edit::replace(name.clone(), near))),
        None => finding.help("`palint rules` lists them"),
    }
}
