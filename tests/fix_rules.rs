//! Every fix and every comment that silences, over every example of every rule's page.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod support {
    pub mod page;
    pub mod run;
    pub mod scratch;
    pub mod tree;
}

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

use palint::discover::Target;
use palint::engine::Diagnostic;
use palint::finding::Safety;
use palint::fix::{self, Fixed, Options};
use palint::rules::{self, Rule, Severity};
use palint::source::VirtualPath;
use proptest::prelude::*;
use support::page::sections;
use support::run::{lines, lint_targets, settings, targets};
use support::scratch::{Scratch, base, base_profile, err, out};
use support::tree::Tree;

/// A Bad example of a page, or a broken pack.
struct Example {
    name: String,
    tree: Tree,
    root: String,
    is_registry: bool,
}

impl Example {
    fn targets(&self) -> Vec<Target> {
        match self.is_registry {
            true => {
                let packs = self.tree.packs().into_iter();
                packs
                    .flat_map(|directory| targets(&self.tree.below(&directory), &directory))
                    .collect()
            }
            false => targets(&self.tree, &self.root),
        }
    }
}

fn examples() -> Vec<Example> {
    let mut examples = Vec::new();
    for rule in rules::all() {
        for section in sections(rule.page).iter().filter(|section| section.is_bad()) {
            let layer = match section.attribute("profile") {
                Some(kind) => base_profile(kind),
                None => base(section.attribute("layer").unwrap_or("addon")),
            };
            let is_registry = section.is_registry();
            let mut tree = if is_registry { Tree::default() } else { layer.clone() };
            section.blocks.iter().for_each(|block| block.apply(&mut tree));
            if is_registry {
                tree.lay_over(&layer);
            }
            let root = section.attribute("dir").unwrap_or(".").to_owned();
            let name = format!("{}: {}", rule.id, section.heading);
            examples.push(Example { name, tree, root, is_registry });
        }
    }
    let errors = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/err");
    for entry in std::fs::read_dir(errors).unwrap() {
        let path = entry.unwrap().path();
        let mut tree = Tree::load(&path);
        tree.0.remove("expected.txt");
        let name = path.display().to_string();
        examples.push(Example { name, tree, root: ".".to_owned(), is_registry: false });
    }
    examples
}

fn fixed(targets: &[Target], unsafe_too: bool) -> Vec<Fixed> {
    let rules: Vec<&Rule> = rules::all().collect();
    let settings = settings();
    let options = Options { rules: &rules, settings: &settings, unsafe_too };
    fix::fix(targets, &lint_targets(targets), options).unwrap()
}

fn overlaid(targets: &[Target], fixed: &[Fixed]) -> Vec<Target> {
    targets.iter().zip(fixed).map(|(target, fixed)| target.overlaid(&fixed.after)).collect()
}

fn is_fixable(diagnostic: &Diagnostic, unsafe_too: bool) -> bool {
    let fix = diagnostic.finding.fix.as_ref();
    let applies = |fix: &&palint::finding::Fix| {
        let on_disk = fix.edits.iter().all(|edit| edit.at.file().path().inside().is_none());
        on_disk && (unsafe_too || fix.safety == Safety::Safe)
    };
    fix.filter(applies).is_some()
}

#[test]
fn a_second_run_finds_nothing_fixable() {
    let mut rules = std::collections::BTreeSet::new();
    let mut left = String::new();
    for example in examples() {
        let targets = example.targets();
        for unsafe_too in [false, true] {
            let fixed = fixed(&targets, unsafe_too);
            rules.extend(fixed.iter().flat_map(|fixed| fixed.rules.iter().copied()));
            let report = lint_targets(&overlaid(&targets, &fixed));
            for diagnostic in report.diagnostics.iter().filter(|d| is_fixable(d, unsafe_too)) {
                let line = palint::report::concise::line(diagnostic);
                left += &format!("{} (unsafe: {unsafe_too}):\n  {line}\n", example.name);
            }
        }
    }
    assert_eq!(left, "");
    let fixable: Vec<_> = rules::all().filter(|rule| rule.fixable).map(|rule| rule.id).collect();
    assert_eq!(rules.into_iter().collect::<Vec<_>>(), fixable, "every promised fix is applied");
}

