//! A value that a preset adds and that no template of its chart reads.

use crate::finding::Finding;
use crate::model::chart::ListedChart;
use crate::model::pack::Pack;
use crate::model::presets::Preset;
use crate::rules::chart::inert_value;
use crate::rules::{Check, Rule, Severity};
use crate::syntax::tree::Kind;

/// See the page.
pub static RULE: Rule = Rule {
    id: "presets/add-inert",
    severity: Severity::Warning,
    fixable: true,
    page: include_str!("../../../rules/presets/add-inert.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let presets = pack.presets();
    presets.iter().flat_map(|preset| findings(pack, preset)).collect()
}

fn findings(pack: &Pack, preset: &Preset<'_>) -> Vec<Finding> {
    // Text that is a template itself may read what no template of the chart does.
    let is_template = |text: &str| text.contains("{{") && text.contains(".Values");
    let Some(added) = preset
        .added()
        .filter(|_| !preset.get("add").and_then(|add| add.text()).is_some_and(is_template))
    else {
        return Vec::new();
    };
    let told = |listed: &ListedChart| {
        let values = listed.name().and_then(|name| added.at(&["charts", name]));
        let values = values.filter(|values| values.kind() == Kind::Mapping);
        let unread = values.map(|values| listed.unread(pack, values)).unwrap_or_default();
        let told = unread.iter().map(|unread| inert_value::finding(pack, listed, unread));
        told.collect::<Vec<_>>()
    };
    pack.charts().iter().flat_map(told).collect()
}
