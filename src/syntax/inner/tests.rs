use proptest::prelude::*;

use crate::source::{SourceFile, TextRange, VirtualPath};
use crate::syntax::tree::Document;
use crate::syntax::{json, yaml};

fn yaml(text: &str) -> Document {
    yaml::parse(&SourceFile::new(VirtualPath::new("x.yaml"), text))
}

/// The bytes in the file that `needle` of the value of `a` was decoded from.
fn source(document: &Document, needle: &str) -> String {
    let node = document.root().and_then(|root| root.get("a")).expect("the key `a`");
    let at = node.text().and_then(|text| text.find(needle)).expect("the needle");
    let inner = TextRange::from_usize(at..at + needle.len());
    document.file().slice(node.inner_origin().outer_range(inner)).to_owned()
}

#[test]
fn plain_and_single_quoted_scalars() {
    for line_end in ["\n", "\r\n"] {
        let text = "a: ein  größtes\n   Wort\n\n\n   geht # nein\n".replace('\n', line_end);
        let document = yaml(&text);
        for word in ["ein", "größtes", "Wort", "geht"] {
            assert_eq!(source(&document, word), word);
        }
        let text = "a: 'it''s  \n  größer\n\n  noch '\n".replace('\n', line_end);
        let document = yaml(&text);
        assert_eq!(source(&document, "it's"), "it''s");
        assert_eq!(source(&document, "s größer"), format!("s  {line_end}  größer"));
        assert_eq!(source(&document, "noch "), "noch ");
    }
}

#[test]
fn double_quoted_scalars_have_escapes() {
    let text = "a: \"\\u00e9\\t\\x41ö\\LZ\\\n   glued \\\n\n  on\\\"ly\\\\d\\U0001F600.\"\n";
    let document = yaml(text);
    let pairs = [
        ("é", "\\u00e9"),
        ("\tA", "\\t\\x41"),
        ("ö", "ö"),
        ("\u{2028}", "\\L"),
        ("glued ", "glued "),
        ("n\"ly", "n\\\"ly"),
        ("\\d", "\\\\d"),
        ("😀", "\\U0001F600"),
        (".", "."),
    ];
    for (needle, written) in pairs {
        assert_eq!(source(&document, needle), written, "{needle}");
    }
}

#[test]
fn json_strings_too() {
    let file = SourceFile::new(VirtualPath::new("x.json"), r#"{"a": "x\ud83d\ude00\/y\u00e9."}"#);
    let document = json::parse(&file);
    assert_eq!(source(&document, "😀"), r"\ud83d\ude00");
    assert_eq!(source(&document, "/y"), r"\/y");
    assert_eq!(source(&document, "."), ".");
}

#[test]
fn block_scalars_lose_their_indentation() {
    for line_end in ["\n", "\r\n"] {
        for header in ["|", ">", "|-", ">+", "|2", ">2-"] {
            let text =
                format!("x: 1\na: {header} # c\n\n  größe: 1\n  ö: {{}}\n\n    tief\n  aus\n\n");
            let document = yaml(&text.replace('\n', line_end));
            for word in ["größe: 1", "ö: {}", "tief", "  tief", "aus"] {
                assert_eq!(source(&document, word), word, "{header}");
            }
        }
    }
    assert_eq!(source(&yaml("a: |2\n    x\n   y\nb: z\n"), "  x"), "  x");
    assert_eq!(source(&yaml("a: |2\n    x\n   y\nb: z\n"), " y"), " y");
    assert_eq!(source(&yaml("a: |\n  x"), "x"), "x");
    assert_eq!(source(&yaml("a: |\n  x\n     \n   y\n"), "y"), "y");
}

#[test]
fn an_alias_leads_to_its_target() {
    assert_eq!(source(&yaml("b: &n |\n  x: y\na: *n\n"), "y"), "y");
}

#[test]
fn embedded_documents_lie_in_the_file() {
    let text = "a: |\r\n  größe:\r\n    - \"k\\tw\"\r\n    - >-\r\n      eins\r\n      zwei\r\n";
    let outer = yaml(text);
    let node = outer.root().and_then(|root| root.get("a")).expect("the key `a`");
    let inner = node.text().expect("a scalar");
    let document = yaml::parse_derived(outer.file(), inner, &node.inner_origin());
    let list = document.root().and_then(|root| root.get("größe")).expect("the list");
    let items: Vec<_> = list.items().collect();
    assert_eq!(items[0].span().text(), "\"k\\tw\"");
    let place = |item: usize, range| {
        let range = items[item].inner_origin().outer_range(range);
        outer.file().slice(range).to_owned()
    };
    assert_eq!(place(0, TextRange::new(2, 3)), "w");
    assert_eq!(place(1, TextRange::new(5, 9)), "zwei");
}

/// The place in the file of `needle`, which stands in the value of `key` of the YAML text that is the
/// value of `a`.
fn within(outer: &Document, key: &str, needle: &str) -> String {
    let node = outer.root().and_then(|root| root.get("a")).expect("the key `a`");
    let inner = yaml::parse_scalar(node).expect("a text");
    let node = inner.root().and_then(|root| root.get(key)).expect("the key");
    let at = node.text().and_then(|text| text.find(needle)).expect("the needle");
    node.part(TextRange::from_usize(at..at + needle.len())).text().to_owned()
}

#[test]
fn texts_within_texts_lead_to_the_file() {
    let block =
        "a: |\r\n  # c\r\n  ö: xé{{ e }}\r\n  d: \"\\té\\u00e9z\"\r\n  b: |\r\n    ü\r\n    w\r\n";
    let outer = yaml(block);
    assert_eq!(within(&outer, "ö", "{{ e }}"), "{{ e }}");
    assert_eq!(within(&outer, "d", "é\u{e9}z"), "é\\u00e9z");
    assert_eq!(within(&outer, "b", "w"), "w");
    let json = r#"{"a": "k: \"\\t\u00e9\\u00e9z\"\nb: |\n  \ud83d\ude00\n  w/\nf: >-\n  a\n  b\ns: 'it''s \\'\n"}"#;
    let outer = json::parse(&SourceFile::new(VirtualPath::new("x.json"), json));
    assert_eq!(within(&outer, "k", "\t"), r"\\t");
    assert_eq!(within(&outer, "k", "é\u{e9}z"), r"\u00e9\\u00e9z");
    assert_eq!(within(&outer, "b", "😀"), r"\ud83d\ude00");
    assert_eq!(within(&outer, "b", "w/"), "w/");
    assert_eq!(within(&outer, "f", "b"), "b");
    assert_eq!(within(&outer, "s", "'s \\"), r"''s \\");
}

proptest! {
    #[test]
    fn every_offset_of_any_scalar_lies_in_its_file(
        text in "[ab'\"\\\\|>é:\\-#0-9xu\n\r\t {}]{0,40}",
        prefix in prop::sample::select(vec!["a: ", "a: \"", "a: '", "a: |\n  ", "a: >\n  ", ""]),
    ) {
        let document = yaml(&format!("{prefix}{text}"));
        for node in document.scalars() {
            let inner = node.text().unwrap_or_default();
            let origin = node.inner_origin();
            let length = document.file().text().len();
            for (at, _) in inner.char_indices().chain([(inner.len(), ' ')]) {
                let at = u32::try_from(at).expect("short");
                prop_assert!(origin.outer(at) as usize <= length);
                prop_assert!(document.file().text().is_char_boundary(origin.outer(at) as usize));
            }
        }
    }
}
