//! Whatever bytes the files of a pack hold: palint ends, reports, and every range it gives is text.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod support {
    pub mod mutation;
    pub mod page;
    pub mod run;
    pub mod scratch;
    pub mod tree;
}

use palint::engine::Report;
use palint::finding::Place;
use palint::source::TextRange;
use proptest::prelude::*;
use support::mutation::{examples, mutate, mutated, mutation, mutations};
use support::run::{lines, lint};
use support::scratch::base;
use support::tree::Tree;

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
        let before = span.file().full_line_around(span.range().start).start;
        let ranges = [span.range(), TextRange::new(before, span.range().start.max(before))];
        for range in ranges {
            assert_eq!(span.file().slice(range).len(), range.len() as usize, "{span:?}");
        }
    }
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
        let before = lint(tree, ".");
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
        let before = lint(tree, ".");
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

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn mutated_packs_are_linted(
        example in any::<prop::sample::Index>(),
        changes in mutations(),
    ) {
        let examples = examples();
        assert_places(&lint(&mutated(&example.get(examples).1, &changes), "."));
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
