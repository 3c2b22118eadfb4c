//! Which packs hold a file that changed. Knows paths only; git is asked on the command line's side.

use std::collections::BTreeSet;
use std::ops::Bound;
use std::path::{Path, PathBuf};

/// Files and directories that changed, were added or are gone, from the root of the file system.
#[derive(Debug, Clone, Default)]
pub struct Changes(BTreeSet<PathBuf>);

impl Changes {
    /// Adds the paths of one of git's lists that end in a zero byte (`-z`), which are relative to
    /// `top`.
    pub fn add(&mut self, top: &Path, list: &[u8]) {
        let names = list.split(|byte| *byte == 0).filter(|name| !name.is_empty());
        self.0.extend(names.map(|name| top.join(path(name))));
    }

    /// True when the file or directory at `location` changed, or something in it did, or a
    /// directory around it as a whole, as submodules do.
    pub fn touch(&self, location: &Path) -> bool {
        let next = self.0.range::<Path, _>((Bound::Included(location), Bound::Unbounded)).next();
        next.is_some_and(|path| path.starts_with(location))
            || location.ancestors().any(|directory| self.0.contains(directory))
    }
}

/// A path as git prints it.
#[cfg(unix)]
pub fn path(name: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    std::ffi::OsStr::from_bytes(name).into()
}

/// A path as git prints it: in UTF-8.
#[cfg(not(unix))]
pub fn path(name: &[u8]) -> PathBuf {
    String::from_utf8_lossy(name).into_owned().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changes(list: &str) -> Changes {
        let mut changes = Changes::default();
        changes.add(Path::new("/r"), list.as_bytes());
        changes
    }

    fn touch(list: &str, location: &str) -> bool {
        changes(list).touch(Path::new(location))
    }

    #[test]
    fn a_pack_is_touched_by_what_lies_in_it() {
        assert!(touch("packs/a/values.yaml\0", "/r/packs/a"));
        assert!(touch("b\0packs/a/charts/ü \n.tgz\0", "/r/packs/a"));
        assert!(touch("packs/a.tgz\0", "/r/packs/a.tgz"));
        assert!(touch("pack.json\0", "/r"));
        assert!(!touch("packs/a-2/values.yaml\0packs/a.yaml\0", "/r/packs/a"));
        assert!(!touch("packs/0\0packs/b\0", "/r/packs/a"));
        assert!(!touch("\0", "/r"));
        assert!(!touch("", "/"));
    }

    #[test]
    fn a_directory_that_changed_as_a_whole_touches_what_lies_in_it() {
        assert!(touch("packs\0", "/r/packs/a"));
        assert!(touch("packs/\0", "/r/packs/a"));
        assert!(!touch("pack\0", "/r/packs/a"));
    }
}
