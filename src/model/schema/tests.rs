use std::collections::BTreeMap;
use std::sync::Arc;

use proptest::prelude::*;

use super::locate::{Locator, Whereabouts};
use super::verdict::{Matcher, Verdict};
use crate::files::Files;
use crate::model::pack::Pack;
use crate::source::VirtualPath;

fn pack(files: &[(&str, &str)]) -> Pack {
    let bytes = |text: &str| Arc::<[u8]>::from(text.as_bytes());
    let files: BTreeMap<_, _> =
        files.iter().map(|(path, text)| ((*path).to_owned(), bytes(text))).collect();
    Pack::new(Files::in_memory(VirtualPath::new("p"), files))
}

const VALUES: &str = r#"
pack: {namespace: x}
charts:
  app:
    token: abc
    options:
      "system.uri": u
    list:
      - key: 1
      - key: 2
    none: []
    storage: {}
    #  type: s3
    #  bucket:
    #    - name: x
manifests:
  other: {port: 80}
custom: 1
"#;

const PRESETS: &str = r"
presets:
  - name: a
    add: |
      charts:
        app:
          extra: {deep: 1}
";

fn located(path: &str) -> String {
    let pack = pack(&[("values.yaml", VALUES), ("presets.yaml", PRESETS)]);
    match Locator::new(&pack).locate(path) {
        Whereabouts::Known(values) => {
            values.iter().map(|node| node.text().unwrap_or("-")).collect::<Vec<_>>().join(" ")
        }
        Whereabouts::Near(near) => {
            format!("near {}: {}", &path[near.part.to_usize()], near.instead)
        }
        other => format!("{other:?}"),
    }
}

#[test]
fn paths_are_looked_up() {
    let cases = [
        ("charts.app.token", "abc"),
        ("charts.app.options.system.uri", "u"),
        ("charts.app.list.$[].key", "1 2"),
        ("charts.app.none.$[].key", ""),
        ("charts.app", "-"),
        ("custom", "1"),
        ("charts.app.extra.deep", ""),
        ("charts.app.storage.type", ""),
        ("charts.app.storage.bucket.$[].name", ""),
        ("charts.app.tokne", "near tokne: token"),
        ("charts.APP.token", "near APP: app"),
        ("charts.other.port", "near charts: manifests"),
        ("chart.app.token", "near chart: charts"),
        ("elsewhere.x", "Foreign"),
        ("", "Foreign"),
        ("charts.app.password", "Unknown"),
        ("charts.app.token.", "Unknown"),
        ("charts.app.token.x", "Unknown"),
        ("charts..app", "Unknown"),
    ];
    for (path, expected) in cases {
        assert_eq!(located(path), expected, "{path}");
    }
}

#[test]
fn what_has_a_constraint_is_no_slip_of_another() {
    let schema = "charts.app.tokens:\n  schema: '{{ required }}'\n";
    let both = format!("{schema}charts.app.token:\n  schema: '{{{{ required }}}}'\n");
    for (schema, near) in [(schema, true), (&both, false)] {
        let pack = pack(&[("values.yaml", VALUES), ("schema.yaml", schema)]);
        let found = Locator::new(&pack).locate("charts.app.tokens");
        assert_eq!(matches!(found, Whereabouts::Near(_)), near);
    }
}

#[test]
fn many_constraints_on_many_keys_end() {
    let lines = |line: fn(usize) -> String| (0..5_000).map(line).collect::<String>();
    let values = format!("charts:\n  app:\n{}", lines(|i| format!("    x{i}: 1\n")));
    let schema = lines(|i| format!("charts.app.y{i}:\n  schema: '{{{{ required }}}}'\n"));
    let pack = pack(&[("values.yaml", &values), ("schema.yaml", &schema)]);
    let locator = Locator::new(&pack);
    let last = pack.constraints().iter().map(|c| locator.locate(&c.path)).last();
    assert!(matches!(last, Some(Whereabouts::Undecided)));
}

