//! The thread that reads messages: it keeps the texts and hands out work, and never does any.
//!
//! Everything that waits in the inbox is read before a check begins, and while one runs, changes only
//! mark what is to be checked next: the newest text wins, however fast somebody types.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::{io, thread};

use gen_lsp_types::{
    Diagnostic, DidChangeTextDocumentParams, DidChangeWatchedFilesParams,
    DidCloseTextDocumentParams, DidOpenTextDocumentParams, DidSaveTextDocumentParams,
    InitializeParams, PublishDiagnosticsParams, TextDocumentContentChangeEvent,
    TextDocumentContentChangeWholeDocument,
};
use lsp_server::{ErrorCode, Message, Notification, Request, RequestId, Response};
use serde::de::DeserializeOwned;

use super::analyst::Analyst;
use super::questions::{self, Pending, Question};
use super::transport::{Client, Incoming};
use super::workspace::{Abilities, Snapshot, Text, is_configuration, subject_of};
use super::{Ending, capabilities, uri};

mod checks;
mod published;

use checks::{Checked, Job};
use published::Published;

/// What the server waits for.
#[derive(Debug)]
pub(super) enum Event {
    /// Something from the client.
    Incoming(Incoming),
    /// A check is done.
    Checked(Checked),
    /// The input ended.
    End,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    Waiting,
    Running,
    ShutDown,
}

/// The state of a session.
pub(super) struct Server {
    client: Client,
    phase: Phase,
    snapshot: Snapshot,
    analyst: Arc<Analyst>,
    pending: Arc<Pending>,
    questions: Sender<Question>,
    jobs: Sender<Job>,
    /// What has to be checked.
    dirty: BTreeSet<PathBuf>,
    is_checking: bool,
    published: Published,
    stamp: u64,
}

impl Server {
    /// A server that starts its threads; `events` is its own inbox.
    pub(super) fn new(client: Client, events: Sender<Event>) -> io::Result<Self> {
        let analyst = Arc::new(Analyst::default());
        let pending = Arc::new(Pending::default());
        let (questions, asked) = mpsc::channel();
        let answerer = (client.clone(), Arc::clone(&analyst), Arc::clone(&pending));
        thread::Builder::new().name("palint-answers".to_owned()).spawn(move || {
            let (client, analyst, pending) = answerer;
            questions::answer_all(&client, &analyst, &pending, &asked);
        })?;
        let (jobs, waiting) = mpsc::channel();
        let checker = Arc::clone(&analyst);
        thread::Builder::new()
            .name("palint-checks".to_owned())
            .spawn(move || checks::check_all(&checker, &waiting, &events))?;
        let snapshot = Snapshot {
            texts: Arc::default(),
            stamps: Arc::default(),
            abilities: Arc::new(Abilities::unknown()),
        };
        Ok(Self {
            client,
            phase: Phase::Waiting,
            snapshot,
            analyst,
            pending,
            questions,
            jobs,
            dirty: BTreeSet::new(),
            is_checking: false,
            published: Published::default(),
            stamp: 0,
        })
    }

    /// Serves until the client leaves.
    pub(super) fn run(mut self, inbox: &Receiver<Event>) -> Ending {
        while let Ok(event) = inbox.recv() {
            let waiting: Vec<Event> = inbox.try_iter().collect();
            for event in std::iter::once(event).chain(waiting) {
                if let Some(ending) = self.event(event) {
                    return ending;
                }
            }
            self.check_next();
        }
        Ending::Abrupt
    }

    fn event(&mut self, event: Event) -> Option<Ending> {
        match event {
            Event::End => return Some(Ending::Abrupt),
            Event::Checked(checked) => self.checked(checked),
            Event::Incoming(Incoming::Malformed(code, why)) => self.client.refuse(code, why),
            Event::Incoming(Incoming::Message(Message::Response(_))) => {}
            Event::Incoming(Incoming::Message(Message::Request(request))) => {
                let id = request.id.clone();
                if catch_unwind(AssertUnwindSafe(|| self.request(request))).is_err() {
                    self.client.send(questions::crashed(id));
                }
            }
            Event::Incoming(Incoming::Message(Message::Notification(notification))) => {
                if notification.method == "exit" {
                    let orderly = self.phase == Phase::ShutDown;
                    return Some(if orderly { Ending::Orderly } else { Ending::Abrupt });
                }
                // Nobody waits for an answer to a notification; the next one may be understood.
                catch_unwind(AssertUnwindSafe(|| self.notification(notification)))
                    .unwrap_or_default();
            }
        }
        None
    }

