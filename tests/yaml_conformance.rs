//! What palint's YAML reader makes of the subjects of the public yaml-test-suite: each row of
//! `yaml-conformance/*.md` is read and printed, and must be what the row says.
//!
//! Only the public tree is asked, so that the table judges whichever parser stands behind it.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use palint::source::{SourceFile, TextRange, VirtualPath};
use palint::syntax::tree::{Document, Kind, NodeRef, ProblemKind, Style};
use palint::syntax::yaml;

/// Stands in an input before each place that a problem points at.
const CARET: char = '‸';

/// How the tables write what nobody sees.
const VISIBLE: [(&str, &str); 5] =
    [("→", "\t"), ("␠", " "), ("␍", "\r"), ("⇤", "\u{feff}"), ("∎\n", "")];

/// One row of a table.
struct Row {
    id: String,
    /// Why palint does not do as the suite says.
    deviates: bool,
    input: String,
    expected: String,
}

fn directory() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/yaml-conformance")
}

/// The rows of all tables. A row is a heading `## ID: subject`, a text that starts with `Deviates:`
/// where it does, and a block that holds the input, a line `=>`, and the tree.
fn rows() -> Vec<Row> {
    let mut paths: Vec<_> =
        fs::read_dir(directory()).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let tables = paths.iter().filter(|path| !path.ends_with("README.md"));
    tables.flat_map(|path| rows_of(&fs::read_to_string(path).unwrap())).collect()
}

fn rows_of(table: &str) -> Vec<Row> {
    table.split("\n## ").skip(1).map(row).collect()
}

fn row(section: &str) -> Row {
    let (heading, rest) = section.split_once('\n').unwrap();
    let (id, subject) = heading.split_once(": ").unwrap_or_else(|| panic!("{heading}"));
    assert!(!subject.is_empty(), "{heading}");
    let (prose, block) = rest.split_once("```\n").unwrap_or_else(|| panic!("{heading}: no block"));
    let (block, after) =
        block.split_once("\n```").unwrap_or_else(|| panic!("{heading}: not closed"));
    assert_eq!(after.trim(), "", "{heading}: text behind the block");
    let block = format!("\n{block}\n");
    let (input, expected) =
        block.split_once("\n=>\n").unwrap_or_else(|| panic!("{heading}: no =>"));
    let input = if input.is_empty() { String::new() } else { format!("{}\n", &input[1..]) };
    Row {
        id: id.to_owned(),
        deviates: prose.trim_start().starts_with("Deviates: "),
        input: VISIBLE.iter().fold(input, |text, (shown, meant)| text.replace(shown, meant)),
        expected: expected.to_owned(),
    }
}

