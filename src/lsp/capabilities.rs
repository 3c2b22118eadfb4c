//! What client and server tell each other about themselves in the beginning.

use std::path::PathBuf;

use gen_lsp_types::{
    CodeActionKind, CodeActionOptions, CompletionOptions, DefinitionProvider,
    DidChangeWatchedFilesRegistrationOptions, FileSystemWatcher, GlobPattern, HoverProvider,
    InitializeParams, InitializeResult, Registration, RegistrationParams, ResourceOperationKind,
    Save, SaveOptions, ServerCapabilities, ServerInfo, TextDocumentSyncKind,
    TextDocumentSyncOptions, WorkspaceFolders,
};
use serde_json::json;

use super::actions::FIX_ALL;
use super::position::Encoding;
use super::uri;
use super::workspace::Abilities;

/// The files that packs and configurations are made of, and the archives in them.
const WATCHED: &str = "**/*.{json,yaml,yml,tgz,tpl,md,txt,png,gz}";

/// What the client can do.
pub(super) fn abilities(params: &InitializeParams) -> Abilities {
    let capabilities = &params.capabilities;
    let general = capabilities.general.as_ref();
    let offered = general.and_then(|general| general.position_encodings.as_deref());
    let workspace = capabilities.workspace.as_ref();
    let edits = workspace.and_then(|workspace| workspace.workspace_edit.as_ref());
    let operations = edits.and_then(|edits| edits.resource_operations.as_deref());
    let watch = workspace.and_then(|workspace| workspace.did_change_watched_files.as_ref());
    Abilities {
        encoding: Encoding::negotiate(offered.unwrap_or_default()),
        versioned_edits: edits.and_then(|edits| edits.document_changes).unwrap_or_default(),
        creates_files: operations
            .is_some_and(|operations| operations.contains(&ResourceOperationKind::Create)),
        watches_files: watch.and_then(|watch| watch.dynamic_registration).unwrap_or_default(),
        folders: folders(params),
    }
}

#[allow(deprecated, reason = "old clients know no other root")]
fn folders(params: &InitializeParams) -> Vec<PathBuf> {
    let folders = match &params.workspace_folders_initialize_params.workspace_folders {
        Some(WorkspaceFolders::WorkspaceFolderList(folders)) => {
            folders.iter().map(|folder| folder.uri.clone()).collect()
        }
        _ => Vec::new(),
    };
    let root = params.root_uri.clone();
    let named = if folders.is_empty() { root.into_iter().collect() } else { folders };
    named.iter().filter_map(uri::to_path).collect()
}

/// What the server can do.
pub(super) fn answer(abilities: &Abilities) -> InitializeResult {
    let sync = TextDocumentSyncOptions {
        open_close: Some(true),
        // Texts are small, and a whole one cannot get out of step.
        change: Some(TextDocumentSyncKind::Full),
        save: Some(Save::SaveOptions(SaveOptions { include_text: Some(false) })),
        ..TextDocumentSyncOptions::default()
    };
    let actions = CodeActionOptions {
        code_action_kinds: Some(vec![CodeActionKind::QuickFix, CodeActionKind::new(FIX_ALL)]),
        ..CodeActionOptions::default()
    };
    let triggers = ["\"", ".", ":", " ", "{", "|"];
    let completion = CompletionOptions {
        trigger_characters: Some(triggers.map(str::to_owned).to_vec()),
        ..CompletionOptions::default()
    };
    let capabilities = ServerCapabilities {
        position_encoding: Some(abilities.encoding.kind()),
        text_document_sync: Some(sync.into()),
        code_action_provider: Some(actions.into()),
        completion_provider: Some(completion),
        hover_provider: Some(HoverProvider::Bool(true)),
        definition_provider: Some(DefinitionProvider::Bool(true)),
        ..ServerCapabilities::default()
    };
    let version = Some(env!("CARGO_PKG_VERSION").to_owned());
    let server_info = Some(ServerInfo { name: "palint".to_owned(), version });
    InitializeResult { capabilities, server_info }
}

/// What the client is asked to watch.
pub(super) fn watch() -> RegistrationParams {
    let watchers = vec![FileSystemWatcher {
        glob_pattern: GlobPattern::Pattern(WATCHED.to_owned()),
        kind: None,
    }];
    let registration = Registration {
        id: "palint-files".to_owned(),
        method: "workspace/didChangeWatchedFiles".to_owned(),
        register_options: Some(json!(DidChangeWatchedFilesRegistrationOptions { watchers })),
    };
    RegistrationParams { registrations: vec![registration] }
}
