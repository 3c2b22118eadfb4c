//! Checkstyle XML: the diagnostics of each file.

use std::io::{self, Write};

use super::shown::{Shown, xml};
use crate::engine::{Diagnostic, Report};

/// Writes the report.
///
/// # Errors
/// When `to` cannot be written.
pub fn write(report: &Report, to: &mut dyn Write) -> io::Result<()> {
    writeln!(to, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    writeln!(to, r#"<checkstyle version="4.3">"#)?;
    let on_disk = |diagnostic: &Diagnostic| diagnostic.finding.at.path().on_disk().to_owned();
    for file in report.diagnostics.chunk_by(|a, b| on_disk(a) == on_disk(b)) {
        let name = file.first().map(on_disk).unwrap_or_default();
        writeln!(to, r#"  <file name="{}">"#, xml(&name))?;
        file.iter().try_for_each(|diagnostic| writeln!(to, "    {}", error(diagnostic)))?;
        writeln!(to, "  </file>")?;
    }
    writeln!(to, "</checkstyle>")
}

fn error(diagnostic: &Diagnostic) -> String {
    let shown = Shown::new(diagnostic);
    let (start, message) = (shown.start(), xml(&shown.message));
    let (severity, rule) = (diagnostic.severity, diagnostic.rule.id);
    let place = format!(r#"line="{}" column="{}""#, start.line, start.column);
    format!(r#"<error {place} severity="{severity}" message="{message}" source="palint.{rule}"/>"#)
}
