//! The diagnostic format of reviewdog. Its columns count bytes of UTF-8.

use std::io::{self, Write};

use serde::Serialize;

use super::shown::{Shown, is_on_disk, with_help};
use crate::engine::{Diagnostic, Report};
use crate::finding::{Fix, Label};
use crate::rules::Severity;
use crate::source::{SourceFile, Span};

#[derive(Serialize)]
struct Output<'r> {
    source: Source,
    diagnostics: Vec<Item<'r>>,
}

#[derive(Serialize)]
struct Source {
    name: &'static str,
}

#[derive(Serialize)]
struct Item<'r> {
    message: String,
    location: Location<'r>,
    severity: &'static str,
    code: Code,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Suggestion<'r>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Related<'r>>,
}

#[derive(Serialize)]
struct Location<'r> {
    path: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    range: Option<Range>,
}

#[derive(Serialize)]
struct Range {
    start: Point,
    end: Point,
}

#[derive(Serialize)]
struct Point {
    line: u32,
    column: u32,
}

#[derive(Serialize)]
struct Code {
    value: &'static str,
}

#[derive(Serialize)]
struct Suggestion<'r> {
    range: Range,
    text: &'r str,
}

#[derive(Serialize)]
struct Related<'r> {
    message: String,
    location: Location<'r>,
}

/// Writes the report.
///
/// # Errors
/// When `to` cannot be written.
pub fn write(report: &Report, to: &mut dyn Write) -> io::Result<()> {
    let output = Output {
        source: Source { name: "palint" },
        diagnostics: report.diagnostics.iter().map(item).collect(),
    };
    serde_json::to_writer_pretty(&mut *to, &output)?;
    writeln!(to)
}

fn item(diagnostic: &Diagnostic) -> Item<'_> {
    let shown = Shown::new(diagnostic);
    let fix = diagnostic.finding.fix.as_ref();
    Item {
        message: with_help(&shown.message, diagnostic),
        severity: severity(diagnostic.severity),
        code: Code { value: diagnostic.rule.id },
        suggestions: fix.map(|fix| suggestions(fix, shown.path)).unwrap_or_default(),
        related_locations: diagnostic.finding.labels.iter().map(related).collect(),
        location: location(&shown),
    }
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "ERROR",
        Severity::Warning => "WARNING",
        Severity::Info => "INFO",
    }
}

/// A suggestion has no path of its own: it is one for the file of the diagnostic.
fn suggestions<'r>(fix: &'r Fix, path: &str) -> Vec<Suggestion<'r>> {
    let is_here = |span: &Span| is_on_disk(span) && span.file().path().as_str() == path;
    if !fix.edits.iter().all(|edit| is_here(&edit.at)) {
        return Vec::new();
    }
    fix.edits.iter().map(|edit| Suggestion { range: range(&edit.at), text: &edit.text }).collect()
}

fn related(label: &Label) -> Related<'_> {
    let shown = Shown::at(&label.at, &label.message);
    Related { location: location(&shown), message: shown.message }
}

fn location<'r>(shown: &Shown<'r>) -> Location<'r> {
    Location { path: shown.path, range: shown.span.map(range) }
}

fn range(span: &Span) -> Range {
    let point = |offset| point(span.file(), offset);
    Range { start: point(span.range().start), end: point(span.range().end) }
}

fn point(file: &SourceFile, offset: u32) -> Point {
    let line = file.position(offset).line;
    Point { line, column: offset.saturating_sub(file.line_start(offset)) + 1 }
}
