//! What goes wrong on the wire ends nothing but itself.

use std::time::{Duration, Instant};

use lsp_server::{ErrorCode, Message};
use serde_json::{Value, json};

use crate::support::client::{Client, modern, pack};

const VALUES: &str = "packs/demo-1.2.3/values.yaml";

fn framed(body: &str) -> String {
    format!("Content-Length: {}\r\n\r\n{body}", body.len())
}

#[test]
fn the_order_of_a_session_is_kept() {
    let mut client = Client::silent("order");
    let before = client.refused("textDocument/hover", json!({}));
    assert_eq!(before, ErrorCode::ServerNotInitialized as i32);
    client.notify("textDocument/didOpen", json!({ "nonsense": 1 }));
    let initialize = json!({ "processId": null, "rootUri": null, "capabilities": {} });
    let answer = client.request("initialize", initialize.clone());
    assert_eq!(answer["serverInfo"]["name"], "palint");
    assert_eq!(answer["capabilities"]["positionEncoding"], "utf-16");
    assert_eq!(client.refused("initialize", initialize), ErrorCode::InvalidRequest as i32);
    client.request("shutdown", Value::Null);
    let after = client.refused("textDocument/hover", json!({}));
    assert_eq!(after, ErrorCode::InvalidRequest as i32);
    client.notify("exit", Value::Null);
    assert_eq!(client.end().code(), Some(0));
}

#[test]
fn leaving_without_a_word_is_an_error() {
    let mut client = Client::start("leaving", &pack(), modern());
    client.notify("exit", Value::Null);
    assert_eq!(client.end().code(), Some(1));
    let mut client = Client::start("gone", &pack(), modern());
    assert_eq!(client.end().code(), Some(1));
}

#[test]
fn nonsense_is_refused_and_the_session_goes_on() {
    let mut client = Client::start("nonsense", &pack(), modern());
    for body in ["{oops", "[]", "{\"jsonrpc\":\"2.0\"}", "é", "{\"id\":{},\"method\":1}"] {
        client.raw(&framed(body));
        loop {
            if matches!(client.next(), Message::Notification(n) if n.method == "refused") {
                break;
            }
        }
    }
    client.raw("garbage\r\n");
    assert_eq!(client.refused("no/such", json!({})), ErrorCode::MethodNotFound as i32);
    let wrong = client.refused("textDocument/hover", json!({ "textDocument": 1 }));
    assert_eq!(wrong, ErrorCode::InvalidParams as i32);
    client.notify("no/such", json!([1]));
    client.notify("textDocument/didChange", json!({ "textDocument": null }));
    client.notify("$/cancelRequest", json!({ "id": 12345 }));
    client.notify("$/cancelRequest", json!([]));
    client.open("untitled.yaml", "a: [");
    client.notify(
        "textDocument/didOpen",
        json!({ "textDocument": { "uri": "untitled:x", "languageId": "", "version": 1, "text": "" } }),
    );
    client.open_file(VALUES);
    client.diagnostics(VALUES, 1);
    let far = json!({ "line": u32::MAX, "character": u32::MAX });
    for method in ["hover", "completion", "definition"] {
        let params = json!({ "textDocument": { "uri": client.uri(VALUES) }, "position": far });
        client.request(&format!("textDocument/{method}"), params);
    }
    assert!(client.shut_down().success());
}

#[test]
fn what_waits_can_be_cancelled() {
    let mut client = Client::start("cancel", &pack(), modern());
    let text = client.open_file(VALUES);
    let mut asked = Vec::new();
    for version in 2..40 {
        client.change(VALUES, version, &text);
        let position = json!({ "line": 8, "character": 6 });
        let params = json!({ "textDocument": { "uri": client.uri(VALUES) }, "position": position });
        asked.push(client.ask("textDocument/hover", params));
    }
    for id in &asked {
        client.notify("$/cancelRequest", json!({ "id": id }));
    }
    let mut cancelled = 0;
    for id in &asked {
        // Every request is answered, once, cancelled or not.
        match client.answer(id).response_result {
            Err(error) if error.code == ErrorCode::RequestCanceled as i32 => cancelled += 1,
            result => drop(result.unwrap()),
        }
    }
    assert!(cancelled > 0);
}

#[test]
fn requests_do_not_wait_for_checks() {
    let mut client = Client::start("responsive", &pack(), modern());
    let text = client.open_file(VALUES);
    client.diagnostics(VALUES, 1);
    client.change(VALUES, 2, &format!("{text}\n{}", "    # x\n".repeat(100_000)));
    let start = Instant::now();
    assert_eq!(client.refused("no/such", json!({})), ErrorCode::MethodNotFound as i32);
    assert!(start.elapsed() < Duration::from_secs(5));
    client.diagnostics(VALUES, 2);
}
