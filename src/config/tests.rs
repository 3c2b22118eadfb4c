//! What is read, what is refused, and that the schema says the same.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::Value;

use super::read::{EXCUSE_KEYS, KEYS, LEVELS, OVERRIDE_KEYS};
use super::{Config, Policy, Scope, read};
use crate::model::schemas::SCHEMAS;
use crate::rules::{self, Severity};
use crate::settings::FailOn;
use crate::source::{SourceFile, VirtualPath};
use crate::syntax::yaml;

const WHOLE: &str = "\
policy: community
fail-on: warning
exclude: ['packs/archive/**']
registry: [packs]
rules:
  pack/unknown-addon-type: off
  chart: error
overrides:
  - paths: ['packs/legacy-*/**']
    rules: {chart/inert-value: info}
ignore:
  - rule: pack/unknown-addon-type
    path: 'packs/team-*/pack.json'
    at: /addonType
    reason: our console groups by team
    until: 2027-06-30
";

fn file(text: &str) -> Arc<SourceFile> {
    SourceFile::new(VirtualPath::new("palint.yaml"), text)
}

fn config(text: &str) -> Config {
    read(&file(text)).unwrap_or_else(|errors| panic!("{errors:?}"))
}

/// The errors as `line:column message; help`.
fn errors(text: &str) -> Vec<String> {
    let told = |error: &crate::finding::Finding| {
        let at = error.at.span().expect("it is in the text").start();
        let help = error.help.as_deref().map(|help| format!("; {help}")).unwrap_or_default();
        format!("{}:{} {}{help}", at.line, at.column, error.message)
    };
    read(&file(text)).err().unwrap_or_default().iter().map(told).collect()
}

#[test]
fn everything_is_read() {
    let config = config(WHOLE);
    assert_eq!((config.policy, config.fail_on), (Some(Policy::Community), Some(FailOn::Warning)));
    let setting = |id: &str, path: &str| config.setting(rules::find(id).unwrap(), path);
    assert_eq!(setting("pack/unknown-addon-type", "x"), Some(None));
    assert_eq!(setting("structure/missing-logo", "x"), Some(Some(Severity::Error)));
    assert_eq!(setting("chart/inert-value", "packs/x/values.yaml"), Some(Some(Severity::Error)));
    let legacy = "packs/legacy-1/values.yaml";
    assert_eq!(setting("chart/inert-value", legacy), Some(Some(Severity::Info)));
    assert_eq!(setting("syntax/invalid-json", legacy), None);
    assert_eq!(config.registry[0].0, "packs");
    assert_eq!(
        (config.ignore.len(), config.ignore[0].rule.as_str()),
        (1, "pack/unknown-addon-type")
    );
}

