//! Profiles: their shape, their layers, and what the layers do to each other.

mod cidr;
mod cloud_all_outside_add_on;
mod dependency_out_of_range;
mod display_name_mismatch;
mod duplicate_display_name;
mod duplicate_layer;
mod duplicate_name;
mod duplicate_profile;
mod duplicate_release;
mod duplicate_tier;
mod duplicate_variables_block;
mod empty_manifest_layer;
mod forbidden_layer;
mod incomplete_pack;
mod inert_value;
mod install_order;
mod invalid_manifest;
mod invalid_tag;
mod invalid_tier_value;
mod invalid_values;
mod invalid_version;
mod later_tier_output;
mod layer_order;
mod missing_dependency;
mod missing_display_name;
mod missing_field;
mod missing_layer;
mod moving_tag;
mod non_string_extra_arg;
mod not_importable;
mod obsolete_value;
mod output;
mod overlapping_cidr;
mod refused_import_file;
mod registry_conflict;
pub(super) mod repeat;
pub mod resource_needs;
mod secret_in_values;
mod shared_namespace;
mod tag_mismatch;
mod tag_syntax;
mod terraform;
mod type_drift;
mod unknown_cloud;
mod unknown_context;
mod unknown_field;
mod unknown_layer;
mod unknown_output;
mod unknown_pack_type;
mod unknown_shape;
mod unknown_tier_type;
mod unknown_type;
mod unresolved_pack;
mod unresolved_pack_reference;
mod unsupported_combination;
mod violates_schema;
mod violation;
pub(super) mod word;
mod wrong_cloud_for_pack;
mod wrong_layer_for_pack;
mod wrong_type;
mod wrong_values_key;

use super::Rule;

/// The rules of the group, sorted.
pub static RULES: &[&Rule] = &[
    &cloud_all_outside_add_on::RULE,
    &dependency_out_of_range::RULE,
    &display_name_mismatch::RULE,
    &duplicate_display_name::RULE,
    &duplicate_layer::RULE,
    &duplicate_name::RULE,
    &duplicate_profile::RULE,
    &duplicate_release::RULE,
    &duplicate_tier::RULE,
    &duplicate_variables_block::RULE,
    &empty_manifest_layer::RULE,
    &forbidden_layer::RULE,
    &incomplete_pack::RULE,
    &inert_value::RULE,
    &install_order::RULE,
    &invalid_manifest::RULE,
    &invalid_tag::RULE,
    &invalid_tier_value::RULE,
    &invalid_values::RULE,
    &invalid_version::RULE,
    &later_tier_output::RULE,
    &layer_order::RULE,
    &missing_dependency::RULE,
    &missing_display_name::RULE,
    &missing_field::RULE,
    &missing_layer::RULE,
    &moving_tag::RULE,
    &non_string_extra_arg::RULE,
    &not_importable::RULE,
    &obsolete_value::RULE,
    &overlapping_cidr::RULE,
    &refused_import_file::RULE,
    &registry_conflict::RULE,
    &resource_needs::RULE,
    &secret_in_values::RULE,
    &shared_namespace::RULE,
    &tag_mismatch::RULE,
    &tag_syntax::RULE,
    &type_drift::RULE,
    &unknown_cloud::RULE,
    &unknown_context::RULE,
    &unknown_field::RULE,
    &unknown_layer::RULE,
    &unknown_output::RULE,
    &unknown_pack_type::RULE,
    &unknown_shape::RULE,
    &unknown_tier_type::RULE,
    &unknown_type::RULE,
    &unresolved_pack::RULE,
    &unresolved_pack_reference::RULE,
    &unsupported_combination::RULE,
    &violates_schema::RULE,
    &wrong_cloud_for_pack::RULE,
    &wrong_layer_for_pack::RULE,
    &wrong_type::RULE,
    &wrong_values_key::RULE,
];
