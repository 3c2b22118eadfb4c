//! Every way in which `constraints` can stray from their schema is told by one rule, and only once.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde_json::{Value, json};

use crate::files::Files;
use crate::finding::Finding;
use crate::model::conformance::{Violation, ViolationKind};
use crate::model::pack::Pack;
use crate::rules::{Check, GROUPS, Rule};
use crate::source::VirtualPath;

/// The rules of both groups that tell what the schema says.
const BY_SCHEMA: [&str; 6] = [
    "missing-field",
    "wrong-type",
    "unknown-type",
    "unknown-layer",
    "unknown-key",
    "negative-limit",
];

fn pack(json: &str, values: &str) -> Pack {
    let file = |name: &str, text: &str| (name.to_owned(), Arc::from(text.as_bytes()));
    let files = BTreeMap::from([file("pack.json", json), file("values.yaml", values)]);
    Pack::new(Files::in_memory(VirtualPath::new("."), files))
}

fn told(group: &str, pack: &Pack) -> Vec<(&'static Rule, Finding)> {
    let rules = GROUPS.iter().filter(|(name, _)| *name == group).flat_map(|(_, rules)| *rules);
    let run = |rule: &&'static Rule| match rule.check {
        Check::Pack(check) => check(pack).into_iter().map(|finding| (*rule, finding)).collect(),
        _ => Vec::new(),
    };
    rules.filter(|rule| !rule.is_off_by_default()).flat_map(run).collect()
}

fn manifest(constraints: &Value) -> String {
    json!({
        "name": "demo", "displayName": "Demo", "version": "1.2.3", "layer": "addon",
        "cloudTypes": ["all"], "addonType": "system app", "constraints": constraints,
    })
    .to_string()
}

fn is_about_members(violation: &Violation) -> bool {
    matches!(violation.kind, ViolationKind::Missing(_) | ViolationKind::Unknown(_))
}

fn assert_each_is_told_once(constraints: &Value) {
    let pack = pack(&manifest(constraints), "{}");
    let (members, values): (Vec<_>, Vec<_>) =
        pack.violations().iter().partition(|violation| is_about_members(violation));
    // A wrong type or an empty word is in no list of words either; that is told once.
    let places: BTreeSet<_> = values.iter().map(|violation| &violation.pointer).collect();
    let own = told("constraint", &pack);
    let by_schema = |(rule, _): &&(&Rule, Finding)| {
        BY_SCHEMA.iter().any(|name| rule.id.ends_with(&format!("/{name}")))
    };
    let own_by_schema = own.iter().filter(by_schema).count();
    let others = told("pack", &pack);
    let count = members.len() + places.len();
    assert_eq!(own_by_schema + others.len(), count, "{constraints}: {own:#?} {others:#?}");
}

/// The value at each place of this one, with something else in its place.
fn mutations(value: &Value, with: &Value) -> Vec<Value> {
    let mut all = vec![with.clone()];
    match value {
        Value::Object(fields) => {
            for (name, inner) in fields {
                for changed in mutations(inner, with) {
                    let mut copy = fields.clone();
                    copy.insert(name.clone(), changed);
                    all.push(copy.into());
                }
                let mut copy = fields.clone();
                copy.remove(name);
                copy.insert(format!("{name}/~é"), with.clone());
                all.push(copy.into());
            }
        }
        Value::Array(items) => {
            for (at, inner) in items.iter().enumerate() {
                for changed in mutations(inner, with) {
                    let mut copy = items.clone();
                    copy[at] = changed;
                    all.push(copy.into());
                }
            }
        }
        _ => {}
    }
    all
}

fn clean() -> Value {
    json!({
        "dependencies": [
            {"packName": "k", "layer": "k8s", "type": "optional", "minVersion": "1", "maxVersion": ""}
        ],
        "resources": [
            {"type": "cpu", "minLimit": 100, "components": [
                {"scheduleType": "all", "resourceRequestParamRef": "", "replicaCountParamRef": ""}
            ]}
        ]
    })
}

#[test]
fn clean_constraints_are_silent() {
    let pack = pack(&manifest(&clean()), "{}");
    assert!(pack.violations().is_empty());
    assert!(told("constraint", &pack).is_empty());
}

#[test]
fn every_change_is_told_by_one_rule() {
    for with in [json!(null), json!(true), json!(-1), json!(""), json!("?"), json!([]), json!({})] {
        for constraints in mutations(&clean(), &with) {
            assert_each_is_told_once(&constraints);
        }
    }
}

#[test]
fn places_are_those_of_the_author() {
    let text = "{\r\n\"name\": \"démo\", \"layer\": \"addon\", \"constraints\": {\r\n\"dependencies\": [\
                {\"é\": 1, \"packName\": \"démo\", \"layer\": \"addon\", \"type\": \"required\",\
                \"minVersion\": \"ü\", \"maxVersion\": 2}]}}";
    let pack = pack(text, "{}");
    let line = |(rule, finding): (&Rule, Finding)| {
        let at = finding.at.span().map_or("", |span| span.text()).to_owned();
        format!("{} {at}", rule.id.trim_start_matches("constraint/"))
    };
    let lines: Vec<_> = told("constraint", &pack).into_iter().map(line).collect();
    let expected =
        ["invalid-version \"ü\"", "self-reference \"démo\"", "unknown-key \"é\"", "wrong-type 2"];
    assert_eq!(lines, expected);
}

fn lost(values: &str) -> usize {
    let constraints = json!({"resources": [{"type": "cpu", "components": [
        {"scheduleType": "all", "resourceRequestParamRef": "charts.demo.cpu"}
    ]}]});
    let findings = told("constraint", &pack(&manifest(&constraints), values));
    findings.iter().filter(|(rule, _)| rule.id == "constraint/unresolved-param-ref").count()
}

#[test]
fn nothing_is_said_where_values_cannot_be_read() {
    assert_eq!(lost("# nothing\n"), 1);
    assert_eq!(lost("charts:\r\n  demo:\r\n    memory: 1\r\n"), 1);
    assert_eq!(lost("charts:\n  demo: {cpu: 1}\n"), 0);
    assert_eq!(lost("charts: [\n"), 0);
    assert_eq!(lost("- 1\n"), 0);
    assert_eq!(lost("charts:\n  demo: '{{ .spectro.var.demo }}'\n"), 0);
}

#[test]
fn hostile_references_end() {
    let path = "a.".repeat(2_000);
    let components: Vec<_> =
        (0..500).map(|_| json!({"scheduleType": "all", "resourceRequestParamRef": path})).collect();
    let constraints = json!({"resources": [{"type": "cpu", "components": components}]});
    let mut values = String::from("x: &x0 {a: 1}\n");
    for at in 1..12 {
        values += &format!("x{at}: &x{at} {{a: *x{0}, a.a: *x{0}}}\n", at - 1);
    }
    values += "a: *x11\n";
    assert!(!told("constraint", &pack(&manifest(&constraints), &values)).is_empty());
}
