//! A chart that declares a dependency and does not bring it along.

use super::{at_listed, readable};
use crate::finding::Finding;
use crate::model::chart::{Chart, Dependency, ListedChart};
use crate::model::pack::Pack;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "chart/missing-dependency",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/chart/missing-dependency.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let complete = readable(pack).filter(|(_, chart)| chart.is_complete());
    complete.flat_map(|(listed, chart)| of_chart(listed, chart)).collect()
}

/// Helm asks the outermost chart only, and asks even for what a condition switches off.
fn of_chart(listed: &ListedChart, chart: &Chart) -> Vec<Finding> {
    let wanted = chart.dependencies();
    wanted.iter().filter_map(|dependency| finding(listed, chart, dependency)).collect()
}

fn finding(listed: &ListedChart, chart: &Chart, wanted: &Dependency<'_>) -> Option<Finding> {
    let name = wanted.name;
    if chart.subcharts().iter().any(|subchart| subchart.name() == Some(name)) {
        return None;
    }
    let at = wanted.node.get("name").unwrap_or(wanted.node).span();
    let message = format!("`{}` lacks `{name}`, which its `Chart.yaml` requires", listed.path);
    let help = "run `helm dependency update` on the chart, and pack it again";
    Some(at_listed(listed, message).label(at, "required here").help(help))
}
