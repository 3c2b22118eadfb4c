//! The measured rules of how go-yaml reads, one test each, and the ranges of what was read.

use std::sync::Arc;

use super::parse;
use crate::limits;
use crate::source::{SourceFile, TextRange, VirtualPath};
use crate::syntax::scalar::Scalar;
use crate::syntax::tree::{Document, Kind, NodeRef, ProblemKind, Style};
use proptest::prelude::*;

fn document(text: &str) -> Document {
    parse(&SourceFile::new(VirtualPath::new("values.yaml"), text))
}

fn clean(text: &str) -> Document {
    let document = document(text);
    assert!(document.problems().is_empty(), "{text}: {:?}", document.problems());
    document
}

fn at<'d>(document: &'d Document, pointer: &str) -> NodeRef<'d> {
    document.at_pointer(pointer).unwrap_or_else(|| panic!("{pointer} is not in the tree"))
}

fn text(document: &Document, pointer: &str) -> String {
    at(document, pointer).span().text().to_owned()
}

#[test]
fn keys_are_resolved_like_values() {
    let document = clean("on: 1\ny: 2\n0x10: 3\nname: 4\n\"on\": 5\n");
    let names: Vec<_> = document.root().unwrap().entries().map(|e| e.name()).collect();
    assert_eq!(names, ["true", "true", "16", "name", "on"]);
}

#[test]
fn empty_values_are_null_with_an_empty_range_behind_the_key() {
    let document = clean("a:\nb: ~\nc: \"\"\n");
    assert_eq!(at(&document, "/a").kind(), Kind::Null);
    assert!(at(&document, "/a").range().is_empty());
    assert_eq!(text(&document, "/b"), "~");
    assert_eq!(at(&document, "/c").as_str(), Some(""));
}

#[test]
fn quoted_and_tagged_scalars_keep_their_type() {
    let document = clean("a: 'on'\nb: !!str 12\nc: !!int \"12\"\nd: !custom 12\n");
    assert_eq!(at(&document, "/a").as_str(), Some("on"));
    assert_eq!(at(&document, "/b").as_str(), Some("12"));
    assert_eq!(at(&document, "/c").scalar(), Some(Scalar::Int(12)));
    assert_eq!(at(&document, "/d").kind(), Kind::String);
    assert_eq!(at(&document, "/d").tag(), Some("!custom"));
}

#[test]
fn a_block_scalar_at_the_end_has_no_invented_line_break() {
    assert_eq!(at(&clean("a: |\n  x"), "/a").as_str(), Some("x"));
    assert_eq!(at(&clean("a: |\n  x\n"), "/a").as_str(), Some("x\n"));
    assert_eq!(at(&clean("a: |-\n  x\n"), "/a").as_str(), Some("x"));
    assert_eq!(at(&clean("a: |+\n  x\n\n"), "/a").as_str(), Some("x\n\n"));
}

#[test]
fn block_scalars_span_their_content_from_its_first_character() {
    let document = clean("a: |\n  é\n  y\nb: >-\n  folded\n  text\n");
    assert_eq!(text(&document, "/a"), "é\n  y\n");
    assert_eq!(at(&document, "/a").style(), Style::Literal);
    assert_eq!(at(&document, "/b").as_str(), Some("folded text"));
}

#[test]
fn collections_span_their_content_and_not_the_comments_behind_it() {
    let source = "a:\n  b: 1\n  c: 2 # two\n\n# about d\nd: [1, {e: 2}]\n";
    let document = clean(source);
    assert_eq!(text(&document, "/a"), "b: 1\n  c: 2");
    assert_eq!(text(&document, "/d"), "[1, {e: 2}]");
    assert_eq!(text(&document, "/d/1"), "{e: 2}");
    let comments: Vec<_> =
        document.comments().iter().map(|range| document.file().slice(*range)).collect();
    assert_eq!(comments, ["# two", "# about d"]);
}

#[test]
fn sequences_start_at_their_first_dash_indented_or_not() {
    let document = clean("a:\n- 1\n- 2\nb:\n  - 1\nc:\n-\n  x: 1\n");
    assert_eq!(text(&document, "/a"), "- 1\n- 2");
    assert_eq!(text(&document, "/b"), "- 1");
    assert_eq!(text(&document, "/c"), "-\n  x: 1");
}

