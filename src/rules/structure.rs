//! The files of a pack.

pub mod bad_archive;
pub mod unsafe_archive;

use super::Rule;

/// The rules of the group, sorted.
pub static RULES: &[&Rule] = &[&bad_archive::RULE, &unsafe_archive::RULE];
