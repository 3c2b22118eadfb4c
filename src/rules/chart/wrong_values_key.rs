//! A key below `charts` in `values.yaml` that is the name of no chart.

use crate::finding::{Edit, Finding, Fix};
use crate::limits;
use crate::model::chart::{Chart, ListedChart};
use crate::model::pack::Pack;
use crate::model::values::misplaced;
use crate::nearest::nearest;
use crate::rules::{Check, Rule, Severity};
use crate::syntax::tree::{Entry, Kind};

/// See the page.
pub static RULE: Rule = Rule {
    id: "chart/wrong-values-key",
    severity: Severity::Error,
    fixable: true,
    page: include_str!("../../../rules/chart/wrong-values-key.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let (misplaced, wrong) = misplaced::below_charts(pack);
    let alone = misplaced.is_empty() && wrong.len() == 1;
    wrong.iter().take(limits::PROBLEMS).map(|entry| finding(pack, entry, alone)).collect()
}

fn finding(pack: &Pack, entry: &Entry<'_>, alone: bool) -> Finding {
    let name = entry.name();
    let what = match entry.value.kind() {
        Kind::Mapping => "every value below it is ignored",
        _ => "it is ignored",
    };
    let message = format!("no chart of this pack is named `{name}`, so {what}");
    let finding = Finding::new(entry.key.span(), message);
    let finding = match entry.value.members().is_empty() {
        // Nothing is lost with it but what someone expected of it.
        true => finding.severity(Severity::Warning),
        false => finding,
    };
    let free: Vec<(&ListedChart, &Chart, &str)> = super::readable(pack)
        .filter_map(|(listed, chart)| Some((listed, chart, chart.name()?)))
        .filter(|(listed, ..)| listed.overrides(pack).is_none())
        .collect();
    let meant = match free.as_slice() {
        [only] if alone && pack.charts().len() == 1 => Some(only),
        _ => {
            let near = nearest(&name, free.iter().map(|(_, _, chart)| *chart));
            free.iter().find(|(_, _, chart)| Some(*chart) == near)
        }
    };
    match meant {
        Some((_, chart, meant)) if entry.value.kind() == Kind::Mapping => {
            with_meant(finding, entry, (chart, meant), pack.charts().len() == 1 && alone)
        }
        _ => finding.help("write the `name` of a `Chart.yaml` of this pack, or remove it"),
    }
}

fn with_meant(
    finding: Finding,
    entry: &Entry<'_>,
    (chart, meant): (&Chart, &str),
    certain: bool,
) -> Finding {
    let edit = Edit::replace(entry.key.span(), meant);
    let title = format!("rename it to `{meant}`");
    let fix = if certain { Fix::safe(title, edit) } else { Fix::needs_a_look(title, edit) };
    let finding = match chart.field("name") {
        Some(name) => finding.label(name.span(), "the name that counts"),
        None => finding,
    };
    finding.help(format!("write `{meant}`, the `name` in `Chart.yaml`")).fix(fix)
}
