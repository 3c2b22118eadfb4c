//! What has to hold of every report, and of every format that it is printed in.

use palint::engine::{Diagnostic, Report};
use palint::finding::{Fix, Place};
use palint::report::{self, Format, Style};
use serde_json::Value;

use super::spans;

/// No rule failed, every place is text of its file, fixes can be applied, and every format can be
/// read by those that it is for.
pub fn check(report: &Report) {
    for diagnostic in &report.diagnostics {
        check_diagnostic(diagnostic);
    }
    for (name, format) in Format::ALL {
        check_format(report, (name, format), &written(report, format, false));
    }
    let _ = written(report, Format::Human, true);
}

fn written(report: &Report, format: Format, colour: bool) -> String {
    let mut bytes = Vec::new();
    let style = Style { colour, summary: true };
    report::write(report, format, style, &mut bytes).expect("a vector takes all");
    String::from_utf8(bytes).expect("reports are text")
}

/// The report as people and programs see it.
pub fn printed(report: &Report) -> [String; 2] {
    [Format::Human, Format::Json].map(|format| written(report, format, false))
}

fn check_diagnostic(diagnostic: &Diagnostic) {
    let finding = &diagnostic.finding;
    let told = format!("{}: {}", diagnostic.rule.id, finding.message);
    assert_ne!(diagnostic.rule.id, "syntax/internal-error", "{told}");
    assert!(
        !told.contains("renderer has a bug") && !told.contains("parser of palint fails"),
        "{told}"
    );
    assert!(!finding.message.trim().is_empty(), "{told}");
    let labels = finding.labels.iter().map(|label| &label.at);
    let places = std::iter::once(&finding.at).chain(labels);
    places.filter_map(Place::span).for_each(|span| spans::span(span, &told));
    finding.fix.iter().for_each(|fix| check_fix(fix, &told));
}

/// The edits of a fix lie in their files, and none of them in another.
fn check_fix(fix: &Fix, told: &str) {
    assert!(!fix.edits.is_empty(), "{told}");
    let mut places: Vec<_> =
        fix.edits.iter().map(|edit| (edit.at.file().path(), edit.at.range())).collect();
    fix.edits.iter().for_each(|edit| spans::span(&edit.at, told));
    places.sort();
    for pair in places.windows(2) {
        let ((one_file, one), (file, range)) = (pair[0], pair[1]);
        assert!(one_file != file || one.end <= range.start, "{told}: {one:?} {range:?}");
    }
}

fn check_format(report: &Report, (name, format): (&str, Format), text: &str) {
    let count = report.diagnostics.len();
    let parse =
        |text: &str| serde_json::from_str::<Value>(text).unwrap_or_else(|e| panic!("{name}: {e}"));
    match format {
        Format::Json => check_json(report, &parse(text)),
        Format::Jsonl => {
            let lines: Vec<Value> = text.lines().map(parse).collect();
            assert!(lines.len() >= count, "{name}");
        }
        Format::Sarif | Format::Gitlab | Format::Rdjson => drop(parse(text)),
        Format::Junit | Format::Checkstyle => {
            roxmltree::Document::parse(text).unwrap_or_else(|error| panic!("{name}: {error}"));
        }
        Format::Concise | Format::Github => {
            harmless(name, text);
            assert_eq!(text.lines().count(), count, "{name}:\n{text}");
        }
        Format::Human => harmless(name, text),
    }
}

/// Nothing in a text steers a terminal.
fn harmless(name: &str, text: &str) {
    let hostile = |c: char| {
        c != '\n' && c.is_control()
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    assert!(!text.contains(hostile), "{name}: {text:?}");
}

/// What was found is what can be read again.
fn check_json(report: &Report, read: &Value) {
    let items = read["diagnostics"].as_array().expect("a list of diagnostics");
    assert_eq!(items.len(), report.diagnostics.len());
    for (item, diagnostic) in items.iter().zip(&report.diagnostics) {
        assert_eq!(item["rule"], diagnostic.rule.id);
        assert_eq!(item["message"], diagnostic.finding.message);
        assert_eq!(item["path"], diagnostic.finding.at.path().as_str());
        let range = diagnostic.finding.at.range();
        let offset = |end: &str| item["range"][end]["offset"].as_u64();
        assert_eq!(offset("start"), range.map(|range| range.start.into()));
        assert_eq!(offset("end"), range.map(|range| range.end.into()));
    }
}
