//! Versions of a chart that disagree: in the name of its file, in its `Chart.yaml`, in `pack.json`.

use super::{at_listed, readable};
use crate::finding::Finding;
use crate::model::chart::{Chart, ListedChart};
use crate::model::pack::Pack;
use crate::model::version::Version;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "chart/version-drift",
    severity: Severity::Info,
    fixable: false,
    page: include_str!("../../../rules/chart/version-drift.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let drift = |(listed, chart)| match file_version(listed, chart) {
        Some(said) => in_file_name(listed, chart, said),
        None => from_pack(pack, chart),
    };
    readable(pack).filter_map(drift).collect()
}

/// The version in a file name such as `demo-1.2.3.tgz`.
fn file_version<'l>(listed: &'l ListedChart, chart: &Chart) -> Option<&'l str> {
    let said = file_name(listed).strip_suffix(".tgz")?.strip_prefix(chart.name()?)?;
    said.strip_prefix('-').filter(|said| Version::lenient(said).is_some())
}

fn file_name(listed: &ListedChart) -> &str {
    let path = listed.path.trim_end_matches('/');
    path.rsplit('/').next().unwrap_or(path)
}

fn in_file_name(listed: &ListedChart, chart: &Chart, said: &str) -> Option<Finding> {
    let inside = chart.version()?;
    if agree(&Version::lenient(said)?, &Version::lenient(inside)?) {
        return None;
    }
    let (file, name) = (file_name(listed), chart.name()?);
    let message = format!("`{file}` holds version `{inside}` of `{name}`, not `{said}`");
    let finding = at_listed(listed, message).label(chart.field("version")?.span(), "the version");
    Some(finding.help(format!("pack version `{said}`, or name the archive after what it holds")))
}

/// Only for the pack of a single chart, whose file name does not tell its version anyway. A pack may
/// count its own changes in the third number.
fn from_pack(pack: &Pack, chart: &Chart) -> Option<Finding> {
    let [_] = pack.charts() else { return None };
    let at = pack.field("version")?;
    let of_pack = Version::lenient(at.as_str()?)?;
    let inside = chart.version()?;
    let of_chart = Version::lenient(inside)?;
    let of_app = chart.app_version().and_then(Version::lenient);
    let same_train = |version: &Version| {
        (version.major(), version.minor()) == (of_pack.major(), of_pack.minor())
    };
    if same_train(&of_chart) || of_app.is_some_and(|version| same_train(&version)) {
        return None;
    }
    let name = chart.name()?;
    let message =
        format!("the pack is version `{}`, its chart `{name}` is `{inside}`", at.as_str()?);
    Some(Finding::new(at.span(), message).label(chart.field("version")?.span(), "the chart's"))
}

/// True where only a leading `v`, leading zeros or what follows the numbers differ.
fn agree(one: &Version, other: &Version) -> bool {
    let numbers = |v: &Version| (v.major(), v.minor(), v.patch());
    numbers(one) == numbers(other)
}
