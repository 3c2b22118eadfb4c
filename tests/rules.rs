//! Executes the examples on the rules' pages.
//!
//! Bad lies over a clean base pack and must give exactly the diagnostics of its output block; Good
//! lies over Bad and must be silent under every rule; a fix must remove its finding. With the word
//! `registry` in its heading an example has several packs, each directory below `packs` lying over
//! the base pack. With `registry=registry` profiles are resolved against the packs below `registry`,
//! each lying over the base pack of its layer; the base add-on is there in any case. `profile=infra` (`full`, `add-on`, `app`) makes it an example of profiles. With `PALINT_BLESS=1` the output blocks are rewritten: read what it wrote.
//! `PALINT_RULE=group/name` runs one page.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod support {
    pub mod page;
    pub mod run;
    pub mod tree;
}

use std::path::{Path, PathBuf};

use palint::engine::{Diagnostic, Report};
use palint::rules::{self, Check, Rule};
use support::page::{Block, Section, sections};
use support::run::{lines, lint, lint_against, lint_registry, targets};
use support::tree::Tree;

fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn base(layer: &str) -> Tree {
    let directory = project().join("fixtures/base").join(layer);
    assert!(directory.is_dir(), "there is no base pack `{layer}`");
    Tree::load(&directory)
}

fn page_of(rule: &Rule) -> PathBuf {
    project().join("rules").join(format!("{}.md", rule.id))
}

/// The base of an example of profiles: one file, `profile.json`, `.yaml` or `.tf`.
fn base_profile(kind: &str) -> Tree {
    let directory = project().join("fixtures/base-profile").join(kind);
    assert!(directory.is_dir(), "there is no base profile `{kind}`");
    Tree::load(&directory)
}

#[test]
fn base_profiles_are_silent() {
    for kind in ["add-on", "app", "full", "infra"] {
        let report = lint(&base_profile(kind), ".");
        assert_eq!((lines(&report).as_str(), report.profiles), ("", 1), "{kind}");
    }
}

#[test]
fn base_packs_are_silent() {
    for layer in ["addon", "cni", "csi", "k8s", "os"] {
        assert_eq!(lines(&lint(&base(layer), ".")), "", "{layer}");
    }
}

