//! Whole packs: those in `fixtures/ok` are silent under every rule, those in `fixtures/err` say what
//! their `expected.txt` says, and `fixtures/sample` is what the README shows.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod support {
    pub mod run;
    pub mod tree;
}

use std::path::{Path, PathBuf};

use palint::report::{Style, human};
use support::run::{lines, lint, settings};
use support::tree::Tree;

fn cases(directory: &str) -> Vec<PathBuf> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(directory);
    let entries = std::fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path());
    let mut cases: Vec<_> = entries.filter(|path| path.is_dir()).collect();
    cases.sort();
    cases
}

#[test]
fn healthy_packs_are_silent() {
    for case in cases("ok") {
        assert_eq!(lines(&lint(&Tree::load(&case), ".")), "", "{}", case.display());
    }
}

#[test]
fn broken_packs_say_what_is_expected() {
    for case in cases("err") {
        let mut tree = Tree::load(&case);
        let expected = tree.0.remove("expected.txt").unwrap_or_default();
        let said = lines(&lint(&tree, "."));
        if std::env::var_os("PALINT_BLESS").is_some() {
            std::fs::write(case.join("expected.txt"), &said).unwrap();
            continue;
        }
        assert_eq!(said, String::from_utf8(expected).unwrap(), "{}", case.display());
    }
}

#[test]
fn the_samples_look_as_the_readme_says() {
    let mut targets = Vec::new();
    for case in cases("sample") {
        let name = case.file_name().unwrap().to_str().unwrap().to_owned();
        let files = Tree::load(&case).packed();
        targets.push(palint::discover::Target::in_memory(
            palint::source::VirtualPath::new(format!("fixtures/sample/{name}")),
            files,
        ));
    }
    let rules: Vec<_> = palint::rules::all().collect();
    let report = palint::engine::run(&targets, &rules, &settings(), &|| ()).unwrap();
    let mut text = Vec::new();
    human::write(&report, Style { colour: false, summary: true }, &mut text).unwrap();
    let text = String::from_utf8(text).unwrap();
    insta::assert_snapshot!(text);
    let readme = include_str!("../README.md");
    for excerpt in readme.split("```text\n").skip(1).filter_map(|rest| rest.split("```").next()) {
        let excerpt = excerpt.trim();
        let is_output = excerpt.starts_with("error[") || excerpt.starts_with("warning[");
        assert!(
            !is_output || text.contains(excerpt),
            "the README shows another output:\n{excerpt}"
        );
    }
}
