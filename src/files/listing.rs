//! One walk over a directory.

use std::collections::BTreeMap;
use std::fs::{self, DirEntry};
use std::io;
use std::path::{Component, Path, PathBuf};

use super::Entry;
use crate::limits;

/// Everything below `directory` by path relative to it, and whether something was left out because
/// there is too much of it.
///
/// Sizes are asked of the directory that is open, which spares the system the way from the root for
/// each file.
pub(super) fn list(directory: &Path) -> (BTreeMap<String, Entry>, bool) {
    let mut entries = BTreeMap::new();
    let mut root = None;
    let mut directories = vec![(directory.to_owned(), String::new())];
    while let Some((path, shown)) = directories.pop() {
        let children = match fs::read_dir(&path) {
            Ok(children) => children,
            Err(error) => {
                entries.insert(shown, Entry::Unreadable(error.to_string()));
                continue;
            }
        };
        for child in children.flatten() {
            if entries.len() >= limits::PACK_ENTRIES {
                return (entries, true);
            }
            let name = joined(&shown, &child);
            let entry = entry(&child, || {
                link(&child.path(), root.get_or_insert_with(|| canonical(directory)))
            });
            let entry = entry.unwrap_or_else(|error| Entry::Unreadable(error.to_string()));
            if entry == Entry::Directory {
                directories.push((child.path(), name.clone()));
            }
            entries.insert(name, entry);
        }
    }
    (entries, false)
}

/// The name of something in the directory `shown`; what of it is not UTF-8 is replaced.
fn joined(shown: &str, child: &DirEntry) -> String {
    let name = child.file_name();
    let name = name.to_string_lossy();
    if shown.is_empty() { name.into_owned() } else { format!("{shown}/{name}") }
}

fn entry(found: &DirEntry, link: impl FnOnce() -> Entry) -> io::Result<Entry> {
    let kind = found.file_type()?;
    Ok(if kind.is_symlink() {
        link()
    } else if kind.is_dir() {
        Entry::Directory
    } else if kind.is_file() {
        Entry::File(found.metadata()?.len())
    } else {
        Entry::Special
    })
}

fn canonical(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
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
    let inside = path.strip_prefix(root).ok()?;
    let names = inside.components().map(|component| match component {
        Component::Normal(name) => Some(name.to_string_lossy()),
        _ => None,
    });
    let names: Option<Vec<_>> = names.collect();
    names.map(|names| names.join("/"))
}
