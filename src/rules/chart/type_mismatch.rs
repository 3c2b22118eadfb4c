//! A mapping where the chart has a scalar, or a scalar where it has a mapping.

use std::borrow::Cow;

use super::readable;
use crate::finding::Finding;
use crate::limits;
use crate::model::chart::{Chart, ListedChart};
use crate::model::literal::has_macro;
use crate::model::pack::Pack;
use crate::rules::{Check, Rule, Severity};
use crate::syntax::tree::{Entry, Kind, NodeRef};

/// See the page.
pub static RULE: Rule = Rule {
    id: "chart/type-mismatch",
    severity: Severity::Warning,
    fixable: false,
    page: include_str!("../../../rules/chart/type-mismatch.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    readable(pack).flat_map(|(listed, chart)| of_chart(pack, listed, chart)).collect()
}

fn of_chart(pack: &Pack, listed: &ListedChart, chart: &Chart) -> Vec<Finding> {
    let (Some(overrides), Some(name)) = (listed.overrides(pack), chart.name()) else {
        return Vec::new();
    };
    let mut walk = Walk { path: vec!["charts".into(), name.into()], found: Vec::new() };
    walk.chart(overrides, chart);
    walk.found
}

struct Walk<'v> {
    path: Vec<Cow<'v, str>>,
    found: Vec<Finding>,
}

impl<'v> Walk<'v> {
    /// Charts in charts are limited in depth when they are read.
    fn chart(&mut self, overrides: NodeRef<'v>, chart: &'v Chart) {
        if let Some(own) = chart.values() {
            self.mapping(overrides, own);
        }
        let dependencies = chart.dependencies();
        for subchart in chart.subcharts() {
            let Some(name) = subchart.name() else { continue };
            let declared = dependencies.iter().find(|dependency| dependency.name == name);
            let key = declared.and_then(|dependency| dependency.alias).unwrap_or(name);
            let Some(below) = overrides.get(key).filter(|n| n.kind() == Kind::Mapping) else {
                continue;
            };
            self.path.push(key.into());
            self.chart(below, subchart);
            self.path.pop();
        }
    }

    /// Goes down where both have a mapping; the parser limits how deep that can be.
    fn mapping(&mut self, overrides: NodeRef<'v>, own: NodeRef<'_>) {
        for entry in overrides.members() {
            if self.found.len() >= limits::PROBLEMS {
                return;
            }
            let name = entry.name();
            let Some(default) = own.get(&name) else { continue };
            self.path.push(name);
            match (entry.value.kind(), default.kind()) {
                (Kind::Mapping, Kind::Mapping) => self.mapping(entry.value, default),
                (ours, theirs) if differ(entry.value, default) => {
                    self.found.push(finding(&self.path.join("."), &entry, (ours, theirs), default));
                }
                _ => {}
            }
            self.path.pop();
        }
    }
}

/// Null and the empty text stand for nothing in particular, and an empty mapping changes nothing.
fn differ(ours: NodeRef<'_>, theirs: NodeRef<'_>) -> bool {
    let open = |node: NodeRef<'_>| {
        node.is_null() || node.text() == Some("") || node.text().is_some_and(has_macro)
    };
    let collection = |node: NodeRef<'_>| node.kind() == Kind::Mapping;
    let scalar = |node: NodeRef<'_>| node.kind().is_scalar() && !open(node);
    let empty = |node: NodeRef<'_>| node.entries().len() == 0;
    (collection(ours) && !empty(ours) && scalar(theirs))
        || (scalar(ours) && collection(theirs) && !empty(theirs))
}

fn finding(
    path: &str,
    entry: &Entry<'_>,
    (ours, theirs): (Kind, Kind),
    default: NodeRef<'_>,
) -> Finding {
    let message =
        format!("`{path}` is {}, and the chart has {} there", ours.described(), theirs.described());
    let at = if ours == Kind::Mapping { entry.key } else { entry.value };
    Finding::new(at.span(), message).label(default.span(), "the chart's own value")
}
