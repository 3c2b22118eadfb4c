//! Fields that Palette does not read.

use super::violation::violations;
use super::word::{Meant, meant};
use crate::finding::{Finding, Fix};
use crate::model::conformance::ViolationKind;
use crate::model::pack::{List, Pack};
use crate::model::schemas;
use crate::rules::{Check, Rule, Severity};
use crate::syntax::tree::{Entry, NodeRef};

/// See the page.
pub static RULE: Rule = Rule {
    id: "pack/unknown-field",
    severity: Severity::Warning,
    fixable: true,
    page: include_str!("../../../rules/pack/unknown-field.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let unknown = violations(pack).filter_map(|(violation, object)| match &violation.kind {
        ViolationKind::Unknown(name) => Some(finding(object, object.entry(name)?)),
        _ => None,
    });
    unknown.collect()
}

fn finding(object: NodeRef<'_>, entry: Entry<'_>) -> Finding {
    let name = entry.name();
    let Some(meant) = meant(&name, schemas::PACK.properties()) else {
        let message = format!("`{name}` is not a field of `pack.json` and has no effect");
        return Finding::new(entry.key.span(), message)
            .help("remove it, or move it to `annotations`, where any name may stand");
    };
    let installs = List::ALL.iter().any(|list| list.key() == meant.word) && meant.certain;
    let (effect, severity) = match installs {
        true => ("nothing in it is installed", Severity::Error),
        false => ("it has no effect", Severity::Warning),
    };
    let message = format!("`{name}` is not a field of `pack.json`: {effect}");
    Finding::new(entry.key.span(), message)
        .severity(severity)
        .help(format!("did you mean `{}`?", meant.word))
        .maybe_fix(rename(object, entry, &meant))
}

/// Only where it leaves no field twice.
fn rename(object: NodeRef<'_>, entry: Entry<'_>, meant: &Meant<'_>) -> Option<Fix> {
    let name = entry.name();
    let once = object.entries().filter(|other| other.name() == name).count() == 1;
    (once && object.get(meant.word).is_none()).then(|| meant.fix(entry.key.span()))
}