#[test]
fn sequences_start_at_their_own_dash_where_items_start_with_one() {
    let source = "a:\n- -e\nb:\n- - x\n  - y\nc: &é-\n  - -z\nd:\n  - - 1\n    - 2\n";
    for source in [source.to_owned(), source.replace('\n', "\r\n")] {
        let document = document(&source);
        let lines = |pointer: &str| text(&document, pointer).replace('\r', "");
        assert_eq!(lines("/a"), "- -e");
        assert_eq!(lines("/b"), "- - x\n  - y");
        assert_eq!(lines("/b/0"), "- x\n  - y");
        assert_eq!(lines("/c"), "- -z");
        assert_eq!(lines("/d"), "- - 1\n    - 2");
        assert_eq!(lines("/d/0"), "- 1\n    - 2");
    }
}

#[test]
fn sequences_start_at_their_dash_where_a_comment_stands_behind_it() {
    let source = "a:\n- # - c: #\n\n  # d\n  x: *y\n- z\nb: &y 1\n";
    let document = document(&source.replace("*y", "1"));
    assert_eq!(text(&document, "/a"), "- # - c: #\n\n  # d\n  x: 1\n- z");
}

#[test]
fn only_a_written_marker_has_a_length() {
    let document = clean("é: 1\n---\nb: 2\n");
    let markers = document.documents().map(|(marker, _)| document.file().slice(marker));
    assert_eq!(markers.collect::<Vec<_>>(), ["", "---"]);
    for source in ["\u{feff}- a\n", "# c\n'a b': 1\n", "text\n"] {
        assert!(clean(source).documents().all(|(marker, _)| marker.is_empty()), "{source}");
    }
}

#[test]
fn block_scalars_end_with_their_last_line() {
    let document = clean("a:\n  b: |\n    é\n  c: >\n    x\n\n  d: |+\n    y \n");
    assert_eq!(text(&document, "/a/b"), "é\n");
    assert_eq!(text(&document, "/a/c"), "x\n\n");
    assert_eq!(text(&document, "/a/d"), "y \n");
}

// Each was given to Helm 4.1.4, which refuses it.
#[test]
fn what_helm_refuses_is_invalid_where_it_stands() {
    let cases = [
        ("é: \"\\\\/a", "\\/", "\"\n"),
        ("a: [http://é/", "?", "b=c]\n"),
        ("a: [", ":", ":1]\n"),
        ("a: {b", ":", ", c: d}\n"),
        ("a: {\"b\"\n", ":", " c}\n"),
        ("", "%YAML 1.2", "\n---\na: 1\n"),
        ("# é\n", "%OTHER", "\n---\na: 1\n"),
        ("a: ", "&é", " 1\n"),
        ("", ":", " a\n"),
        ("", "~", ": a\n"),
        ("-", "\t", "x\n"),
        ("é: \"x\"\n", "\t", "\nb: 1\n"),
        ("a: x\n", "\t", "\nb: 1\n"),
        ("a:\n  b: x\n ", "\t", "\n  c: 1\n"),
        ("# é\n", "\t", "# d\nb: 1\n"),
        ("a: x # c\n  ", "\t", "# d\nb: 1\n"),
        ("a:\n  ", "\t", "b: 1\n"),
        ("a: [x]\r\n", "\t", "\r\nb: 1\r\n"),
        ("a: |\n ", "\t", "x\n"),
        ("a: |\n  x\n ", "\t", "\nb: 1\n"),
        ("a: é\n", "\t", "\n  x\n"),
        ("a: 1\n", "\t", ""),
    ];
    for (before, place, after) in cases {
        let document = document(&format!("{before}{place}{after}"));
        let found: Vec<_> = document.problems().iter().map(|p| (p.kind, p.range)).collect();
        let range = TextRange::from_usize(before.len()..before.len() + place.len());
        assert_eq!(found, [(ProblemKind::Invalid, range)], "{before}{place}{after}");
    }
}

