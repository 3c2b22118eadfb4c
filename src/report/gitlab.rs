//! Code quality of GitLab: an array, and `[]` where nothing was found, or else GitLab keeps what an
//! earlier run said.

use std::io::{self, Write};

use serde::Serialize;

use super::shown::Shown;
use crate::engine::{Diagnostic, Report};
use crate::rules::Severity;

#[derive(Serialize)]
struct Issue<'r> {
    /// GitLab does not show `check_name`.
    description: String,
    check_name: &'r str,
    fingerprint: String,
    severity: &'static str,
    location: Location<'r>,
}

#[derive(Serialize)]
struct Location<'r> {
    path: &'r str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
}

/// Writes the report.
///
/// # Errors
/// When `to` cannot be written.
pub fn write(report: &Report, to: &mut dyn Write) -> io::Result<()> {
    let issues: Vec<_> = report.diagnostics.iter().map(issue).collect();
    serde_json::to_writer_pretty(&mut *to, &issues)?;
    writeln!(to)
}

fn issue(diagnostic: &Diagnostic) -> Issue<'_> {
    let shown = Shown::new(diagnostic);
    Issue {
        description: format!("{}: {}", diagnostic.rule.id, shown.message),
        check_name: diagnostic.rule.id,
        fingerprint: format!("{:016x}", diagnostic.fingerprint),
        severity: severity(diagnostic.severity),
        location: Location { path: shown.path, lines: Lines { begin: shown.start().line } },
    }
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "major",
        Severity::Warning => "minor",
        Severity::Info => "info",
    }
}
