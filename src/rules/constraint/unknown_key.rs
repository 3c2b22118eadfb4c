//! Keys below `constraints` that Palette does not read.

use super::violation::{Violated, violations};
use crate::finding::Finding;
use crate::model::conformance::ViolationKind;
use crate::model::pack::Pack;
use crate::rules::pack::word::meant;
use crate::rules::{Check, Rule, Severity};
use crate::syntax::tree::NodeRef;

/// See the page.
pub static RULE: Rule = Rule {
    id: "constraint/unknown-key",
    severity: Severity::Warning,
    fixable: true,
    page: include_str!("../../../rules/constraint/unknown-key.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let unknown = violations(pack).filter_map(|violated| match violated.kind {
        ViolationKind::Unknown(name) => finding(&violated, name),
        _ => None,
    });
    unknown.collect()
}

fn finding(violated: &Violated<'_>, name: &str) -> Option<Finding> {
    let object = violated.node;
    let entry = object.entry(name)?;
    let message = format!("`{name}` in {} has no effect", violated.object());
    let finding = Finding::new(entry.key.span(), message);
    let known = violated.known_fields();
    // A field that is there already was not meant a second time.
    let free = known.iter().copied().filter(|field| object.get(field).is_none());
    Some(match meant(name, free) {
        Some(meant) if is_once(object, name) => meant.advise(finding, entry.key.span()),
        Some(meant) => finding.help(format!("did you mean `{}`?", meant.word)),
        None => finding.help(format!("remove it: there are {}", known.join(", "))),
    })
}

fn is_once(object: NodeRef<'_>, name: &str) -> bool {
    object.entries().filter(|entry| entry.name() == name).count() == 1
}
