//! A chart archive with entries that Helm refuses or reads as something else.

use super::{at_listed, readable, shown};
use crate::finding::Finding;
use crate::limits;
use crate::model::chart::{Chart, ListedChart};
use crate::model::pack::Pack;
use crate::rules::{Check, Rule, Severity};
use crate::syntax::archive::{Hazard, HazardKind};

/// See the page.
pub static RULE: Rule = Rule {
    id: "chart/unsafe-archive",
    severity: Severity::Warning,
    fixable: false,
    page: include_str!("../../../rules/chart/unsafe-archive.md"),
    check: Check::Pack(check),
};

const HELP: &str = "pack the chart again with `helm package`";

fn check(pack: &Pack) -> Vec<Finding> {
    readable(pack)
        .flat_map(|(listed, chart)| {
            let charts = chart.all().into_iter();
            charts.flat_map(|chart| of(listed, chart)).take(limits::PROBLEMS).collect::<Vec<_>>()
        })
        .collect()
}

fn of(listed: &ListedChart, chart: &Chart) -> Vec<Finding> {
    let hazards = chart.hazards().iter().map(|hazard| of_hazard(listed, chart, hazard));
    let outside = chart.outside().first().map(|path| {
        let shown = shown(listed, chart);
        let message = format!("`{path}` in {shown} lies in no directory: Helm refuses the archive");
        at_listed(listed, message).help(HELP).severity(Severity::Error)
    });
    hazards.chain(outside).collect()
}

fn of_hazard(listed: &ListedChart, chart: &Chart, hazard: &Hazard) -> Finding {
    let fact = format!("in {} {hazard}", shown(listed, chart));
    if helm_refuses(&hazard.entry) {
        let message = format!("{fact}: Helm refuses the archive");
        return at_listed(listed, message).help(HELP).severity(Severity::Error);
    }
    let effect = match hazard.kind {
        HazardKind::SymbolicLink | HazardKind::HardLink => ": Helm reads it as an empty file",
        HazardKind::Device => ": Helm reads it as an empty file",
        HazardKind::DuplicateEntry => ": the last one counts",
        _ => "",
    };
    at_listed(listed, format!("{fact}{effect}")).help(HELP)
}

/// What Helm's loader says of an entry's name: it drops the first component, and cleans the rest.
fn helm_refuses(entry: &str) -> bool {
    let separator = if entry.contains('\\') { '\\' } else { '/' };
    let rest = entry.split_once(separator).map_or("", |(_, rest)| rest);
    let mut depth = 0i32;
    let mut first = None;
    for part in rest.split(separator).filter(|part| !matches!(*part, "" | ".")) {
        if part == ".." {
            depth -= 1;
            if depth < 0 {
                return true;
            }
        } else {
            depth += 1;
            first.get_or_insert(part);
        }
    }
    let drive = |part: &str| matches!(part.as_bytes(), [a, b':'] if a.is_ascii_alphabetic());
    rest.starts_with(separator) || depth == 0 || first.is_some_and(drive)
}
