//! The packs below a directory that profiles may name.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::packed::Packed;
use super::{Discovery, search};
use crate::files::Files;
use crate::model::catalog::{CatalogPack, Opener};
use crate::source::VirtualPath;

/// The packs and packed packs below `directory`, in the order of their paths.
///
/// # Errors
/// A sentence, where it is no directory, or holds no pack.
pub fn registry(
    directory: &Path,
    working_directory: &Path,
) -> Result<Vec<Arc<CatalogPack>>, String> {
    let mut discovery = Discovery::new(working_directory);
    discovery.from_root = directory.is_absolute();
    let directory = &working_directory.join(directory);
    let shown = discovery.shown(directory);
    match std::fs::metadata(directory) {
        Ok(metadata) if metadata.is_dir() => {}
        Ok(_) => return Err(format!("the registry `{shown}` is not a directory")),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(format!("the registry `{shown}` does not exist"));
        }
        Err(error) => return Err(format!("the registry `{shown}` cannot be read: {error}")),
    }
    let found = search::below(directory);
    if let Some(failure) = found.failures.into_iter().next() {
        return Err(failure);
    }
    let named = |path: &Path| VirtualPath::new(discovery.shown(path));
    let directories = found.packs.into_iter().map(|path| opener(named(&path), path, on_disk));
    let archives = found.archives.into_iter().map(|path| opener(named(&path), path, packed));
    let packs = directories.chain(archives).filter_map(CatalogPack::read);
    let packs: Vec<_> = packs.map(Arc::new).collect();
    match packs.is_empty() {
        true => Err(format!("the registry `{shown}` holds no pack")),
        false => Ok(packs),
    }
}

type Open = fn(&VirtualPath, &Path) -> Option<Files>;

fn opener(root: VirtualPath, path: PathBuf, open: Open) -> Opener {
    Box::new(move || open(&root, &path))
}

fn on_disk(root: &VirtualPath, path: &Path) -> Option<Files> {
    Some(Files::on_disk(root.clone(), path))
}

fn packed(root: &VirtualPath, path: &Path) -> Option<Files> {
    Packed::read(path).ok()?.files(root).ok()
}
