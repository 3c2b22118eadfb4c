//! The files that look like payload and that `pack.json` does not list.

use std::collections::BTreeSet;

use super::meant::missing;
use super::reference::{is_miswritten, listed_paths};
use super::{extension, no_payload};
use crate::finding::{Finding, Place};
use crate::model::pack::{List, Pack};

/// A finding for each, where no other rule already tells why they are not listed.
pub(super) fn findings(pack: &Pack, list: List) -> Vec<Finding> {
    if no_payload::is_empty(pack) && no_payload::needs_payload(pack) {
        return Vec::new();
    }
    let paths = paths(pack, list);
    let key = list.key();
    let place = paths.first().map(|_| list_place(pack, list));
    let finding = |path: &str| {
        let message = format!("`{path}` is not listed in `{key}`, so it is never installed");
        let finding = Finding::new(pack.file(path), message)
            .help(format!("list it in `{key}`, or delete it"));
        place.iter().fold(finding, |finding, place| finding.label(place.clone(), "not listed here"))
    };
    paths.into_iter().map(finding).collect()
}

fn list_place(pack: &Pack, list: List) -> Place {
    let entry = pack.manifest().and_then(|manifest| manifest.entry(list.key()));
    entry.map_or_else(|| pack.anchor(), |entry| entry.key.span().into())
}

/// The payload of that kind that no list names.
pub(super) fn paths(pack: &Pack, list: List) -> Vec<&str> {
    if is_miswritten(pack, list) {
        return Vec::new();
    }
    let files = pack.files().below(list.directory()).filter(|path| is_payload(path, list));
    let files: Vec<&str> = files.collect();
    if files.is_empty() {
        return files;
    }
    let mut listed = listed_paths(pack);
    listed.extend(missing(pack).iter().filter_map(|missing| Some(missing.meant?.to_owned())));
    let is_listed = |path: &str| {
        let mut parents = path.match_indices('/').map(|(at, _)| &path[..at]);
        listed.contains(path)
            || parents.any(|parent| listed.contains(parent))
            || is_packed_copy(path, &listed)
    };
    files.into_iter().filter(|path| !is_listed(path)).collect()
}

fn is_payload(path: &str, list: List) -> bool {
    let is_hidden = || path.split('/').any(|part| part.starts_with('.'));
    // An unpacked chart holds the archives that it depends on.
    let is_top = || path.matches('/').count() == 1;
    let is_payload = match list {
        List::Charts => extension::is_chart(path) && is_top(),
        List::KubeManifests => extension::is_manifest(path),
        List::AnsibleRoles => false,
    };
    is_payload && !is_hidden()
}

/// True for the archive of a chart whose unpacked directory is listed.
fn is_packed_copy(path: &str, listed: &BTreeSet<String>) -> bool {
    let stem = path.strip_suffix(".tgz").unwrap_or(path);
    let mut dashes = stem
        .match_indices('-')
        .filter(|(at, _)| stem[at + 1..].starts_with(|c: char| c.is_ascii_digit() || c == 'v'));
    listed.contains(stem) || dashes.any(|(at, _)| listed.contains(&stem[..at]))
}
