//! What Helm 4.1.4 printed for the same values.

use super::super::value::Map;
use super::*;

fn yaml(value: impl Into<Value>) -> String {
    to_yaml(&mut Budget::default(), &value.into()).unwrap().as_str().to_owned()
}

fn map(key: &str, value: impl Into<Value>) -> Value {
    let map = Map::empty();
    map.insert(key, value.into());
    map.into()
}

#[test]
fn strings_are_quoted_where_they_would_be_something_else() {
    for (text, expected) in [
        ("yes", "k: \"yes\""),
        ("1", "k: \"1\""),
        ("", "k: \"\""),
        ("trail ", "k: 'trail '"),
        ("a: b", "k: 'a: b'"),
        ("#x", "k: '#x'"),
        ("é", "k: é"),
        ("tab\tx", "k: \"tab\\tx\""),
        ("2024-01-01", "k: \"2024-01-01\""),
        ("1:30", "k: \"1:30\""),
        ("=", "k: ="),
        ("<<", "k: <<"),
        ("-", "k: '-'"),
        ("'q'", "k: '''q'''"),
        ("a,b", "k: a,b"),
        ("😀", "k: \"\\U0001F600\""),
        ("x\r\ny", "k: \"x\\r\\ny\""),
        ("multi\nline\n", "k: |\n  multi\n  line"),
        ("multi\n  line", "k: |-\n  multi\n    line"),
        ("a\n\nb", "k: |-\n  a\n\n  b"),
        ("\nx", "k: |2-\n\n  x"),
    ] {
        assert_eq!(yaml(map("k", text)), expected, "{text:?}");
    }
}

#[test]
fn long_lines_are_folded() {
    let text = "long ".repeat(20);
    let expected = format!("c: {}\n  long long long long", "long ".repeat(16).trim());
    assert_eq!(yaml(map("c", text.trim())), expected);
}

#[test]
fn lists_stand_below_their_key() {
    let inner = Value::list(vec![1.0.into(), 2.5.into()]);
    let list = Value::list(vec![inner, map("b", map("c", Value::list(Vec::new()))), "a".into()]);
    assert_eq!(yaml(map("y", list)), "\"y\":\n- - 1\n  - 2.5\n- b:\n    c: []\n- a");
    assert_eq!(yaml("x\ny"), "|-\n  x\n  y");
    assert_eq!(yaml(1234567.5), "1.2345675e+06");
}

#[test]
fn keys_are_sorted_as_people_count() {
    let map = Map::empty();
    for key in ["a10", "a2", "B", "_", "1"] {
        map.insert(key, Value::int(0));
    }
    assert_eq!(yaml(map), "_: 0\n\"1\": 0\nB: 0\na2: 0\na10: 0");
}
