//! Comments and entries of palint.yaml that should silence a finding, and do not do so well.

pub mod expired;
mod malformed;
mod no_reason;
pub mod stale_baseline;
mod unknown_rule;
pub mod unused;

use super::Rule;

/// The rules of the group, sorted.
pub static RULES: &[&Rule] = &[
    &expired::RULE,
    &malformed::RULE,
    &no_reason::RULE,
    &stale_baseline::RULE,
    &unknown_rule::RULE,
    &unused::RULE,
];
