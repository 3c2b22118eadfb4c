//! Every way in which `pack.json` can stray from its schema is told by one rule, and only once.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde_json::{Value, json};

use super::RULES;
use crate::files::Files;
use crate::finding::Finding;
use crate::model::conformance::{Violation, ViolationKind};
use crate::model::pack::Pack;
use crate::model::schemas;
use crate::rules::{Check, Context, Rule};
use crate::source::VirtualPath;

/// The rules that tell what the schema says; the others look further than it can.
const BY_SCHEMA: [&str; 8] = [
    "pack/addon-type-on-infra",
    "pack/annotation-not-string",
    "pack/empty-field",
    "pack/missing-field",
    "pack/unknown-addon-type",
    "pack/unknown-cloud-type",
    "pack/unknown-field",
    "pack/unknown-layer",
];

fn pack(text: &str) -> Pack {
    let bytes: Arc<[u8]> = text.as_bytes().into();
    let files = BTreeMap::from([("pack.json".to_owned(), bytes)]);
    Pack::new(Files::in_memory(VirtualPath::new("."), files))
}

fn told(pack: &Pack) -> Vec<(&'static Rule, Finding)> {
    let context = Context { today: "2026-01-01".parse().unwrap() };
    let run = |rule: &'static Rule| {
        let found = match rule.check {
            Check::Pack(check) => check(pack),
            Check::PackInContext(check) => check(pack, &context),
            _ => Vec::new(),
        };
        found.into_iter().map(move |finding| (rule, finding))
    };
    RULES.iter().copied().filter(|rule| !rule.is_off_by_default()).flat_map(run).collect()
}

/// Each finding as `rule: the text that is underlined: message`.
fn lines(text: &str) -> Vec<String> {
    let line = |(rule, finding): (&Rule, Finding)| {
        let at = finding.at.span().map_or("", |span| span.text()).to_owned();
        format!("{} {at} {}", rule.id.trim_start_matches("pack/"), finding.message)
    };
    told(&pack(text)).into_iter().map(line).collect()
}

fn clean() -> Value {
    json!({
        "name": "demo", "displayName": "Demo", "version": "1.2.3", "layer": "addon",
        "cloudTypes": ["all"], "addonType": "system app", "annotations": {},
    })
}

fn with(field: &str, value: Value) -> Value {
    let mut manifest = clean();
    manifest[field] = value;
    manifest
}

fn assert_each_is_told_once(manifest: &Value) {
    let pack = pack(&manifest.to_string());
    let violations: Vec<&Violation> =
        pack.violations().iter().filter(|v| !v.pointer.starts_with("/constraints/")).collect();
    let by_schema = |(rule, _): &&(&Rule, Finding)| {
        BY_SCHEMA.contains(&rule.id) || rule.id == "pack/wrong-type"
    };
    let findings = told(&pack);
    let told: Vec<_> = findings.iter().filter(by_schema).collect();
    // A wrong type or an empty word is in no list of words either; that is told once.
    let places: BTreeSet<_> =
        violations.iter().map(|v| (&v.pointer, is_about_members(v))).collect();
    let members = violations.iter().filter(|v| is_about_members(v)).count();
    let expected = members + places.iter().filter(|(_, about_members)| !about_members).count();
    assert!(!violations.is_empty(), "{manifest}");
    assert_eq!(told.len(), expected, "{manifest}: {findings:#?}");
}

fn is_about_members(violation: &Violation) -> bool {
    matches!(violation.kind, ViolationKind::Missing(_) | ViolationKind::Unknown(_))
}

#[test]
fn a_clean_manifest_is_silent() {
    assert_eq!(lines(&clean().to_string()), Vec::<String>::new());
    let free = json!({
        "$schema": "x", "group": " ", "eol": " ", "charts": [], "kubeManifests": [],
        "ansibleRoles": [], "annotations": {"über/all": "x"}, "constraints": {"dependencies": []},
        "cloudTypes": ["gke", "tke", "tencent", "coxedge", "libvirt", "openstack", "custom"],
    });
    let mut manifest = clean();
    manifest.as_object_mut().unwrap().extend(free.as_object().unwrap().clone());
    assert_eq!(lines(&manifest.to_string()), Vec::<String>::new());
}

#[test]
fn every_field_of_a_wrong_type_is_told_once() {
    let values =
        [json!(null), json!(true), json!(1.5), json!("?"), json!([]), json!({}), json!("")];
    for field in schemas::PACK.properties() {
        for value in &values {
            for value in [value.clone(), json!([value]), json!({ "a/b~c": value })] {
                let manifest = with(field, value);
                let valid = pack(&manifest.to_string()).violations().is_empty();
                let constraints = field == "constraints" && manifest[field].is_object();
                if !valid && !constraints {
                    assert_each_is_told_once(&manifest);
                }
            }
        }
    }
}

