use proptest::prelude::*;

use super::super::{attempt, parse_whole};
use super::*;
use crate::source::VirtualPath;
use crate::syntax::origin::Origin;

/// What is read here of a text, if anything, after it was compared with what all of YAML says.
fn read(text: &str) -> Option<Document> {
    let file = SourceFile::new(VirtualPath::new("a.yaml"), text);
    let identity = Origin::default();
    parse(&file, text, &identity)?;
    let document = super::super::parse_anew(&file);
    let whole = parse_whole(&file);
    assert!(attempt(&file, text, &Default::default()).is_ok(), "{text:?} is no YAML");
    let (ours, theirs) = (format!("{:?}", document.body), format!("{:?}", whole.body));
    assert_eq!(ours, theirs, "of {text:?}");
    assert_same_elsewhere(text);
    Some(document)
}

/// Compares the repaired lines of a text with those that all of YAML finds, and what it says.
fn repaired(text: &str) -> Option<Vec<usize>> {
    let file = SourceFile::new(VirtualPath::new("a.yaml"), text);
    let (_, shallow) = super::read(&file, text, &Origin::default())?;
    let (ours, theirs) = (super::super::parse_anew(&file), parse_whole(&file));
    assert_eq!(told(&ours), told(&theirs), "of {text:?}");
    Some(shallow)
}

/// All that a tree says but which texts had to be decoded.
fn told(document: &Document) -> String {
    let scalars = document.scalars().map(|node| (node.range(), node.style(), node.text()));
    let scalars: Vec<_> = scalars.collect();
    let collections: Vec<_> = document.mappings().map(|node| node.range()).collect();
    let roots: Vec<_> = document.roots().map(|root| root.map(|root| root.to_json())).collect();
    let rest = (document.comments(), document.problems());
    format!("{scalars:?} {collections:?} {roots:?} {rest:?}")
}

/// The same within another text, of which some bytes are left out.
fn assert_same_elsewhere(text: &str) {
    let middle = text.floor_char_boundary(text.len() / 2);
    let outer = format!("{}{}---{}", "x".repeat(7), &text[..middle], &text[middle..]);
    let file = SourceFile::new(VirtualPath::new("a.yaml"), outer);
    let (half, end) = (middle as u32, text.len() as u32);
    let origin = Origin::new(vec![(0, 7), (half, half + 10), (end, end + 10)]);
    let ours = parse(&file, text, &origin).expect("it was read on its own");
    let theirs = attempt(&file, text, &origin).map_err(|_| "it is no YAML").unwrap();
    assert_eq!(format!("{:?}", ours.body), format!("{:?}", theirs.body), "of {text:?}");
}

#[test]
fn the_usual_is_read() {
    let texts = [
        "",
        "# only\n\n",
        "# c\na:\nb: x # y  \nc:   \n\nd:\n- 1\n- k: v\n  l:\n\n# end\n",
        "a:\n  # c\n  b: |\n    x\n\n     y\n\n  # c\n  c: >-\n    t\n    u\n\n    v\n  d: 1",
        "---\na: 'x\n  y\n\n  it''s'\nb: \"x\n  y\"\n---\n# foo\n---\n- {a: 1, b: [x, 'y'], c: }\n",
        "a: x\n  y z # c\nb:\n  long\n  text\nc:\n  - - x\n    - \"a\\n\\\"b\\\"\"\n  - []\n",
        "{\n  \"a\": [1, 2.5,\n    {\"b\":\"c\"}\n  ],\n  \"d\": {}\n}\n",
        "größe: »ü« # ß\n'ä': {ö: [ü, \"ß\"]}\n",
        "- # c\n\n  a : 1\n  b : {\"c\" : [], d : x}\n- # e\n  - y\n",
        "image: nginx:1.2\nurl: http://a/b#c\nat: 10:30\n",
    ];
    for text in texts {
        assert!(read(text).is_some(), "{text:?}");
    }
}

