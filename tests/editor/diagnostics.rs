//! Findings while one types.

use serde_json::json;

use crate::support::client::{Client, applied, codes, modern, pack};

const VALUES: &str = "packs/demo-1.2.3/values.yaml";
const JSON: &str = "packs/demo-1.2.3/pack.json";
const CHART: &str = "packs/demo-1.2.3/charts/demo/Chart.yaml";

#[test]
fn unsaved_text_is_checked() {
    let mut client = Client::start("unsaved", &pack(), modern());
    let text = client.open_file(VALUES);
    assert_eq!(codes(&client.diagnostics(VALUES, 1)), [""; 0]);
    let wrong = text.replace("replicaCount", "replicaCuont");
    client.change(VALUES, 2, &wrong);
    let found = client.diagnostics(VALUES, 2);
    assert_eq!(codes(&found), ["chart/inert-value"]);
    let found = serde_json::to_value(&found[0]).unwrap();
    assert_eq!(found["severity"], 2);
    assert_eq!(found["source"], "palint");
    assert_eq!(found["tags"], json!([1]));
    assert_eq!(found["range"]["start"], json!({ "line": 8, "character": 4 }));
    assert_eq!(found["range"]["end"], json!({ "line": 8, "character": 16 }));
    let message = found["message"].as_str().unwrap();
    assert!(message.ends_with("\nhelp: did you mean `replicaCount`?"), "{message}");
    let related = &found["relatedInformation"][0];
    assert_eq!(related["location"]["uri"], client.uri("packs/demo-1.2.3/charts/demo-1.2.3.tgz"));
    assert_eq!(related["location"]["range"]["start"], json!({ "line": 0, "character": 0 }));
    let message = related["message"].as_str().unwrap();
    assert!(message.ends_with("(in demo/templates/deployment.yaml:7:16)"), "{message}");
    client.change(VALUES, 3, &text);
    assert_eq!(codes(&client.diagnostics(VALUES, 3)), [""; 0]);
    assert!(client.shut_down().success());
}

#[test]
fn the_newest_text_wins() {
    let mut client = Client::start("newest", &pack(), modern());
    let text = client.open_file(VALUES);
    for version in 2..60 {
        client.change(VALUES, version, &text.replace("replicaCount", &format!("r{version}")));
    }
    client.change(VALUES, 60, &text);
    let mut checked = 0;
    loop {
        let found = client.until(VALUES, |_| true);
        checked += 1;
        if client.published[&client.uri(VALUES)].version == Some(60) {
            assert_eq!(codes(&found), [""; 0]);
            break;
        }
    }
    assert!(checked < 30, "queued changes are read before a check begins: {checked}");
}

#[test]
fn a_change_elsewhere_in_the_pack_counts() {
    let mut client = Client::start("elsewhere", &pack(), modern());
    let mut chart = pack().0["packs/demo-1.2.3/charts/demo/Chart.yaml"].clone();
    client.open_file(VALUES);
    client.diagnostics(VALUES, 1);
    // pack.json is not open, and is told all the same.
    chart.extend(b"# x\n");
    let chart = String::from_utf8(chart).unwrap();
    client.open(CHART, &chart.replace("version: 1.2.3", "version: 9.9.9"));
    let found = client.until(JSON, |params| !params.diagnostics.is_empty());
    assert_eq!(codes(&found), ["chart/copy-drift"]);
    client.change(CHART, 2, std::str::from_utf8(&pack().0[CHART]).unwrap());
    client.until(JSON, |params| params.diagnostics.is_empty());
    // The text of pack.json decides which charts values.yaml speaks to.
    let json = String::from_utf8(pack().0[JSON].clone()).unwrap();
    client.open(JSON, &json.replace("demo-1.2.3.tgz", "dema-1.2.3.tgz"));
    let found = client.until(JSON, |params| !params.diagnostics.is_empty());
    assert!(codes(&found).contains(&"structure/missing-file".to_owned()), "{found:?}");
    client.close(JSON);
    let found = client.until(JSON, |params| params.diagnostics.is_empty());
    assert!(found.is_empty(), "the text on disk is right");
}

