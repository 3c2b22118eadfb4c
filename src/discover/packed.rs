//! A pack as it is pushed to an OCI registry: one compressed archive, read in memory.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;

use crate::files::Files;
use crate::limits;
use crate::model::pack::PACK_JSON;
use crate::source::VirtualPath;
use crate::syntax::archive::{Archive, ArchiveError, Hazard, Limits};

#[derive(Debug)]
pub(super) struct Packed {
    archive: Result<Archive, ArchiveError>,
}

/// True for the names that packed packs have.
pub(super) fn looks_packed(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    name.ends_with(".tgz") || name.ends_with(".tar.gz")
}

impl Packed {
    pub(super) fn read(path: &Path) -> io::Result<Self> {
        let mut bytes = Vec::new();
        File::open(path)?.take(limits::FILE_BYTES + 1).read_to_end(&mut bytes)?;
        let archive = match bytes.len() as u64 > limits::FILE_BYTES {
            true => Err(ArchiveError::TooLarge { limit: limits::ARCHIVE_BYTES }),
            false => Archive::read(&bytes, &Limits::default()),
        };
        Ok(Self { archive })
    }

    /// True for an archive with a pack.json, and for one that cannot be read: what it was meant to
    /// be is then no question.
    pub(super) fn is_pack(&self) -> bool {
        self.archive.as_ref().map_or(true, |archive| directory(archive).is_some())
    }

    pub(super) fn hazards(&self) -> &[Hazard] {
        self.archive.as_ref().map_or(&[], Archive::hazards)
    }

    pub(super) fn files(&self, root: &VirtualPath) -> Result<Files, &ArchiveError> {
        let archive = self.archive.as_ref()?;
        let directory = directory(archive).unwrap_or_default();
        let mut files: BTreeMap<String, Arc<[u8]>> = BTreeMap::new();
        for path in archive.paths() {
            if let (Some(inside), Some(bytes)) = (below(path, directory), archive.get(path)) {
                files.insert(inside.to_owned(), bytes.into());
            }
        }
        Ok(Files::in_memory(root.member(directory), files))
    }
}

/// The directory of the pack.json that lies nearest to the root of the archive; empty for the root.
fn directory(archive: &Archive) -> Option<&str> {
    let packs = archive.paths().filter_map(|path| match path.rsplit_once('/') {
        Some((directory, PACK_JSON)) => Some(directory),
        None if path == PACK_JSON => Some(""),
        _ => None,
    });
    packs.min_by_key(|directory| (directory.split('/').count(), directory.is_empty()))
}

fn below<'p>(path: &'p str, directory: &str) -> Option<&'p str> {
    match directory {
        "" => Some(path),
        _ => path.strip_prefix(directory)?.strip_prefix('/'),
    }
}
