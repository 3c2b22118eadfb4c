//! Presets without what the console needs to offer them.

use super::shape::{Fault, Part, faults};
use crate::finding::Finding;
use crate::model::conformance::ViolationKind;
use crate::model::pack::Pack;
use crate::model::presets::Preset;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "presets/missing-field",
    severity: Severity::Warning,
    fixable: false,
    page: include_str!("../../../rules/presets/missing-field.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let presets = pack.presets();
    let idle = presets.iter().filter_map(|preset| changes_nothing(*preset));
    faults(pack).iter().filter_map(finding).chain(idle).collect()
}

fn finding(fault: &Fault<'_>) -> Option<Finding> {
    let node = fault.node;
    let finding = match (&fault.part, fault.kind) {
        (Part::Preset, ViolationKind::Missing(field)) => {
            let at = Preset { node, add: None }.anchor();
            let message = match node.get("name").and_then(|name| name.as_str()) {
                Some(name) => format!("the preset `{name}` has no `{field}`"),
                None => format!("this preset has no `{field}`"),
            };
            graver(Finding::new(at.span(), message), field)
        }
        (Part::Preset, ViolationKind::Type(_)) => {
            let message = format!("a preset is a mapping, not {}", node.kind().described());
            graver(Finding::new(node.span(), message), "name")
        }
        (Part::Field(field @ ("name" | "displayName" | "group")), kind) => {
            let message = match kind {
                ViolationKind::Empty => format!("`{field}` is empty"),
                _ if node.is_null() => format!("`{field}` is empty"),
                _ => format!("`{field}` is {}, not a string", node.kind().described()),
            };
            graver(Finding::new(node.span(), message), field)
        }
        _ => return None,
    };
    Some(finding)
}

/// Without a name Palette cannot tell presets apart.
fn graver(finding: Finding, field: &str) -> Finding {
    if field == "name" { finding.severity(Severity::Error) } else { finding }
}

fn changes_nothing(preset: Preset<'_>) -> Option<Finding> {
    if preset.get("add").is_some() || preset.get("remove").is_some() {
        return None;
    }
    let message = format!("the preset `{}` has neither `add` nor `remove`", preset.name()?);
    let help =
        "a preset changes values by `remove` and `add`; one that changes none is `add: \"\"`";
    Some(Finding::new(preset.anchor().span(), message).help(help))
}