#[test]
fn files_on_disk_are_watched() {
    let mut client = Client::start("watched", &pack(), modern());
    client.open_file(VALUES);
    client.diagnostics(VALUES, 1);
    let registered = client.asked.iter().find(|r| r.method == "client/registerCapability").unwrap();
    let registration = &registered.params["registrations"][0];
    assert_eq!(registration["method"], "workspace/didChangeWatchedFiles");
    let json = std::fs::read_to_string(client.path(JSON)).unwrap();
    std::fs::write(client.path(JSON), json.replace("\"addon\"", "\"adon\"")).unwrap();
    client.file_changed(JSON);
    let found = client.until(JSON, |params| !params.diagnostics.is_empty());
    assert!(codes(&found).contains(&"pack/unknown-layer".to_owned()), "{found:?}");
    std::fs::write(client.path(JSON), json).unwrap();
    client.file_changed(JSON);
    client.until(JSON, |params| params.diagnostics.is_empty());
}

#[test]
fn closing_takes_everything_back() {
    let mut client = Client::start("closing", &pack(), modern());
    let json = String::from_utf8(pack().0[JSON].clone()).unwrap();
    std::fs::write(client.path(JSON), json.replace("\"addon\"", "\"adon\"")).unwrap();
    client.open_file(VALUES);
    client.until(JSON, |params| !params.diagnostics.is_empty());
    client.close(VALUES);
    client.until(JSON, |params| params.diagnostics.is_empty());
    // What is asked about a text that is not open has no answer, and is no failure.
    let params = json!({ "textDocument": { "uri": client.uri(VALUES) }, "position": { "line": 0, "character": 0 } });
    assert!(client.request("textDocument/hover", params).is_null());
}

#[test]
fn comments_and_configurations_are_heard() {
    let mut client = Client::start("heard", &pack(), modern());
    let text = client.open_file(VALUES).replace("replicaCount", "replicaCuont");
    client.change(VALUES, 2, &text);
    assert_eq!(codes(&client.diagnostics(VALUES, 2)), ["chart/inert-value"]);
    let commented =
        text.replace("    replica", "    # palint: ignore[chart/inert-value] é\n    replica");
    client.change(VALUES, 3, &commented);
    assert_eq!(codes(&client.diagnostics(VALUES, 3)), [""; 0]);
    client.change(VALUES, 4, &text);
    client.diagnostics(VALUES, 4);
    std::fs::write(client.path("palint.yaml"), "rules: {chart/inert-value: off}\n").unwrap();
    client.file_changed("palint.yaml");
    client.until(VALUES, |params| params.diagnostics.is_empty());
    client.open("palint.yaml", "rules: {chart/inert-value: error}\n");
    let found = client.until(VALUES, |params| !params.diagnostics.is_empty());
    assert_eq!(serde_json::to_value(&found[0]).unwrap()["severity"], 1);
    // A mistake is told, and the last configuration that was right holds.
    client.change("palint.yaml", 2, "rules: {chart/inert-valu: error}\n");
    let found = client.diagnostics("palint.yaml", 2);
    assert!(serde_json::to_string(&found).unwrap().contains("did you mean `chart/inert-value`?"));
    let found = &client.published[&client.uri(VALUES)].diagnostics;
    assert_eq!(serde_json::to_value(&found[0]).unwrap()["severity"], 1);
}