#[test]
fn mistakes_are_told_with_their_place() {
    let cases = [
        ("polcy: private\n", "1:1 `polcy` is no key here; did you mean `policy`?"),
        (
            "# é\r\npolicy: privat\r\n",
            "2:9 `privat` is not one of community, private, airgap, \
          terraform; did you mean `private`?",
        ),
        ("fail-on: off\n", "1:10 `off` is not one of error, warning, info, never"),
        (
            "rules: {pack/unknown-adon-type: off}\n",
            "1:9 there is no rule or group \
          `pack/unknown-adon-type`, did you mean `pack/unknown-addon-type`?",
        ),
        ("rules: {chart: err}\n", "1:16 `err` is not one of error, warning, info, off"),
        ("rules: [chart]\n", "1:8 this is a list, and not a mapping; write `group/rule: warning`"),
        ("exclude: packs\n", "1:10 this is a string, and not a list"),
        ("exclude: ['a[']\n", "1:11 `a[` is not a glob: unclosed character class; missing ']'"),
        ("exclude: [1]\n", "1:11 this is a number, and not a text"),
        ("fail-on: error\nfail-on: info\n", "2:1 `fail-on` stands here twice"),
        (
            "- x\n",
            "1:1 this is a list, and not a mapping; its keys are policy, fail-on, exclude, \
          registry, rules, overrides, ignore",
        ),
        ("overrides:\n  - paths: [x]\n", "2:5 this entry has no `rules`; add `rules`"),
        ("ignore:\n  - {rule: chart, path: x}\n", "2:6 this entry has no `reason`; add `reason`"),
        (
            "ignore:\n  - {rule: chart, path: x, reason: why, until: 2026-02-30}\n",
            "2:48 there is no day `2026-02-30`; write it as 2027-06-30",
        ),
        (
            "ignore:\n  - {rule: chart, path: x, reason: why, at: a.b}\n",
            "2:45 `a.b` is not a JSON pointer; did you mean `/a/b`?",
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(errors(text), [expected], "{text}");
    }
    assert_eq!(errors("a: [\n").len(), 1);
    let bytes = b"# \xff\n".to_vec();
    let errors_of_bytes = read(&SourceFile::from_bytes(VirtualPath::new("palint.yaml"), bytes));
    assert_eq!(errors_of_bytes.err().map(|errors| errors.len()), Some(1));
    for text in ["", "# nothing\n", "{}\n", "rules:\noverrides:\nignore: []\n"] {
        assert_eq!(errors(text), [""; 0], "{text}");
    }
}

#[test]
fn the_file_that_init_writes_is_read() {
    let text = include_str!("../cli/init/palint.yaml");
    config(text);
    // So is every line of it that somebody uncomments.
    let setting = |line: &str| {
        let key = line.split([':', ' ']).next().unwrap_or_default();
        KEYS.contains(&key) || line.starts_with(' ')
    };
    let uncommented =
        text.lines().filter_map(|line| line.strip_prefix("# ")).filter(|l| setting(l));
    let uncommented: Vec<_> = uncommented.collect();
    config(&uncommented.join("\n"));
    assert!(KEYS.iter().all(|key| uncommented.iter().any(|line| line.starts_with(key))));
}

fn schema() -> Value {
    let schema = SCHEMAS.iter().find(|schema| schema.name == "config").unwrap();
    serde_json::from_str(schema.text).unwrap()
}

#[test]
fn the_schema_has_the_same_words() {
    let schema = schema();
    let keys = |pointer: &str| -> BTreeSet<String> {
        schema.pointer(pointer).unwrap().as_object().unwrap().keys().cloned().collect()
    };
    let set = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    assert_eq!(keys("/properties"), set(&KEYS));
    assert_eq!(keys("/properties/overrides/items/properties"), set(&OVERRIDE_KEYS));
    assert_eq!(keys("/properties/ignore/items/properties"), set(&EXCUSE_KEYS));
    let words = |pointer: &str| -> BTreeSet<String> {
        let listed = schema.pointer(pointer).unwrap().as_array().unwrap();
        listed.iter().filter_map(|word| word.as_str().map(str::to_owned)).collect()
    };
    assert_eq!(words("/properties/policy/enum"), set(&Policy::ALL.map(|(name, _)| name)));
    assert_eq!(words("/properties/fail-on/enum"), set(&FailOn::ALL.map(|(name, _)| name)));
    assert_eq!(words("/$defs/level/enum"), set(&LEVELS));
}

#[test]
fn the_schema_accepts_and_refuses_the_same() {
    let validator = jsonschema::validator_for(&schema()).unwrap();
    let cases = [
        WHOLE,
        "",
        "{}",
        "x: 1",
        "policy: x",
        "fail-on: info",
        "fail-on: off",
        "rules: {chart: off}",
        "rules: {chart: loud}",
        "rules: [chart]",
        "exclude: x",
        "exclude: ['']",
        "exclude: [1]",
        "overrides: [{paths: [x]}]",
        "overrides: [x]",
        "overrides: {}",
        "registry: [x]",
        "ignore: [{rule: chart, path: x, reason: why}]",
        "ignore: [{rule: chart, path: x}]",
        "ignore: [{rule: chart, path: x, reason: ''}]",
        "ignore: [{rule: chart, path: x, reason: why, at: z}]",
        "ignore: [{rule: chart, path: x, reason: why, until: soon}]",
        "ignore: 1",
        "rules:",
        "- x",
    ];
    for text in cases {
        let document = yaml::parse(&file(text));
        let json = document.root().map_or(Value::Null, |root| root.to_json());
        assert_eq!(validator.is_valid(&json), read(&file(text)).is_ok(), "{text}");
    }
}

#[test]
fn policies_name_rules() {
    for (name, policy) in Policy::ALL {
        for (id, _) in policy.levels() {
            assert!(rules::find(id).is_some(), "{name}: {id}");
        }
        assert!(policy.levels().is_sorted_by_key(|(id, _)| id), "{name}");
    }
}

#[test]
fn paths_are_relative_to_the_configuration() {
    let relative = |root: &str, base: &str, path: &str| {
        let scope = Scope::new(Arc::new(config("")), VirtualPath::new(root), base);
        scope.relative(&VirtualPath::new(path))
    };
    assert_eq!(relative("../p/x", "p/x", "../p/x/values.yaml"), "p/x/values.yaml");
    assert_eq!(relative(".", "p/x", "values.yaml"), "p/x/values.yaml");
    assert_eq!(relative(".", "", "values.yaml"), "values.yaml");
    assert_eq!(relative("q/x.tgz", "x.tgz", "q/x.tgz!/x/pack.json"), "x.tgz!/x/pack.json");
    assert_eq!(relative("p", "p", "p"), "p");
}

#[test]
fn globs_reach_into_directories_and_archives() {
    let contains =
        |glob: &str, path: &str| config(&format!("exclude: ['{glob}']")).exclude.contain(path);
    assert!(contains("packs/old", "packs/old/values.yaml"));
    assert!(contains("./packs/old/", "packs/old"));
    assert!(contains("packs/old/**", "packs/old"));
    assert!(contains("packs/old/**", "packs/old/values.yaml"));
    assert!(contains("**", "packs/old/values.yaml"));
    assert!(contains("packs/*/charts/x.tgz", "packs/old/charts/x.tgz!/x/values.yaml"));
    assert!(contains("**/pack.json", "packs/old/pack.json"));
    assert!(!contains("*.json", "packs/old/pack.json"));
    assert!(!contains("packs/ol", "packs/old/pack.json"));
}

#[test]
fn what_is_off_by_default_is_turned_on_by_its_name_alone() {
    use crate::rules::{OFF_BY_DEFAULT, Severity};
    assert!(OFF_BY_DEFAULT.is_sorted_by_key(|rule| rule.id));
    for rule in OFF_BY_DEFAULT {
        let policies = Policy::ALL.iter().filter(|(_, policy)| policy.severity(rule).is_some());
        assert_ne!(policies.count(), 0, "{}: no policy turns it on", rule.id);
        let runs = |text: &str| {
            let file = SourceFile::new(VirtualPath::new("palint.yaml"), text);
            read(&file).unwrap().runs(rule)
        };
        assert!(!runs("{}"));
        assert!(!runs(&format!("rules: {{{}: error}}", rule.group())));
        assert!(runs(&format!("rules: {{{}: {}}}", rule.id, Severity::Info)));
        assert!(runs(&format!("overrides: [{{paths: [x], rules: {{{}: info}}}}]", rule.id)));
        assert!(!runs(&format!("rules: {{{}: off}}", rule.id)));
    }
}
