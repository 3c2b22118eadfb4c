//! Where the configuration of a pack lies.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::config::NAMES;
use crate::limits;

/// The configuration in the directory `location` or the nearest above; `exists` tells which there are.
pub fn nearest(location: &Path, exists: impl Fn(&Path) -> bool) -> Option<PathBuf> {
    let names = |directory: &Path| NAMES.map(|name| directory.join(name));
    let mut candidates = location.ancestors().flat_map(names);
    candidates.find(|path| exists(path))
}

/// The bytes of a configuration.
///
/// # Errors
/// When the system refuses.
pub fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(limits::FILE_BYTES).read_to_end(&mut bytes)?;
    Ok(bytes)
}
