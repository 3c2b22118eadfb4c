//! `control-plane`, which not every part of Palette takes.

use crate::finding::{Edit, Finding, Fix};
use crate::model::constraint::{self, Resource};
use crate::model::pack::Pack;
use crate::rules::{Check, Rule, Severity};
use crate::syntax::tree::NodeRef;

/// See the page.
pub static RULE: Rule = Rule {
    id: "constraint/deprecated-schedule-type",
    severity: Severity::Info,
    fixable: true,
    page: include_str!("../../../rules/constraint/deprecated-schedule-type.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let resources = pack.manifest().into_iter().flat_map(constraint::resources);
    let nodes = resources.flat_map(Resource::components).filter_map(|c| c.get("scheduleType"));
    nodes.filter(|node| node.as_str() == Some("control-plane")).map(finding).collect()
}

fn finding(node: NodeRef<'_>) -> Finding {
    let fix = Fix::needs_a_look("write `master`", Edit::replace(node.span(), "\"master\""));
    Finding::new(node.span(), "`control-plane` is not taken everywhere, `master` is")
        .help("write `master`, which means the same nodes")
        .fix(fix)
}
