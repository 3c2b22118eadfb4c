//! The pack around a path.

use std::path::{Path, PathBuf};

use crate::model::pack::PACK_JSON;

/// The nearest directory above `path`, itself included, that is a pack and does not lie in another
/// pack's `charts` or `manifests`; else the nearest that only lacks its `pack.json`.
pub(super) fn pack_of(path: &Path) -> Option<PathBuf> {
    let above: Vec<PathBuf> = above(path);
    let packs: Vec<&PathBuf> = above.iter().filter(|dir| dir.join(PACK_JSON).is_file()).collect();
    let owned = |inner: &Path| packs.iter().any(|outer| is_payload_of(inner, outer));
    let nearest = packs.iter().find(|pack| !owned(pack)).copied();
    nearest.or_else(|| above.iter().find(|dir| super::search::lacks_pack_json(dir))).cloned()
}

fn above(path: &Path) -> Vec<PathBuf> {
    // A relative path's ancestors end where it starts, and the pack may lie above that.
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let steps = absolute.ancestors().count();
    let relative = path.ancestors().map(|dir| match dir.as_os_str().is_empty() {
        true => PathBuf::from("."),
        false => dir.to_owned(),
    });
    let mut above: Vec<PathBuf> = relative.collect();
    if path.is_relative() {
        let known = above.len().min(steps);
        above.extend(absolute.ancestors().skip(known).map(Path::to_owned));
    }
    above
}

fn is_payload_of(inner: &Path, outer: &Path) -> bool {
    let (Ok(inner), Ok(outer)) = (std::path::absolute(inner), std::path::absolute(outer)) else {
        return false;
    };
    let first = inner.strip_prefix(&outer).ok().and_then(|inside| inside.components().next());
    first.is_some_and(|first| super::search::PAYLOADS.iter().any(|dir| first.as_os_str() == *dir))
}