/// What is outside the edits that the report offers is not touched.
#[test]
fn only_the_places_of_findings_change() {
    // What a second round changes is in no report; the snapshot below has such a pack.
    for example in examples().into_iter().filter(|example| !example.name.contains("fixtures")) {
        let targets = example.targets();
        let report = lint_targets(&targets);
        let mut places: BTreeMap<String, (usize, usize)> = BTreeMap::new();
        let fixes = report.diagnostics.iter().filter(|d| is_fixable(d, true));
        for edit in fixes.flat_map(|d| &d.finding.fix.as_ref().unwrap().edits) {
            let range = edit.at.range().to_usize();
            let place = places.entry(edit.at.file().path().as_str().to_owned());
            let place = place.or_insert((range.start, range.end));
            *place = (place.0.min(range.start), place.1.max(range.end));
        }
        for (target, fixed) in targets.iter().zip(fixed(&targets, true)) {
            for (path, after) in &fixed.after {
                let before = &fixed.before[path];
                let (start, end) = places[target.root().join(path).as_str()];
                let name = format!("{}: {path}", example.name);
                assert_eq!(before[..start], after[..start], "{name}");
                assert!(after.ends_with(&before[end..]), "{name}");
            }
        }
    }
}

#[test]
fn line_breaks_stay_what_they_are() {
    for mut example in examples() {
        let is_text = |path: &str| !path.contains("!/") && !path.ends_with(".png");
        for (_, bytes) in example.tree.0.iter_mut().filter(|(path, _)| is_text(path)) {
            let Ok(text) = std::str::from_utf8(bytes) else { continue };
            *bytes = text.replace("\r\n", "\n").replace('\n', "\r\n").into_bytes();
        }
        for fixed in fixed(&example.targets(), true) {
            for (path, after) in &fixed.after {
                let text = String::from_utf8_lossy(after);
                assert!(!text.replace("\r\n", "").contains('\n'), "{}: {path}", example.name);
            }
        }
    }
}

#[test]
fn a_broken_pack_is_mended_as_it_should_be() {
    let mut text = Vec::new();
    for example in examples().iter().filter(|example| example.name.contains("fixtures")) {
        let [fixed] = &fixed(&example.targets(), true)[..] else { panic!("{}", example.name) };
        for (path, after) in &fixed.after {
            text.extend(fix::diff::unified(path, Some(&fixed.before[path]), after));
        }
    }
    insta::assert_snapshot!(String::from_utf8(text).unwrap());
}

/// A small change that turns real-looking text into nearly real-looking text.
fn mutation() -> impl Strategy<Value = (usize, usize, &'static str)> {
    let snippets = prop::sample::select(vec!["", "\n", " ", "\"", ": ", "- ", "é", "#", ",", "{{"]);
    (any::<usize>(), 0..12usize, snippets)
}

fn mutated(bytes: &[u8], (at, length, snippet): (usize, usize, &str)) -> Vec<u8> {
    let at = at % (bytes.len() + 1);
    let end = (at + length).min(bytes.len());
    [&bytes[..at], snippet.as_bytes(), &bytes[end..]].concat()
}

static EXAMPLES: LazyLock<Vec<Example>> =
    LazyLock::new(|| examples().into_iter().filter(|example| !example.is_registry).collect());

fn errors(targets: &[Target], group: &str) -> usize {
    let report = lint_targets(targets);
    let grave = report.diagnostics.iter().filter(|d| d.severity == Severity::Error);
    grave.filter(|d| d.rule.group() == group).count()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// Whatever the text is: what is fixed still parses, its finding is gone, and fixing ends.
    #[test]
    fn fixes_hold_in_any_text(nth in any::<usize>(), changes in prop::collection::vec(mutation(), 1..4)) {
        let example = &EXAMPLES[nth % EXAMPLES.len()];
        let mut tree = example.tree.clone();
        for (path, bytes) in &mut tree.0 {
            if !path.ends_with(".png") && !path.contains("!/") {
                *bytes = changes.iter().fold(bytes.clone(), |bytes, change| mutated(&bytes, *change));
            }
        }
        let targets = targets(&tree, &example.root);
        let done = fixed(&targets, true);
        let after = overlaid(&targets, &done);
        if done[0].rules.iter().all(|rule| !rule.starts_with("syntax/")) {
            prop_assert!(errors(&after, "syntax") <= errors(&targets, "syntax"));
        }
        let again = fixed(&after, true);
        prop_assert!(again[0].after.is_empty(), "{:?}", again[0].rules);
    }
}

