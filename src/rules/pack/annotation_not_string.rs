//! Annotations that are not strings: one of them, and the whole `pack.json` is refused.

use super::violation::{described, opening, quoted};
use crate::finding::{Edit, Finding, Fix};
use crate::limits;
use crate::model::pack::Pack;
use crate::rules::{Check, Rule, Severity};
use crate::syntax::tree::{Entry, Kind};

/// See the page.
pub static RULE: Rule = Rule {
    id: "pack/annotation-not-string",
    severity: Severity::Error,
    fixable: true,
    page: include_str!("../../../rules/pack/annotation-not-string.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let annotations = pack.manifest().and_then(|manifest| manifest.get("annotations"));
    let members = annotations.into_iter().flat_map(|annotations| annotations.members());
    let wrong = members.filter(|member| member.value.kind() != Kind::String);
    wrong.take(limits::VIOLATIONS).map(finding).collect()
}

fn finding(annotation: Entry<'_>) -> Finding {
    let Entry { value, .. } = annotation;
    let name = annotation.name();
    let message = format!("the annotation `{name}` must be a string, not {}", described(value));
    let fix = quoted(value).map(|text| {
        Fix::safe(format!("put `{name}` in quotes"), Edit::replace(value.span(), text))
    });
    let help = match fix {
        Some(_) => "put the value in double quotes",
        None => "write the value as one string, or remove the annotation",
    };
    Finding::new(opening(value), message).help(help).maybe_fix(fix)
}
