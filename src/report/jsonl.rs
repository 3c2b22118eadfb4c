//! JSON Lines: each line is one element of `diagnostics` of the JSON report. A clean run has none.

use std::io::{self, Write};

use super::json;
use crate::engine::Report;

/// Writes the report.
///
/// # Errors
/// When `to` cannot be written.
pub fn write(report: &Report, to: &mut dyn Write) -> io::Result<()> {
    report.diagnostics.iter().try_for_each(|diagnostic| {
        serde_json::to_writer(&mut *to, &json::item(diagnostic))?;
        writeln!(to)
    })
}
