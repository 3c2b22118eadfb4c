//! The presets of a pack.

use super::Rule;

/// The rules of the group, sorted.
pub static RULES: &[&Rule] = &[];
