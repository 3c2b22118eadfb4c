//! The JSON report. Its shape is a promise to users (`schemas/report.schema.json`), so it has types
//! of its own: the core may change without it.

use std::io::{self, Write};

use serde::Serialize;

use crate::engine::{Diagnostic, Report};
use crate::finding::{Edit, Fix, Place, Safety};
use crate::rules::Severity;
use crate::source::Span;

#[derive(Serialize)]
struct Output<'r> {
    version: u32,
    summary: Summary,
    diagnostics: Vec<Item<'r>>,
}

#[derive(Serialize)]
struct Summary {
    packs: usize,
    profiles: usize,
    files: usize,
    errors: usize,
    warnings: usize,
    infos: usize,
    suppressed: usize,
    fixable: usize,
}

/// One diagnostic.
#[derive(Serialize)]
pub(super) struct Item<'r> {
    rule: &'r str,
    severity: &'static str,
    message: &'r str,
    path: &'r str,
    range: Option<Range>,
    pack: Option<&'r str>,
    labels: Vec<Label<'r>>,
    help: Option<&'r str>,
    fix: Option<FixItem<'r>>,
    fingerprint: String,
}

/// From a first byte to the one behind the last.
#[derive(Serialize)]
pub(crate) struct Range {
    start: Point,
    end: Point,
}

#[derive(Serialize)]
struct Point {
    line: u32,
    column: u32,
    offset: u32,
}

#[derive(Serialize)]
struct Label<'r> {
    path: &'r str,
    range: Option<Range>,
    message: &'r str,
}

#[derive(Serialize)]
struct FixItem<'r> {
    safe: bool,
    edits: Vec<EditItem<'r>>,
}

#[derive(Serialize)]
struct EditItem<'r> {
    path: &'r str,
    start: u32,
    end: u32,
    text: &'r str,
}

/// Writes the report.
///
/// # Errors
/// When `to` cannot be written.
pub fn write(report: &Report, to: &mut dyn Write) -> io::Result<()> {
    let output = Output {
        version: 1,
        summary: Summary {
            packs: report.packs.len(),
            profiles: report.profiles,
            files: report.files,
            errors: report.count(Severity::Error),
            warnings: report.count(Severity::Warning),
            infos: report.count(Severity::Info),
            suppressed: report.suppressed,
            fixable: report.fixable(),
        },
        diagnostics: report.diagnostics.iter().map(item).collect(),
    };
    serde_json::to_writer_pretty(&mut *to, &output)?;
    writeln!(to)
}

/// One diagnostic as it stands in `diagnostics`.
pub(super) fn item(diagnostic: &Diagnostic) -> Item<'_> {
    let finding = &diagnostic.finding;
    Item {
        rule: diagnostic.rule.id,
        severity: diagnostic.severity.as_str(),
        message: &finding.message,
        path: finding.at.path().as_str(),
        range: range(&finding.at),
        pack: diagnostic.pack.as_deref(),
        labels: finding.labels.iter().map(label).collect(),
        help: finding.help.as_deref(),
        fix: finding.fix.as_ref().map(fix),
        fingerprint: format!("{:016x}", diagnostic.fingerprint),
    }
}

fn label(label: &crate::finding::Label) -> Label<'_> {
    Label { path: label.at.path().as_str(), range: range(&label.at), message: &label.message }
}

/// The bytes of a place, where it has any.
pub(crate) fn range(place: &Place) -> Option<Range> {
    let span = place.span()?;
    let point = |offset| {
        let position = span.file().position(offset);
        Point { line: position.line, column: position.column, offset }
    };
    Some(Range { start: point(span.range().start), end: point(span.range().end) })
}

fn fix(fix: &Fix) -> FixItem<'_> {
    FixItem { safe: fix.safety == Safety::Safe, edits: fix.edits.iter().map(edit).collect() }
}

fn edit(edit: &Edit) -> EditItem<'_> {
    let at: &Span = &edit.at;
    let range = at.range();
    let path = at.file().path().as_str();
    EditItem { path, start: range.start, end: range.end, text: &edit.text }
}
