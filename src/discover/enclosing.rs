//! The pack around a path.

use std::path::{Path, PathBuf};

use crate::model::pack::PACK_JSON;

/// The nearest directory above `path`, itself included, as an absolute path, that is a pack and does not lie in another
/// pack's `charts` or `manifests`; else the nearest that only lacks its `pack.json`.
pub(super) fn pack_of(path: &Path) -> Option<PathBuf> {
    // A relative path's ancestors end where it starts, and the pack may lie above that.
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let above: Vec<PathBuf> = path.ancestors().map(Path::to_owned).collect();
    let packs: Vec<&PathBuf> = above.iter().filter(|dir| dir.join(PACK_JSON).is_file()).collect();
    let owned = |inner: &Path| packs.iter().any(|outer| is_payload_of(inner, outer));
    let nearest = packs.iter().find(|pack| !owned(pack)).copied();
    nearest.or_else(|| above.iter().find(|dir| super::search::lacks_pack_json(dir))).cloned()
}

fn is_payload_of(inner: &Path, outer: &Path) -> bool {
    let first = inner.strip_prefix(outer).ok().and_then(|inside| inside.components().next());
    first.is_some_and(|first| super::search::PAYLOADS.iter().any(|dir| first.as_os_str() == *dir))
}