#[test]
fn every_row_holds() {
    let rows = rows();
    let failures: Vec<String> = rows.iter().filter_map(failure).collect();
    assert!(failures.is_empty(), "{} rows fail\n\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn the_tables_are_counted() {
    let rows = rows();
    let ids: BTreeSet<&str> = rows.iter().map(|row| row.id.as_str()).collect();
    assert_eq!(ids.len(), rows.len(), "an id has two rows");
    let deviations = rows.iter().filter(|row| row.deviates).count();
    let passes = rows.len() - deviations;
    let counts = format!("{} rows: {passes} pass, {deviations} deviate.", rows.len());
    let readme = fs::read_to_string(directory().join("README.md")).unwrap();
    assert!(readme.contains(&counts), "the README should say: {counts}");
}

fn failure(row: &Row) -> Option<String> {
    let input = row.input.replace(CARET, "");
    let document = yaml::parse(&SourceFile::new(VirtualPath::new("values.yaml"), input));
    let (marked, tree) = (marked(&document), printed(&document));
    let holds = marked == row.input && tree == row.expected;
    let problems: Vec<_> = document.problems().iter().map(|p| &p.message).collect();
    (!holds).then(|| {
        format!(
            "{}: {problems:?}\n--- expected\n{}=>\n{}--- found\n{marked}=>\n{tree}",
            row.id, row.input, row.expected
        )
    })
}

/// The input with a caret before each problem.
fn marked(document: &Document) -> String {
    let mut text = document.file().text().to_owned();
    let places: BTreeSet<u32> = document.problems().iter().map(|p| p.range.start).collect();
    places.iter().rev().for_each(|at| text.insert(*at as usize, CARET));
    text
}

/// One line for each document, comment and problem.
fn printed(document: &Document) -> String {
    let mut lines = String::new();
    for (marker, root) in document.documents() {
        let marker = document.file().slice(marker);
        let space = if marker.is_empty() { "" } else { " " };
        let root = root.map_or("refused".into(), |root| node(root));
        lines += &format!("{marker}{space}{root}\n");
    }
    for comment in document.comments() {
        lines += &format!("{}\n", escaped(document.file().slice(*comment)));
    }
    for problem in document.problems() {
        lines += match problem.kind {
            ProblemKind::Invalid => "! invalid\n",
            ProblemKind::NonPortable => "! not portable\n",
            ProblemKind::TooDeep => "! too deep\n",
            ProblemKind::TooLarge => "! too large\n",
        };
    }
    lines
}

fn node(node: NodeRef<'_>) -> String {
    let raw = node.document().file().slice(node.range());
    let anchor = node.anchor().map(|range| format!("{} ", node.document().file().slice(range)));
    let anchor = anchor.unwrap_or_default();
    if node.is_alias() {
        return format!("{anchor}{raw}");
    }
    let tag = node.tag().map(|tag| format!("{} ", short(tag))).unwrap_or_default();
    format!("{anchor}{tag}{}", value(node, raw))
}

fn short(tag: &str) -> String {
    match tag.strip_prefix("tag:yaml.org,2002:") {
        Some(core) => format!("!!{core}"),
        None if tag.starts_with('!') => tag.to_owned(),
        None => format!("!<{tag}>"),
    }
}

fn value(node: NodeRef<'_>, raw: &str) -> String {
    let flow = if node.style() == Style::Flow { "~" } else { "" };
    match node.kind() {
        Kind::Mapping => {
            node.entries().for_each(|entry| assert_within(node, entry.range()));
            assert_brackets(node, raw, ['{', '}']);
            format!("{flow}{{{}}}", joined(node.entries().map(|e| pair(e.key, e.value))))
        }
        Kind::Sequence => {
            node.items().for_each(|item| assert_within(node, item.range()));
            assert_brackets(node, raw, ['[', ']']);
            let dash = node.style() == Style::Flow || raw.starts_with('-');
            assert!(dash, "{raw:?} does not start with its dash");
            format!("{flow}[{}]", joined(node.items().map(self::node)))
        }
        _ => scalar(node, raw),
    }
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(", ")
}

fn pair(key: NodeRef<'_>, value: NodeRef<'_>) -> String {
    format!("{}: {}", node(key), node(value))
}

fn assert_within(parent: NodeRef<'_>, child: TextRange) {
    assert!(parent.range().contains(child), "{parent:?} does not hold {child:?}");
}

/// A flow collection spans its brackets, where it is not a single pair in a list.
fn assert_brackets(node: NodeRef<'_>, raw: &str, [open, close]: [char; 2]) {
    if node.style() == Style::Flow && raw.starts_with(open) {
        assert!(raw.len() > 1 && raw.ends_with(close), "{raw:?}");
    } else if node.style() == Style::Flow {
        assert_eq!((open, node.entries().len()), ('{', 1), "{raw:?}");
    }
}

/// The text in the quotes of its style, and what stands in the file where that is not the same.
fn scalar(node: NodeRef<'_>, raw: &str) -> String {
    let text = node.text().unwrap();
    let (shown, written) = match node.style() {
        Style::SingleQuoted => (format!("'{}'", escaped(text)), format!("'{text}'")),
        Style::DoubleQuoted => (format!("\"{}\"", escaped(text)), format!("\"{text}\"")),
        Style::Literal => (format!("|{}|", escaped(text)), text.to_owned()),
        Style::Folded => (format!(">{}>", escaped(text)), text.to_owned()),
        _ if raw.is_empty() => ("()".to_owned(), text.to_owned()),
        _ => (escaped(text), text.to_owned()),
    };
    // A block scalar without a text has no place of its own.
    let empty = matches!(node.style(), Style::Literal | Style::Folded) && text.trim().is_empty();
    if raw == written || empty { shown } else { format!("{shown} ‹{}›", escaped(raw)) }
}

fn escaped(text: &str) -> String {
    let pairs = [("\\", "\\\\"), ("\n", "\\n"), ("\t", "\\t"), ("\r", "\\r"), ("\u{feff}", "⇤")];
    pairs.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}
