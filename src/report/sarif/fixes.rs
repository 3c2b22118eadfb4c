//! Fixes of SARIF: what to delete and what to insert, for each file.

use serde::Serialize;

use super::Message;
use super::places::{ArtifactLocation, Region};
use crate::finding::{Edit, Fix};
use crate::report::shown::is_on_disk;
use crate::report::terminal::clean;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct FixObject<'r> {
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<Message>,
    artifact_changes: Vec<Change<'r>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Change<'r> {
    artifact_location: ArtifactLocation,
    replacements: Vec<Replacement<'r>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement<'r> {
    deleted_region: Region,
    #[serde(skip_serializing_if = "Option::is_none")]
    inserted_content: Option<Content<'r>>,
}

#[derive(Serialize)]
struct Content<'r> {
    text: &'r str,
}

impl<'r> FixObject<'r> {
    /// The fix; nothing where it edits a member of an archive, for no tool could apply that.
    pub(super) fn new(fix: &'r Fix) -> Option<Self> {
        if fix.edits.is_empty() || !fix.edits.iter().all(|edit| is_on_disk(&edit.at)) {
            return None;
        }
        let mut edits: Vec<&Edit> = fix.edits.iter().collect();
        edits.sort_by_key(|edit| (edit.at.file().path(), edit.at.range()));
        let same_file = |a: &&Edit, b: &&Edit| a.at.file().path() == b.at.file().path();
        let description = Message { text: clean(&fix.title).into_owned() };
        Some(Self {
            description: Some(description).filter(|message| !message.text.is_empty()),
            artifact_changes: edits.chunk_by(same_file).filter_map(Change::new).collect(),
        })
    }
}

impl<'r> Change<'r> {
    fn new(edits: &[&'r Edit]) -> Option<Self> {
        let path = edits.first()?.at.file().path().as_str();
        let replacements = edits.iter().map(|edit| Replacement::new(edit)).collect();
        Some(Self { artifact_location: ArtifactLocation::new(path), replacements })
    }
}

impl<'r> Replacement<'r> {
    fn new(edit: &'r Edit) -> Self {
        let content = Content { text: &edit.text };
        Self {
            deleted_region: Region::new(&edit.at),
            inserted_content: Some(content).filter(|content| !content.text.is_empty()),
        }
    }
}
