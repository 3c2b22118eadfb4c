//! `path:line:column: severity[group/rule] message`, one line per diagnostic.

use std::io::{self, Write};

use super::shown::Shown;
use super::terminal::clean;
use crate::engine::{Diagnostic, Report};

/// Writes the report.
///
/// # Errors
/// When `to` cannot be written.
pub fn write(report: &Report, to: &mut dyn Write) -> io::Result<()> {
    report.diagnostics.iter().try_for_each(|diagnostic| writeln!(to, "{}", line(diagnostic)))
}

/// One diagnostic.
pub fn line(diagnostic: &Diagnostic) -> String {
    let shown = Shown::new(diagnostic);
    let start = shown.start();
    let (severity, rule) = (diagnostic.severity, diagnostic.rule.id);
    let place = format!("{}:{}:{}", clean(shown.path), start.line, start.column);
    format!("{place}: {severity}[{rule}] {}", shown.message)
}
