//! What the editor has open, and what is checked because of it.
//!
//! A snapshot is what all work is done on: it never changes, so that an answer is about one state of
//! all texts, however long it takes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use gen_lsp_types::Uri;

use super::position::Encoding;
use super::uri;
use crate::config::NAMES;
use crate::discover::{self, Target};

/// A text as the editor has it.
#[derive(Debug, Clone)]
pub(super) struct Text {
    /// How the editor spells its name.
    pub(super) uri: Uri,
    /// The editor's number for this state.
    pub(super) version: i32,
    /// The text.
    pub(super) text: Arc<str>,
    /// What is checked because of it: the directory of a pack, a configuration, or the file itself
    /// where it may hold profiles.
    pub(super) subject: Option<PathBuf>,
}

/// What the client can do, as far as it matters.
#[derive(Debug, Clone)]
pub(super) struct Abilities {
    /// What columns count.
    pub(super) encoding: Encoding,
    /// It applies edits that name the version of a text.
    pub(super) versioned_edits: bool,
    /// It creates files that an edit asks for.
    pub(super) creates_files: bool,
    /// It can be asked to watch files.
    pub(super) watches_files: bool,
    /// The folders that are open.
    pub(super) folders: Vec<PathBuf>,
}

impl Abilities {
    /// Before the client has said anything.
    pub(super) fn unknown() -> Self {
        Self {
            encoding: Encoding::Utf16,
            versioned_edits: false,
            creates_files: false,
            watches_files: false,
            folders: Vec::new(),
        }
    }
}

/// A state of all open texts.
#[derive(Debug, Clone)]
pub(super) struct Snapshot {
    /// By path.
    pub(super) texts: Arc<BTreeMap<PathBuf, Text>>,
    /// For each subject a number that grows with every change of a file that belongs to it.
    pub(super) stamps: Arc<BTreeMap<PathBuf, u64>>,
    /// The client.
    pub(super) abilities: Arc<Abilities>,
}

impl Snapshot {
    pub(super) fn encoding(&self) -> Encoding {
        self.abilities.encoding
    }

    pub(super) fn text(&self, path: &Path) -> Option<&Text> {
        self.texts.get(path)
    }

    pub(super) fn stamp(&self, subject: &Path) -> u64 {
        self.stamps.get(subject).copied().unwrap_or_default()
    }

    /// How the editor spells the name of a file.
    pub(super) fn uri(&self, path: &Path) -> Uri {
        self.text(path).map_or_else(|| uri::of_path(path), |text| text.uri.clone())
    }

    /// The target at `subject` with the open texts in the place of its files.
    pub(super) fn target(&self, subject: &Path) -> Option<Target> {
        let mut texts =
            self.texts.iter().filter(|(_, text)| text.subject.as_deref() == Some(subject));
        let (path, text) = texts.next()?;
        let target = target_of(path, &text.text)?;
        let inside = |path: &Path| {
            let inside = path.strip_prefix(target.location()).ok()?;
            Some(inside.to_string_lossy().replace('\\', "/"))
        };
        let others: Vec<_> = texts
            .filter_map(|(path, text)| Some((inside(path)?, Arc::from(text.text.as_bytes()))))
            .collect();
        Some(target.overlaid(&others.into_iter().collect()))
    }
}

/// What is checked when the file at `path` is open; `None` for a file that belongs to nothing.
pub(super) fn subject_of(path: &Path) -> Option<PathBuf> {
    if is_configuration(path) {
        return Some(path.to_owned());
    }
    let pack = target_of(path, "").map(|target| target.location().to_owned());
    // Whether it holds profiles may change with every key that is pressed.
    pack.or_else(|| discover::may_hold_profiles(path).then(|| path.to_owned()))
}

pub(super) fn is_configuration(path: &Path) -> bool {
    path.file_name().is_some_and(|name| NAMES.iter().any(|known| name == *known))
}

/// Below no directory at all every path is shown from the root.
fn target_of(path: &Path, text: &str) -> Option<Target> {
    let found = discover::discover_text(path, text.as_bytes().to_vec(), Path::new(""));
    found.targets.into_iter().next()
}
