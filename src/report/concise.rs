//! `path:line:column: severity[group/rule] message`, one line per diagnostic.
//!
//! Editors and review tools cannot open a member of an archive, so such a place is the archive at
//! 1:1, and the message says where inside.

use std::io::{self, Write};

use super::terminal::clean;
use crate::engine::{Diagnostic, Report};
use crate::finding::Place;

/// Writes the report.
///
/// # Errors
/// When `to` cannot be written.
pub fn write(report: &Report, to: &mut dyn Write) -> io::Result<()> {
    report.diagnostics.iter().try_for_each(|diagnostic| writeln!(to, "{}", line(diagnostic)))
}

/// One diagnostic.
pub fn line(diagnostic: &Diagnostic) -> String {
    let finding = &diagnostic.finding;
    let path = finding.at.path();
    let (line, column) = match &finding.at {
        Place::Text(span) if path.inside().is_none() => {
            let start = span.start();
            (start.line, start.column)
        }
        _ => (1, 1),
    };
    let inside = match (path.inside(), &finding.at) {
        (Some(inside), Place::Text(span)) => {
            let start = span.start();
            format!(" (in {inside}:{}:{})", start.line, start.column)
        }
        (Some(inside), Place::File(_)) => format!(" (in {inside})"),
        (None, _) => String::new(),
    };
    let (severity, rule) = (diagnostic.severity, diagnostic.rule.id);
    let text = format!("{severity}[{rule}] {}{inside}", finding.message);
    format!("{}:{line}:{column}: {}", clean(path.on_disk()), clean(&text))
}
