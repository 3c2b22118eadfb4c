//! What `pack.json` says of the pack.

use super::Rule;

/// The rules of the group, sorted.
pub static RULES: &[&Rule] = &[];
