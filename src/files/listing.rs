//! One walk over a directory.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Component, MAIN_SEPARATOR, Path, PathBuf};

use walkdir::WalkDir;

use super::Entry;
use crate::limits;

/// Everything below `directory` by path relative to it, and whether something was left out because
/// there is too much of it.
pub(super) fn list(directory: &Path) -> (BTreeMap<String, Entry>, bool) {
    let mut entries = BTreeMap::new();
    let mut root = None;
    let walk = WalkDir::new(directory).min_depth(1).into_iter();
    for found in walk {
        if entries.len() >= limits::PACK_ENTRIES {
            return (entries, true);
        }
        let (path, entry) = match &found {
            Ok(found) if found.file_type().is_symlink() => {
                let root = root.get_or_insert_with(|| canonical(directory));
                (Some(found.path()), link(found.path(), root))
            }
            Ok(found) => (Some(found.path()), plain(found)),
            Err(error) => (error.path(), Entry::Unreadable(reason(error))),
        };
        if let Some(name) = path.and_then(|path| relative(path, directory)) {
            entries.insert(name, entry);
        }
    }
    (entries, false)
}

fn canonical(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

fn plain(found: &walkdir::DirEntry) -> Entry {
    let kind = found.file_type();
    if kind.is_dir() {
        return Entry::Directory;
    }
    if !kind.is_file() {
        return Entry::Special;
    }
    match found.metadata() {
        Ok(metadata) => Entry::File(metadata.len()),
        Err(error) => Entry::Unreadable(reason(&error)),
    }
}

fn reason(error: &walkdir::Error) -> String {
    error.io_error().map_or_else(|| error.to_string(), ToString::to_string)
}

fn link(path: &Path, root: &Path) -> Entry {
    let written = fs::read_link(path).unwrap_or_default().to_string_lossy().into_owned();
    let Ok(target) = fs::canonicalize(path) else { return Entry::BrokenLink(written) };
    let Some(inside) = relative(&target, root) else { return Entry::LinkOutside(written) };
    match fs::metadata(&target) {
        Ok(metadata) if metadata.is_dir() => Entry::DirectoryLink(inside),
        Ok(metadata) if metadata.is_file() => Entry::File(metadata.len()),
        Ok(_) => Entry::Special,
        Err(error) => Entry::Unreadable(error.to_string()),
    }
}

/// `path` below `root` with `/`; names that are not UTF-8 are shown with replacement characters.
fn relative(path: &Path, root: &Path) -> Option<String> {
    // What is walked or canonical begins with the root as it is written, and need not be taken apart.
    if MAIN_SEPARATOR == '/'
        && let (Some(path), Some(root)) = (path.to_str(), root.to_str())
        && let Some(inside) = path.strip_prefix(root).and_then(|rest| rest.strip_prefix('/'))
    {
        return Some(inside.to_owned());
    }
    let inside = path.strip_prefix(root).ok()?;
    let names = inside.components().map(|component| match component {
        Component::Normal(name) => Some(name.to_string_lossy()),
        _ => None,
    });
    let names: Option<Vec<_>> = names.collect();
    names.map(|names| names.join("/"))
}
