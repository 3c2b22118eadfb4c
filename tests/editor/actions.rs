//! Fixes and suppressions.

use serde_json::{Value, json};

use crate::support::client::{Client, applied, codes, modern, pack};

const VALUES: &str = "packs/demo-1.2.3/values.yaml";
const JSON: &str = "packs/demo-1.2.3/pack.json";

fn titled<'a>(actions: &'a [Value], start: &str) -> &'a Value {
    let found = actions.iter().find(|action| action["title"].as_str().unwrap().starts_with(start));
    found.unwrap_or_else(|| panic!("{start} is not in {actions:#?}"))
}

#[test]
fn a_fix_is_an_action() {
    let mut client = Client::start("fix", &pack(), modern());
    let text = client.open_file(VALUES).replace("replicaCount", "replicaCuont");
    client.change(VALUES, 7, &text);
    let found = client.diagnostics(VALUES, 7);
    let actions = client.actions(VALUES, &found, None);
    let fix = titled(&actions, "rename the key");
    assert_eq!(fix["kind"], "quickfix");
    assert_eq!(fix["isPreferred"], false, "the author may have meant another key");
    assert_eq!(fix["diagnostics"][0]["code"], "chart/inert-value");
    let change = &fix["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"], json!({ "uri": client.uri(VALUES), "version": 7 }));
    let fixed = applied(&text, &change["edits"]);
    client.change(VALUES, 8, &fixed);
    assert_eq!(codes(&client.diagnostics(VALUES, 8)), [""; 0]);
    assert!(client.actions(VALUES, &found, Some("refactor")).is_empty());
}

#[test]
fn an_action_is_about_the_newest_text() {
    let mut client = Client::start("stale", &pack(), modern());
    let text = client.open_file(VALUES).replace("replicaCount", "replicaCuont");
    client.change(VALUES, 2, &text);
    let mut found = client.diagnostics(VALUES, 2);
    // The diagnostics that the client still shows are those of the text before.
    let moved = format!("# é\n# é\n{text}");
    client.change(VALUES, 3, &moved);
    found[0].range.start.line += 2;
    found[0].range.end.line += 2;
    let actions = client.actions(VALUES, &found, None);
    let change = &titled(&actions, "rename the key")["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"]["version"], 3);
    assert!(applied(&moved, &change["edits"]).contains("    replicaCount: 2"));
}

#[test]
fn old_clients_get_plain_changes() {
    let mut client = Client::start("plain", &pack(), json!({}));
    let text = client.open_file(VALUES).replace("replicaCount", "replicaCuont");
    client.change(VALUES, 2, &text);
    let found = client.diagnostics(VALUES, 2);
    let actions = client.actions(VALUES, &found, Some("quickfix"));
    let edits = &titled(&actions, "rename the key")["edit"]["changes"][client.uri(VALUES)];
    assert!(applied(&text, edits).contains("replicaCount: 2"));
}

#[test]
fn all_safe_fixes_are_applied_at_once() {
    let mut client = Client::start("fix-all", &pack(), modern());
    let text = client.open_file(JSON);
    let text = text.replace("\"all\"\n", "\"all\",\n").replace("\"Example\"\n", "\"Example\",\n");
    client.change(JSON, 2, &text);
    let found = client.diagnostics(JSON, 2);
    assert_eq!(codes(&found), ["syntax/invalid-json", "syntax/invalid-json"]);
    let actions = client.actions(JSON, &[], Some("source.fixAll"));
    assert_eq!(actions.len(), 1, "{actions:#?}");
    assert_eq!(actions[0]["kind"], "source.fixAll.palint");
    let fixed = applied(&text, &actions[0]["edit"]["documentChanges"][0]["edits"]);
    client.change(JSON, 3, &fixed);
    assert_eq!(codes(&client.diagnostics(JSON, 3)), [""; 0]);
    assert!(client.actions(JSON, &[], Some("source.fixAll")).is_empty());
}

#[test]
fn a_finding_is_ignored_by_a_comment() {
    let mut client = Client::start("comment", &pack(), modern());
    let text = client.open_file(VALUES).replace("replicaCount", "replicaCuont");
    client.change(VALUES, 2, &text);
    let found = client.diagnostics(VALUES, 2);
    let actions = client.actions(VALUES, &found, None);
    let action = titled(&actions, "ignore `chart/inert-value` here");
    let ignored = applied(&text, &action["edit"]["documentChanges"][0]["edits"]);
    assert!(
        ignored.contains("\n    # palint: ignore[chart/inert-value] explain why\n    replicaCuont")
    );
    client.change(VALUES, 3, &ignored);
    assert_eq!(codes(&client.diagnostics(VALUES, 3)), [""; 0]);
}

#[test]
fn a_finding_in_json_is_ignored_by_the_configuration() {
    let mut client = Client::start("excuse", &pack(), modern());
    let text = client.open_file(JSON).replace("system app", "système");
    client.change(JSON, 2, &text);
    let found = client.diagnostics(JSON, 2);
    assert_eq!(codes(&found), ["pack/unknown-addon-type"]);
    // There is no configuration yet.
    let actions = client.actions(JSON, &found, None);
    let changes = &titled(&actions, "ignore `pack/unknown-addon-type`")["edit"]["documentChanges"];
    assert_eq!(
        changes[0],
        json!({
            "kind": "create",
            "uri": client.uri("palint.yaml"),
            "options": { "ignoreIfExists": true },
        })
    );
    let written = applied("", &changes[1]["edits"]);
    std::fs::write(client.path("palint.yaml"), &written).unwrap();
    client.file_changed("palint.yaml");
    client.until(JSON, |params| params.diagnostics.is_empty());
    // Now there is one, and it gets another entry.
    let text = text.replace("\"addon\"", "\"adon\"");
    client.change(JSON, 3, &text);
    let found = client.diagnostics(JSON, 3);
    assert_eq!(codes(&found), ["pack/unknown-layer"]);
    let actions = client.actions(JSON, &found, None);
    let changes = &titled(&actions, "ignore `pack/unknown-layer`")["edit"]["documentChanges"];
    let more = applied(&written, &changes[0]["edits"]);
    assert_eq!(more.matches("- rule:").count(), 2, "{more}");
    client.open("palint.yaml", &more);
    client.until(JSON, |params| params.diagnostics.is_empty());
}
