//! An unpacked copy of a chart that is not what its archive holds.

mod drift;

use super::{at_listed, readable};
use crate::finding::{Finding, Place};
use crate::limits;
use crate::model::chart::{Chart, ListedChart};
use crate::model::pack::Pack;
use crate::rules::{Check, Rule, Severity};
use drift::Drift;

/// See the page.
pub static RULE: Rule = Rule {
    id: "chart/copy-drift",
    severity: Severity::Warning,
    fixable: false,
    page: include_str!("../../../rules/chart/copy-drift.md"),
    check: Check::Pack(check),
};

/// Files that a message names of each sort.
const NAMED: usize = 3;

fn check(pack: &Pack) -> Vec<Finding> {
    let mut copies: Vec<(&str, Chart)> = Vec::new();
    for path in pack.chart_directories().take(limits::COPIES) {
        if let Ok(chart) = Chart::read_directory(pack.files(), path) {
            copies.push((path, chart));
        }
    }
    let drifted = readable(pack).filter_map(|(listed, chart)| {
        let (path, copy) = copy_of(listed, chart, &copies)?;
        finding(pack, listed, path, &Drift::between(chart, copy)?)
    });
    drifted.collect()
}

/// The directory that holds the same chart: of several the one of the same version.
fn copy_of<'c>(
    listed: &ListedChart,
    chart: &Chart,
    copies: &'c [(&'c str, Chart)],
) -> Option<(&'c str, &'c Chart)> {
    let same = |(path, copy): &&(&str, Chart)| copy.name() == chart.name() && *path != listed.path;
    let found = || copies.iter().filter(same);
    let same_version = found().find(|(_, copy)| copy.version() == chart.version());
    same_version.or_else(|| found().next()).map(|(path, copy)| (*path, copy))
}

fn finding(pack: &Pack, listed: &ListedChart, copy: &str, drift: &Drift) -> Option<Finding> {
    let parts = [
        ("changed", &drift.changed),
        ("only in the archive", &drift.only_packed),
        ("only in the copy", &drift.only_copied),
    ];
    let parts = parts.iter().filter(|(_, paths)| !paths.is_empty());
    let parts: Vec<_> = parts.map(|(what, paths)| format!("{}: {}", what, named(paths))).collect();
    let message = format!("`{}` differs from its copy `{copy}`: {}", listed.path, parts.join("; "));
    let copy = Place::File(pack.files().virtual_path(copy));
    let help = "pack the copy again, or remove it: Palette reads the archive";
    Some(at_listed(listed, message).label(copy, "the copy").help(help))
}

fn named(paths: &[String]) -> String {
    let shown: Vec<_> = paths.iter().take(NAMED).map(|path| format!("`{path}`")).collect();
    match paths.len().saturating_sub(NAMED) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}
