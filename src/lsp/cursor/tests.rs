//! Paths of texts that are whole, and of texts that are being typed; `|` is the cursor.

use super::*;
use crate::source::VirtualPath;
use crate::syntax::{json, yaml};

fn typed(name: &str, text: &str) -> String {
    let offset = text.find('|').unwrap();
    let file = SourceFile::new(VirtualPath::new(name), text.replacen('|', "", 1));
    let Some(typing) = typing(&file, u32::try_from(offset).unwrap()) else {
        return "nothing".to_owned();
    };
    let what = if typing.is_key { "key" } else { "value" };
    let quoted = if typing.quoted { " quoted" } else { "" };
    format!("{what} {} {:?}{quoted}", names(&typing.path).join("."), file.slice(typing.word))
}

#[test]
fn half_typed_yaml_has_a_path() {
    let cases = [
        ("charts:\n  é:\n    ima|", r#"key charts.é "ima""#),
        ("charts:\r\n  demo:\r\n    image:\r\n      |\r\nx: [", r#"key charts.demo.image """#),
        ("a:\n  b: 1\n  c: va|", r#"value a.c "va""#),
        ("a:\n- b: 1\n  c|", r#"key a.[] "c""#),
        ("a:\n- b: 1\n- c|", r#"key a.[] "c""#),
        ("a:\n  - - x: \"va|", r#"value a.[].[].x "va" quoted"#),
        ("'a b':\n  # c: d\n\n    e:\n  f|", r#"key a b "f""#),
        ("a: {{ b: c\nd|", r#"key  "d""#),
        ("a:\n  b:\n    c: 1\n  |", r#"key a """#),
        ("x: http://y\n|", r#"key  """#),
        ("a:\n  # pal|", "nothing"),
        ("|", r#"key  """#),
    ];
    for (text, expected) in cases {
        assert_eq!(typed("values.yaml", text), expected, "{text}");
    }
}

#[test]
fn half_typed_json_has_a_path() {
    let cases = [
        (r#"{"na|"#, r#"key  "na" quoted"#),
        (r#"{"a": "é", "lay|": }"#, r#"key  "lay" quoted"#),
        (r#"{"layer": "ad|don"}"#, r#"value layer "ad" quoted"#),
        (r#"{"layer": |"#, r#"value layer """#),
        (r#"{"cloudTypes": ["all", "a|"]"#, r#"value cloudTypes.[] "a" quoted"#),
        (r#"{"c": {"d": [{"x": 1}, {"ty|"#, r#"key c.d.[] "ty" quoted"#),
        (r#"{"a": 1, |"#, r#"key  """#),
        ("|", "nothing"),
    ];
    for (text, expected) in cases {
        assert_eq!(typed("pack.json", text), expected, "{text}");
    }
}

#[test]
fn whole_texts_have_pointers() {
    let text = "é:\n  - a/b: {c: 日}\n    d: |2\n      x\n  - *x\n";
    let file = SourceFile::new(VirtualPath::new("values.yaml"), text);
    let document = yaml::parse(&file);
    for (needle, pointer, on_key) in
        [("日", "/é/0/a~1b/c", false), ("c:", "/é/0/a~1b/c", true), ("x\n", "/é/0/d", false)]
    {
        let offset = u32::try_from(text.find(needle).unwrap()).unwrap();
        let cursor = at(&document, offset).unwrap();
        assert_eq!((cursor.pointer().as_str(), cursor.on_key), (pointer, on_key), "{needle}");
    }
    let file = SourceFile::new(VirtualPath::new("pack.json"), r#"{"a": ["x", "y"]}"#);
    assert_eq!(at(&json::parse(&file), 13).unwrap().pointer(), "/a/1");
}
