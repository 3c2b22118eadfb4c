//! References to variables that the profile does not define.

use crate::finding::{Edit, Finding, Fix};
use crate::model::macros::Macro;
use crate::model::profile::{Profile, Variable};
use crate::nearest::nearest;
use crate::rules::{Check, Rule, Severity};
use std::collections::{BTreeMap, HashSet};

/// See the page.
pub static RULE: Rule = Rule {
    id: "variable/undefined",
    severity: Severity::Error,
    fixable: true,
    page: include_str!("../../../rules/variable/undefined.md"),
    check: Check::Profile(check),
};

/// Other uses that are pointed at.
const SHOWN: usize = 3;

fn check(profile: &Profile) -> Vec<Finding> {
    let is_known =
        |variable: &Variable| variable.name.as_ref().is_none_or(|name| !name.is_unknown());
    if profile.is_app() || !profile.has_all_variables || !profile.variables.iter().all(is_known) {
        return Vec::new();
    }
    let defined: HashSet<&str> = profile.variables.iter().filter_map(Variable::name_text).collect();
    let mut undefined: BTreeMap<&str, Vec<&Macro>> = BTreeMap::new();
    for used in profile.used_variables().filter(|used| !defined.contains(used.key.text.as_str())) {
        undefined.entry(&used.key.text).or_default().push(used);
    }
    let findings = undefined.into_iter().filter_map(|(name, uses)| finding(profile, name, &uses));
    findings.collect()
}

fn finding(profile: &Profile, name: &str, uses: &[&Macro]) -> Option<Finding> {
    let (first, others) = uses.split_first()?;
    let message = format!("the profile has no variable `{name}`");
    let mut finding = Finding::new(first.key.span.clone(), message);
    for other in others.iter().take(SHOWN) {
        finding = finding.label(other.key.span.clone(), "used here too");
    }
    let defined = || profile.variables.iter().filter_map(Variable::name_text);
    let Some(meant) = nearest(name, defined()) else {
        let help = match first.key.text.contains('.') {
            true => "a name holds no dots: `.spectro.var.NAME`".to_owned(),
            false => format!("define it in the `{}` of the profile", list_of(profile)),
        };
        return Some(finding.help(help));
    };
    let definition =
        profile.variables.iter().find(|variable| variable.name_text() == Some(meant))?;
    let finding = finding.label(definition.anchor(), "defined here");
    Some(finding.help(format!("did you mean `{meant}`?")).maybe_fix(rename(uses, meant)))
}

fn list_of(profile: &Profile) -> &'static str {
    profile.syntax.field("variables", "profile_variables")
}

/// All uses at once: one of two spellings is wrong.
fn rename(uses: &[&Macro], meant: &str) -> Option<Fix> {
    let (first, others) = uses.split_first()?;
    let edit = |used: &Macro| Edit::replace(used.key.span.clone(), meant);
    let mut fix = Fix::needs_a_look(format!("write `{meant}`"), edit(first));
    fix.edits.extend(others.iter().map(|used| edit(used)));
    uses.iter().all(|used| used.key.is_verbatim()).then_some(fix)
}
