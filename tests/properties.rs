//! Whatever bytes the files of a pack hold: palint ends, reports, and every range it gives is text.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod support {
    pub mod page;
    pub mod run;
    pub mod tree;
}

use std::path::Path;

use palint::engine::Report;
use palint::finding::Place;
use palint::rules;
use palint::source::TextRange;
use proptest::prelude::*;
use support::page::sections;
use support::run::{lines, lint};
use support::tree::Tree;

fn base(layer: &str) -> Tree {
    Tree::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/base").join(layer))
}

fn places(report: &Report) -> impl Iterator<Item = &Place> {
    report.diagnostics.iter().flat_map(|diagnostic| {
        let labels = diagnostic.finding.labels.iter().map(|label| &label.at);
        std::iter::once(&diagnostic.finding.at).chain(labels)
    })
}

fn assert_places(report: &Report) {
    for diagnostic in &report.diagnostics {
        assert_ne!(diagnostic.rule.id, "syntax/internal-error", "{}", diagnostic.finding.message);
    }
    for span in places(report).filter_map(Place::span) {
        // A slice that is no text is empty: so an empty range is looked at from its line's start.
        let before = span.file().full_line(span.start().line).start;
        let ranges = [span.range(), TextRange::new(before, span.range().start.max(before))];
        for range in ranges {
            assert_eq!(span.file().slice(range).len(), range.len() as usize, "{span:?}");
        }
    }
}

/// The tree of every Bad and Good example.
fn examples() -> Vec<(String, Tree)> {
    let mut examples = Vec::new();
    for rule in rules::all() {
        let mut tree = Tree::default();
        for section in sections(rule.page) {
            if section.is_bad() {
                tree = base(section.attribute("layer").unwrap_or("addon"));
            }
            if section.is_bad() || section.is_good() {
                section.blocks.iter().for_each(|block| block.apply(&mut tree));
                examples.push((format!("{}: {}", rule.id, section.heading), tree.clone()));
            }
        }
    }
    examples
}

/// Texts that are no member of an archive and no picture.
fn edit_texts(tree: &mut Tree, edit: impl Fn(&str) -> String) {
    for (path, bytes) in &mut tree.0 {
        if path.ends_with(".png") {
            continue;
        }
        if let Ok(text) = std::str::from_utf8(bytes) {
            *bytes = edit(text).into_bytes();
        }
    }
}

/// What each diagnostic says and underlines, without where.
fn subjects(report: &Report) -> Vec<(String, String)> {
    let subject = |diagnostic: &palint::engine::Diagnostic| {
        let text = diagnostic.finding.at.span().map(|span| span.text().to_owned());
        // Texts over several lines differ in their line breaks.
        let text = text.unwrap_or_default().replace('\r', "");
        (format!("{}: {}", diagnostic.rule.id, diagnostic.finding.message), text)
    };
    let mut subjects: Vec<_> = report.diagnostics.iter().map(subject).collect();
    subjects.sort();
    subjects
}

#[test]
fn carriage_returns_move_ranges_and_change_nothing_else() {
    for (name, tree) in examples() {
        let before = lint(&tree, ".");
        assert_places(&before);
        let mut windows = tree.clone();
        edit_texts(&mut windows, |text| text.replace("\r\n", "\n").replace('\n', "\r\n"));
        let after = lint(&windows, ".");
        assert_places(&after);
        assert_eq!(subjects(&after), subjects(&before), "{name}\n{}", lines(&after));
    }
}

#[test]
fn wide_characters_move_ranges_and_change_nothing_else() {
    for (name, tree) in examples() {
        let before = lint(&tree, ".");
        let mut wide = tree.clone();
        for (path, bytes) in &mut wide.0 {
            let header = "# ключ: 日本語 🎉\n";
            // A header stands above the keys only where the first line is one.
            if path.ends_with(".yaml") && !path.contains("!/") && !bytes.starts_with(b"#") {
                bytes.splice(0..0, header.bytes());
            }
        }
        let after = lint(&wide, ".");
        assert_places(&after);
        assert_eq!(subjects(&after), subjects(&before), "{name}\n{}", lines(&after));
    }
}

/// A small change that turns real-looking text into nearly real-looking text.
#[derive(Debug, Clone)]
enum Mutation {
    Delete(usize, usize),
    Insert(usize, Vec<u8>),
    Duplicate(usize, usize),
    Truncate(usize),
}

fn mutation() -> impl Strategy<Value = Mutation> {
    let snippet = prop_oneof![
        Just(b"{{".to_vec()),
        Just(b"\n  - ".to_vec()),
        Just(b"\"".to_vec()),
        Just(b": ".to_vec()),
        Just(b"&a [*a]".to_vec()),
        Just(b"\xff\xfe".to_vec()),
        Just("é\u{202e}".as_bytes().to_vec()),
        prop::collection::vec(any::<u8>(), 0..6),
    ];
    prop_oneof![
        (any::<usize>(), 1..20usize).prop_map(|(at, length)| Mutation::Delete(at, length)),
        (any::<usize>(), snippet).prop_map(|(at, bytes)| Mutation::Insert(at, bytes)),
        (any::<usize>(), 1..80usize).prop_map(|(at, length)| Mutation::Duplicate(at, length)),
        any::<usize>().prop_map(Mutation::Truncate),
    ]
}

fn mutate(bytes: &mut Vec<u8>, mutation: &Mutation) {
    let length = bytes.len();
    let place = |at: &usize| at % (length + 1);
    match mutation {
        Mutation::Delete(at, count) => {
            let at = place(at);
            bytes.drain(at..(at + count).min(length));
        }
        Mutation::Insert(at, new) => {
            bytes.splice(place(at)..place(at), new.iter().copied());
        }
        Mutation::Duplicate(at, count) => {
            let at = place(at);
            let copy = bytes[at..(at + count).min(length)].to_vec();
            bytes.splice(at..at, copy);
        }
        Mutation::Truncate(at) => bytes.truncate(place(at)),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn mutated_packs_are_linted(
        example in any::<prop::sample::Index>(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), mutation()), 1..6),
    ) {
        let examples = examples();
        let (_, mut tree) = example.get(&examples).clone();
        for (file, mutation) in &changes {
            let paths: Vec<String> = tree.0.keys().cloned().collect();
            let path = file.get(&paths).clone();
            mutate(tree.0.get_mut(&path).unwrap(), mutation);
        }
        assert_places(&lint(&tree, "."));
    }

    #[test]
    fn mutated_archives_are_linted(
        changes in prop::collection::vec(mutation(), 1..4),
    ) {
        let mut packed = base("addon").packed();
        let archive = packed.get_mut("charts/demo-1.2.3.tgz").unwrap();
        let mut bytes = archive.to_vec();
        changes.iter().for_each(|change| mutate(&mut bytes, change));
        *archive = bytes.into();
        let tree = Tree(packed.into_iter().map(|(path, bytes)| (path, bytes.to_vec())).collect());
        assert_places(&lint(&tree, "."));
    }
}
