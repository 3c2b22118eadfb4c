//! What packs say of each other: rules over all packs of a run, silent where there is one.

mod addon_type_drift;
mod display_name_drift;
mod drift;
mod duplicate_pack;
mod layer_drift;
#[cfg(test)]
mod tests;
mod twin_drift;
mod unknown_dependency;

use super::Rule;

/// The rules of the group, sorted.
pub static RULES: &[&Rule] = &[
    &addon_type_drift::RULE,
    &display_name_drift::RULE,
    &duplicate_pack::RULE,
    &layer_drift::RULE,
    &twin_drift::RULE,
    &unknown_dependency::RULE,
];
