//! What the rules about templates share: which of a chart's templates Helm always reads, and how a
//! finding in one is told.

use super::{at_listed, shown};
use crate::finding::Finding;
use crate::model::chart::{Chart, ListedChart, Member};
use crate::source::{Span, TextRange};

/// A chart that Helm may load, itself or as a sub-chart.
#[derive(Clone, Copy)]
pub(super) struct Loaded<'c> {
    pub(super) chart: &'c Chart,
    /// True where no condition or tag keeps it from being installed.
    pub(super) always: bool,
}

/// The chart with all below it.
pub(super) fn loaded(chart: &Chart) -> Vec<Loaded<'_>> {
    let mut all = vec![Loaded { chart, always: true }];
    let mut next = 0;
    while let Some(Loaded { chart, always }) = all.get(next).copied() {
        let dependencies = chart.dependencies();
        for subchart in chart.subcharts() {
            let mut named =
                dependencies.iter().filter(|dependency| Some(dependency.name) == subchart.name());
            let free = named.all(|d| d.conditions.is_empty() && d.tags.is_empty());
            all.push(Loaded { chart: subchart, always: always && free });
        }
        next += 1;
    }
    all
}

impl<'c> Loaded<'c> {
    /// The files that Helm parses: of a library chart only those whose names begin with `_`.
    pub(super) fn templates(self) -> impl Iterator<Item = &'c Member> {
        let library = self.chart.is_library();
        self.chart.templates().filter(move |file| !library || is_partial(file))
    }
}

/// True for a file that only lends its named templates.
pub(super) fn is_partial(file: &Member) -> bool {
    file.file_name().starts_with('_')
}

/// A finding about `range` in a template.
pub(super) fn finding(
    listed: &ListedChart,
    chart: &Chart,
    (file, range): (&Member, TextRange),
    clause: &str,
) -> Finding {
    let message = format!("`{}` in {} {clause}", file.path(), shown(listed, chart));
    at_listed(listed, message).label(Span::new(file.source(), range), "here")
}
