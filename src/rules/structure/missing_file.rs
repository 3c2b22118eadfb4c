//! A path in a list of `pack.json` that names nothing.

use super::meant::{Missing, missing};
use super::reference::rewrite;
use crate::finding::{Finding, Fix};
use crate::model::pack::Pack;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "structure/missing-file",
    severity: Severity::Error,
    fixable: true,
    page: include_str!("../../../rules/structure/missing-file.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    missing(pack).iter().map(finding).collect()
}

fn finding(missing: &Missing<'_>) -> Finding {
    let listed = missing.listed;
    let message = format!("the pack has no file `{}`", listed.path);
    let finding = Finding::new(listed.node.span(), message);
    let Some(meant) = missing.meant else {
        return finding.help(if listed.path.contains("://") {
            "put the file into the pack: it cannot be listed by its address"
        } else {
            "add the file to the pack, or take it off the list"
        });
    };
    let fix =
        rewrite(listed.node, meant).map(|edit| Fix::needs_a_look(format!("write `{meant}`"), edit));
    finding.help(format!("did you mean `{meant}`?")).maybe_fix(fix)
}
