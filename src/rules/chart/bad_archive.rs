//! A chart archive that cannot be read.

use super::{at_listed, shown};
use crate::files::ReadError;
use crate::finding::{Finding, Place};
use crate::model::chart::{Chart, ChartError, ListedChart};
use crate::model::pack::Pack;
use crate::rules::{Check, Rule, Severity};
use crate::source::VirtualPath;

/// See the page.
pub static RULE: Rule = Rule {
    id: "chart/bad-archive",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/chart/bad-archive.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    pack.charts().iter().flat_map(of_listed).collect()
}

fn of_listed(listed: &ListedChart) -> Vec<Finding> {
    match &listed.chart {
        Err(error) if is_own(error) && looks_packed(&listed.path) => {
            vec![
                at_listed(listed, format!("`{}` {error}", listed.path))
                    .help("pack the chart again with `helm package`, and check how it was fetched"),
            ]
        }
        Err(_) => Vec::new(),
        Ok(chart) => chart.all().into_iter().flat_map(|chart| vendored(listed, chart)).collect(),
    }
}

fn vendored(listed: &ListedChart, chart: &Chart) -> Vec<Finding> {
    let broken = chart.broken_subcharts().filter(|(_, error)| is_own(error));
    let finding = |(path, error): (&str, &ChartError)| {
        let message = format!("`{path}` in {} {error}", shown(listed, chart));
        let place = place(chart, path);
        at_listed(listed, message)
            .label(Place::File(place), "this archive")
            .help("vendor the dependency again with `helm dependency update`, and pack the chart")
    };
    broken.map(finding).collect()
}

/// Where a vendored archive lies: in an archive, or in a directory.
fn place(chart: &Chart, path: &str) -> VirtualPath {
    match chart.root() {
        _ if !chart.place().as_str().ends_with(".tgz") => chart.place().join(path),
        "" | "." => chart.place().member(path),
        root => chart.place().member(&format!("{root}/{path}")),
    }
}

/// What no other rule tells: `structure/missing-file` and `structure/unreadable-file` do.
fn is_own(error: &ChartError) -> bool {
    matches!(
        error,
        ChartError::Archive(_) | ChartError::Unreadable(ReadError::TooLarge) | ChartError::TooDeep
    )
}

/// Of what is no archive by its name `structure/wrong-extension` tells.
fn looks_packed(path: &str) -> bool {
    let path = path.to_ascii_lowercase();
    [".tgz", ".tar.gz", ".tar"].iter().any(|end| path.ends_with(end))
}
