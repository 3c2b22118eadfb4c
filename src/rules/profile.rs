//! Profiles: their shape, their layers, and what the layers do to each other.

mod duplicate_variables_block;
mod incomplete_pack;
mod missing_field;
mod refused_import_file;
mod registry_conflict;
mod tag_syntax;
mod terraform;
mod unknown_context;
mod unknown_field;
mod unknown_pack_type;

use super::Rule;

/// The rules of the group, sorted.
pub static RULES: &[&Rule] = &[
    &duplicate_variables_block::RULE,
    &incomplete_pack::RULE,
    &missing_field::RULE,
    &refused_import_file::RULE,
    &registry_conflict::RULE,
    &tag_syntax::RULE,
    &unknown_context::RULE,
    &unknown_field::RULE,
    &unknown_pack_type::RULE,
];