#[test]
fn every_page_holds() {
    let only = std::env::var("PALINT_RULE").ok();
    let wanted = |rule: &&Rule| only.as_ref().is_none_or(|only| rule.id == only);
    let failures: Vec<String> = rules::all().filter(wanted).flat_map(check_page).collect();
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

/// Rules about what only a disk has, such as pipes: tests/structure.rs makes them speak.
const NEED_A_DISK: [&str; 1] = ["structure/unreadable-file"];

fn check_page(rule: &'static Rule) -> Vec<String> {
    let sections = sections(rule.page);
    let mut failures = Vec::new();
    let mut bad: Option<Example> = None;
    let mut fired = false;
    for section in &sections {
        if section.is_bad() {
            let example = Example::new(section);
            fired |= example.report.diagnostics.iter().any(|d| d.rule.id == rule.id);
            failures.extend(example.check(rule, section));
            bad = Some(example);
        } else if section.is_good() {
            let Some(bad) = &bad else {
                failures.push(format!("{}: Good comes before any Bad", rule.id));
                continue;
            };
            failures.extend(check_good(rule, section, bad));
        }
    }
    // What needs a disk or a bug has tests of its own.
    let shown_elsewhere = matches!(rule.check, Check::Engine) || NEED_A_DISK.contains(&rule.id);
    if !fired && !shown_elsewhere {
        failures.push(format!("{}: no Bad example makes the rule speak", rule.id));
    }
    if !sections.iter().any(Section::is_good) && !shown_elsewhere {
        failures.push(format!("{}: there is no Good example", rule.id));
    }
    failures
}

fn check_good(rule: &Rule, section: &Section, bad: &Example) -> Vec<String> {
    let good = bad.changed(section);
    match lines(&good.report) {
        silent if silent.is_empty() => Vec::new(),
        said => vec![format!("{}: Good is not silent:\n{said}", rule.id)],
    }
}

struct Example {
    tree: Tree,
    root: String,
    /// Where the example is of several packs: what each of them lies over.
    registry: Option<Tree>,
    /// True where profiles are resolved against the packs below `registry`.
    is_resolved: bool,
    report: Report,
}

/// The profiles beside the registry.
fn profiles(tree: &Tree) -> Vec<palint::discover::Target> {
    let mut tree = tree.clone();
    tree.remove("registry");
    targets(&tree, ".")
}

/// The packs below `registry`, each over the base pack of its layer.
fn packs(tree: &Tree) -> Vec<(String, Tree)> {
    let mut packs = vec![("registry/demo-1.2.3".to_owned(), base("addon"))];
    for directory in tree.packs_in("registry") {
        let own = tree.below(&directory);
        let json: serde_json::Value = serde_json::from_slice(&own.0["pack.json"]).unwrap();
        let mut pack = base(json["layer"].as_str().unwrap_or("addon"));
        pack.0.extend(own.0);
        packs.retain(|(known, _)| *known != directory);
        packs.push((directory, pack));
    }
    packs
}

impl Example {
    fn new(section: &Section) -> Self {
        let base = match section.attribute("profile") {
            Some(kind) => base_profile(kind),
            None => base(section.attribute("layer").unwrap_or("addon")),
        };
        let (tree, registry) = match section.is_registry() {
            true => (Tree::default(), Some(base)),
            false => (base, None),
        };
        let (root, is_resolved) = (".".to_owned(), section.is_resolved());
        let empty = Self { tree, root, registry, is_resolved, report: Report::default() };
        empty.changed(section)
    }

    /// This example with the blocks of a section laid over it.
    fn changed(&self, section: &Section) -> Self {
        let mut tree = self.tree.clone();
        section.blocks.iter().for_each(|block| block.apply(&mut tree));
        if let Some(base) = &self.registry {
            tree.lay_over(base);
        }
        let root = section.attribute("dir").unwrap_or(&self.root).to_owned();
        let report = self.report_of(&tree, &root);
        let (registry, is_resolved) = (self.registry.clone(), self.is_resolved);
        Self { tree, root, registry, is_resolved, report }
    }

    fn report_of(&self, tree: &Tree, root: &str) -> Report {
        match (&self.registry, self.is_resolved) {
            (Some(_), _) => lint_registry(tree),
            (None, true) => lint_against(&profiles(tree), &packs(tree)),
            (None, false) => lint(tree, root),
        }
    }

    fn check(&self, rule: &'static Rule, section: &Section) -> Vec<String> {
        let said = lines(&self.report);
        let mut failures = Vec::new();
        match section.blocks.iter().find(|block| block.is_output()) {
            Some(block) if block.text == said => {}
            Some(block) if std::env::var_os("PALINT_BLESS").is_some() => bless(rule, block, &said),
            Some(block) => {
                let heading = &section.heading;
                let expected = &block.text;
                failures.push(format!(
                    "{}: `{heading}` says\n{said}and the page says\n{expected}",
                    rule.id
                ));
            }
            None => failures.push(format!("{}: Bad has no output block", rule.id)),
        }
        let own = self.report.diagnostics.iter().filter(|d| d.rule.id == rule.id);
        failures.extend(own.filter_map(|diagnostic| self.check_fix(rule, diagnostic)));
        failures
    }

    /// A fix must remove its own finding.
    fn check_fix(&self, rule: &'static Rule, diagnostic: &Diagnostic) -> Option<String> {
        let fix = diagnostic.finding.fix.as_ref()?;
        if !rule.fixable {
            return Some(format!("{}: has a fix, but is not marked fixable", rule.id));
        }
        let mut tree = self.tree.clone();
        let mut edits: Vec<_> = fix.edits.iter().collect();
        edits.sort_by_key(|edit| std::cmp::Reverse(edit.at.range()));
        for edit in edits {
            let path = edit.at.file().path().as_str();
            let path = path.strip_prefix(&format!("{}/", self.root)).unwrap_or(path).to_owned();
            let bytes = tree.0.get_mut(&path).expect("a fix edits a file of the pack");
            bytes.splice(edit.at.range().to_usize(), edit.text.bytes());
        }
        let left = self.report_of(&tree, &self.root);
        let same = |d: &&Diagnostic| {
            d.rule.id == rule.id && d.finding.message == diagnostic.finding.message
        };
        let count = |report: &Report| report.diagnostics.iter().filter(same).count();
        (count(&left) >= count(&self.report))
            .then(|| format!("{}: its fix leaves the finding:\n{}", rule.id, lines(&left)))
    }
}

fn bless(rule: &Rule, block: &Block, said: &str) {
    let path = page_of(rule);
    let page = std::fs::read_to_string(&path).unwrap();
    // Earlier blocks of the page may have been rewritten already, so the place is searched.
    let old = format!("```text output\n{}```", block.text);
    let new = format!("```text output\n{said}```");
    let from =
        block.start.saturating_sub(page.len().abs_diff(rule.page.len()) + 40).min(page.len());
    let from = (0..=from).rev().find(|at| page.is_char_boundary(*at)).unwrap_or(0);
    let at = page[from..].find(&old).map(|at| from + at).expect("the block is in the page");
    std::fs::write(&path, format!("{}{new}{}", &page[..at], &page[at + old.len()..])).unwrap();
}