fn judged(format: &str, value: &str) -> Verdict {
    let schema = format!("v:\n  schema: '{{{{ format \"{format}\" }}}}'\n");
    let pack = pack(&[("values.yaml", &format!("v: {value}\n")), ("schema.yaml", &schema)]);
    let format = pack.constraints()[0].template.formats().next().expect("a format");
    Matcher::new(format).judge(pack.values().and_then(|values| values.get("v")).expect("v"))
}

fn violation(format: &str, value: &str) -> String {
    match judged(format, value) {
        Verdict::Fits => String::new(),
        Verdict::Violates(reason) => reason,
    }
}

#[test]
fn values_are_judged() {
    let cases = [
        ("${string}", "1", ""),
        ("${string}", "[a]", "is a list, not a single value"),
        ("${string:/^\\d+$/}", "x1", "does not match `^\\d+$`"),
        ("${string:/\\d/}", "x1", ""),
        ("${string:/(/}", "x1", ""),
        ("${number}", "80", ""),
        ("${number}", "\"80\"", ""),
        ("${number}", "x", "is not a number"),
        ("${number}", "", ""),
        ("${number}", "'{{ .spectro.var.x }}'", ""),
        ("${number:[-1.5-3]}", "-1.5", ""),
        ("${number:[-1.5-3]}", "4", "is not within `-1.5-3`"),
        ("${number:[0-99999999999999999999999999]}", "18446744073709551615", ""),
        ("${number:/^8/}", "90", "does not match `^8`"),
        ("${boolean}", "true", ""),
        ("${boolean}", "on", ""),
        ("${boolean}", "\"true\"", ""),
        ("${boolean}", "\"yes\"", "is not a boolean"),
        ("${boolean}", "1", "is not a boolean"),
        ("${list:[a, b]}", "b", ""),
        ("${list:[a,b]}", "c", "is not one of `a`, `b`"),
        ("${list:[true,1]}", "1", ""),
        ("${ipv4}", "10.0.0.256", "is not an IPv4 address"),
        ("${ipv4} - ${ipv4}", "10.10.10.10 - 10.10.10.255", ""),
        (
            "${ipv4} - ${ipv4}",
            "10.10.10.10-10.10.10.255",
            "does not have the form `${ipv4} - ${ipv4}`",
        ),
        ("${version}", "v1.2", ""),
        ("${version}", "latest", "is not a version"),
        ("${string}/${string}:${version}", "ghcr.io/x/größe:1.0.2", ""),
        (
            "${string}/${string}:${version}",
            "ghcr.io/x",
            "does not have the form `${string}/${string}:${version}`",
        ),
        ("${string}, ${string:/size=\\d+/}", "é, size=3", ""),
        ("${input}", "[]", ""),
        ("${password:/^.{8,}$/}", "short", "does not match `^.{8,}$`"),
    ];
    for (format, value, expected) in cases {
        assert_eq!(violation(format, value), expected, "{format} {value}");
    }
}

#[test]
fn costly_formats_end_at_once() {
    let parts = "${string}-".repeat(300);
    assert_eq!(violation(&parts, &"-".repeat(4000)), "");
    assert_eq!(violation("${string:/^(a|a)*b$/}${string}x", &"a".repeat(4000)), "");
}

#[test]
fn places_lie_in_the_file() {
    let text = "größe:\r\n  schema: \"{{ format \\\"${string:/(?=é)/}\\\" }}\"\r\n";
    let pack = pack(&[("schema.yaml", text)]);
    let constraint = &pack.constraints()[0];
    let regex = constraint.template.placeholders().find_map(|p| p.regex()).expect("a pattern");
    assert_eq!(constraint.place(regex.range).text(), "(?=é)");
}

proptest! {
    #[test]
    fn any_schema_is_read(text in r#"[\{\}|"$a-c:/\[\],é \n\\'-]{0,60}"#) {
        let file = format!("charts.a:\n  schema: |\n    {{{{ format \"{text}\n");
        let pack = pack(&[("schema.yaml", &file), ("values.yaml", VALUES)]);
        for constraint in pack.constraints() {
            for mistake in &constraint.template.mistakes {
                let place = constraint.place(mistake.range);
                prop_assert!(file.get(place.range().to_usize()).is_some());
            }
            for format in constraint.template.formats() {
                Matcher::new(format).judge(pack.values().expect("values"));
            }
        }
    }
}
