//! Values of a chart under a key that is not its name.

use crate::finding::Finding;
use crate::model::profile::{Layer, Profile};
use crate::rules::{Check, Rule, Severity};
use crate::syntax::tree::{Entry, Kind};

/// See the page.
pub static RULE: Rule = Rule {
    id: "profile/wrong-values-key",
    severity: Severity::Warning,
    fixable: false,
    page: include_str!("../../../rules/profile/wrong-values-key.md"),
    check: Check::Profile(check),
};

fn check(profile: &Profile) -> Vec<Finding> {
    profile.layers.iter().filter_map(finding).collect()
}

/// A layer that is a chart has one chart, of the layer's name.
fn finding(layer: &Layer) -> Option<Finding> {
    let (chart, kind) = (layer.pack_name()?, layer.kind_text()?);
    let charts = layer.values_root()?.get("charts").filter(|node| node.kind() == Kind::Mapping)?;
    let charts = charts.members();
    let wrong: Vec<&Entry<'_>> = charts.iter().filter(|entry| entry.name() != chart).collect();
    let first = wrong.first().filter(|_| kind == "helm")?;
    let name = first.name();
    let message = match charts.len() {
        1 => format!("the chart of this layer is `{chart}`, so that nothing reads `charts.{name}`"),
        _ => format!(
            "a layer of the type `helm` has one chart, `{chart}`: nothing reads `charts.{name}`"
        ),
    };
    Some(
        Finding::new(first.key.span(), message)
            .label(layer.anchor(), "the chart")
            .help(format!("move what is meant for the chart below `charts.{chart}`")),
    )
}
