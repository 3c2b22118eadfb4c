//! The packs below a directory, and the files that may be profiles.

use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::{packed, profiles};
use crate::model::pack::{PACK_JSON, VALUES};

/// Where a pack keeps what it deploys.
pub(super) const PAYLOADS: [&str; 2] = ["charts", "manifests"];

/// Directories that hold no packs of the author's.
const SKIPPED: [&str; 2] = ["node_modules", "target"];

#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) packs: Vec<PathBuf>,
    /// Files that may hold profiles, by their names; none of them lies in a pack.
    pub(super) candidates: Vec<PathBuf>,
    /// Archives outside of packs, which may be packed packs.
    pub(super) archives: Vec<PathBuf>,
    pub(super) failures: Vec<String>,
}

/// Every pack and every file that may be a profile below `directory`, itself included. A pack's own
/// directories are not searched: what lies in it is a part of it. Nor are unpacked charts.
pub(super) fn below(directory: &Path) -> Found {
    let mut found = Found::default();
    let mut walk = WalkDir::new(directory).sort_by_file_name().into_iter();
    while let Some(entry) = walk.next() {
        match entry {
            Ok(entry) if !entry.file_type().is_dir() => {
                if !entry.file_type().is_file() {
                    continue;
                }
                if profiles::may_be_named(entry.file_name()) {
                    found.candidates.push(entry.into_path());
                } else if packed::looks_packed(entry.path()) {
                    found.archives.push(entry.into_path());
                }
            }
            Ok(entry) if entry.depth() > 0 && is_skipped(&entry) => walk.skip_current_dir(),
            Ok(entry) if is_pack(entry.path()) => {
                found.packs.push(entry.into_path());
                walk.skip_current_dir();
            }
            // Its `charts` directory holds charts, not packs.
            Ok(entry) if entry.depth() > 0 && is_chart(entry.path()) => walk.skip_current_dir(),
            Ok(_) => {}
            Err(error) => found.failures.push(failure(&error)),
        }
    }
    found
}

fn failure(error: &walkdir::Error) -> String {
    let path = error.path().unwrap_or(Path::new("")).display().to_string();
    let reason = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
    format!("`{path}` cannot be read: {reason}")
}

fn is_skipped(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    name.starts_with('.') || SKIPPED.contains(&&*name)
}

/// True for a directory that calls itself a pack.
pub(super) fn has_pack_json(directory: &Path) -> bool {
    directory.join(PACK_JSON).is_file()
}

fn is_pack(directory: &Path) -> bool {
    has_pack_json(directory) || lacks_pack_json(directory)
}

fn is_chart(directory: &Path) -> bool {
    directory.join("Chart.yaml").is_file()
}

/// True for a directory that is a pack in all but `pack.json`. An unpacked chart looks the same,
/// but for its `Chart.yaml`.
pub(super) fn lacks_pack_json(directory: &Path) -> bool {
    directory.join(VALUES).is_file()
        && PAYLOADS.iter().any(|payload| directory.join(payload).is_dir())
        && !is_chart(directory)
}
