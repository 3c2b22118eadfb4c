//! Values of a chart that stand where the chart does not get them.

mod indent;

use super::readable;
use crate::finding::Finding;
use crate::model::chart::ListedChart;
use crate::model::pack::Pack;
use crate::model::values::misplaced::{self, Misplaced, Shift};
use crate::rules::{Check, Rule, Severity};
use crate::syntax::tree::Entry;

/// See the page.
pub static RULE: Rule = Rule {
    id: "chart/misplaced-values",
    severity: Severity::Error,
    fixable: true,
    page: include_str!("../../../rules/chart/misplaced-values.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let mut findings: Vec<Finding> = at_top(pack).into_iter().collect();
    findings.extend(below_charts(pack));
    for (listed, _) in readable(pack) {
        findings.extend(misplaced::shifted(pack, listed).map(|shift| of_shift(listed, &shift)));
    }
    findings
}

/// One finding, however many keys there are: they were pasted together.
fn at_top(pack: &Pack) -> Option<Finding> {
    let misplaced = misplaced::at_top(pack);
    let [first, rest @ ..] = misplaced.as_slice() else { return None };
    if rest.is_empty() {
        return Some(one(first));
    }
    let sections = if rest.len() == 1 { "section" } else { "sections" };
    let message = format!(
        "`{name}` and {} more {sections} have no effect here: `{name}` belongs to `{}`",
        rest.len(),
        first.path,
        name = first.entry.name(),
    );
    let help = match first.chart {
        Some(chart) => format!("indent them below `charts.{chart}`"),
        None => "indent them below `charts.<chart name>`".to_owned(),
    };
    Some(Finding::new(first.entry.key.span(), message).help(help))
}

fn below_charts(pack: &Pack) -> Vec<Finding> {
    let (misplaced, wrong) = misplaced::below_charts(pack);
    let section = pack.values().and_then(|root| root.entry("charts"));
    let (Some(section), Some(first)) = (section, misplaced.first()) else { return Vec::new() };
    let all = section.value.entries().len() == misplaced.len() && wrong.is_empty();
    let same = misplaced.iter().all(|other| other.chart == first.chart);
    match (all && same, first.chart) {
        (true, Some(chart)) => vec![unnamed(&section, &misplaced, chart)],
        _ => misplaced.iter().map(one).collect(),
    }
}

fn one(misplaced: &Misplaced<'_>) -> Finding {
    let Misplaced { entry, path, .. } = misplaced;
    let message = format!("`{}` has no effect here: it belongs to `{path}`", entry.name());
    let above = path.rsplit_once('.').map_or("charts", |(above, _)| above);
    Finding::new(entry.key.span(), message).help(format!("move it below `{above}`"))
}

/// All that stands below `charts` lacks the name of the chart above it.
fn unnamed(section: &Entry<'_>, misplaced: &[Misplaced<'_>], chart: &str) -> Finding {
    let [first, ..] = misplaced else { return Finding::new(section.key.span(), "") };
    let message = format!(
        "no value below `charts` has an effect: `{}` belongs to `{}`",
        first.entry.name(),
        first.path
    );
    Finding::new(section.key.span(), message)
        .label(first.entry.key.span(), format!("a value of chart `{chart}`, not the name of one"))
        .help(format!("indent the values below `charts.{chart}`"))
        .maybe_fix(indent::below(section.value, chart))
}

fn of_shift(listed: &ListedChart, shift: &Shift<'_>) -> Finding {
    let chart = listed.name().unwrap_or_default();
    let name = shift.example.name();
    let level = if shift.too_high { "high" } else { "deep" };
    let message = format!(
        "values of chart `{chart}` stand one level too {level}: `{name}` belongs to `{}`",
        shift.path
    );
    let above = shift.path.rsplit_once('.').map_or("charts", |(above, _)| above);
    Finding::new(shift.key.span(), message)
        .label(shift.example.key.span(), format!("one of {}", shift.count))
        .help(format!("move them directly below `{above}`"))
}
