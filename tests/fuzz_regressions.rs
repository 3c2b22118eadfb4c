//! What fuzzing has found, each input as small as it could be made.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

#[path = "../fuzz/src/lib.rs"]
mod targets;

use std::io::Write;

use palint::discover::Target;
use palint::engine;
use palint::limits;
use palint::report::{self, Format, Style};
use palint::rules::{self, Context};
use palint::settings::{Catalogs, Levels, Settings};
use palint::source::VirtualPath;
use targets::TARGETS;

/// Inputs by target.
const FOUND: &[(&str, &[u8])] = &[
    // A line that YAML does not call blank, and Rust does.
    ("yaml", b": '\n\xe2\x80\xa8'"),
    // The colon of a tag let a key begin, unless it was on the first line.
    ("yaml", b"!:\t"),
    // A list began behind the comment behind its first dash.
    ("yaml", b"a:\n- # 'b: c:\n  d:\n    e: 0\n"),
];

#[test]
fn what_was_found_once_is_not_found_again() {
    for (name, bytes) in FOUND {
        let (_, target) = TARGETS.iter().find(|(known, _)| known == name).unwrap();
        target(bytes);
    }
}

/// A pack of an archive whose only odd entry has this name.
fn packed(name: &str) -> Vec<u8> {
    let mut tar = tar::Builder::new(Vec::new());
    for (path, bytes) in [("demo/pack.json", "{}"), (name, "a: 1\n")] {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        tar.append_data(&mut header, path, bytes.as_bytes()).unwrap();
    }
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(&tar.into_inner().unwrap()).unwrap();
    gzip.finish().unwrap()
}

/// Half a kilobyte that became a hundred thousand directories, each a path of its own.
#[test]
fn a_name_of_many_directories_takes_no_memory() {
    targets::pack(&packed(&format!("demo/{}x", "a/".repeat(100_000))));
    targets::pack(&packed(&format!("demo/{}x", "a/".repeat(500))));
}

/// Each excerpt cost a walk over all of the line.
#[test]
fn many_findings_in_one_long_line_are_told() {
    let words: String = (0..20_000).map(|n| format!("| é{n} ")).collect();
    let schema = format!("pack.namespace:\n  schema: '{{{{ required {words}}}}}'\n");
    let files = [("schema.yaml", schema.as_str()), ("pack.json", "{}")];
    let files = files.map(|(path, text)| (path.to_owned(), text.as_bytes().into()));
    let target = Target::in_memory(VirtualPath::new("demo"), files.into_iter().collect());
    let rules: Vec<_> = rules::all().filter(|rule| rule.group() == "schema").collect();
    let context = Context { today: "2026-01-01".parse().unwrap() };
    let (levels, catalogs) = (Levels::default(), Catalogs::default());
    let settings = Settings { levels, context, jobs: Some(1), catalogs, whole_texts: true };
    let report = engine::run(&[target], &rules, &settings, &|| ()).unwrap();
    assert!(report.diagnostics.len() >= limits::FINDINGS, "{}", report.diagnostics.len());
    let mut told = Vec::new();
    let style = Style { colour: false, summary: true };
    report::write(&report, Format::Human, style, &mut told).unwrap();
    let told = String::from_utf8(told).unwrap();
    assert!(
        told.contains("`é42`") && told.lines().all(|line| line.chars().count() < 300),
        "{told}"
    );
}
