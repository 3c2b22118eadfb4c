//! What strict JSON is, what palint says of everything else, and where.

use std::sync::Arc;

use super::parse;
use crate::limits;
use crate::source::{SourceFile, VirtualPath};
use crate::syntax::tree::{Document, ProblemKind};
use proptest::prelude::*;

fn document(text: &str) -> Document {
    parse(&SourceFile::new(VirtualPath::new("pack.json"), text))
}

/// `underlined text: message` of each problem.
fn problems(text: &str) -> Vec<String> {
    let document = document(text);
    let file = Arc::clone(document.file());
    let shown =
        |p: &crate::syntax::tree::Problem| format!("{}: {}", file.slice(p.range), p.message);
    document.problems().iter().map(shown).collect()
}

#[test]
fn each_mistake_is_told_at_its_place() {
    let cases = [
        ("{\"a\": 1,}", ",: a trailing comma: nothing follows it before the `}`"),
        ("[1, 2, ]", ",: a trailing comma: nothing follows it before the `]`"),
        ("{\"a\": 1 // one\r\n}", "// one: JSON has no comments"),
        ("{\"a\": /* x */ 1}", "/* x */: JSON has no comments"),
        ("{'a': 1}", "'a': JSON strings need double quotes, not single ones"),
        ("{a: 1}", "a: the key `a` needs double quotes"),
        ("{\"a\": True}", "True: `True` must be written `true`"),
        ("{\"a\": None}", "None: `None` must be written `null`"),
        ("{\"a\": 007}", "007: `007` is not a JSON number"),
        ("{\"a\": addon}", "addon: `addon` needs double quotes"),
        ("{\"a\": 1 \"b\": 2}", "1: a `,` is missing after this value"),
        ("{\"é\" 1}", "\"é\": a `:` is missing after this key"),
        ("{\"a\": \"x", "\"x: this string has no closing quote on its line"),
        ("{\"a\": [1, 2}", "}: `]` is expected here, not `}`"),
        ("{\"a\": 1", "1: the file ends here, but a `}` is missing"),
        ("{\"a\": }", "}: a value is expected here"),
        ("{} {}", "{: nothing may follow the end of the JSON value"),
        ("", ": the file is empty, a JSON value is expected"),
        (" \n", ": the file is empty, a JSON value is expected"),
        ("{\"a\": \"\\d\"}", "\\d: `\\d` is not an escape, a backslash is written `\\\\`"),
        ("{\"a\": \"\\ud800\"}", "\\ud800: `\\ud800` is half of a surrogate pair"),
        ("{\"a\": \"\t\"}", "\t: a raw control character, write `\\t`"),
        ("{\"a\": 1e400}", "1e400: the number `1e400` is too large"),
        ("<<<<<<< HEAD", "<<<<<<<: a merge conflict is left in the file"),
        ("[1,,2]", ",: one `,` too many"),
        ("]", "]: this `]` closes nothing"),
    ];
    for (text, expected) in cases {
        assert_eq!(problems(text).first().map(String::as_str), Some(expected), "{text}");
    }
}

#[test]
fn the_tree_survives_mistakes_whose_meaning_is_clear() {
    let text = "\u{feff}{'name': 'é', // x\n \"layer\": \"addon\", charts: [\"a\",],}";
    let document = document(text);
    let root = document.root().expect("the tree is kept");
    assert_eq!(root.get("name").unwrap().as_str(), Some("é"));
    assert_eq!(root.get("charts").unwrap().items().len(), 1);
    assert_eq!(document.problems().len(), 6);
}

#[test]
fn ranges_are_those_of_the_file() {
    let text = "{\r\n  \"é\": \"日\\n本\", \"n\": [true, -1.5e3]\r\n}";
    let document = document(text);
    let root = document.root().unwrap();
    let entry = root.entry("é").unwrap();
    assert_eq!(entry.key.span().text(), "\"é\"");
    assert_eq!(entry.value.span().text(), "\"日\\n本\"");
    assert_eq!(entry.value.as_str(), Some("日\n本"));
    assert_eq!(root.get("n").unwrap().span().text(), "[true, -1.5e3]");
    assert_eq!(root.span().text(), text);
    assert_eq!(document.at_pointer("/n/1").unwrap().span().text(), "-1.5e3");
}

#[test]
fn duplicates_stay_visible_and_the_last_counts() {
    let document = document(r#"{"a": 1, "a": 2}"#);
    let root = document.root().unwrap();
    assert_eq!(root.entries().len(), 2);
    assert_eq!(root.members().len(), 1);
    assert_eq!(root.get("a").unwrap().text(), Some("2"));
}

#[test]
fn depth_is_limited() {
    let document = document(&"[".repeat(100_000));
    assert_eq!(document.problems()[0].kind, ProblemKind::TooDeep);
    assert!(document.is_broken());
}

fn agrees_with_serde(text: &str) -> bool {
    let ours = document(text);
    let theirs = serde_json::from_str::<serde_json::Value>(text);
    match (&theirs, ours.problems().is_empty()) {
        (Ok(value), true) => ours.root().unwrap().to_json() == *value,
        (theirs, clean) => theirs.is_ok() == clean,
    }
}

proptest! {
    #[test]
    fn strict_is_what_serde_json_takes(text in r#"[\[\]{}:, "'\\/untrefalsé0-9eE.+#-]{0,24}"#) {
        prop_assert!(agrees_with_serde(&text), "{}", text);
    }

    #[test]
    fn any_text_has_ranges_that_slice(text in "\\PC*|[\\[\\]{}:,\"'\\\\u0-9 \r\n]*") {
        let document = document(&text);
        for problem in document.problems() {
            prop_assert!(text.get(problem.range.to_usize()).is_some());
        }
    }
}

#[test]
fn of_very_many_mistakes_in_one_string_the_first_are_told() {
    for mistake in ["\\q", "\\ud800", "\u{1}"] {
        let document = document(&format!("{{\"a\": \"{}\"}}", mistake.repeat(5_000)));
        assert_eq!(document.problems().len(), limits::PROBLEMS, "{mistake:?}");
    }
}
