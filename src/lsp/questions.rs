//! The thread that answers requests, one after the other, each about the texts as they were when it
//! was asked.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc::Receiver;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use gen_lsp_types::{
    CodeActionParams, CompletionParams, DefinitionParams, HoverParams, Position, Uri,
};
use lsp_server::{ErrorCode, Request, RequestId, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::analyst::Analyst;
use super::transport::Client;
use super::workspace::Snapshot;
use super::{actions, completion, definition, hover, uri};
use crate::engine::Report;
use crate::source::{SourceFile, VirtualPath};

/// A request and what it is about.
pub(super) struct Question {
    pub(super) request: Request,
    pub(super) snapshot: Snapshot,
}

/// The requests that were not answered yet, and whether they were cancelled.
#[derive(Debug, Default)]
pub(super) struct Pending(Mutex<BTreeMap<RequestId, bool>>);

impl Pending {
    pub(super) fn add(&self, id: &RequestId) {
        self.lock().insert(id.clone(), false);
    }

    /// One that was answered already is not noted.
    pub(super) fn cancel(&self, id: &RequestId) {
        if let Some(cancelled) = self.lock().get_mut(id) {
            *cancelled = true;
        }
    }

    fn is_cancelled(&self, id: &RequestId) -> bool {
        self.lock().get(id).copied().unwrap_or_default()
    }

    fn remove(&self, id: &RequestId) -> bool {
        self.lock().remove(id).unwrap_or_default()
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<RequestId, bool>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Answers until the server is gone.
pub(super) fn answer_all(
    client: &Client,
    analyst: &Analyst,
    pending: &Pending,
    questions: &Receiver<Question>,
) {
    for Question { request, snapshot } in questions {
        let id = request.id.clone();
        let response = match pending.is_cancelled(&id) {
            true => None,
            false => Some(guarded(id.clone(), || answer(analyst, &snapshot, request))),
        };
        let cancelled = pending.remove(&id);
        client.send(response.filter(|_| !cancelled).unwrap_or_else(|| {
            Response::new_err(id, ErrorCode::RequestCanceled as i32, "cancelled".to_owned())
        }));
    }
}

/// A bug costs one answer, and not the session.
fn guarded(id: RequestId, answer: impl FnOnce() -> Response) -> Response {
    catch_unwind(AssertUnwindSafe(answer)).unwrap_or_else(|_| crashed(id))
}

/// The answer where palint is broken.
pub(super) fn crashed(id: RequestId) -> Response {
    let why = "palint has a bug here; please report what you did".to_owned();
    Response::new_err(id, ErrorCode::InternalError as i32, why)
}

fn answer(analyst: &Analyst, snapshot: &Snapshot, request: Request) -> Response {
    let Request { id, method, params } = request;
    let answered = match method.as_str() {
        "textDocument/codeAction" => with(params, |params: CodeActionParams| {
            let uri = &params.text_document.uri;
            let context = Asked::new(analyst, snapshot, uri, params.range.start)?;
            Some(actions::actions(&context, &params))
        }),
        "textDocument/hover" => with(params, |params: HoverParams| {
            let at = params.text_document_position_params;
            hover::hover(&Asked::new(analyst, snapshot, &at.text_document.uri, at.position)?)
        }),
        "textDocument/definition" => with(params, |params: DefinitionParams| {
            let at = params.text_document_position_params;
            definition::definition(&Asked::new(
                analyst,
                snapshot,
                &at.text_document.uri,
                at.position,
            )?)
        }),
        "textDocument/completion" => with(params, |params: CompletionParams| {
            let at = params.text_document_position_params;
            completion::completion(&Asked::new(
                analyst,
                snapshot,
                &at.text_document.uri,
                at.position,
            )?)
        }),
        _ => Err((ErrorCode::MethodNotFound, format!("palint knows no request `{method}`"))),
    };
    match answered {
        Ok(value) => Response::new_ok(id, value),
        Err((code, why)) => Response::new_err(id, code as i32, why),
    }
}

fn with<P: DeserializeOwned, A: Serialize>(
    params: Value,
    answer: impl FnOnce(P) -> Option<A>,
) -> Result<Value, (ErrorCode, String)> {
    let params = serde_json::from_value(params)
        .map_err(|error| (ErrorCode::InvalidParams, error.to_string()))?;
    serde_json::to_value(answer(params))
        .map_err(|error| (ErrorCode::InternalError, error.to_string()))
}

/// A question about a place in an open text.
pub(super) struct Asked<'q> {
    pub(super) analyst: &'q Analyst,
    pub(super) snapshot: &'q Snapshot,
    /// The file.
    pub(super) path: PathBuf,
    /// Its path in the pack, or its name where it belongs to none.
    pub(super) inside: String,
    /// What the file belongs to.
    pub(super) subject: PathBuf,
    /// The text.
    pub(super) file: Arc<SourceFile>,
    /// The byte that is asked about.
    pub(super) offset: u32,
}

impl<'q> Asked<'q> {
    fn new(
        analyst: &'q Analyst,
        snapshot: &'q Snapshot,
        uri: &Uri,
        position: Position,
    ) -> Option<Self> {
        let path = uri::to_path(uri)?;
        let text = snapshot.text(&path)?;
        let subject = text.subject.clone()?;
        let inside = path.strip_prefix(&subject).ok()?;
        let inside =
            if inside.as_os_str().is_empty() { Path::new(path.file_name()?) } else { inside };
        let inside = inside.to_string_lossy().replace('\\', "/");
        let shown = VirtualPath::new(path.to_string_lossy().replace('\\', "/"));
        let file = SourceFile::new(shown, &*text.text);
        let offset = snapshot.encoding().offset(&file, position);
        Some(Self { analyst, snapshot, path, inside, subject, file, offset })
    }

    /// What the rules say of the texts as they were when this was asked.
    pub(super) fn report(&self) -> Arc<Report> {
        self.analyst.report(self.snapshot, &self.subject)
    }

    /// True for the file that is asked about.
    pub(super) fn is_here(&self, path: &VirtualPath) -> bool {
        path == self.file.path()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_an_answer() {
        let id = RequestId::from(7);
        let response = guarded(id.clone(), || panic!("on purpose"));
        assert_eq!(response.id, id);
        let error = response.response_result.unwrap_err();
        assert_eq!(error.code, ErrorCode::InternalError as i32);
    }

    #[test]
    fn only_what_waits_can_be_cancelled() {
        let pending = Pending::default();
        let (one, two) = (RequestId::from(1), RequestId::from("2".to_owned()));
        pending.add(&one);
        pending.cancel(&one);
        pending.cancel(&two);
        assert!(pending.is_cancelled(&one) && !pending.is_cancelled(&two));
        assert!(pending.remove(&one) && pending.lock().is_empty());
    }
}
