//! The charts of a pack. What is wrong in an archive is told at the string in `pack.json` that
//! lists it, or at a key of `values.yaml`: there the author can do something about it.

mod bad_archive;
mod copy_drift;
mod dependency_version_mismatch;
mod deprecated_api;
mod duplicate_object;
pub(in crate::rules) mod inert_value;
mod invalid_chart_yaml;
mod invalid_object;
mod invalid_template;
mod kube_version;
mod long_release_name;
pub(in crate::rules) mod misplaced_values;
mod missing_chart_yaml;
mod missing_dependency;
mod null_deletes_default;
mod removed_api;
mod render_error;
mod rendered_invalid_yaml;
mod templates;
#[cfg(test)]
mod tests;
mod type_mismatch;
mod undeclared_subchart;
mod undefined_template;
mod unknown_function;
mod unsafe_archive;
mod values_schema;
mod version_drift;
mod written;
pub(in crate::rules) mod wrong_values_key;

use super::Rule;
use crate::finding::Finding;
use crate::model::chart::{Chart, ListedChart};
use crate::model::pack::Pack;

/// The rules of the group, sorted.
pub static RULES: &[&Rule] = &[
    &bad_archive::RULE,
    &copy_drift::RULE,
    &dependency_version_mismatch::RULE,
    &deprecated_api::RULE,
    &duplicate_object::RULE,
    &inert_value::RULE,
    &invalid_chart_yaml::RULE,
    &invalid_object::RULE,
    &invalid_template::RULE,
    &kube_version::RULE,
    &long_release_name::RULE,
    &misplaced_values::RULE,
    &missing_chart_yaml::RULE,
    &missing_dependency::RULE,
    &null_deletes_default::RULE,
    &removed_api::RULE,
    &render_error::RULE,
    &rendered_invalid_yaml::RULE,
    &type_mismatch::RULE,
    &undeclared_subchart::RULE,
    &undefined_template::RULE,
    &unknown_function::RULE,
    &unsafe_archive::RULE,
    &values_schema::RULE,
    &version_drift::RULE,
    &wrong_values_key::RULE,
];

/// The listed charts that could be read.
fn readable(pack: &Pack) -> impl Iterator<Item = (&ListedChart, &Chart)> {
    pack.charts().iter().filter_map(|listed| Some((listed, listed.chart()?)))
}

/// A finding at the string that lists the chart.
fn at_listed(listed: &ListedChart, message: impl Into<String>) -> Finding {
    Finding::new(listed.listed.clone(), message)
}

/// How a chart is called in a message: the listed one by its path in `pack.json`, one that is
/// vendored in it by its path in the archive.
fn shown(listed: &ListedChart, chart: &Chart) -> String {
    let outer = listed.chart().map_or("", |outer| outer.place().as_str());
    match chart.place().as_str().strip_prefix(outer) {
        Some("") | None => format!("`{}`", listed.path),
        Some(inside) => {
            format!("`{}` in `{}`", inside.trim_start_matches(['!', '/']), listed.path)
        }
    }
}