#[test]
fn what_cannot_be_opened_is_told_in_pack_json() {
    let mut tree = pack();
    tree.put("packs/demo-1.2.3/logo.png", b"no picture".to_vec());
    tree.put(
        "packs/demo-1.2.3/charts/demo-1.2.3.tgz!/demo/templates/broken.yaml",
        b"a: {{ if }}\n".to_vec(),
    );
    let mut client = Client::start("archives", &tree, modern());
    client.open_file(VALUES);
    let found = client.until(JSON, |params| !params.diagnostics.is_empty());
    let found = serde_json::to_value(&found).unwrap();
    let about = |code: &str| {
        let found = found.as_array().unwrap().iter().find(|one| one["code"] == code);
        found.unwrap_or_else(|| panic!("{found:#?}")).clone()
    };
    let template = about("chart/invalid-template");
    assert_eq!(template["range"]["start"], json!({ "line": 10, "character": 4 }));
    let related = &template["relatedInformation"][0];
    assert_eq!(related["location"]["uri"], client.uri("packs/demo-1.2.3/charts/demo-1.2.3.tgz"));
    let message = related["message"].as_str().unwrap();
    assert!(message.contains("(in demo/templates/broken.yaml:1:"), "{message}");
    assert_eq!(about("structure/logo-not-png")["range"]["start"]["line"], 0);
}

#[test]
fn columns_are_those_of_the_client() {
    let text =
        "pack:\r\n  namespace: demo\r\ncharts:\r\n  demo:\r\n    image: {é𝒳: 日, \"𝒳𝒳\": 1}\r\n";
    for (capabilities, encoding, start, end) in
        [(modern(), "utf-8", 25, 35), (json!({}), "utf-16", 20, 26)]
    {
        let mut client = Client::silent(encoding);
        pack().write(&client.directory.clone());
        let params = json!({ "processId": null, "rootUri": null, "capabilities": capabilities });
        let answer = client.request("initialize", params);
        assert_eq!(answer["capabilities"]["positionEncoding"], encoding);
        client.open(VALUES, text);
        let found = client.diagnostics(VALUES, 1);
        let found = serde_json::to_value(&found).unwrap();
        let inert = |one: &&serde_json::Value| one["code"] == "chart/inert-value";
        let ranges: Vec<_> = found
            .as_array()
            .unwrap()
            .iter()
            .filter(inert)
            .map(|one| one["range"].clone())
            .collect();
        let last = ranges.last().unwrap_or_else(|| panic!("{found:#?}"));
        assert_eq!(last["start"], json!({ "line": 4, "character": start }), "{encoding}");
        assert_eq!(last["end"], json!({ "line": 4, "character": end }), "{encoding}");
    }
}

#[test]
fn profiles_are_checked_in_every_syntax() {
    let mut tree = pack();
    let project = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let names = ["add-on.json", "add-on.yaml", "shop-app.tf"];
    for name in names {
        let text = std::fs::read_to_string(project.join("fixtures/profiles").join(name)).unwrap();
        tree.put(&format!("profiles/{name}"), text);
    }
    tree.put("notes.yaml", "metadata: {name: x}\n");
    let mut client = Client::start("profiles", &tree, modern());
    for name in names.map(|name| format!("profiles/{name}")) {
        let text = client.open_file(&name);
        assert_eq!(codes(&client.diagnostics(&name, 1)), [""; 0], "{name}");
        let versions = ["\"2.3.0\"", "\"2.4.0\"", "\"1.4.0\""];
        let version = versions.into_iter().find(|v| text.contains(v)).unwrap();
        let wrong = text.replacen(version, &version.replace(".0", ""), 1);
        client.change(&name, 2, &wrong);
        let found = client.diagnostics(&name, 2);
        assert_eq!(codes(&found), ["profile/invalid-version"], "{name}");
        let actions = client.actions(&name, &found, None);
        let edits = |start: &str| {
            let titled = |a: &&serde_json::Value| a["title"].as_str().unwrap().starts_with(start);
            actions.iter().find(titled).unwrap()["edit"]["documentChanges"][0]["edits"].clone()
        };
        assert_eq!(applied(&wrong, &edits("write `")), text, "{name}");
        if !name.ends_with(".json") {
            let ignored = applied(&wrong, &edits("ignore `profile/invalid-version` here, with"));
            client.change(&name, 3, &ignored);
            assert_eq!(codes(&client.diagnostics(&name, 3)), [""; 0], "{ignored}");
        }
    }
    // Any other YAML is left alone.
    client.open_file("notes.yaml");
    assert!(client.shut_down().success());
}
