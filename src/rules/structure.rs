//! The files of a pack.

pub mod bad_archive;
mod case_mismatch;
mod duplicate_entry;
mod escape;
mod extension;
mod logo_not_png;
mod logo_too_large;
mod meant;
mod missing_file;
mod missing_logo;
mod missing_pack_json;
mod missing_readme;
mod missing_values;
mod near_miss;
mod near_miss_name;
mod no_payload;
mod path_escape;
mod picture;
mod presence;
mod reference;
mod stray;
mod stray_file;
pub mod thin_readme;
mod unlisted;
mod unlisted_chart;
mod unlisted_manifest;
mod unreadable_file;
pub mod unsafe_archive;
mod wrong_extension;

use super::Rule;
use crate::model::pack::{LOGO, PACK_JSON, PRESETS, README, SCHEMA, VALUES};

/// The rules of the group, sorted.
pub static RULES: &[&Rule] = &[
    &bad_archive::RULE,
    &case_mismatch::RULE,
    &duplicate_entry::RULE,
    &logo_not_png::RULE,
    &logo_too_large::RULE,
    &missing_file::RULE,
    &missing_logo::RULE,
    &missing_pack_json::RULE,
    &missing_readme::RULE,
    &missing_values::RULE,
    &near_miss_name::RULE,
    &no_payload::RULE,
    &path_escape::RULE,
    &stray_file::RULE,
    &thin_readme::RULE,
    &unlisted_chart::RULE,
    &unlisted_manifest::RULE,
    &unreadable_file::RULE,
    &unsafe_archive::RULE,
    &wrong_extension::RULE,
];

/// The names that Palette looks for in a pack.
const READ: [&str; 6] = [PACK_JSON, VALUES, PRESETS, SCHEMA, LOGO, README];