/// What has no place for a comment and none in palint.yaml: mistakes of palint.yaml itself.
fn is_about_a_config(line: &str) -> bool {
    line.contains("palint.yaml:") && line.contains("[suppression/")
}

fn add_ignores(scratch: &Scratch, more: &[&str]) -> (String, String) {
    let ignore = ["check", "--today", "2026-01-01", "--add-ignores", "--reason", "é: \"x\" ] #1"];
    let output = scratch.palint(&[&ignore[..], more].concat());
    let said = err(&output).to_owned();
    assert_ne!(output.status.code(), Some(2), "{said}");
    let left = scratch.concise(more).0;
    (left.lines().filter(|line| !is_about_a_config(line)).collect::<Vec<_>>().join("\n"), said)
}

#[test]
fn after_adding_ignores_nothing_is_left() {
    let scratch = Scratch::new("ignores-all");
    for (nth, example) in examples().iter().filter(|e| !e.is_registry).enumerate() {
        let directory = scratch.0.join(format!("{nth:03}")).join(&example.root);
        example.tree.write(&directory);
    }
    let registry = ["--ignore", "registry"];
    let (before, _) = scratch.concise(&registry);
    assert!(before.lines().count() > 300, "{before}");
    let (left, said) = add_ignores(&scratch, &registry);
    assert_eq!(left, "", "{said}");
    let written = scratch.everything();
    let again = scratch.palint(&[
        "check",
        "--add-ignores",
        "--reason",
        "again",
        "--today",
        "2026-01-01",
        registry[0],
        registry[1],
    ]);
    assert_eq!(scratch.everything(), written, "{}", out(&again));
}

#[test]
fn findings_about_several_packs_are_ignored_too() {
    for (nth, example) in examples().iter().filter(|e| e.is_registry).enumerate() {
        let scratch = Scratch::new(&format!("ignores-registry-{nth}"));
        example.tree.write(&scratch.0);
        assert_ne!(scratch.concise(&[]).0, "", "{}", example.name);
        let (left, said) = add_ignores(&scratch, &[]);
        assert_eq!(left, "", "{}: {said}", example.name);
    }
}

#[test]
fn comments_change_no_meaning() {
    for example in examples() {
        for target in example.targets() {
            let rules: Vec<&Rule> = rules::all().collect();
            let settings = settings();
            let report = lint_targets(std::slice::from_ref(&target));
            let told: Vec<_> = report.diagnostics.iter().collect();
            let options =
                palint::silence::Options { rules: &rules, settings: &settings, reason: "why" };
            let done = palint::silence::comments(&target, &told, options);
            for (path, after) in &done.after {
                let name = VirtualPath::new(path.clone());
                let parse = |bytes: &[u8]| {
                    let file = palint::source::SourceFile::from_bytes(name.clone(), bytes.to_vec());
                    let document = palint::syntax::yaml::parse(&file);
                    document.roots().map(|root| root.map(|r| r.to_json())).collect::<Vec<_>>()
                };
                if !path.starts_with("manifests") {
                    assert_eq!(parse(&done.before[path]), parse(after), "{}", example.name);
                }
            }
            let after = lint_targets(&[target.overlaid(&done.after)]);
            let unused = |d: &&Diagnostic| d.rule.id == "suppression/unused";
            assert_eq!(
                after.diagnostics.iter().filter(unused).count(),
                report.diagnostics.iter().filter(unused).count(),
                "{}\n{}",
                example.name,
                lines(&after)
            );
        }
    }
}
