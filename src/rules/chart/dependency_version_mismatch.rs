//! A vendored chart of another version than the one that is required.

use super::{at_listed, readable, shown};
use crate::finding::{Finding, Place};
use crate::model::chart::{Chart, Dependency, ListedChart};
use crate::model::pack::Pack;
use crate::model::version::{Range, Version};
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "chart/dependency-version-mismatch",
    severity: Severity::Warning,
    fixable: false,
    page: include_str!("../../../rules/chart/dependency-version-mismatch.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (listed, outer) in readable(pack) {
        for chart in outer.all().into_iter().filter(|chart| chart.is_complete()) {
            let wanted = chart.dependencies();
            findings.extend(wanted.iter().filter_map(|wanted| finding(listed, chart, wanted)));
        }
    }
    findings
}

fn finding(listed: &ListedChart, chart: &Chart, wanted: &Dependency<'_>) -> Option<Finding> {
    let text = wanted.version.filter(|text| !text.is_empty())?;
    let range = Range::parse(text).ok()?;
    let name = wanted.name;
    let vendored: Vec<_> =
        chart.subcharts().iter().filter(|subchart| subchart.name() == Some(name)).collect();
    let versions: Vec<_> = vendored.iter().filter_map(|subchart| subchart.version()).collect();
    let fits = |text: &str| Version::lenient(text).is_none_or(|version| range.matches(&version));
    if versions.is_empty() || versions.iter().any(|version| fits(version)) {
        return None;
    }
    let message = format!(
        "{} requires `{name}` in version `{text}`, and holds `{}`",
        shown(listed, chart),
        versions.join("`, `")
    );
    let version = wanted.node.get("version").unwrap_or(wanted.node).span();
    let held = match vendored.first()?.field("version") {
        Some(version) => version.span().into(),
        None => Place::File(vendored.first()?.place().clone()),
    };
    Some(
        at_listed(listed, message)
            .label(version, "required here")
            .label(held, "held here")
            .help("vendor the required version, or correct the `version` of the dependency"),
    )
}
