//! A listed path that differs from its file in upper and lower case only.

use super::reference::{Reference, references, rewrite};
use crate::finding::{Finding, Fix};
use crate::model::pack::{Listed, Pack};
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "structure/case-mismatch",
    severity: Severity::Error,
    fixable: true,
    page: include_str!("../../../rules/structure/case-mismatch.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let finding = |(listed, reference)| match reference {
        Reference::OtherCase(name) => Some(finding(pack, listed, name)),
        _ => None,
    };
    references(pack).into_iter().filter_map(finding).collect()
}

fn finding(pack: &Pack, listed: Listed<'_>, name: Option<&str>) -> Finding {
    let path = listed.path;
    let Some(name) = name else {
        let message = format!("several names differ from `{path}` in upper and lower case only");
        return Finding::new(listed.node.span(), message).help("write the one that is meant");
    };
    let message = format!("`{path}` is named `{name}` in the pack");
    let fix = rewrite(listed.node, name).map(|edit| Fix::safe(format!("write `{name}`"), edit));
    Finding::new(listed.node.span(), message)
        .label(pack.file(name), "differs in upper and lower case only")
        .help(format!(
            "write `{name}`: Linux tells upper from lower case, macOS and Windows do not"
        ))
        .maybe_fix(fix)
}
