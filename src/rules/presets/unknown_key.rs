//! Keys that no preset has.

use super::shape::{Fault, Part, faults};
use crate::finding::{Edit, Finding, Fix};
use crate::model::conformance::ViolationKind;
use crate::model::pack::Pack;
use crate::nearest::nearest;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "presets/unknown-key",
    severity: Severity::Warning,
    fixable: true,
    page: include_str!("../../../rules/presets/unknown-key.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    faults(pack).iter().filter_map(finding).collect()
}

fn finding(fault: &Fault<'_>) -> Option<Finding> {
    let ViolationKind::Unknown(name) = fault.kind else { return None };
    // Without its list the whole file has no effect, and `presets/missing-list` says so.
    if matches!(fault.part, Part::File) && fault.node.get("presets").is_none() {
        return None;
    }
    let (owner, known): (_, &[&str]) = match fault.part {
        Part::File => ("`presets.yaml`", &["presets"]),
        _ => ("a preset", &["name", "displayName", "group", "remove", "add"]),
    };
    let key = fault.node.entry(name)?.key;
    let finding = Finding::new(key.span(), format!("{owner} has no key `{name}`"));
    // A key that is there already cannot be meant once more.
    let absent = known.iter().copied().filter(|known| fault.node.get(known).is_none());
    let Some(meant) = nearest(name, absent) else { return Some(finding) };
    let title = format!("rename it to `{meant}`");
    let verbatim = key.span().text() == name;
    let edit = Edit::replace(key.span(), meant);
    let fix = verbatim.then(|| Fix::needs_a_look(title.clone(), edit));
    Some(finding.help(title).maybe_fix(fix))
}
