//! Hover and definition.

use serde_json::{Value, json};

use crate::support::client::{Client, modern, pack};

const VALUES: &str = "packs/demo-1.2.3/values.yaml";
const JSON: &str = "packs/demo-1.2.3/pack.json";
const PRESETS: &str = "packs/demo-1.2.3/presets.yaml";
const SCHEMA: &str = "packs/demo-1.2.3/schema.yaml";

fn hover(client: &mut Client, inside: &str, text: &str, needle: &str) -> String {
    let answer = client.ask_at("textDocument/hover", inside, text, needle);
    answer["contents"]["value"].as_str().unwrap_or_default().to_owned()
}

fn targets(client: &mut Client, inside: &str, text: &str, needle: &str) -> Vec<(String, Value)> {
    let answer = client.ask_at("textDocument/definition", inside, text, needle);
    let all = answer.as_array().cloned().unwrap_or_default().into_iter();
    let root = client.uri("packs/demo-1.2.3/");
    all.map(|l| (l["uri"].as_str().unwrap().replace(&root, ""), l["range"]["start"].clone()))
        .collect()
}

#[test]
fn values_show_what_the_chart_makes_of_them() {
    let mut tree = pack();
    tree.put(
        "packs/demo-1.2.3/charts/demo-1.2.3.tgz!/demo/values.yaml",
        "# -- How many.\nreplicaCount: 1\nimage:\n  repository: é\n  tag: \"1.2.3\"\nresources: {}\nidle: 1\n",
    );
    let mut client = Client::start("hover", &tree, modern());
    let text = client
        .open_file(VALUES)
        .replace("replicaCount: 2", "replicaCount: 2\n    idle: 3\n    image: {tag: é}");
    client.change(VALUES, 2, &text);
    let shown = hover(&mut client, VALUES, &text, "replicaCount");
    assert!(shown.starts_with("**`replicaCount`** of chart `demo`\n\nHow many."), "{shown}");
    assert!(shown.contains("```yaml\nreplicaCount: 1\n```"), "{shown}");
    assert!(
        shown.contains(
            "- `demo/templates/deployment.yaml:7` `replicas: {{ .Values.replicaCount }}`"
        ),
        "{shown}"
    );
    let shown = hover(&mut client, VALUES, &text, "tag: é");
    assert!(shown.contains("tag: \"1.2.3\"") && shown.contains("deployment.yaml:18"), "{shown}");
    let shown = hover(&mut client, VALUES, &text, "idle");
    assert!(shown.contains("No template reads it."), "{shown}");
    assert!(shown.contains("\n\n---\n\n# chart/inert-value\n"), "the page of the finding: {shown}");
    assert!(hover(&mut client, VALUES, &text, "demo:\n").contains("chart `demo` 1.2.3"));
    assert!(hover(&mut client, VALUES, &text, "namespace").contains("The namespace that charts"));
    assert_eq!(hover(&mut client, VALUES, &text, "2\n"), "", "a value says enough itself");
}

#[test]
fn keys_are_explained() {
    let mut client = Client::start("keys", &pack(), modern());
    let text = client.open_file(JSON);
    assert!(hover(&mut client, JSON, &text, "layer").contains("layer of a cluster profile"));
    assert!(hover(&mut client, JSON, &text, "contributor").contains("organisation"));
    let presets = "presets:\n  - name: \"é\"\n    group: x\n    remove: []\n";
    client.open(PRESETS, presets);
    assert!(
        hover(&mut client, PRESETS, presets, "remove").contains("deleted from the values first")
    );
    let schema =
        "charts.demo.replicaCount:\r\n  schema: '{{ required | format \"${number:[1-9]}\" }}'\r\n";
    client.open(SCHEMA, schema);
    let shown = hover(&mut client, SCHEMA, schema, "charts.demo");
    assert!(
        shown.contains("Constrains the parameter") && shown.contains("```yaml\n2\n```"),
        "{shown}"
    );
    assert!(hover(&mut client, SCHEMA, schema, "schema").contains("template in double braces"));
    assert!(hover(&mut client, SCHEMA, schema, "required").contains("needs a value"));
    assert!(hover(&mut client, SCHEMA, schema, "number").contains("bounds"));
}

#[test]
fn definitions_lie_in_files_that_can_be_opened() {
    let mut tree = pack();
    tree.put("packs/demo-1.2.3/manifests/é.yaml", "a: {{ .Values.x.w }}\n");
    let json = String::from_utf8(tree.0[JSON].clone()).unwrap();
    let json = json.replace("\"layer\"", "\"kubeManifests\": [\"manifests/é.yaml\"],\n  \"layer\"");
    tree.put(JSON, json.clone());
    let mut client = Client::start("definition", &tree, modern());
    let text = client
        .open_file(VALUES)
        .replace("replicaCount: 2", "image: {tag: é}\n    other: 1\nmanifests:\n  é: {x: {w: 1}}");
    client.change(VALUES, 2, &text);
    let expected = ("charts/demo/values.yaml".to_owned(), json!({ "line": 3, "character": 2 }));
    assert_eq!(targets(&mut client, VALUES, &text, "tag"), [expected]);
    let found = targets(&mut client, VALUES, &text, "demo:\n    image");
    assert_eq!(found[0].0, "charts/demo/Chart.yaml");
    let expected = ("manifests/%C3%A9.yaml".to_owned(), json!({ "line": 0, "character": 6 }));
    assert_eq!(targets(&mut client, VALUES, &text, "w: 1"), [expected]);
    assert!(targets(&mut client, VALUES, &text, "other").is_empty());
    client.open(JSON, &json);
    assert_eq!(targets(&mut client, JSON, &json, "manifests/")[0].0, "manifests/%C3%A9.yaml");
    assert!(targets(&mut client, JSON, &json, "charts/demo").is_empty(), "an archive is no text");
    let schema = "charts.demo.image.tag:\n  schema: '{{ required }}'\n";
    client.open(SCHEMA, schema);
    let found = targets(&mut client, SCHEMA, schema, "demo");
    assert_eq!(found, [("values.yaml".to_owned(), json!({ "line": 8, "character": 17 }))]);
}

#[test]
fn an_archive_alone_has_no_definition() {
    let mut tree = pack();
    tree.remove("packs/demo-1.2.3/charts/demo");
    let mut client = Client::start("archive", &tree, modern());
    let text = client.open_file(VALUES);
    assert!(targets(&mut client, VALUES, &text, "replicaCount").is_empty());
    assert!(hover(&mut client, VALUES, &text, "replicaCount").contains("replicaCount: 1"));
}
