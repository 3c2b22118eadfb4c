//! Where the configuration of a pack lies.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::config::NAMES;
use crate::limits;

/// The configuration in the directory `location` or the nearest above.
pub fn nearest(location: &Path) -> Option<PathBuf> {
    let names = |directory: &Path| NAMES.map(|name| directory.join(name));
    let mut candidates = location.ancestors().flat_map(names);
    candidates.find(|path| path.is_file())
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
