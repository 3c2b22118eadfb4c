use std::collections::BTreeMap;
use std::sync::Arc;

use super::applied::Value;
use super::keys::Keys;
use super::{header, path};
use crate::files::Files;
use crate::model::pack::Pack;
use crate::source::VirtualPath;

fn pack(values: &str, presets: &str) -> Pack {
    let file = |path: &str, text: &str| (path.to_owned(), Arc::from(text.as_bytes()));
    let files = BTreeMap::from([
        file("pack.json", "{}"),
        file("values.yaml", values),
        file("presets.yaml", presets),
    ]);
    Pack::new(Files::in_memory(VirtualPath::new("p"), files))
}

const PRESETS: &str = "presets:\r\n  - name: s3\r\n    remove: [charts.größe, 'options.system.uri', nix.da]\r\n    add: |\r\n      # ein Kommentar\r\n      charts:\r\n        app: {größe: 2, kind: \"s\\u0033\"}\r\n";

#[test]
fn what_a_preset_adds_lies_in_its_file() {
    let pack = pack("", PRESETS);
    let presets = pack.presets();
    let app = presets[0].added().and_then(|root| root.at(&["charts", "app"])).unwrap();
    assert_eq!(app.span().text(), "{größe: 2, kind: \"s\\u0033\"}");
    assert_eq!(app.get("größe").unwrap().span().start().line, 7);
    assert_eq!(app.get("kind").unwrap().as_str(), Some("s3"));
}

#[test]
fn paths_are_removed_before_the_rest_is_merged() {
    let values = "charts:\n  größe: 9\n  app: {größe: 1, other: [1]}\noptions:\n  system.uri: x\n  system.os: z\n";
    let pack = pack(values, PRESETS);
    let after = Value::after(pack.values(), &pack.presets());
    let expected = serde_json::json!({
        "charts": {"app": {"größe": 2, "other": [1], "kind": "s3"}},
        "options": {"system.os": "z"},
    });
    assert_eq!(after.to_json(), expected);
    assert_eq!(after.at_dotted("options.system.os").unwrap().to_json(), "z");
    let other = after.at(&["charts", "app", "other"]).and_then(|value| value.node()).unwrap();
    assert_eq!(other.span().file().path().file_name(), "values.yaml");
}

#[test]
fn keys_may_hold_dots() {
    let pack = pack("a.b:\n  c: 1\na:\n  b.c.d: 2\n  x: 3\n", "");
    let root = pack.values().unwrap();
    let value = |path| path::entry_at(root, path).map(|entry| entry.value.to_json());
    assert_eq!(value("a.b.c"), Some(1.into()));
    assert_eq!(value("a.b.c.d"), Some(2.into()));
    assert_eq!(value("a.b.c.e"), None);
    let keys = Keys::of(&pack).unwrap();
    assert!(
        keys.have("a.b.c") && keys.have("a.b.c.d") && keys.have("a.b") && !keys.have("a.b.c.e")
    );
    assert_eq!(keys.with_another_key("a.d").as_deref(), None);
    assert_eq!(keys.below("a", "y"), None);
}

#[test]
fn the_header_names_pairs() {
    let pairs = |values| {
        let pack = pack(values, "");
        header::enabled(&pack)
            .into_iter()
            .map(|pair| pair.span.text().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        pairs("# ä\n#spectrocloud.com/enabled-presets: A:b,  Ö ö:d ,\r\na: 1\n"),
        ["A:b", "Ö ö:d"]
    );
    assert_eq!(pairs("# spectrocloud.com/enabled-presets:\na: 1\n"), [""; 0]);
    assert_eq!(pairs("a: 1\n# spectrocloud.com/enabled-presets: A:b\n"), [""; 0]);
}

#[test]
fn hostile_paths_and_presets_end() {
    let mut values = "k0: &a0 {a: 1}\n".to_owned();
    for level in 1..40 {
        let below = level - 1;
        values +=
            &format!("k{level}: &a{level} {{a: *a{below}, a.a: *a{below}, a.a.a: *a{below}}}\n");
    }
    let dots = vec!["a"; 2_000].join(".");
    let deep = format!("k39.{dots}");
    let one = format!("  - {{name: n, group: g, add: *text, remove: [{deep}]}}\n");
    let presets = format!("x: &text 'a: &b {{c: *b}}'\npresets:\n{}", one.repeat(50));
    let pack = pack(&values, &presets);
    assert_eq!(pack.presets().len(), 50);
    let _ = Value::after(pack.values(), &pack.presets());
    assert!(Keys::of(&pack).is_none());
}
