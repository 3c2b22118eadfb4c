//! Completion, mostly in texts that are no YAML and no JSON yet; `|` is the cursor.

use serde_json::Value;

use crate::support::client::{Client, applied, modern, pack};

const VALUES: &str = "packs/demo-1.2.3/values.yaml";
const JSON: &str = "packs/demo-1.2.3/pack.json";
const PRESETS: &str = "packs/demo-1.2.3/presets.yaml";
const SCHEMA: &str = "packs/demo-1.2.3/schema.yaml";

struct Editor {
    client: Client,
    version: i32,
    text: String,
}

impl Editor {
    fn new(name: &str) -> Self {
        let mut client = Client::start(name, &pack(), modern());
        for file in [VALUES, JSON, PRESETS, SCHEMA] {
            client.open(file, "");
        }
        // The other files are as they are on disk.
        for file in [VALUES, JSON, PRESETS, SCHEMA] {
            client.close(file);
        }
        Self { client, version: 1, text: String::new() }
    }

    fn offers(&mut self, file: &str, text: &str) -> Vec<Value> {
        self.version += 1;
        self.client.open(file, "");
        let before = &text[..text.find('|').unwrap()];
        self.text = text.replacen('|', "", 1);
        self.client.change(file, self.version, &self.text);
        let answer = self.client.ask_behind("textDocument/completion", file, before);
        self.client.close(file);
        answer.as_array().cloned().unwrap_or_default()
    }

    fn labels(&mut self, file: &str, text: &str) -> Vec<String> {
        let offers = self.offers(file, text);
        offers.iter().map(|item| item["label"].as_str().unwrap().to_owned()).collect()
    }

    /// The text when the offer is taken.
    fn taken(&mut self, file: &str, text: &str, label: &str) -> String {
        let offers = self.offers(file, text);
        let offer = offers.iter().find(|item| item["label"] == label);
        let offer = offer.unwrap_or_else(|| panic!("{offers:#?}"));
        applied(&self.text, &Value::Array(vec![offer["textEdit"].clone()]))
    }
}

#[test]
fn pack_json_is_completed_from_its_schema() {
    let mut editor = Editor::new("complete-json");
    assert_eq!(
        editor.taken(JSON, r#"{"name": "é", "cloudT|"#, "cloudTypes"),
        r#"{"name": "é", "cloudTypes"#
    );
    assert_eq!(editor.taken(JSON, "{\r\n  cl|\r\n}", "charts"), "{\r\n  \"charts\": []\r\n}");
    assert_eq!(editor.taken(JSON, r#"{"layer": |"#, "addon"), r#"{"layer": "addon""#);
    assert_eq!(editor.taken(JSON, r#"{"layer": "a|"}"#, "addon"), r#"{"layer": "addon"}"#);
    let clouds = editor.labels(JSON, r#"{"cloudTypes": ["all", "e|"#);
    assert!(clouds.contains(&"edge-native".to_owned()), "{clouds:?}");
    let types = editor.labels(JSON, r#"{"addonType": "|"#);
    assert!(types.contains(&"system app".to_owned()), "{types:?}");
    let inner = editor.labels(JSON, r#"{"constraints": {"dependencies": [{"type": "upgrade", "|"#);
    assert_eq!(inner, ["packName", "layer", "type", "minVersion", "maxVersion"]);
    let about = &editor.offers(JSON, "{\"na|")[1];
    assert!(about["documentation"]["value"].as_str().unwrap().len() > 20, "{about}");
}

#[test]
fn values_are_completed_from_the_chart() {
    let mut editor = Editor::new("complete-values");
    assert_eq!(editor.labels(VALUES, "charts:\n  |"), ["demo"]);
    let keys = editor.labels(VALUES, "charts:\n  demo:\n    re|\nx: [");
    assert!(
        ["image", "replicaCount", "resources"].iter().all(|k| keys.contains(&(*k).to_owned())),
        "{keys:?}"
    );
    let text = "charts:\r\n  demo:\r\n    image:\r\n      é: 1\r\n      ta|\r\n";
    assert_eq!(editor.taken(VALUES, text, "tag"), text.replace("ta|", "tag: "));
    let offers = editor.offers(VALUES, text);
    assert_eq!(offers.iter().find(|o| o["label"] == "tag").unwrap()["detail"], "1.2.3");
    let keys = editor.labels(VALUES, "pack:\n  na|");
    assert!(keys.contains(&"namespaceLabels".to_owned()), "{keys:?}");
    assert_eq!(editor.labels(VALUES, "pack:\n  content:\n    images:\n      - |"), ["image"]);
    assert!(editor.labels(VALUES, "charts:\n  other:\n    |").is_empty());
    assert!(editor.labels(VALUES, "# |").is_empty());
}

#[test]
fn presets_are_completed_outside_and_inside_of_what_they_add() {
    let mut editor = Editor::new("complete-presets");
    assert_eq!(editor.labels(PRESETS, "|"), ["presets"]);
    let keys = editor.labels(PRESETS, "presets:\n  - name: x\n    |");
    assert_eq!(keys, ["name", "displayName", "group", "remove", "add"]);
    let text = "presets:\n  - name: x\n    add: |\n      charts:\n        demo:\n          ";
    let text = format!("{}^", text).replace('|', "\u{1}").replace('^', "|").replace('\u{1}', ">");
    assert!(editor.labels(PRESETS, &text).contains(&"replicaCount".to_owned()));
}

#[test]
fn schema_yaml_is_completed_from_the_parameters() {
    let mut editor = Editor::new("complete-schema");
    let paths = editor.labels(SCHEMA, "# é\ncha|");
    for path in ["charts.demo.replicaCount", "charts.demo.image.tag", "pack.namespace"] {
        assert!(paths.contains(&path.to_owned()), "{path}: {paths:?}");
    }
    assert_eq!(editor.labels(SCHEMA, "pack.namespace:\n  |"), ["schema"]);
    assert_eq!(editor.labels(SCHEMA, "pack.namespace:\n  schema: '{{ re|").len(), 4);
    let taken = editor.taken(SCHEMA, "a:\n  schema: '{{ format \"é ${n|\" }}'", "number");
    assert_eq!(taken, "a:\n  schema: '{{ format \"é ${number\" }}'");
}

#[test]
fn macros_are_completed() {
    let mut editor = Editor::new("complete-macros");
    let families = editor.labels(VALUES, "a: \"é {{.spectro.|");
    assert_eq!(families, ["system", "pack", "macro", "var", "app"]);
    let text = "a: '{{ .spectro.system.cluster.n|}}'";
    let taken = editor.taken(VALUES, text, "cluster.name");
    assert_eq!(taken, "a: '{{ .spectro.system.cluster.name}}'");
}
