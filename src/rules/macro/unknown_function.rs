//! Filters of a macro that are no functions of sprig.

use crate::finding::{Edit, Finding, Fix};
use crate::model::macros::{Filter, Macro};
use crate::model::pack::Pack;
use crate::model::profile::ProfileFile;
use crate::nearest::nearest;
use crate::rules::{Check, Rule, Severity};
use crate::syntax::template::{FUNCTIONS, FunctionId};

/// See the page.
pub static RULE: Rule = Rule {
    id: "macro/unknown-function",
    severity: Severity::Warning,
    fixable: true,
    page: include_str!("../../../rules/macro/unknown-function.md"),
    check: Check::PackAndProfiles(check, profiles),
};

fn check(pack: &Pack) -> Vec<Finding> {
    findings(pack.macros().iter())
}

fn profiles(file: &ProfileFile) -> Vec<Finding> {
    findings(file.macros())
}

fn findings<'m>(macros: impl Iterator<Item = &'m Macro>) -> Vec<Finding> {
    let macros = macros.filter(|found| found.is_well_formed());
    macros.flat_map(|found| &found.filters).filter_map(finding).collect()
}

fn finding(filter: &Filter) -> Option<Finding> {
    let name = &filter.name;
    // Helm leaves these two of sprig's functions out.
    if FunctionId::of(&name.text).is_some()
        || matches!(name.text.as_str(), "env" | "expandenv" | "")
    {
        return None;
    }
    let finding = Finding::new(name.span.clone(), format!("there is no function `{}`", name.text));
    let Some(meant) = nearest(&name.text, FUNCTIONS.iter().copied()) else { return Some(finding) };
    let edit = || Edit::replace(name.span.clone(), meant);
    let title = format!("write `{meant}`");
    let fix = name.is_verbatim().then(|| Fix::needs_a_look(title.clone(), edit()));
    Some(finding.help(title).maybe_fix(fix))
}
