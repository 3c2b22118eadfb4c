//! A chart that is vendored in another one, which does not declare it.

use super::{at_listed, readable, shown};
use crate::finding::{Finding, Place};
use crate::model::chart::{CHART_YAML, Chart, ListedChart};
use crate::model::pack::Pack;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "chart/undeclared-subchart",
    severity: Severity::Warning,
    fixable: false,
    page: include_str!("../../../rules/chart/undeclared-subchart.md"),
    check: Check::Pack(check),
};

/// Where charts of the first API declare their dependencies.
const REQUIREMENTS: &str = "requirements.yaml";

fn check(pack: &Pack) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (listed, outer) in readable(pack) {
        for chart in outer.all() {
            findings.extend(of_chart(pack, listed, chart));
        }
    }
    findings
}

fn of_chart(pack: &Pack, listed: &ListedChart, chart: &Chart) -> Vec<Finding> {
    let declared = chart.dependencies();
    let undeclared = |subchart: &&Chart| {
        let name = subchart.name();
        // A library installs nothing.
        !subchart.is_library() && name.is_some_and(|name| declared.iter().all(|d| d.name != name))
    };
    let undeclared = chart.subcharts().iter().filter(undeclared);
    let finding = |subchart| {
        let finding = finding(listed, chart, subchart)?;
        // Where a condition of the usual name was meant to switch it.
        let switch = listed.overrides(pack).and_then(|own| own.at(&[subchart.name()?, "enabled"]));
        let is_outermost = listed.chart().is_some_and(|outer| std::ptr::eq(outer, chart));
        Some(match switch.filter(|_| is_outermost) {
            Some(switch) => finding.label(switch.span(), "this switches nothing"),
            None => finding,
        })
    };
    undeclared.filter_map(finding).collect()
}

fn finding(listed: &ListedChart, chart: &Chart, subchart: &Chart) -> Option<Finding> {
    let name = subchart.name()?;
    let outer = shown(listed, chart);
    let message =
        format!("{outer} holds `{name}`, which it does not declare: it is always installed");
    let finding = at_listed(listed, message)
        .label(Place::File(subchart.place().clone()), "held here")
        .help(format!("list `{name}` in `dependencies` of `{CHART_YAML}`, or remove it"));
    // Since the second API, Helm does not read it any more.
    let old = chart.member(REQUIREMENTS).and_then(|member| member.document().root());
    let old = old.and_then(|root| root.get("dependencies"));
    let entry = old.and_then(|list| {
        list.items().find(|item| item.get("name").and_then(|node| node.as_str()) == Some(name))
    });
    Some(match entry {
        Some(entry) => finding.label(entry.span(), "not read in a chart with `apiVersion: v2`"),
        None => finding,
    })
}
