//! What a pack demands of other packs and of the cluster: `constraints` in `pack.json`.

mod contradiction;
mod deprecated_schedule_type;
mod empty_range;
mod invalid_version;
mod missing_field;
mod negative_limit;
mod not_a_count;
mod not_a_quantity;
mod reference;
mod self_reference;
mod suspicious_unit;
#[cfg(test)]
mod tests;
mod unknown_key;
mod unknown_layer;
mod unknown_type;
mod unresolved_param_ref;
mod violation;
mod wrong_type;

use super::Rule;

/// The rules of the group, sorted.
pub static RULES: &[&Rule] = &[
    &contradiction::RULE,
    &deprecated_schedule_type::RULE,
    &empty_range::RULE,
    &invalid_version::RULE,
    &missing_field::RULE,
    &negative_limit::RULE,
    &not_a_count::RULE,
    &not_a_quantity::RULE,
    &self_reference::RULE,
    &suspicious_unit::RULE,
    &unknown_key::RULE,
    &unknown_layer::RULE,
    &unknown_type::RULE,
    &unresolved_param_ref::RULE,
    &wrong_type::RULE,
];
