//! Dropdowns that the console of an edge host does not show.

use crate::finding::Finding;
use crate::model::profile::{Field, Profile, Variable};
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "variable/dropdown-on-edge",
    severity: Severity::Info,
    fixable: false,
    page: include_str!("../../../rules/variable/dropdown-on-edge.md"),
    check: Check::Profile(check),
};

fn check(profile: &Profile) -> Vec<Finding> {
    let is_edge = profile.cloud.as_ref().and_then(Field::text) == Some("edge-native");
    let dropdowns = profile.variables.iter().filter(|v| is_edge && v.is_dropdown());
    let finding = |variable: &Variable| {
        let message = format!(
            "the Local UI of edge hosts does not support the dropdown {}",
            variable.label()
        );
        let at =
            variable.input_type.as_ref().map_or_else(|| variable.anchor(), |f| f.place.clone());
        Finding::new(at, message)
            .help("let the input type be `text` with a pattern, if clusters are made on the host")
    };
    dropdowns.map(finding).collect()
}
