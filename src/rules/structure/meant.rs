//! The listed paths that name nothing, each with the file that was likely meant.

use std::collections::BTreeSet;

use super::extension;
use super::reference::{Reference, listed_paths, references};
use crate::files::Entry;
use crate::limits;
use crate::model::pack::{List, Listed, Pack};
use crate::nearest::nearest;

/// A listed path that names nothing.
pub(super) struct Missing<'p> {
    pub(super) listed: Listed<'p>,
    /// The file that was likely meant. No two paths are given the same one.
    pub(super) meant: Option<&'p str>,
}

/// The listed paths that name nothing.
pub(super) fn missing(pack: &Pack) -> Vec<Missing<'_>> {
    let missing = references(pack).into_iter().filter(|(_, r)| *r == Reference::Missing);
    let missing: Vec<Listed<'_>> = missing.map(|(listed, _)| listed).collect();
    if missing.is_empty() {
        return Vec::new();
    }
    let mut taken = listed_paths(pack);
    let mut found = Vec::new();
    for (index, listed) in missing.iter().enumerate() {
        let alone = missing.iter().filter(|other| other.list == listed.list).nth(1).is_none();
        let meant =
            if index < limits::SUGGESTIONS { meant(pack, *listed, alone, &taken) } else { None };
        taken.extend(meant.map(str::to_owned));
        found.push(Missing { listed: *listed, meant });
    }
    found
}

/// A file of the same name elsewhere, one of a similar name, or the only one that nobody lists.
fn meant<'p>(
    pack: &'p Pack,
    listed: Listed<'_>,
    alone: bool,
    taken: &BTreeSet<String>,
) -> Option<&'p str> {
    let free: Vec<&str> = candidates(pack, listed.list)
        .filter(|path| !taken.contains(*path))
        .take(limits::COMPARED_FILES)
        .collect();
    let name = file_name(listed.path).to_lowercase();
    let elsewhere = free.iter().copied().find(|path| file_name(path).to_lowercase() == name);
    let only = if let [only] = free[..] { Some(only).filter(|_| alone) } else { None };
    elsewhere.or_else(|| nearest(listed.path, free.iter().copied())).or(only)
}

/// What could stand in the list: it lies where such files lie, at the top for charts, since an
/// unpacked chart may hold the archives that it depends on.
fn candidates(pack: &Pack, list: List) -> impl Iterator<Item = &str> {
    pack.files().entries().filter_map(move |(path, entry)| {
        let inside = path.strip_prefix(list.directory())?.strip_prefix('/')?;
        let is_top = !inside.contains('/');
        let fits = match (list, entry) {
            (List::KubeManifests, Entry::File(_)) => true,
            (List::Charts, Entry::File(_)) => is_top,
            (List::AnsibleRoles, Entry::File(_) | Entry::Directory) => is_top,
            _ => false,
        };
        (fits && extension::fits(path, list)).then_some(path)
    })
}

fn file_name(path: &str) -> &str {
    path.trim_end_matches('/').rsplit('/').next().unwrap_or(path)
}
