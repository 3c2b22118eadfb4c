//! An unpacked copy of a chart that is not what its archive holds.

use std::collections::BTreeSet;

use super::{at_listed, readable};
use crate::finding::{Finding, Place};
use crate::limits;
use crate::model::chart::{CHART_YAML, Chart, ListedChart, Member};
use crate::model::pack::{Pack, VALUES};
use crate::model::version::Version;
use crate::rules::{Check, Rule, Severity};

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

/// Paths of files from the root of the chart.
#[derive(Default)]
struct Drift {
    changed: Vec<String>,
    only_packed: Vec<String>,
    only_copied: Vec<String>,
}

impl Drift {
    /// `None` where nothing differs, or where not all can be seen.
    fn between(packed: &Chart, copy: &Chart) -> Option<Self> {
        if !packed.is_complete() || !copy.is_complete() {
            return None;
        }
        let mut drift = Self::default();
        drift.compare(packed, copy, "");
        let none = drift.changed.is_empty() && drift.only_packed.is_empty();
        (!none || !drift.only_copied.is_empty()).then_some(drift)
    }

    fn compare(&mut self, packed: &Chart, copy: &Chart, prefix: &str) {
        let paths = |chart: &'_ Chart| -> BTreeSet<String> {
            chart.members().map(|member| member.path().to_owned()).collect()
        };
        for path in paths(packed).union(&paths(copy)) {
            let shown = format!("{prefix}{path}");
            match (packed.member(path), copy.member(path)) {
                (Some(one), Some(other)) if same(packed, one, other) => {}
                (Some(_), Some(_)) if matters(path) => self.changed.push(shown),
                (Some(_), None) if matters(path) => self.only_packed.push(shown),
                (None, Some(_)) if matters(path) => self.only_copied.push(shown),
                _ => {}
            }
        }
        for inner in packed.subcharts() {
            let twin = copy.subcharts().iter().find(|twin| twin.name() == inner.name());
            let name = inner.name().unwrap_or(inner.root());
            match twin {
                Some(twin) => self.compare(inner, twin, &format!("{prefix}charts/{name}/")),
                None => self.only_packed.push(format!("{prefix}charts/{name}")),
            }
        }
        for inner in copy.subcharts() {
            if !packed.subcharts().iter().any(|twin| twin.name() == inner.name()) {
                let name = inner.name().unwrap_or(inner.root());
                self.only_copied.push(format!("{prefix}charts/{name}"));
            }
        }
    }
}

/// What Helm installs; pictures, documents and tests of the chart's authors often stay behind.
fn matters(path: &str) -> bool {
    let installed = path.starts_with("templates/") || path.starts_with("crds/");
    let known = [CHART_YAML, VALUES, "values.schema.json"].contains(&path);
    // The usual `.helmignore` leaves these out of the archive.
    let leftover = [".bak", ".orig", ".swp", ".tmp", "~"].iter().any(|end| path.ends_with(end));
    let hidden = path.rsplit('/').next().is_some_and(|name| name.starts_with('.'));
    known || (installed && !leftover && !hidden)
}

fn same(chart: &Chart, packed: &Member, copy: &Member) -> bool {
    if packed.bytes() == copy.bytes() {
        return true;
    }
    match packed.path() {
        CHART_YAML => same_metadata(packed, copy),
        VALUES => own_values(chart, packed) == own_values(chart, copy),
        _ => lines(packed).eq(lines(copy)),
    }
}

/// Old versions of Helm sorted the keys, dropped the comments, and wrote the values of sub-charts
/// into those of the chart.
fn own_values(chart: &Chart, values: &Member) -> Option<serde_json::Value> {
    let mut json = values.document().root()?.to_json();
    if let Some(object) = json.as_object_mut() {
        object.retain(|key, _| !chart.subcharts().iter().any(|sub| sub.name() == Some(key)));
    }
    Some(json)
}

/// Checking out with other line ends changes nothing.
fn lines(member: &Member) -> impl Iterator<Item = &str> {
    member.source().text().trim_end().lines().map(str::trim_end)
}

/// `helm package` writes `Chart.yaml` anew, in its own order, and may be told other versions.
fn same_metadata(packed: &Member, copy: &Member) -> bool {
    let version = |member: &Member| {
        let text = member.document().root()?.get("version")?.text()?;
        Version::lenient(text)
    };
    version(packed) == version(copy)
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
