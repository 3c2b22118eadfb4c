//! Helm charts, and the values that a pack gives them.

mod inert_value;

use super::Rule;

/// The rules of the group, sorted.
pub static RULES: &[&Rule] = &[&inert_value::RULE];
