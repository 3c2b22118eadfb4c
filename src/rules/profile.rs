//! Profiles: their shape, their layers, and what the layers do to each other.

use super::Rule;

/// The rules of the group, sorted.
pub static RULES: &[&Rule] = &[];
