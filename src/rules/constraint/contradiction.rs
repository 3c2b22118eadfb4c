//! Two dependencies on one pack that cannot both hold.

use std::collections::BTreeMap;

use crate::finding::Finding;
use crate::model::constraint::{self, Dependency, Interval};
use crate::model::pack::Pack;
use crate::rules::{Check, Rule, Severity};
use crate::syntax::tree::NodeRef;

/// See the page.
pub static RULE: Rule = Rule {
    id: "constraint/contradiction",
    severity: Severity::Warning,
    fixable: false,
    page: include_str!("../../../rules/constraint/contradiction.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let mut earlier: BTreeMap<(&str, &str), Vec<Demand<'_>>> = BTreeMap::new();
    let mut findings = Vec::new();
    let dependencies = pack.manifest().into_iter().flat_map(constraint::dependencies);
    for demand in dependencies.filter_map(demand) {
        let same = earlier.entry((demand.name, demand.layer)).or_default();
        findings.extend(same.iter().find_map(|other| finding(&demand, other)));
        same.push(demand);
    }
    findings
}

struct Demand<'p> {
    node: NodeRef<'p>,
    name: &'p str,
    layer: &'p str,
    forbids: bool,
    versions: Interval,
}

fn demand(dependency: Dependency<'_>) -> Option<Demand<'_>> {
    let node = dependency.pack_name()?;
    let forbids = match dependency.kind_text()? {
        "required" | "optional" => false,
        "notSupported" => true,
        _ => return None,
    };
    let versions = dependency.interval().filter(|versions| !versions.is_empty())?;
    Some(Demand { node, name: node.as_str()?, layer: dependency.layer()?, forbids, versions })
}

fn finding(demand: &Demand<'_>, other: &Demand<'_>) -> Option<Finding> {
    let name = demand.name;
    let message = match (demand.forbids, other.forbids) {
        (false, false) if !demand.versions.meets(&other.versions) => {
            format!("no version of `{name}` lies in both ranges that this pack demands")
        }
        (false, true) if other.versions.covers(&demand.versions) => {
            format!("every version of `{name}` that is demanded here is not supported elsewhere")
        }
        (true, false) if demand.versions.covers(&other.versions) => {
            format!("every version of `{name}` that is demanded elsewhere is not supported here")
        }
        _ => return None,
    };
    let help = "keep one of them, or make their ranges agree";
    Some(Finding::new(demand.node.span(), message).label(other.node.span(), "the other").help(help))
}
