//! Workflow commands of GitHub Actions, which become annotations of a pull request, and the summary
//! of a job. GitHub draws ten annotations for a step, so the summary lists more.

use std::io::{self, Write};

use super::human;
use super::shown::{Shown, with_help};
use super::terminal::clean;
use crate::engine::{Diagnostic, Report};
use crate::rules::Severity;

/// Rows of the summary at most.
const ROWS: usize = 200;

/// Bytes of the summary at most: GitHub refuses one of more than a mebibyte, what other commands of
/// the step wrote included.
const BYTES: usize = 512 * 1024;

/// Writes the report.
///
/// # Errors
/// When `to` cannot be written.
pub fn write(report: &Report, to: &mut dyn Write) -> io::Result<()> {
    report.diagnostics.iter().try_for_each(|diagnostic| writeln!(to, "{}", command(diagnostic)))
}

fn command(diagnostic: &Diagnostic) -> String {
    let shown = Shown::new(diagnostic);
    let word = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let title = property(diagnostic.rule.id);
    let file = property(&clean(shown.path));
    let lines = lines(&shown);
    let message = data(&with_help(&shown.message, diagnostic));
    format!("::{word} title={title},file={file},{lines}::{message}")
}

/// Without a line the annotation is missing from the changed files; with columns of different lines
/// GitHub draws it at the wrong place.
fn lines(shown: &Shown<'_>) -> String {
    let Some(span) = shown.span else { return "line=1,endLine=1".to_owned() };
    let (start, end) = (span.start(), span.end());
    let lines = format!("line={},endLine={}", start.line, end.line);
    match start.line == end.line {
        true => format!("{lines},col={},endColumn={}", start.column, end.column),
        false => lines,
    }
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// The summary of the job, in Markdown.
pub fn job_summary(report: &Report) -> String {
    let mut text = format!("## palint\n\n{}\n\n", human::summary(report));
    if report.diagnostics.is_empty() {
        return text;
    }
    text.push_str("| severity | rule | place | message |\n| --- | --- | --- | --- |\n");
    let mut rows = 0;
    for row in report.diagnostics.iter().take(ROWS).map(row) {
        if text.len() + row.len() > BYTES {
            break;
        }
        text.push_str(&row);
        rows += 1;
    }
    text.push('\n');
    if let more @ 1.. = report.diagnostics.len() - rows {
        text.push_str(&format!("{more} more are in the log.\n\n"));
    }
    text
}

fn row(diagnostic: &Diagnostic) -> String {
    let shown = Shown::new(diagnostic);
    let start = shown.start();
    let (severity, rule) = (diagnostic.severity, diagnostic.rule.id);
    let place = format!("{}:{}:{}", clean(shown.path), start.line, start.column);
    format!("| {severity} | {rule} | {} | {} |\n", markdown(&place), markdown(&shown.message))
}

/// The text as Markdown shows it letter by letter.
fn markdown(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        if matches!(
            character,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '#' | '!' | '&' | '$'
        ) {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}
