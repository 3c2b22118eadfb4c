//! An editor: drives `palint lsp` over its pipes, with the message types of `lsp-server`.
#![allow(dead_code, reason = "each test uses part of it")]
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::collections::BTreeMap;
use std::io::{BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use gen_lsp_types::{Diagnostic, PublishDiagnosticsParams, Range};
use lsp_server::{Message, Notification, Request, RequestId, Response};
use serde_json::{Value, json};

use super::tree::Tree;

/// Longer than any answer takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);

pub struct Client {
    child: Child,
    input: Option<ChildStdin>,
    inbox: Receiver<Message>,
    next: i32,
    /// The newest diagnostics by URI.
    pub published: BTreeMap<String, PublishDiagnosticsParams>,
    /// What the server asked for.
    pub asked: Vec<Request>,
    pub directory: PathBuf,
}

/// What modern editors can do.
pub fn modern() -> Value {
    json!({
        "general": { "positionEncodings": ["utf-8", "utf-16"] },
        "workspace": {
            "workspaceEdit": { "documentChanges": true, "resourceOperations": ["create"] },
            "didChangeWatchedFiles": { "dynamicRegistration": true },
        },
    })
}

impl Client {
    /// A server that has not been spoken to.
    pub fn silent(name: &str) -> Self {
        let directory =
            std::env::temp_dir().join(format!("palint-lsp-{name} ü-{}", std::process::id()));
        std::fs::remove_dir_all(&directory).unwrap_or_default();
        std::fs::create_dir_all(&directory).unwrap();
        let directory = directory.canonicalize().unwrap();
        let mut child = Command::new(env!("CARGO_BIN_EXE_palint"))
            .arg("lsp")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let (sender, inbox) = channel();
        // An answer without an id is none to the crate; it counts as the end of a notification.
        std::thread::spawn(move || {
            loop {
                let message = match Message::read(&mut output) {
                    Ok(Some(message)) => message,
                    Err(error) if error.to_string().contains("malformed LSP payload") => {
                        Notification::new("refused".into(), error.to_string()).into()
                    }
                    _ => break,
                };
                if sender.send(message).is_err() {
                    break;
                }
            }
        });
        let input = child.stdin.take();
        let (published, asked) = (BTreeMap::new(), Vec::new());
        Self { child, input, inbox, next: 0, published, asked, directory }
    }

    /// A server for the packs of `tree`, which lies in a new directory.
    pub fn start(name: &str, tree: &Tree, capabilities: Value) -> Self {
        let mut client = Self::silent(name);
        tree.write(&client.directory.clone());
        let folder = json!({ "uri": client.uri(""), "name": "x" });
        let params = json!({ "processId": null, "rootUri": null, "capabilities": capabilities, "workspaceFolders": [folder] });
        client.request("initialize", params);
        client.notify("initialized", json!({}));
        client
    }

    pub fn path(&self, inside: &str) -> PathBuf {
        if inside.is_empty() { self.directory.clone() } else { self.directory.join(inside) }
    }

    pub fn uri(&self, inside: &str) -> String {
        let path = self.path(inside);
        format!("file://{}", path.to_str().unwrap().replace(' ', "%20").replace('ü', "%C3%BC"))
    }

    pub fn raw(&mut self, bytes: &str) {
        let input = self.input.as_mut().unwrap();
        input.write_all(bytes.as_bytes()).unwrap();
        input.flush().unwrap();
    }

    fn send(&mut self, message: impl Into<Message>) {
        message.into().write(self.input.as_mut().unwrap()).unwrap();
    }

    pub fn notify(&mut self, method: &str, params: Value) {
        self.send(Notification { method: method.to_owned(), params });
    }

    /// Sends a request without waiting for its answer.
    pub fn ask(&mut self, method: &str, params: Value) -> RequestId {
        self.next += 1;
        let id = RequestId::from(self.next);
        self.send(Request { id: id.clone(), method: method.to_owned(), params });
        id
    }

    pub fn answer(&mut self, id: &RequestId) -> Response {
        loop {
            match self.next() {
                Message::Response(response) if response.id == *id => return response,
                _ => {}
            }
        }
    }

    pub fn request(&mut self, method: &str, params: Value) -> Value {
        let id = self.ask(method, params);
        self.answer(&id).response_result.unwrap()
    }

    /// The code of the error that a request is answered with.
    pub fn refused(&mut self, method: &str, params: Value) -> i32 {
        let id = self.ask(method, params);
        self.answer(&id).response_result.unwrap_err().code
    }

    /// The next message; diagnostics and requests of the server are noted.
    pub fn next(&mut self) -> Message {
        let message = self.inbox.recv_timeout(PATIENCE).expect("the server says something");
        match &message {
            Message::Notification(n) if n.method == "textDocument/publishDiagnostics" => {
                let params: PublishDiagnosticsParams =
                    serde_json::from_value(n.params.clone()).unwrap();
                self.published.insert(params.uri.0.clone(), params);
            }
            Message::Request(request) => {
                self.asked.push(request.clone());
                self.send(Response::new_ok(request.id.clone(), ()));
            }
            _ => {}
        }
        message
    }

    pub fn open(&mut self, inside: &str, text: &str) {
        let uri = self.uri(inside);
        let document = json!({ "uri": uri, "languageId": "x", "version": 1, "text": text });
        self.notify("textDocument/didOpen", json!({ "textDocument": document }));
    }

    /// Opens a file as it is on disk.
    pub fn open_file(&mut self, inside: &str) -> String {
        let text = std::fs::read_to_string(self.path(inside)).unwrap();
        self.open(inside, &text);
        text
    }

    pub fn change(&mut self, inside: &str, version: i32, text: &str) {
        let document = json!({ "uri": self.uri(inside), "version": version });
        let changes = json!([{ "text": text }]);
        self.notify(
            "textDocument/didChange",
            json!({ "textDocument": document, "contentChanges": changes }),
        );
    }

    pub fn close(&mut self, inside: &str) {
        let document = json!({ "uri": self.uri(inside) });
        self.notify("textDocument/didClose", json!({ "textDocument": document }));
    }

    pub fn file_changed(&mut self, inside: &str) {
        let change = json!({ "uri": self.uri(inside), "type": 2 });
        self.notify("workspace/didChangeWatchedFiles", json!({ "changes": [change] }));
    }

    /// Waits until something is said of a file for which `enough` holds.
    pub fn until(
        &mut self,
        inside: &str,
        enough: impl Fn(&PublishDiagnosticsParams) -> bool,
    ) -> Vec<Diagnostic> {
        let uri = self.uri(inside);
        loop {
            let is_about = match self.next() {
                Message::Notification(n) => n.params["uri"] == *uri,
                _ => false,
            };
            if is_about && enough(&self.published[&uri]) {
                return self.published[&uri].diagnostics.clone();
            }
        }
    }

    /// Waits for the diagnostics of a version of a text.
    pub fn diagnostics(&mut self, inside: &str, version: i32) -> Vec<Diagnostic> {
        self.until(inside, |params| params.version == Some(version))
    }

    /// A request about a place: the start of `needle`, in bytes of its line.
    pub fn ask_at(&mut self, method: &str, inside: &str, text: &str, needle: &str) -> Value {
        let at = text.find(needle).unwrap();
        self.ask_behind(method, inside, &text[..at])
    }

    /// A request about the end of `before`.
    pub fn ask_behind(&mut self, method: &str, inside: &str, before: &str) -> Value {
        let (line, character) = end(before);
        let position = json!({ "line": line, "character": character });
        self.request(
            method,
            json!({ "textDocument": { "uri": self.uri(inside) }, "position": position }),
        )
    }

    pub fn actions(
        &mut self,
        inside: &str,
        diagnostics: &[Diagnostic],
        only: Option<&str>,
    ) -> Vec<Value> {
        let range = diagnostics.first().map_or(Range::default(), |diagnostic| diagnostic.range);
        let mut context = json!({ "diagnostics": diagnostics });
        if let Some(only) = only {
            context["only"] = json!([only]);
        }
        let params = json!({ "textDocument": { "uri": self.uri(inside) }, "range": range, "context": context });
        self.request("textDocument/codeAction", params).as_array().unwrap().clone()
    }

    /// Waits for the end of the process.
    pub fn end(&mut self) -> ExitStatus {
        self.input = None;
        self.child.wait().unwrap()
    }

    pub fn shut_down(&mut self) -> ExitStatus {
        self.request("shutdown", Value::Null);
        self.notify("exit", Value::Null);
        self.end()
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        self.child.kill().unwrap_or_default();
        self.child.wait().unwrap();
        std::fs::remove_dir_all(&self.directory).unwrap_or_default();
    }
}

/// Line and byte column of the end of a text.
pub fn end(text: &str) -> (usize, usize) {
    let line = text.rsplit('\n').next().unwrap();
    (text.matches('\n').count(), line.len())
}

/// The text with edits of one file applied, whose columns are bytes.
pub fn applied(text: &str, edits: &Value) -> String {
    let mut edits: Vec<(usize, usize, String)> = edits
        .as_array()
        .unwrap()
        .iter()
        .map(|edit| {
            let range = &edit["range"];
            let new = edit["newText"].as_str().unwrap().to_owned();
            (offset(text, &range["start"]), offset(text, &range["end"]), new)
        })
        .collect();
    edits.sort();
    let mut text = text.to_owned();
    for (start, end, new) in edits.into_iter().rev() {
        text.replace_range(start..end, &new);
    }
    text
}

fn offset(text: &str, position: &Value) -> usize {
    let line = usize::try_from(position["line"].as_u64().unwrap()).unwrap();
    let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    start + usize::try_from(position["character"].as_u64().unwrap()).unwrap()
}

/// The rules that spoke.
pub fn codes(diagnostics: &[Diagnostic]) -> Vec<String> {
    let code = |diagnostic: &Diagnostic| serde_json::to_value(&diagnostic.code).unwrap();
    diagnostics.iter().map(|d| code(d).as_str().unwrap_or_default().to_owned()).collect()
}

/// The clean addon pack, with what unpacked charts have laid beside its archive.
pub fn pack() -> Tree {
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/base/addon");
    let base = Tree::load(&base);
    let mut tree = Tree::default();
    for (path, bytes) in base.0 {
        tree.put(&format!("packs/demo-1.2.3/{path}"), bytes.clone());
        if let Some(inside) = path.strip_prefix("charts/demo-1.2.3.tgz!/") {
            tree.put(&format!("packs/demo-1.2.3/charts/{inside}"), bytes);
        }
    }
    tree
}
