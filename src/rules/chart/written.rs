//! Where to point for something in the output of a chart: at the value in the pack that caused it,
//! else at the string in `pack.json` that lists the chart, and from there to the template.

use crate::finding::Finding;
use crate::model::rendered::{Release, Written};

/// A finding at what wrote a part of the output.
pub(super) fn at_written(
    release: &Release,
    written: Written,
    message: impl Into<String>,
) -> Finding {
    let finding = match written.value {
        Some(value) => Finding::new(value, message),
        None => Finding::new(release.listed.clone(), message),
    };
    let finding = match written.default {
        Some(default) => finding.label(default, "from this default of the chart"),
        None => finding,
    };
    match written.template {
        Some(template) => finding.label(template, "rendered from here"),
        None => finding,
    }
}