    fn request(&mut self, request: Request) {
        let refuse = |code: ErrorCode, why: &str| {
            self.client.send(Response::new_err(request.id.clone(), code as i32, why.to_owned()));
        };
        match (self.phase, request.method.as_str()) {
            (Phase::Waiting, "initialize") => self.initialize(request),
            (Phase::Waiting, _) => {
                refuse(ErrorCode::ServerNotInitialized, "call `initialize` first")
            }
            (Phase::ShutDown, _) => refuse(ErrorCode::InvalidRequest, "the server was shut down"),
            (Phase::Running, "initialize") => {
                refuse(ErrorCode::InvalidRequest, "the server was initialized before");
            }
            (Phase::Running, "shutdown") => {
                self.phase = Phase::ShutDown;
                self.client.send(Response::new_ok(request.id, ()));
            }
            (Phase::Running, _) => {
                self.pending.add(&request.id);
                let question = Question { request, snapshot: self.snapshot.clone() };
                self.questions.send(question).unwrap_or_default();
            }
        }
    }

    fn initialize(&mut self, request: Request) {
        match serde_json::from_value::<InitializeParams>(request.params) {
            Ok(params) => {
                let abilities = capabilities::abilities(&params);
                let answer = capabilities::answer(&abilities);
                self.snapshot.abilities = Arc::new(abilities);
                self.phase = Phase::Running;
                self.client.send(Response::new_ok(request.id, answer));
            }
            Err(error) => {
                let code = ErrorCode::InvalidParams as i32;
                self.client.send(Response::new_err(request.id, code, error.to_string()));
            }
        }
    }

    fn notification(&mut self, notification: Notification) {
        let Notification { method, params } = notification;
        match (self.phase, method.as_str()) {
            (_, "$/cancelRequest") => self.cancel(params),
            (Phase::Running, "initialized") => self.watch(),
            (Phase::Running, "textDocument/didOpen") => on(params, |p| self.opened(p)),
            (Phase::Running, "textDocument/didChange") => on(params, |p| self.changed(p)),
            (Phase::Running, "textDocument/didSave") => on(params, |p| self.saved(&p)),
            (Phase::Running, "textDocument/didClose") => on(params, |p| self.closed(&p)),
            (Phase::Running, "workspace/didChangeWatchedFiles") => {
                on(params, |p| self.files_changed(&p));
            }
            _ => {}
        }
    }

    fn cancel(&self, mut params: serde_json::Value) {
        if let Ok(id) = serde_json::from_value::<RequestId>(params["id"].take()) {
            self.pending.cancel(&id);
        }
    }

    fn watch(&self) {
        if self.snapshot.abilities.watches_files {
            let id = RequestId::from("palint-watch".to_owned());
            let method = "client/registerCapability".to_owned();
            self.client.send(Request::new(id, method, capabilities::watch()));
        }
    }

    fn opened(&mut self, params: DidOpenTextDocumentParams) {
        let document = params.text_document;
        let Some(path) = uri::to_path(&document.uri) else { return };
        let text = Text {
            uri: document.uri,
            version: document.version,
            text: document.text.into(),
            subject: subject_of(&path),
        };
        Arc::make_mut(&mut self.snapshot.texts).insert(path.clone(), text);
        self.touch(&path);
    }

    fn changed(&mut self, params: DidChangeTextDocumentParams) {
        let uri = &params.text_document.text_document_identifier.uri;
        let Some(path) = uri::to_path(uri) else { return };
        let whole = params.content_changes.into_iter().rev().find_map(|change| match change {
            TextDocumentContentChangeEvent::TextDocumentContentChangeWholeDocument(
                TextDocumentContentChangeWholeDocument { text },
            ) => Some(text),
            TextDocumentContentChangeEvent::TextDocumentContentChangePartial(_) => None,
        });
        let texts = Arc::make_mut(&mut self.snapshot.texts);
        if let (Some(text), Some(new)) = (texts.get_mut(&path), whole) {
            text.version = params.text_document.version;
            text.text = new.into();
            self.touch(&path);
        }
    }

