//! Edits as clients apply them.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use gen_lsp_types::{
    CreateFile, CreateFileOptions, DocumentChange, OptionalVersionedTextDocumentIdentifier, Range,
    TextDocumentEdit, TextDocumentIdentifier, TextEdit, WorkspaceEdit,
};

use crate::finding::Edit;
use crate::lsp::workspace::Snapshot;

/// Edits of files on disk, which do not overlap.
pub(super) fn workspace_edit(snapshot: &Snapshot, edits: &[Edit]) -> WorkspaceEdit {
    let mut files: BTreeMap<PathBuf, Vec<TextEdit>> = BTreeMap::new();
    for edit in edits {
        let path = PathBuf::from(edit.at.file().path().as_str());
        let range = snapshot.encoding().range(&edit.at);
        files.entry(path).or_default().push(TextEdit { range, new_text: edit.text.clone() });
    }
    if snapshot.abilities.versioned_edits {
        let changes = files.into_iter().map(|(path, edits)| versioned(snapshot, &path, edits));
        return WorkspaceEdit {
            document_changes: Some(changes.collect()),
            ..WorkspaceEdit::default()
        };
    }
    let changes: HashMap<_, _> =
        files.into_iter().map(|(path, edits)| (snapshot.uri(&path), edits)).collect();
    WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() }
}

/// An edit that writes a new file.
pub(super) fn new_file(snapshot: &Snapshot, path: &Path, text: String) -> Option<WorkspaceEdit> {
    let abilities = &snapshot.abilities;
    if !abilities.versioned_edits || !abilities.creates_files {
        return None;
    }
    let options = CreateFileOptions { overwrite: None, ignore_if_exists: Some(true) };
    let create =
        CreateFile { uri: snapshot.uri(path), options: Some(options), annotation_id: None };
    let edit = TextEdit { range: Range::default(), new_text: text };
    let changes = vec![DocumentChange::CreateFile(create), versioned(snapshot, path, vec![edit])];
    Some(WorkspaceEdit { document_changes: Some(changes), ..WorkspaceEdit::default() })
}

fn versioned(snapshot: &Snapshot, path: &Path, edits: Vec<TextEdit>) -> DocumentChange {
    let text_document_identifier = TextDocumentIdentifier { uri: snapshot.uri(path) };
    let version = snapshot.text(path).map(|text| text.version);
    DocumentChange::TextDocumentEdit(TextDocumentEdit {
        text_document: OptionalVersionedTextDocumentIdentifier {
            version,
            text_document_identifier,
        },
        edits: edits.into_iter().map(Into::into).collect(),
    })
}