// Each was given to Helm 4.1.4, which reads it.
#[test]
fn what_helm_reads_is_not_told() {
    let sources = [
        "a:\tx\n",
        "a: b\t# c\n",
        "a\t: 1\n",
        "a: x\n \t\nb: 1\n",
        "a:\n  b: x\n   \t\n  c: 1\n",
        "a: x\n  \t# c\nb: y\n",
        "a:\t\n  b: 1\n",
        "a: &x\t1\n",
        "a: |\t\n  x\n  \ty\n",
        "a: >-\t# c\n  x\n",
        "---\t\"x\"\n",
        "a: |2\n  \tx\n",
        "a: [x,\n\ty]\n",
        "a: \"x\n  \ty\"\n",
        "a: {b:c, 'd':e}\n",
        "a: [a:b, c]\n",
        "a: b?c :d\n",
        "a: {\n  b: c\n}\n",
        "a: \"\\\\/\"\n",
        "a: 1\n---\n|\n",
        "%YAML 1.1\n---\na: 1\n",
        "a: 1\nb:\n  !<tag:yaml.org,2002:str>\t\"x\"\n",
    ];
    for source in sources {
        clean(source);
    }
}

#[test]
fn ranges_are_bytes_of_the_file_with_bom_crlf_and_wide_text() {
    let document = clean("\u{feff}é: 'ü'\r\nk: \"日本\"\r\nlast: 本\r\n");
    assert_eq!(text(&document, "/é"), "'ü'");
    assert_eq!(text(&document, "/k"), "\"日本\"");
    assert_eq!(text(&document, "/last"), "本");
    assert_eq!(at(&document, "/é").range().start, 7);
}

#[test]
fn anchors_and_aliases_point_at_one_another() {
    let document = clean("base: &b {x: 1}\ncopy: *b\n");
    assert_eq!(text(&document, "/copy"), "*b");
    assert!(at(&document, "/copy").is_alias());
    assert_eq!(text(&document, "/copy/x"), "1");
    let anchor = at(&document, "/base").anchor().unwrap();
    assert_eq!(document.file().slice(anchor), "&b");
    assert_eq!(text(&document, "/base"), "{x: 1}");
}

#[test]
fn merge_keys_apply_in_the_order_they_are_written() {
    let source = "a: &a {x: 1, w: 1}\nb: &b {w: 2, z: 2}\n\
                  m:\n  x: 0\n  <<: *a\n  w: 9\no:\n  <<: [*a, *b]\n";
    let document = clean(source);
    assert_eq!(text(&document, "/m/x"), "1");
    assert_eq!(text(&document, "/m/w"), "9");
    assert_eq!(text(&document, "/o/w"), "1");
    assert_eq!(at(&document, "/o").to_json(), serde_json::json!({"w": 1, "z": 2, "x": 1}));
    assert_eq!(at(&document, "/o").entries().len(), 1);
}

#[test]
fn duplicates_are_visible_and_the_last_counts() {
    let document = clean("a: 1\nb: 2\na: 3\n");
    assert_eq!(document.root().unwrap().entries().len(), 3);
    assert_eq!(text(&document, "/a"), "3");
}

#[test]
fn every_document_of_a_stream_is_kept() {
    let document = clean("a: 1\n---\nb: 2\n---\n");
    let roots: Vec<_> = document.roots().map(|root| root.map(NodeRef::kind)).collect();
    assert_eq!(roots, [Some(Kind::Mapping), Some(Kind::Mapping), Some(Kind::Null)]);
}

#[test]
fn empty_files_and_files_of_comments_have_no_root() {
    for source in ["", "\u{feff}", "\n\n", "# only\n# comments\n"] {
        assert!(clean(source).root().is_none(), "{source:?}");
    }
}

#[test]
fn cycles_and_explosions_are_cut() {
    let cycle = document("a: &a [1, *a]\n");
    assert_eq!(cycle.problems()[0].kind, ProblemKind::Invalid);
    let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..30 {
        let aliases = format!("*a{0}, ", level - 1).repeat(10);
        bomb += &format!("a{level}: &a{level} [{aliases}]\n");
    }
    let bomb = document(&bomb);
    assert!(bomb.problems().iter().any(|p| p.kind == ProblemKind::TooLarge));
    assert!(count(bomb.root().unwrap()) <= limits::EXPANDED_NODES + 1000);
    let mut chain = "a0: &a0 [x]\n".to_owned();
    for level in 1..1000 {
        chain += &format!("a{level}: &a{level} [*a{}]\n", level - 1);
    }
    let chain = document(&chain);
    assert!(chain.problems().iter().any(|p| p.kind == ProblemKind::TooDeep));
}

