//! Two packs with one name and one version.

use std::collections::BTreeMap;

use crate::finding::Finding;
use crate::model::registry::{Member, Registry};
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "registry/duplicate-pack",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/registry/duplicate-pack.md"),
    check: Check::Registry(check),
};

fn check(registry: &Registry) -> Vec<Finding> {
    let mut first: BTreeMap<(&str, &str), &Member> = BTreeMap::new();
    let mut findings = Vec::new();
    for member in registry.members() {
        let Some(key) = member.field_text("name").zip(member.field_text("version")) else {
            continue;
        };
        match first.get(&key) {
            Some(earlier) => findings.extend(finding(member, earlier)),
            None => {
                first.insert(key, member);
            }
        }
    }
    findings
}

fn finding(member: &Member, earlier: &Member) -> Option<Finding> {
    let (name, version) = (member.field("name")?, member.field_text("version")?);
    let message = format!("there are two packs `{}` of version `{version}`", name.as_str()?);
    let finding = Finding::new(name.span(), message)
        .label(earlier.field("name")?.span(), "the other")
        .help("give one of them another version, or another name");
    Some(finding)
}
