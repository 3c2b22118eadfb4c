//! A value that a preset adds and that no template of its chart reads.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use crate::finding::{Finding, Label};
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
    // Presets of a group share their keys, and so their mistakes: a key is told once.
    let mut told: BTreeMap<String, Finding> = BTreeMap::new();
    for finding in pack.presets().iter().flat_map(|preset| findings(pack, preset)) {
        match told.entry(finding.message.clone()) {
            Entry::Occupied(mut first) => repeat(first.get_mut(), finding),
            Entry::Vacant(place) => drop(place.insert(finding)),
        }
    }
    told.into_values().collect()
}

fn repeat(told: &mut Finding, again: Finding) {
    told.labels.push(Label { at: again.at, message: "and here".to_owned() });
    if let (Some(fix), Some(more)) = (&mut told.fix, again.fix) {
        fix.edits.extend(more.edits);
    }
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
