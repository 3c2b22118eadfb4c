//! What the page cannot show: a preset that brings the value, and one that does not.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::super::check;
use crate::files::Files;
use crate::model::chart::tests::tgz;
use crate::model::pack::Pack;
use crate::source::VirtualPath;

const VALUES: &str = "charts:\r\n  d\u{e9}mo.x:\r\n    licence: ''\r\n    port: ''\r\n";

fn messages(presets: &str) -> Vec<String> {
    let template = b"a: {{ required \"no licence\" .Values.licence }}\n";
    let archive = tgz(&[
        ("d/Chart.yaml", "apiVersion: v2\nname: d\u{e9}mo.x\nversion: 1.2.3\n".as_bytes()),
        ("d/templates/a.yaml", template),
    ]);
    let json = br#"{"name": "p", "version": "1.2.3", "layer": "addon", "charts": ["x.tgz"]}"#;
    let files: [(&str, Vec<u8>); 4] = [
        ("pack.json", json.to_vec()),
        ("values.yaml", VALUES.as_bytes().to_vec()),
        ("presets.yaml", presets.as_bytes().to_vec()),
        ("x.tgz", archive),
    ];
    let files = files.into_iter().map(|(path, bytes)| (path.to_owned(), Arc::from(bytes)));
    let pack =
        Pack::new(Files::in_memory(VirtualPath::new("p"), files.collect::<BTreeMap<_, _>>()));
    check(&pack).into_iter().map(|finding| finding.message).collect()
}

fn preset(key: &str, value: &str) -> String {
    format!(
        "presets:\n  - name: a\n    add: |\n      charts:\n        d\u{e9}mo.x:\n          {key}: {value}\n"
    )
}

#[test]
fn a_preset_that_brings_the_value_is_enough() {
    assert_eq!(messages(&preset("licence", "abc")), Vec::<String>::new());
}

#[test]
fn a_preset_that_brings_another_value_is_not() {
    let left = "`charts.d\u{e9}mo.x.licence` is left for the user to fill in: no licence";
    assert_eq!(messages(&preset("port", "abc")), [left]);
    assert_eq!(messages(&preset("licence", "")), [left]);
    assert_eq!(messages(&preset("licences", "abc")), [left]);
    assert_eq!(messages(""), [left]);
}
