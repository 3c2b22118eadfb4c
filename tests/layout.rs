//! What the compiler cannot see: that names, files, pages and tables agree, and that no layer looks
//! up to one above it.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use palint::rules::{self, GROUP_NAMES, GROUPS};

fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files_below(directory: &str, extension: &str) -> BTreeSet<PathBuf> {
    let root = project().join(directory);
    let entries = walkdir::WalkDir::new(&root).into_iter().map(Result::unwrap);
    let files = entries.map(walkdir::DirEntry::into_path);
    files.filter(|path| path.extension().is_some_and(|e| e == extension)).collect()
}

#[test]
fn every_rule_has_its_file_and_its_page() {
    for rule in rules::all() {
        let source = project().join(format!("src/rules/{}.rs", rule.id.replace('-', "_")));
        let text =
            fs::read_to_string(&source).unwrap_or_else(|_| panic!("no {}", source.display()));
        assert!(text.contains(&format!("id: \"{}\"", rule.id)), "{}", source.display());
        let title = format!("# {}\n\n", rule.id);
        assert!(rule.page.starts_with(&title), "the page of {} starts otherwise", rule.id);
        let summary = rule.summary();
        assert!(summary.ends_with('.') && summary.len() <= 200, "{}: {summary}", rule.id);
        assert!(rule.page.contains("\n## Why it matters\n"), "{}", rule.id);
        assert!(rule.page.contains("\n## Limits\n"), "{}", rule.id);
    }
}

#[test]
fn every_page_belongs_to_a_rule() {
    let known: BTreeSet<_> =
        rules::all().map(|r| project().join(format!("rules/{}.md", r.id))).collect();
    let mut pages = files_below("rules", "md");
    pages.remove(&project().join("rules/README.md"));
    let difference: Vec<_> = pages.symmetric_difference(&known).collect();
    assert!(difference.is_empty(), "{difference:?}");
}

#[test]
fn tables_are_sorted_and_groups_are_promised() {
    let ids: Vec<_> = rules::all().map(|rule| rule.id).collect();
    assert!(ids.is_sorted(), "{ids:?}");
    assert!(GROUP_NAMES.is_sorted());
    for (group, rules) in GROUPS {
        assert!(GROUP_NAMES.contains(group));
        assert!(rules.iter().all(|rule| rule.group() == *group), "{group}");
    }
}

#[test]
fn the_list_of_rules_is_up_to_date() {
    let path = project().join("rules/README.md");
    let expected = list();
    if std::env::var_os("PALINT_BLESS").is_some() {
        fs::write(&path, &expected).unwrap();
    }
    let found = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(found, expected, "run the tests with PALINT_BLESS=1");
}

fn list() -> String {
    let mut text =
        "# The rules of palint\n\n`palint explain RULE` prints a page. A rule that is off speaks \
                    where a policy, `--select` or a severity names it.\n"
            .to_owned();
    for (group, rules) in GROUPS.iter().filter(|(_, rules)| !rules.is_empty()) {
        writeln!(text, "\n## {group}\n\n| rule | severity | fix | |\n| --- | --- | --- | --- |")
            .unwrap();
        for rule in *rules {
            let fix = if rule.fixable { "yes" } else { "" };
            let off = if rule.is_off_by_default() { ", off" } else { "" };
            let (id, severity, summary) = (rule.id, rule.severity, rule.summary());
            writeln!(text, "| [{id}]({id}.md) | {severity}{off} | {fix} | {summary} |").unwrap();
        }
    }
    text
}

/// The layers of the crate, the lowest first; what is not named here stands on top.
const LAYERS: [(&str, &[&str]); 5] = [
    ("source", &["source", "limits", "date", "nearest"]),
    ("syntax", &["syntax"]),
    ("files", &["files"]),
    ("finding", &["finding", "rules.rs"]),
    ("model", &["model", "render"]),
];

fn layer_of(module: &str) -> usize {
    let found = LAYERS.iter().position(|(_, modules)| modules.contains(&module));
    found.unwrap_or(LAYERS.len())
}

#[test]
fn no_layer_looks_up() {
    for path in files_below("src", "rs") {
        let inside = path.strip_prefix(project().join("src")).unwrap().to_str().unwrap().to_owned();
        // `rules.rs` says what a rule is, and so names what rules read.
        if inside == "rules.rs" || inside == "finding.rs" {
            continue;
        }
        let module = inside.split('/').next().unwrap().trim_end_matches(".rs");
        let text = fs::read_to_string(&path).unwrap();
        for rest in text.split("crate::").skip(1) {
            let used =
                rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default();
            let allowed = layer_of(module) >= layer_of(used) || layer_of(module) == LAYERS.len();
            assert!(allowed, "{inside} uses crate::{used}, which lies above it");
        }
    }
}

#[test]
fn only_the_edges_touch_the_disk() {
    let allowed = ["files", "discover", "cli"];
    for path in files_below("src", "rs") {
        let inside = path.strip_prefix(project().join("src")).unwrap().to_str().unwrap().to_owned();
        let module = inside.split('/').next().unwrap().trim_end_matches(".rs");
        let text = fs::read_to_string(&path).unwrap();
        let touches = text.contains("std::fs") || text.contains("File::open");
        assert!(!touches || allowed.contains(&module), "{inside} touches the disk");
    }
}
