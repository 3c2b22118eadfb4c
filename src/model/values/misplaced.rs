//! Values that no chart reads where they stand, and that a chart of the pack would read at another
//! place. Only what the chart's own values or its templates name counts as such a place.

mod level;

use crate::limits;
use crate::model::chart::{Chart, ListedChart};
use crate::model::literal::has_macro;
use crate::model::pack::Pack;
use crate::syntax::tree::{Entry, Kind, NodeRef};

pub use level::{Dedented, Shift, at_wrong_level, dedented, shifted};

/// A key at the wrong place.
#[derive(Debug, Clone)]
pub struct Misplaced<'p> {
    /// The key as it stands.
    pub entry: Entry<'p>,
    /// The name of the chart that would read it, where only one would.
    pub chart: Option<&'p str>,
    /// The path where it would be read.
    pub path: String,
}

/// Values of charts at the top level of the file.
pub fn at_top(pack: &Pack) -> Vec<Misplaced<'_>> {
    of_entries(pack, pack.unread_sections()).0
}

/// What stands directly below `charts` and is the name of no chart: values of a chart, and the
/// rest. Nothing where a chart of the pack cannot be read, or none is listed: the key may be its name.
pub fn below_charts(pack: &Pack) -> (Vec<Misplaced<'_>>, Vec<Entry<'_>>) {
    let section = pack.values().and_then(|root| root.get("charts"));
    let Some(section) = section.filter(|_| pack.has_documented_values()) else {
        return Default::default();
    };
    let names = pack.chart_names().filter(|names| !names.is_empty());
    let Some(names) = names else { return Default::default() };
    let unknown = section.entries().filter(|entry| {
        let name = entry.name();
        !entry.is_merge() && !has_macro(&name) && !names.iter().any(|known| *known == *name)
    });
    of_entries(pack, unknown.collect())
}

/// Sorts entries into those that a chart would read at its root, and the rest.
fn of_entries<'p>(pack: &'p Pack, entries: Vec<Entry<'p>>) -> (Vec<Misplaced<'p>>, Vec<Entry<'p>>) {
    let (mut misplaced, mut rest) = (Vec::new(), Vec::new());
    for entry in entries {
        match place(pack, &entry) {
            Some((chart, path)) if misplaced.len() < limits::MISPLACED => {
                misplaced.push(Misplaced { entry, chart, path });
            }
            _ => rest.push(entry),
        }
    }
    (misplaced, rest)
}

/// The chart that would read this entry, and where.
fn place<'p>(pack: &'p Pack, entry: &Entry<'p>) -> Option<(Option<&'p str>, String)> {
    let name = entry.name();
    if name.is_empty() {
        return None;
    }
    let of_name = pack.charts().iter().filter_map(ListedChart::name).find(|chart| *chart == name);
    if let Some(chart) = of_name.filter(|_| entry.value.kind() == Kind::Mapping) {
        return Some((Some(chart), format!("charts.{chart}")));
    }
    let takes = |listed: &&ListedChart| {
        reads_root_key(pack, listed, &name) && !is_chart_block(listed, entry)
    };
    let takers: Vec<&ListedChart> = pack.charts().iter().filter(takes).collect();
    match takers.as_slice() {
        [] => None,
        [only] => {
            let chart = only.name()?;
            Some((Some(chart), format!("charts.{chart}.{name}")))
        }
        _ => Some((None, format!("charts.<chart name>.{name}"))),
    }
}

/// True where the chart has a value of this name, or its templates read one.
pub fn reads_root_key(pack: &Pack, listed: &ListedChart, key: &str) -> bool {
    let Some(chart) = listed.chart() else { return false };
    if has_root_key(chart, key) {
        return true;
    }
    let reads = listed.reads(pack).filter(|reads| reads.everything().is_none());
    reads.is_some_and(|reads| reads.may_read(&[key]))
}

/// True where the chart's own values, or a chart in it, have the key.
fn has_root_key(chart: &Chart, key: &str) -> bool {
    let value = chart.values().is_some_and(|root| root.get(key).is_some());
    value || chart.subcharts().iter().any(|sub| sub.name() == Some(key))
}

/// True where the keys below the entry are root keys of the chart, so that the entry stands for
/// the chart itself, under a wrong name.
fn is_chart_block(listed: &ListedChart, entry: &Entry<'_>) -> bool {
    let Some(chart) = listed.chart() else { return false };
    let name = entry.name();
    let inner = chart.values().and_then(|root| root.get(&name));
    let members = entry.value.members();
    let at_root = members.iter().filter(|m| has_root_key(chart, &m.name())).count();
    let below = |m: &&Entry<'_>| inner.is_some_and(|inner| inner.get(&m.name()).is_some());
    at_root > members.iter().filter(below).count()
}

/// The keys of a mapping, merges resolved.
fn members(node: NodeRef<'_>) -> Vec<Entry<'_>> {
    if node.kind() == Kind::Mapping { node.members() } else { Vec::new() }
}