    fn saved(&mut self, params: &DidSaveTextDocumentParams) {
        if let Some(path) = uri::to_path(&params.text_document.uri) {
            self.touch(&path);
        }
    }

    fn closed(&mut self, params: &DidCloseTextDocumentParams) {
        let Some(path) = uri::to_path(&params.text_document.uri) else { return };
        let Some(text) = Arc::make_mut(&mut self.snapshot.texts).remove(&path) else { return };
        let Some(subject) = text.subject else { return };
        self.mark(&subject);
        if !self.is_open(&subject) {
            self.leave(&subject);
        }
        if is_configuration(&path) {
            self.mark_all();
        }
    }

    fn files_changed(&mut self, params: &DidChangeWatchedFilesParams) {
        let paths: Vec<_> = params.changes.iter().filter_map(|c| uri::to_path(&c.uri)).collect();
        if paths.iter().any(|path| path.ends_with(crate::model::pack::PACK_JSON)) {
            self.find_subjects_again();
        }
        for path in paths {
            self.touch(&path);
        }
    }

    /// A pack.json that comes or goes changes what files belong to.
    fn find_subjects_again(&mut self) {
        let before = self.subjects();
        let texts = Arc::make_mut(&mut self.snapshot.texts);
        for (path, text) in texts.iter_mut() {
            text.subject = subject_of(path);
        }
        let now = self.subjects();
        before.difference(&now).for_each(|subject| self.leave(subject));
        self.mark_all();
    }

    fn subjects(&self) -> BTreeSet<PathBuf> {
        self.snapshot.texts.values().filter_map(|text| text.subject.clone()).collect()
    }

    fn is_open(&self, subject: &Path) -> bool {
        self.snapshot.texts.values().any(|text| text.subject.as_deref() == Some(subject))
    }

    /// Marks what a file belongs to.
    fn touch(&mut self, path: &Path) {
        if is_configuration(path) {
            return self.mark_all();
        }
        let own = self.snapshot.text(path).map(|text| text.subject.clone());
        let around =
            || self.subjects().into_iter().filter(|subject| path.starts_with(subject)).max();
        if let Some(subject) = own.unwrap_or_else(around) {
            self.mark(&subject);
        }
    }

    fn mark_all(&mut self) {
        self.subjects().iter().for_each(|subject| self.mark(subject));
    }

    fn mark(&mut self, subject: &Path) {
        self.stamp += 1;
        Arc::make_mut(&mut self.snapshot.stamps).insert(subject.to_owned(), self.stamp);
        self.dirty.insert(subject.to_owned());
    }

    /// Takes back what was said of a subject that nothing is open of.
    fn leave(&mut self, subject: &Path) {
        self.dirty.remove(subject);
        Arc::make_mut(&mut self.snapshot.stamps).remove(subject);
        self.analyst.forget(subject);
        self.publish(subject, BTreeMap::new());
    }

    fn check_next(&mut self) {
        if self.is_checking || self.phase != Phase::Running {
            return;
        }
        if let Some(subject) = self.dirty.pop_first() {
            self.is_checking = true;
            self.jobs.send(Job { subject, snapshot: self.snapshot.clone() }).unwrap_or_default();
        }
    }

    fn checked(&mut self, checked: Checked) {
        self.is_checking = false;
        let is_newest = self.snapshot.stamps.get(&checked.subject) == Some(&checked.stamp);
        if let (true, Some(files)) = (is_newest, checked.files) {
            self.publish(&checked.subject, files);
        }
    }

    fn publish(&mut self, subject: &Path, files: BTreeMap<PathBuf, Vec<Diagnostic>>) {
        for (path, diagnostics) in self.published.replace(subject, files, &self.snapshot) {
            let version = self.snapshot.text(&path).map(|text| text.version);
            let uri = self.snapshot.uri(&path);
            let params = PublishDiagnosticsParams { uri, version, diagnostics };
            let method = "textDocument/publishDiagnostics".to_owned();
            self.client.send(Notification::new(method, params));
        }
    }
}

/// Handles parameters if they are what they should be.
fn on<P: DeserializeOwned>(params: serde_json::Value, handle: impl FnOnce(P)) {
    if let Ok(params) = serde_json::from_value(params) {
        handle(params);
    }
}
