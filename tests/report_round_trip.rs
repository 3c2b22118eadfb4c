//! The JSON report, read into types that are written down after the interface alone and printed again,
//! is the same bytes: no key is missing, none is new, and they stand in their order.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod support {
    pub mod mutation;
    pub mod page;
    pub mod report;
    pub mod run;
    pub mod scratch;
    pub mod tree;
}

use palint::engine::Report;
use palint::report::{self, Format, Style};
use proptest::prelude::*;
use serde::{Deserialize, Serialize};
use support::mutation::{examples, mutated, mutations};
use support::report::{clean, sample};
use support::run::lint;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Output {
    version: u32,
    summary: Summary,
    diagnostics: Vec<Diagnostic>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
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

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Diagnostic {
    rule: String,
    severity: Severity,
    message: String,
    path: String,
    range: Option<Range>,
    pack: Option<String>,
    labels: Vec<Label>,
    help: Option<String>,
    fix: Option<Fix>,
    fingerprint: String,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Severity {
    Error,
    Warning,
    Info,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Range {
    start: Point,
    end: Point,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Point {
    line: u32,
    column: u32,
    offset: u32,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Label {
    path: String,
    range: Option<Range>,
    message: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Fix {
    safe: bool,
    edits: Vec<Edit>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Edit {
    path: String,
    start: u32,
    end: u32,
    text: String,
}

fn text(report: &Report, format: Format) -> String {
    let mut text = Vec::new();
    let style = Style { colour: false, summary: false };
    report::write(report, format, style, &mut text).unwrap();
    String::from_utf8(text).unwrap()
}

fn assert_round_trip(report: &Report) {
    let json = text(report, Format::Json);
    let read: Output = serde_json::from_str(&json).unwrap();
    assert_eq!(serde_json::to_string_pretty(&read).unwrap() + "\n", json);
    assert_eq!(read.version, 1);
    let summary = &read.summary;
    assert_eq!(summary.errors + summary.warnings + summary.infos, read.diagnostics.len());
    for line in text(report, Format::Jsonl).lines() {
        let read: Diagnostic = serde_json::from_str(line).unwrap();
        assert_eq!(serde_json::to_string(&read).unwrap(), line);
        assert_eq!(read.fingerprint.len(), 16);
    }
}

/// Every format takes what `report` holds, and those for people nothing that steers a terminal.
fn assert_formats(report: &Report) {
    for (name, format) in Format::ALL {
        let text = text(report, format);
        let for_people = !name.starts_with("json");
        let hostile = |c: &char| (c.is_control() && *c != '\n') || *c == '\u{202e}';
        assert!(!for_people || !text.chars().any(|c| hostile(&c)), "{name}");
        match format {
            Format::Sarif | Format::Gitlab | Format::Rdjson => {
                serde_json::from_str::<serde_json::Value>(&text).unwrap();
            }
            Format::Junit | Format::Checkstyle => {
                roxmltree::Document::parse(&text).unwrap();
            }
            _ => {}
        }
    }
}

#[test]
fn reports_are_read_back_as_they_were_written() {
    for report in [sample(), clean()] {
        assert_round_trip(&report);
        assert_formats(&report);
    }
    for (_, tree) in examples() {
        assert_round_trip(&lint(tree, "."));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    #[test]
    fn reports_of_mutated_packs_are_read_back(
        example in any::<prop::sample::Index>(),
        changes in mutations(),
    ) {
        let examples = examples();
        let tree = mutated(&example.get(examples).1, &changes);
        let report = lint(&tree, ".");
        assert_round_trip(&report);
        assert_formats(&report);
    }
}