#[test]
fn aliases_of_a_long_text_are_cut() {
    let long = "x".repeat(1 << 20);
    let document = document(&format!("a: &a {long}\nb: [{}]\n", "*a, ".repeat(100)));
    assert_eq!(document.problems()[0].kind, ProblemKind::TooLarge);
    assert_eq!(document.problems()[0].message, "aliases expand to more than 5 MiB");
    let items = at(&document, "/b").items();
    let length: usize = items.filter_map(|item| item.text()).map(str::len).sum();
    assert!(length as u64 <= limits::EXPANDED_BYTES);
}

fn count(node: NodeRef<'_>) -> u64 {
    let entries: u64 = node.entries().map(|e| 1 + count(e.value)).sum();
    1 + entries + node.items().map(count).sum::<u64>()
}

#[test]
fn depth_is_limited() {
    for source in ["[".repeat(100_000), "- ".repeat(100_000), "{a: ".repeat(100_000)] {
        let document = document(&source);
        assert_eq!(document.problems()[0].kind, ProblemKind::TooDeep, "{}", &source[..8]);
    }
}

#[test]
fn what_only_libyaml_reads_is_repaired_and_called_not_portable() {
    let source = "é:\n    k: \"first\n  second\"\nnext: 1\n";
    let document = document(source);
    assert_eq!(at(&document, "/é/k").as_str(), Some("first second"));
    assert_eq!(text(&document, "/next"), "1");
    let problem = &document.problems()[0];
    assert_eq!(problem.kind, ProblemKind::NonPortable);
    assert_eq!(document.file().slice(problem.range), "second\"");
}

#[test]
fn libyaml_is_not_asked_about_what_could_fill_memory() {
    let line = |n: usize| format!("k{n}:\n  - \"a\n b\"\n");
    // An anchor is not usual, so that each line costs a repair.
    let many = format!("x: &x 1\n{}", (0..=limits::REPAIRS).map(line).collect::<String>());
    assert_eq!(document(&many).problems()[0].kind, ProblemKind::NonPortable);
    let huge = format!("{many}z:\n{}", "- 1\n".repeat(limits::NODES / 2));
    assert_eq!(document(&huge).problems()[0].kind, ProblemKind::Invalid);
}

#[test]
fn errors_are_told_in_words_at_their_place() {
    let cases = [
        ("a:\n\tb: 1\n", "a tab is used as indentation"),
        ("ns: {{ .spectro.var.x }}\n", "a value that starts with `{{` is read as a flow mapping"),
        ("a: 1\n<<<<<<< HEAD\nb: 2\n", "a merge conflict is left in the file"),
        ("a: *nowhere\n", "the alias `*nowhere` has no anchor `&nowhere` before it"),
        ("a: @x\n", "a value cannot start with `@`"),
        ("a: 'x\n", "a quoted string is never closed"),
    ];
    for (source, expected) in cases {
        let document = document(source);
        let problem = document.problems().first().unwrap_or_else(|| panic!("{source}"));
        assert_eq!(problem.message, expected, "{source}");
        assert_eq!(problem.kind, ProblemKind::Invalid, "{source}");
    }
}

#[test]
fn documents_behind_a_broken_one_are_kept() {
    let document = document("a: [\n---\nb: 1\n---\nc: ]\n---\nd: 2\n");
    assert_eq!(document.problems().len(), 2, "{:?}", document.problems());
    let last = document.roots().last().flatten().unwrap();
    assert_eq!(last.get("d").unwrap().text(), Some("2"));
}

#[test]
fn long_runs_of_comments_are_read() {
    let source = format!("a:\n{}  b: 1\n", "  # comment\n".repeat(300));
    assert_eq!(clean(&source).comments().len(), 300);
}

fn slices(document: &Document) -> Result<(), TestCaseError> {
    let text = document.file().text();
    for problem in document.problems() {
        prop_assert!(text.get(problem.range.to_usize()).is_some(), "{:?}", problem);
    }
    for node in document.scalars().chain(document.mappings()) {
        prop_assert!(text.get(node.range().to_usize()).is_some(), "{:?}", node);
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_text_has_ranges_that_slice(text in "([a-c:é\\-\\[\\]{}&*!|>'\"#%@`,? \r\n\t]|---\n|<<: |: ){0,60}") {
        slices(&document(&text))?;
    }

    #[test]
    fn any_bytes_end(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let file = SourceFile::from_bytes(VirtualPath::new("x"), bytes);
        let parsed = parse(&Arc::clone(&file));
        slices(&parsed)?;
    }
}
