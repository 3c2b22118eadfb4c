//! A chart without `Chart.yaml`.

use super::{at_listed, shown};
use crate::finding::{Finding, Place};
use crate::model::chart::{Chart, ChartError, ListedChart};
use crate::model::pack::Pack;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "chart/missing-chart-yaml",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/chart/missing-chart-yaml.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    pack.charts().iter().flat_map(of_listed).collect()
}

fn of_listed(listed: &ListedChart) -> Vec<Finding> {
    match &listed.chart {
        Err(ChartError::NoChartYaml) => {
            let message = format!("`{}` has no `Chart.yaml` where Helm looks for it", listed.path);
            vec![at_listed(listed, message).help(
                "put it into the directory at the top of the archive, as `helm package` does",
            )]
        }
        Err(_) => Vec::new(),
        Ok(chart) => chart.all().into_iter().flat_map(|chart| vendored(listed, chart)).collect(),
    }
}

fn vendored(listed: &ListedChart, chart: &Chart) -> Vec<Finding> {
    let own = chart.manifest().is_none().then(|| {
        let message =
            format!("{} has no `Chart.yaml`: Helm refuses the chart", shown(listed, chart));
        at_listed(listed, message)
            .label(Place::File(chart.place().clone()), "this directory")
            .help("vendor the chart again, or remove the directory from `charts/`")
    });
    let no_chart = |(path, error): (&str, &ChartError)| {
        (*error == ChartError::NoChartYaml).then(|| {
            let shown = shown(listed, chart);
            let message =
                format!("`{path}` in {shown} has no `Chart.yaml`: Helm refuses the chart");
            at_listed(listed, message).help("vendor the dependency again")
        })
    };
    own.into_iter().chain(chart.broken_subcharts().filter_map(no_chart)).collect()
}
