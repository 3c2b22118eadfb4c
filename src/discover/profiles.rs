//! Files that hold profiles, told from any other JSON and YAML by their shape.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use crate::limits;
use crate::model::profile::{EXTENSIONS, ProfileFile, may_be_profile};
use crate::source::{SourceFile, VirtualPath};

/// True for the names that files with profiles have.
pub(super) fn may_be_named(name: &OsStr) -> bool {
    let extension = Path::new(name).extension().unwrap_or_default();
    !name.as_encoded_bytes().starts_with(b".")
        && EXTENSIONS.iter().any(|known| extension.eq_ignore_ascii_case(known))
}

/// The profiles in a file that the user named; `None` where it holds none.
pub(super) fn named(path: &Path, shown: VirtualPath) -> io::Result<Option<ProfileFile>> {
    Ok(bytes(path, limits::FILE_BYTES)?.and_then(|bytes| read(shown, bytes)))
}

/// The profiles in a file that was found.
pub(super) fn found(path: &Path, shown: VirtualPath) -> io::Result<Option<ProfileFile>> {
    Ok(bytes(path, limits::PROFILE_BYTES)?.and_then(|bytes| read(shown, bytes)))
}

/// The profiles in a text.
pub(super) fn read(shown: VirtualPath, bytes: Vec<u8>) -> Option<ProfileFile> {
    if !may_be_profile(&bytes) {
        return None;
    }
    ProfileFile::read(&SourceFile::from_bytes(shown, bytes))
}

/// The bytes of a regular file that is not too large.
pub(super) fn bytes(path: &Path, limit: u64) -> io::Result<Option<Vec<u8>>> {
    let metadata = std::fs::metadata(path)?;
    if !metadata.is_file() || metadata.len() > limit {
        return Ok(None);
    }
    // One more than there is shows the end without more room being made.
    let length = usize::try_from(metadata.len()).unwrap_or_default();
    let mut bytes = Vec::with_capacity(length + 1);
    File::open(path)?.take(limit + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= limit).then_some(bytes))
}
