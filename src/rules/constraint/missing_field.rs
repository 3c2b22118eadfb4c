//! Dependencies, resources and components that lack what makes them one.

use super::violation::{Violated, violations};
use crate::finding::Finding;
use crate::model::conformance::ViolationKind;
use crate::model::pack::Pack;
use crate::rules::pack::violation::opening;
use crate::rules::{Check, Rule, Severity};
use crate::source::Span;
use crate::syntax::tree::NodeRef;

/// See the page.
pub static RULE: Rule = Rule {
    id: "constraint/missing-field",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/constraint/missing-field.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let missing = violations(pack).filter_map(|violated| match violated.kind {
        ViolationKind::Missing(field) => {
            let message = format!("{} lacks the field `{field}`", violated.object());
            Some(Finding::new(shown(violated.node), message).maybe_help(help(field, &violated)))
        }
        ViolationKind::Empty => {
            let field = violated.field()?;
            let message = format!("the `{field}` of {} is empty", violated.object());
            Some(Finding::new(violated.node.span(), message).maybe_help(help(field, &violated)))
        }
        _ => None,
    });
    missing.collect()
}

fn help(field: &str, violated: &Violated<'_>) -> Option<&'static str> {
    match field {
        "packName" => Some("write the `name` in the other pack's pack.json"),
        "layer" => Some("write the layer of the other pack, such as `addon`"),
        "type" if violated.is_dependency() => {
            Some("write `required` where the pack must be in the profile, else `optional`")
        }
        "type" => Some("write `cpu`, `memory` or `diskSize`"),
        "scheduleType" => Some("write the nodes that it runs on: `all`, `master` or `worker`"),
        _ => None,
    }
}

/// The name of the object, where it has one, else where it opens.
fn shown(object: NodeRef<'_>) -> Span {
    let name = ["packName", "type"].into_iter().find_map(|name| object.get(name));
    name.filter(|name| name.as_str().is_some_and(|text| !text.is_empty()))
        .map_or_else(|| opening(object), NodeRef::span)
}
