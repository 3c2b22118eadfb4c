//! Every machine format over one report that holds everything awkward, and over a clean one: as a
//! snapshot, and read back by a parser that is not palint's own.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod support {
    pub mod report;
}

use palint::engine::Report;
use palint::report::{self, Format, Style, github};
use regex::Regex;
use roxmltree::{Document, Node};
use serde_json::Value;
use support::report::{clean, sample};

fn text(report: &Report, format: Format) -> String {
    let mut text = Vec::new();
    let style = Style { colour: false, summary: false };
    report::write(report, format, style, &mut text).unwrap();
    String::from_utf8(text).unwrap()
}

fn json(report: &Report, format: Format) -> Value {
    serde_json::from_str(&text(report, format)).unwrap()
}

fn assert_valid(schema: &str, document: &Value) {
    let schema: Value = serde_json::from_str(schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let errors: Vec<_> =
        validator.iter_errors(document).map(|e| format!("{}: {e}", e.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

#[test]
fn formats_look_as_they_did() {
    let version = concat!("\"semanticVersion\": \"", env!("CARGO_PKG_VERSION"), "\"");
    for (name, format) in Format::ALL.into_iter().filter(|(name, _)| *name != "human") {
        let text = text(&sample(), format).replace(version, "\"semanticVersion\": \"VERSION\"");
        insta::assert_snapshot!(name, text);
    }
    insta::assert_snapshot!("job_summary", github::job_summary(&sample()));
}

#[test]
fn nothing_steers_who_reads_it() {
    // What JSON and its lines hold is for programs, which get every byte of it.
    let for_people = Format::ALL.into_iter().filter(|(name, _)| !name.starts_with("json"));
    for (name, format) in for_people {
        let text = text(&sample(), format);
        let hostile = |c: &char| (c.is_control() && *c != '\n') || *c == '\u{202e}';
        assert_eq!(text.chars().find(hostile), None, "{name}");
    }
    let summary = github::job_summary(&sample());
    assert!(!summary.contains('\u{1b}') && !summary.contains('\u{202e}'));
}

#[test]
fn lines_of_json_are_the_diagnostics_of_json() {
    let whole = json(&sample(), Format::Json);
    let lines = text(&sample(), Format::Jsonl);
    let lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(whole["diagnostics"], Value::Array(lines));
    assert_eq!(text(&clean(), Format::Jsonl), "");
}

#[test]
fn sarif_is_valid_and_has_no_empty_strings() {
    for report in [sample(), clean()] {
        let sarif = json(&report, Format::Sarif);
        assert_valid(include_str!("schemas/sarif.schema.json"), &sarif);
        let run = &sarif["runs"][0];
        for result in run["results"].as_array().unwrap() {
            let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
            assert_eq!(run["tool"]["driver"]["rules"][index]["id"], result["ruleId"]);
        }
        assert_eq!(run["results"].as_array().unwrap().len(), report.diagnostics.len());
    }
}

#[test]
fn sarif_never_edits_or_points_into_archives() {
    let sarif = json(&sample(), Format::Sarif);
    let result = &sarif["runs"][0]["results"][1];
    assert_eq!(result.get("fixes"), None);
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "packs/d%C3%ABmo%201.2.3/charts/x.tgz");
    assert_eq!(place.get("region"), None);
    assert!(result["message"]["text"].as_str().unwrap().contains("(in x/Chart.yaml:2:7)"));
}

#[test]
fn gitlab_gets_an_array_of_unique_issues() {
    for report in [sample(), clean()] {
        let issues = json(&report, Format::Gitlab);
        assert_valid(include_str!("schemas/gitlab.schema.json"), &issues);
        let issues = issues.as_array().unwrap();
        assert_eq!(issues.len(), report.diagnostics.len());
        let prints: std::collections::BTreeSet<_> =
            issues.iter().map(|issue| issue["fingerprint"].as_str().unwrap()).collect();
        assert_eq!(prints.len(), issues.len());
        for issue in issues {
            let prefix = format!("{}: ", issue["check_name"].as_str().unwrap());
            assert!(issue["description"].as_str().unwrap().starts_with(&prefix));
        }
    }
    assert_eq!(text(&clean(), Format::Gitlab), "[]\n");
}

#[test]
fn rdjson_counts_bytes() {
    for report in [sample(), clean()] {
        let rdjson = json(&report, Format::Rdjson);
        assert_valid(include_str!("schemas/rdjson.schema.json"), &rdjson);
        assert_eq!(rdjson["diagnostics"].as_array().unwrap().len(), report.diagnostics.len());
    }
    let rdjson = json(&sample(), Format::Rdjson);
    let range = &rdjson["diagnostics"][3]["location"]["range"];
    // `  nämé: ` is 8 characters and 10 bytes; `"日本"` is 4 characters and 8 bytes.
    let expected = serde_json::json!({
        "start": {"line": 2, "column": 11}, "end": {"line": 2, "column": 19}
    });
    assert_eq!(*range, expected);
    assert_eq!(rdjson["diagnostics"][1].get("suggestions"), None, "an edit inside an archive");
}

#[test]
fn every_line_for_github_is_a_command() {
    let command = Regex::new(
        "^::(error|warning|notice) title=([a-z-]+/[a-z-]+),file=([^:,]+),line=([0-9]+),\
         endLine=([0-9]+)(?:,col=([0-9]+),endColumn=([0-9]+))?::(?:[^%\r\n]|%25|%0D|%0A)+$",
    )
    .unwrap();
    let text = text(&sample(), Format::Github);
    assert_eq!(text.lines().count(), sample().diagnostics.len());
    for line in text.lines() {
        let parts = command.captures(line).unwrap_or_else(|| panic!("{line}"));
        let has_columns = parts.get(6).is_some();
        assert!(!has_columns || parts[4] == parts[5], "columns of several lines: {line}");
        assert!(!parts[3].contains('!'), "a member has no annotation: {line}");
    }
    assert_eq!(self::text(&clean(), Format::Github), "");
}

#[test]
fn the_job_summary_shows_texts_letter_by_letter() {
    let summary = github::job_summary(&sample());
    let rows = summary.lines().filter(|line| line.starts_with("| "));
    let unescaped = Regex::new(r"\\.").unwrap();
    for row in rows {
        let bare = unescaped.replace_all(row, "");
        assert_eq!(bare.matches('|').count(), 5, "{row}");
        assert!(!bare.contains(['<', '`', '[', '&']), "{row}");
    }
    assert!(github::job_summary(&clean()).contains("Checked 3 packs: nothing found."));
    let mut many = sample();
    many.diagnostics = many.diagnostics.iter().cycle().take(1000).cloned().collect();
    let summary = github::job_summary(&many);
    assert!(summary.contains("\n800 more are in the log.\n"), "{summary}");
    many.diagnostics.iter_mut().for_each(|d| d.finding.message = "日本語".repeat(1000));
    assert!(github::job_summary(&many).len() < 600 * 1024);
}

fn children<'a>(node: Node<'a, 'a>, name: &str) -> Vec<Node<'a, 'a>> {
    let elements: Vec<_> = node.children().filter(Node::is_element).collect();
    assert!(elements.iter().all(|node| node.has_tag_name(name)), "{elements:?}");
    elements
}

fn number(node: Node<'_, '_>, attribute: &str) -> usize {
    node.attribute(attribute).unwrap().parse().unwrap()
}

#[test]
fn junit_counts_and_a_clean_pack_is_a_passed_test() {
    for report in [sample(), clean()] {
        let text = text(&report, Format::Junit);
        let document = Document::parse(&text).unwrap();
        let root = document.root_element();
        assert!(root.has_tag_name("testsuites"));
        let suites = children(root, "testsuite");
        for suite in &suites {
            let cases = children(*suite, "testcase");
            let failed = cases.iter().filter(|case| !children(**case, "failure").is_empty());
            assert_eq!(number(*suite, "failures"), failed.count());
            assert_eq!(number(*suite, "tests"), cases.len());
            assert!(!cases.is_empty() && cases.iter().all(|case| case.has_attribute("classname")));
        }
        let sum = |attribute| suites.iter().map(|suite| number(*suite, attribute)).sum::<usize>();
        assert_eq!(number(root, "tests"), sum("tests"));
        assert_eq!(number(root, "failures"), sum("failures"));
        assert_eq!(sum("failures"), report.diagnostics.len());
    }
    let text = text(&sample(), Format::Junit);
    let document = Document::parse(&text).unwrap();
    let suites = children(document.root_element(), "testsuite");
    let counts: Vec<_> =
        suites.iter().map(|s| (s.attribute("name").unwrap(), number(*s, "failures"))).collect();
    let expected = [
        ("packs/clean-1.0.0", 0),
        ("packs/dëmo 1.2.3", 4),
        ("packs/n<e>&\"t,%:?-2.0.1.tgz", 1),
        ("palint", 1),
    ];
    assert_eq!(counts, expected);
}

#[test]
fn checkstyle_names_files_and_keeps_texts() {
    let text = text(&sample(), Format::Checkstyle);
    let document = Document::parse(&text).unwrap();
    let root = document.root_element();
    assert!(root.has_tag_name("checkstyle") && root.has_attribute("version"));
    let files = children(root, "file");
    let errors: Vec<_> = files.iter().flat_map(|file| children(*file, "error")).collect();
    assert_eq!(errors.len(), sample().diagnostics.len());
    for error in &errors {
        assert!(number(*error, "line") > 0 && number(*error, "column") > 0);
        assert!(["error", "warning", "info"].contains(&error.attribute("severity").unwrap()));
        assert!(error.attribute("source").unwrap().starts_with("palint."));
    }
    let hostile = errors[4].attribute("message").unwrap();
    assert_eq!(hostile, "`100%25 <b>&amp; \"'`|,:]]>??::error::?[31m¿\u{fffd}\u{fffd}é` is odd");
    let clean = self::text(&clean(), Format::Checkstyle);
    assert_eq!(Document::parse(&clean).unwrap().root_element().children().count(), 1);
}
