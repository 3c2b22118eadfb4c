//! What the pack has under a name. What palint could not look at is never called missing.

use crate::files::{Entry, Files};
use crate::model::pack::{PACK_JSON, Pack};

/// What the pack has under a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Presence {
    File,
    Directory,
    /// Behind an [`obstacle`], or the listing ends before it.
    Unknown,
    Absent,
}

/// What the pack has at `path`.
pub(super) fn presence(files: &Files, path: &str) -> Presence {
    if obstacle(files, path).is_some() {
        return Presence::Unknown;
    }
    if files.resolved(path).is_none() {
        return Presence::Directory;
    }
    match files.entry(path) {
        Some(Entry::File(_)) => Presence::File,
        Some(_) => Presence::Directory,
        None if files.is_truncated() => Presence::Unknown,
        None => Presence::Absent,
    }
}

/// The first step of `path` that cannot be followed, with what it is: `structure/path-escape` and
/// `structure/unreadable-file` tell of it.
pub(super) fn obstacle<'f>(files: &'f Files, path: &str) -> Option<(String, &'f Entry)> {
    // The listing has the root only where the root itself could not be listed.
    if let Some(("", entry)) = files.entries().next() {
        return Some((String::new(), entry));
    }
    let resolved = files.resolved(path)?;
    let parents = resolved.match_indices('/').map(|(at, _)| &resolved[..at]);
    for step in parents.chain([resolved.as_str()]) {
        let entry = files.entry(step)?;
        if is_obstacle(entry) {
            return Some((step.to_owned(), entry));
        }
    }
    None
}

fn is_obstacle(entry: &Entry) -> bool {
    match entry {
        Entry::LinkOutside(_) | Entry::BrokenLink(_) | Entry::Special | Entry::Unreadable(_) => {
            true
        }
        Entry::File(_) | Entry::Directory | Entry::DirectoryLink(_) => false,
    }
}

/// What is wrong when a file of this name is not there; `None` where it is, or may be.
pub(super) fn lack(pack: &Pack, name: &str) -> Option<String> {
    match presence(pack.files(), name) {
        Presence::Absent => Some(format!("the pack has no `{name}`")),
        Presence::Directory => Some(format!("`{name}` is a directory, not a file")),
        Presence::File | Presence::Unknown => None,
    }
}

/// True when there is a `pack.json`: without one, what else is missing does not matter yet.
pub(super) fn has_pack_json(pack: &Pack) -> bool {
    presence(pack.files(), PACK_JSON) == Presence::File
}