#[test]
fn the_rest_is_left_alone() {
    let texts = [
        "a: &x 1\nb: *x\n",
        "a: !!str 1\n",
        "a: b: c\n",
        "? a\n: b\n",
        "a:\tb\n",
        "a: 1\r\nb: 2\r\n",
        "\u{feff}a: 1\n",
        "a: {{ .Values.x }}\n",
        "{{ if .x }}: y\n",
        "a: \"\\ud83d\\ude00\"\n",
        "a: \"\\e\"\n",
        "a: |2\n  x\n",
        "a: [x\n",
        "a: 'x\n",
        " a: 1\nb: 2\n",
        "a:\n  - b\n c: d\n",
        "a: \u{1}\n",
        "a: 1\n...\n",
        "%YAML 1.1\n---\na: 1\n",
    ];
    for text in texts {
        assert!(read(text).is_none(), "{text:?}");
    }
    for large in ["a:\n b:\n".repeat(70_000), "- 1\n".repeat(260_000), "---\n".repeat(10_002)] {
        assert!(read(&large).is_none());
        let file = SourceFile::new(VirtualPath::new("a.yaml"), large);
        let problems = super::super::parse(&file).problems().len();
        assert_eq!(problems, 1);
    }
    assert!(read(&format!("[{}]", "1, ".repeat(260_000))).is_none());
    let deep: String = (0..100).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
    assert!(read(&deep).is_none() && read(&"[".repeat(1000)).is_none());
}

#[test]
fn lines_that_are_not_indented_are_read_and_told() {
    let texts = [
        ("é:\n    k: \"first\n  second\"\nnext: 1\n", 1),
        ("a:\n  - 'x\n\n y\nz'\n  - \"x\n   y\"\n", 2),
        ("a:\n  b: {c: 'x\n y'}\n", 0),
    ];
    for (text, count) in texts {
        assert_eq!(repaired(text).map_or(0, |lines| lines.len()), count, "{text:?}");
    }
    assert_eq!(repaired("a:\n  b: 'x\n---\ny'\n"), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn random_texts_say_the_same(text in r#"(  |    |- |-|a: |b:|"c": |'d': |x|1|é|: |#| #|'|"|\[|\]|\{|\}|,|, |\||>|-|''|\\n|\n|\n|\n  |\n    |\n- |\n---\n|\n\n){0,24}"#) {
        read(&text);
    }

    #[test]
    fn random_brackets_say_the_same(text in r#"(a|-|\?|:|,|, | |x|"y"|'z'|\[|\]|\{|\}|~|null|#|\n ){0,12}"#) {
        read(&format!("[{text}]"));
        read(&format!("a: {{{text}}}\n"));
    }

    #[test]
    fn random_escapes_say_the_same(text in r#"(x|ü| |  |\t|\n|\n  |\n\n |\\n|\\t|\\r|\\"|\\\\|\\ |\\\n  |\\u00e4|\\x41|\\u0|\\/|:|#){0,10}"#) {
        read(&format!("a:\n  b: \"{text}\"\n"));
        read(&format!("[\"{text}\", 'x']\n"));
    }

    #[test]
    fn random_lines_say_the_same(lines in prop::collection::vec(r#" {0,4}(- ){0,2}([ab]:|[ab]: |"a": ?)?(x|x y|'x'|"x"|'x|x'|"x|x"|\[a, b\]|\{a: 1\}|\[|\]|\|-?|>-?|# c|x # c)?"#, 0..12)) {
        read(&lines.join("\n"));
    }

    #[test]
    fn random_quotes_are_repaired_the_same(lines in prop::collection::vec(r#" {0,5}(([ab]: )('x|"x|'x'|y)|- ('x|"x)|x|x y'|x"|'|"|"x": 1|# c|---|\[\]|)"#, 0..9)) {
        repaired(&lines.join("\n"));
    }
}
