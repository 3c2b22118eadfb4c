//! A chart that `pack.content.charts` bundles in another version than the pack installs.

use crate::finding::Finding;
use crate::model::literal::has_macro;
use crate::model::pack::Pack;
use crate::model::values::ContentList;
use crate::model::version::Version;
use crate::rules::{Check, Rule, Severity};
use crate::syntax::tree::NodeRef;

/// See the page.
pub static RULE: Rule = Rule {
    id: "values/content-chart-drift",
    severity: Severity::Warning,
    fixable: false,
    page: include_str!("../../../rules/values/content-chart-drift.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let list = pack.content_list(ContentList::Charts);
    let items = list.into_iter().flat_map(NodeRef::items);
    items.filter_map(|item| finding(pack, item)).collect()
}

fn finding(pack: &Pack, item: NodeRef<'_>) -> Option<Finding> {
    let name = item.get("name")?.text()?;
    let version = item.get("version")?;
    let bundled = version.text().filter(|text| !has_macro(text))?;
    let charts = pack.charts().iter().filter_map(|listed| listed.chart());
    let mut same = charts.filter(|chart| chart.name() == Some(name)).peekable();
    let installed = same.peek()?.field("version")?;
    if same.any(|chart| chart.version().is_none_or(|version| agree(bundled, version))) {
        return None;
    }
    let inside = installed.text().unwrap_or_default();
    let message =
        format!("`{name}` is bundled in version `{bundled}`, and the pack installs `{inside}`");
    Some(
        Finding::new(version.span(), message)
            .label(installed.span(), "the version of the chart in the pack")
            .help(format!("bundle `{inside}`, or pack the chart in version `{bundled}`")),
    )
}

/// A leading `v` and a build suffix make no other version.
fn agree(a: &str, b: &str) -> bool {
    match (Version::lenient(a), Version::lenient(b)) {
        (Some(a), Some(b)) => a == b,
        _ => a == b,
    }
}