#[test]
fn missing_and_unknown_fields_are_told_once() {
    for field in schemas::PACK.properties() {
        let mut manifest = clean();
        manifest.as_object_mut().unwrap().remove(field);
        if !pack(&manifest.to_string()).violations().is_empty() {
            assert_each_is_told_once(&manifest);
        }
    }
    assert_each_is_told_once(&with("ключ/~1", json!(1)));
    assert_each_is_told_once(&with("KubeManifests", json!([])));
    for layer in ["kernel", "os", "addon", "?"] {
        let mut manifest = with("addonType", json!("?"));
        manifest["layer"] = json!(layer);
        assert_each_is_told_once(&manifest);
    }
}

#[test]
fn places_are_those_of_the_author() {
    let text = "{\r\n \"ü~/\": 1, \"name\": \"démo\", \"displayName\": \"\",\r\n \"version\": 1.10,\
                \"layer\": \"OS\", \"cloudTypes\": [\"all\", {\"é\": 1}],\
                \"annotations\": {\"é/~0\": true, \"a\": [], \"a\": null}}\r\n";
    assert_eq!(
        lines(text),
        [
            "annotation-not-string true the annotation `é/~0` must be a string, not a boolean",
            "annotation-not-string null the annotation `a` must be a string, not null",
            "empty-field \"\" `displayName` is empty",
            "invalid-name \"démo\" the name `démo` holds the character `é`",
            "unknown-field \"ü~/\" `ü~/` is not a field of `pack.json` and has no effect",
            "unknown-layer \"OS\" `layer` must be one of kernel, os, k8s, cni, csi, addon, not `OS`",
            "wrong-type 1.10 `version` must be a string, not a number",
            "wrong-type { an entry of `cloudTypes` must be a string, not an object",
        ]
    );
}

#[test]
fn of_equal_keys_the_last_counts() {
    let mut text = clean().to_string();
    text.truncate(text.len() - 1);
    let text = format!("{text}, \"version\": 2, \"Charts\": [], \"Charts\": [\"x\"]}}");
    let pack = pack(&text);
    let found: Vec<_> = told(&pack).into_iter().map(|(rule, f)| (rule.id, f)).collect();
    let last = u32::try_from(text.rfind("\"Charts\"").unwrap()).unwrap();
    let (_, unknown) = found.iter().find(|(id, _)| *id == "pack/unknown-field").unwrap();
    assert_eq!(unknown.at.range().unwrap().start, last);
    // Renaming one of two would leave the other.
    assert!(unknown.fix.is_none());
    assert!(found.iter().any(|(id, _)| *id == "pack/wrong-type"));
}

#[test]
fn broken_texts_and_other_roots_accuse_nobody_else() {
    for text in ["", "{\"name\": \"x\", @", "{\"layer\": ", "\u{feff}"] {
        assert_eq!(lines(text), Vec::<String>::new(), "{text}");
    }
    assert_eq!(lines("[1]"), ["wrong-type [ `pack.json` must be an object, not a list"]);
    assert_eq!(lines("null"), ["wrong-type null `pack.json` must be an object, not null"]);
}

#[test]
fn names_and_versions() {
    let name = |text: &str| severity(&with("name", json!(text)), "pack/invalid-name");
    let cases = [
        ("a", ""),
        ("0-a--b9", ""),
        ("a.b", "warning"),
        ("a__b", "warning"),
        ("a_.b", "error"),
        ("-a", "error"),
        ("a-", "error"),
        ("a b", "error"),
        ("Ab", "error"),
        ("日本", "error"),
        ("..", "error"),
        ("-", "error"),
        ("a___b", "error"),
    ];
    for (text, expected) in cases {
        assert_eq!(name(text), expected, "{text}");
    }
    let version = |text: &str| severity(&with("version", json!(text)), "pack/invalid-version");
    let long = format!("1.2.3-{}", "a".repeat(122));
    let longer = format!("{long}a");
    let cases = [
        ("1.2.3", ""),
        ("2.0.1-up.1", ""),
        ("0.30.0-5.5.2026", ""),
        ("1.5", "info"),
        ("26.02.0", "info"),
        ("1.2.3.4", "info"),
        ("7", "info"),
        ("v1.2.3", "warning"),
        ("1.2.3+4", "warning"),
        ("v1+1", "warning"),
        ("stable", "warning"),
        ("1.x", "warning"),
        ("_1", "warning"),
        (".1", "error"),
        ("1.2.3 ", "error"),
        ("1/2", "error"),
        ("é", "error"),
        ("\u{7}", "error"),
        (&long, ""),
        (&longer, "error"),
        ("99999999999999999999.0.0", "info"),
    ];
    for (text, expected) in cases {
        assert_eq!(version(text), expected, "{text}");
    }
}

fn severity(manifest: &Value, id: &str) -> &'static str {
    let found = told(&pack(&manifest.to_string()));
    let mut own = found.iter().filter(|(rule, _)| rule.id == id);
    let first = own.next();
    assert!(own.next().is_none(), "{manifest}");
    first.map_or("", |(rule, finding)| finding.severity.unwrap_or(rule.severity).as_str())
}
