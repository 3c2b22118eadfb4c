//! What a preset leaves behind when another one of its group is chosen.

use std::collections::BTreeMap;

use crate::finding::Finding;
use crate::limits;
use crate::model::pack::Pack;
use crate::model::presets::Preset;
use crate::model::presets::residue::{self, Defaults, Leaf};
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "presets/residue",
    severity: Severity::Info,
    fixable: false,
    page: include_str!("../../../rules/presets/residue.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let presets = pack.presets();
    let mut groups: BTreeMap<&str, Vec<Preset<'_>>> = BTreeMap::new();
    for preset in presets.iter().filter(|preset| preset.is_readable()) {
        groups.entry(preset.group().unwrap_or_default()).or_default().push(*preset);
    }
    groups.remove("");
    groups.retain(|_, presets| presets.len() > 1);
    if groups.is_empty() {
        return Vec::new();
    }
    let Some(defaults) = Defaults::of(pack.values()) else { return Vec::new() };
    let mut budget = limits::RESIDUE_STEPS;
    let mut findings = Vec::new();
    for group in groups.values() {
        for left in group {
            let leaves = residue::left_by(*left, &defaults, &mut budget);
            let others = group.iter().filter(|other| other.node.range() != left.node.range());
            let found = others.filter_map(|other| {
                let stays = residue::staying(&leaves, *other, &mut budget);
                (!stays.is_empty()).then_some((other, stays))
            });
            findings.extend(finding(*left, found.collect()));
        }
    }
    findings
}

/// One finding for all other presets: each of them lacks about the same.
fn finding(left: Preset<'_>, others: Vec<(&Preset<'_>, Vec<&Leaf<'_>>)>) -> Option<Finding> {
    let count = others.len();
    let (other, stays) = others.into_iter().max_by_key(|(_, stays)| stays.len())?;
    let leaf = stays.first()?;
    let more = match stays.len() - 1 {
        0 => " stays".to_owned(),
        more => format!(" and {more} more stay"),
    };
    let switch = format!("when `{}` takes the place of `{}`", other.name()?, left.name()?);
    let message = format!("`{}`{more} {switch}", leaf.path);
    let label = match count {
        1 => "neither removes nor sets it".to_owned(),
        _ => format!("neither removes nor sets it, like {} other presets", count - 1),
    };
    let finding = Finding::new(leaf.key.span(), message).label(other.anchor().span(), label);
    Some(finding.help("let each preset of a group remove or set what the others set"))
}
