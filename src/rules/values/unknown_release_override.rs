//! Release names for charts that the pack does not have.

use crate::finding::{Edit, Finding, Fix};
use crate::model::literal::has_macro;
use crate::model::pack::Pack;
use crate::nearest::nearest;
use crate::rules::{Check, Rule, Severity};
use crate::syntax::tree::{Entry, Kind};

/// See the page.
pub static RULE: Rule = Rule {
    id: "values/unknown-release-override",
    severity: Severity::Warning,
    fixable: true,
    page: include_str!("../../../rules/values/unknown-release-override.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let overrides = pack.pack_section().and_then(|s| s.node.get("releaseNameOverride"));
    let Some(overrides) = overrides.filter(|node| node.kind() == Kind::Mapping) else {
        return Vec::new();
    };
    let Some(charts) = pack.chart_names() else { return Vec::new() };
    let unknown = overrides.members().into_iter().filter(|entry| {
        let name = entry.name();
        !has_macro(&name) && !charts.iter().any(|chart| *chart == *name)
    });
    let free: Vec<&str> =
        charts.iter().map(String::as_str).filter(|chart| overrides.get(chart).is_none()).collect();
    unknown.map(|entry| finding(&entry, &charts, &free)).collect()
}

/// `free` are the charts without an override.
fn finding(entry: &Entry<'_>, charts: &[String], free: &[&str]) -> Finding {
    let name = entry.name();
    let message = format!("no chart of this pack is named `{name}`, so the override has no effect");
    let meant = nearest(&name, free.iter().copied());
    let finding = Finding::new(entry.key.span(), message);
    match (meant, charts) {
        (Some(meant), _) => {
            let rename = Edit::replace(entry.key.span(), meant);
            finding
                .help(format!("did you mean `{meant}`?"))
                .fix(Fix::needs_a_look(format!("rename it to `{meant}`"), rename))
        }
        (None, []) => finding.help("remove it: the pack has no chart"),
        (None, [only]) => finding.help(format!("remove it: the pack's only chart is `{only}`")),
        (None, _) => finding.help("remove it, or write the `name` of a `Chart.yaml` of this pack"),
    }
}
