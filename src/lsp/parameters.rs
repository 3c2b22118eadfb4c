//! What a chart knows of a value: its defaults, and the lines of its templates that read it.

use std::collections::BTreeMap;

use crate::model::chart::{Chart, ListedChart, merged};
use crate::model::pack::Pack;
use crate::source::{Span, TextRange};
use crate::syntax::tree::{Entry, Kind};

use super::cursor::Step;

/// Lines that are shown of one value.
const LINES: usize = 8;

/// A value that a pack gives to one of its charts.
pub(super) struct Parameter<'p> {
    /// The chart.
    pub(super) listed: &'p ListedChart,
    /// The same.
    pub(super) chart: &'p Chart,
    /// The keys from the root of the chart's values.
    pub(super) path: Vec<String>,
}

impl<'p> Parameter<'p> {
    /// The parameter at a path of values.yaml; none outside of `charts.<name>`.
    pub(super) fn at(pack: &'p Pack, path: &[Step]) -> Option<Self> {
        let (section, rest) = path.split_first()?;
        let (name, inside) = rest.split_first()?;
        if section.name() != "charts" {
            return None;
        }
        let mut charts = pack.charts().iter();
        let listed = charts.find(|listed| listed.name() == Some(name.name()))?;
        let path = inside.iter().map(|step| step.name().to_owned()).collect();
        Some(Self { listed, chart: listed.chart()?, path })
    }

    pub(super) fn names(&self) -> Vec<&str> {
        self.path.iter().map(String::as_str).collect()
    }

    /// The chart's own entries for the value, that of the outermost chart first: it wins.
    pub(super) fn defaults(&self) -> Vec<Entry<'p>> {
        defaults(self.chart, &self.names())
    }

    /// The keys that may stand in the mapping at the path, and what their value is by default.
    pub(super) fn keys(&self, pack: &Pack) -> BTreeMap<String, Option<String>> {
        let mut keys: BTreeMap<String, Option<String>> = BTreeMap::new();
        for chart in below(self.chart, &self.names()) {
            let values = chart.0.values().and_then(|root| root.at(&chart.1));
            for entry in values.into_iter().flat_map(|values| values.members()) {
                let default = entry.value.text().map(str::to_owned);
                keys.entry(entry.name().into_owned()).or_insert(default);
            }
        }
        let read = self.listed.reads(pack).map(|reads| reads.keys_read(&self.names()));
        for key in read.into_iter().flatten() {
            keys.entry(key).or_insert(None);
        }
        keys
    }

    /// Where templates read the value, as far as that can be seen.
    pub(super) fn lines(&self, pack: &Pack) -> Vec<Span> {
        let analysed = self.listed.reads(pack).and_then(|reads| reads.where_read(&self.names()));
        let mut lines: Vec<Span> = analysed.into_iter().collect();
        for span in mentions(self.chart, &self.names()) {
            let line = |span: &Span| (span.file().path().clone(), span.start().line);
            if lines.len() < LINES && lines.iter().all(|known| line(known) != line(&span)) {
                lines.push(span);
            }
        }
        lines
    }

    /// True where it is certain that nothing reads the value.
    pub(super) fn is_inert(&self, pack: &Pack) -> bool {
        self.listed.reads(pack).is_some_and(|reads| !reads.may_read(&self.names()))
    }

    /// The chart as it lies unpacked in the pack, where editors can open its files.
    pub(super) fn unpacked(&self, pack: &Pack) -> Option<Chart> {
        let same = |chart: &Chart| chart.name() == self.chart.name();
        let mut charts = pack
            .chart_directories()
            .filter_map(|path| Chart::read_directory(pack.files(), path).ok());
        charts.find(same)
    }
}

/// The entries for a value in a chart and in the charts in it.
pub(super) fn defaults<'c>(chart: &'c Chart, path: &[&str]) -> Vec<Entry<'c>> {
    let entry = |(chart, path): (&'c Chart, Vec<&str>)| {
        let (key, above) = path.split_last()?;
        let values = chart.values()?.at(above)?;
        values.entry(key).filter(|_| values.kind() == Kind::Mapping)
    };
    below(chart, path).into_iter().filter_map(entry).collect()
}

/// The charts that have a say in the value at a path, each with the path in its own values.
fn below<'c, 'p>(chart: &'c Chart, path: &[&'p str]) -> Vec<(&'c Chart, Vec<&'p str>)> {
    let mut found = vec![(chart, path.to_vec())];
    let mut next = 0;
    while let Some((chart, path)) = found.get(next).cloned() {
        next += 1;
        if let Some((first, rest)) = path.split_first() {
            let keyed = merged::keyed(chart).into_iter().filter(|(key, ..)| key == first);
            found.extend(keyed.map(|(_, _, inner)| (inner, rest.to_vec())));
        }
    }
    found
}

/// The places where templates spell the path out.
pub(super) fn mentions(chart: &Chart, path: &[&str]) -> Vec<Span> {
    let mut found = Vec::new();
    for (chart, path) in below(chart, path).into_iter().filter(|(_, path)| !path.is_empty()) {
        let wanted = format!(".Values.{}", path.join("."));
        for template in chart.templates() {
            let source = template.source();
            let ends = |at: &usize| {
                let next = source.text()[at + wanted.len()..].chars().next();
                next.is_none_or(|next| !next.is_alphanumeric() && !matches!(next, '_' | '-'))
            };
            let places = source.text().match_indices(&wanted).map(|(at, _)| at).filter(ends);
            found.extend(
                places
                    .take(LINES)
                    .map(|at| Span::new(source, TextRange::from_usize(at..at + wanted.len()))),
            );
        }
    }
    found
}
