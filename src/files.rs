//! The files of a pack: on disk, in an archive, or in memory.
//!
//! They are listed once; a text is read when it is asked for. Nothing outside the pack is ever
//! read: a symbolic link that leaves it is listed as such, and pipes and devices are never opened.

mod listing;
pub mod write;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::limits;
use crate::source::{SourceFile, VirtualPath};
use crate::syntax::allowance;

/// What a name in the listing stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// A regular file, or a link to one inside the pack; its size in bytes.
    File(u64),
    /// A directory.
    Directory,
    /// A link to a directory inside the pack, by its path relative to the root.
    DirectoryLink(String),
    /// A link whose target lies outside the pack.
    LinkOutside(String),
    /// A link whose target does not exist, or that leads back to itself.
    BrokenLink(String),
    /// A pipe, a socket or a device.
    Special,
    /// Something that the system does not let palint look at, and why.
    Unreadable(String),
}

#[derive(Debug)]
enum Backing {
    Disk(PathBuf),
    Memory(BTreeMap<String, Arc<[u8]>>),
}

/// The files below one directory.
#[derive(Debug)]
pub struct Files {
    root: VirtualPath,
    directory_name: Option<String>,
    entries: BTreeMap<String, Entry>,
    backing: Backing,
    /// Texts that stand in for files, such as an editor's unsaved buffer.
    overlay: BTreeMap<String, Arc<[u8]>>,
    truncated: bool,
    /// True when a directory is linked to, so that a file may have two paths.
    has_links: bool,
}

/// Why a file could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadError {
    /// There is no such file in the pack.
    Missing,
    /// It is larger than [`limits::FILE_BYTES`].
    TooLarge,
    /// The system refused, and why.
    Refused(String),
}

impl fmt::Display for ReadError {
    /// In words that follow the path.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("does not exist"),
            Self::TooLarge => {
                write!(f, "is larger than {} MiB and was not read", limits::FILE_BYTES >> 20)
            }
            Self::Refused(why) => write!(f, "cannot be read: {why}"),
        }
    }
}

impl Files {
    /// Lists a directory; `root` is its name in diagnostics.
    pub fn on_disk(root: VirtualPath, directory: &Path) -> Self {
        let (entries, truncated) = listing::list(directory);
        let backing = Backing::Disk(directory.to_owned());
        let resolved = std::fs::canonicalize(directory).ok();
        let name = resolved.as_deref().and_then(Path::file_name);
        let directory_name = name.map(|name| name.to_string_lossy().into_owned());
        let has_links = entries.values().any(|entry| matches!(entry, Entry::DirectoryLink(_)));
        let overlay = BTreeMap::new();
        Self { root, directory_name, entries, backing, overlay, truncated, has_links }
    }

    /// Files that exist only in memory, by path relative to the root.
    pub fn in_memory(root: VirtualPath, files: BTreeMap<String, Arc<[u8]>>) -> Self {
        let mut entries = BTreeMap::new();
        let mut truncated = false;
        for (path, bytes) in &files {
            if entries.len() + path.matches('/').count() >= limits::PACK_ENTRIES {
                truncated = true;
                continue;
            }
            for (at, _) in path.rmatch_indices('/') {
                let known = entries.insert(path[..at].to_owned(), Entry::Directory);
                if known == Some(Entry::Directory) {
                    break;
                }
            }
            entries.insert(path.clone(), Entry::File(bytes.len() as u64));
        }
        let backing = Backing::Memory(files);
        let name = Some(root.file_name()).filter(|name| !matches!(*name, "" | "." | ".."));
        let directory_name = name.map(str::to_owned);
        let overlay = BTreeMap::new();
        let has_links = false;
        Self { root, directory_name, entries, backing, overlay, truncated, has_links }
    }

    /// Lets `bytes` stand in for the file at `path`, whether it exists or not.
    pub fn replace(&mut self, path: &str, bytes: Arc<[u8]>) {
        self.entries.insert(path.to_owned(), Entry::File(bytes.len() as u64));
        self.overlay.insert(path.to_owned(), bytes);
    }

    /// The name of the root in diagnostics.
    pub fn root(&self) -> &VirtualPath {
        &self.root
    }

    /// The name of the root's own directory, whatever path led to it; `None` where it has none.
    pub fn directory_name(&self) -> Option<&str> {
        self.directory_name.as_deref()
    }

    /// True when there were more than [`limits::PACK_ENTRIES`] files, and the rest was not listed.
    pub fn is_truncated(&self) -> bool {
        self.truncated
    }

    /// How `path` is named in diagnostics.
    pub fn virtual_path(&self, path: &str) -> VirtualPath {
        self.root.join(path)
    }

    /// Every name below the root with what it stands for, sorted.
    pub fn entries(&self) -> impl Iterator<Item = (&str, &Entry)> {
        self.entries.iter().map(|(path, entry)| (path.as_str(), entry))
    }

    /// The regular files below the root, sorted.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.entries().filter(|(_, entry)| matches!(entry, Entry::File(_))).map(|(path, _)| path)
    }

    /// The regular files below the directory `prefix`, sorted.
    pub fn below<'f>(&'f self, prefix: &str) -> impl Iterator<Item = &'f str> + use<'f> {
        let start = format!("{prefix}/");
        let end = start.clone();
        self.entries
            .range(start..)
            .take_while(move |(path, _)| path.starts_with(&end))
            .filter(|(_, entry)| matches!(entry, Entry::File(_)))
            .map(|(path, _)| path.as_str())
    }

    /// What `path` stands for; `./` and links to directories inside the pack are followed.
    pub fn entry(&self, path: &str) -> Option<&Entry> {
        self.found(path).map(|(_, entry)| entry)
    }

    fn found<'p>(&self, path: &'p str) -> Option<(Cow<'p, str>, &Entry)> {
        if let Some(entry @ (Entry::File(_) | Entry::Directory)) = self.entries.get(path) {
            return Some((Cow::Borrowed(path), entry));
        }
        let resolved = self.resolved(path)?;
        let entry = self.entries.get(&resolved)?;
        Some((Cow::Owned(resolved), entry))
    }

    /// True when `path` is a regular file of the pack.
    pub fn has_file(&self, path: &str) -> bool {
        matches!(self.entry(path), Some(Entry::File(_)))
    }

    /// `path` as it stands in the listing; `None` for the root itself.
    pub fn resolved(&self, path: &str) -> Option<String> {
        if let Some(Entry::File(_) | Entry::Directory) = self.entries.get(path) {
            return Some(path.to_owned());
        }
        let parts = path.split('/').filter(|part| !part.is_empty() && *part != ".");
        let mut resolved = String::new();
        for part in parts {
            if !resolved.is_empty() {
                resolved.push('/');
            }
            resolved.push_str(part);
            if !self.has_links {
                continue;
            }
            // The target of a link is stored resolved, so one step is enough.
            if let Some(Entry::DirectoryLink(target)) = self.entries.get(&resolved) {
                resolved.clone_from(target);
            }
        }
        (!resolved.is_empty()).then_some(resolved)
    }

    /// The bytes of a file.
    ///
    /// # Errors
    /// When it is missing, too large, or the system refuses.
    pub fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        let left = allowance::bytes() as u64;
        let limit = limits::FILE_BYTES.min(left);
        let bytes = self.read_up_to(path, limit)?;
        if bytes.len() as u64 <= limit {
            allowance::take_bytes(bytes.len());
            return Ok(bytes);
        }
        if limit == left {
            allowance::refuse();
        }
        Err(ReadError::TooLarge)
    }

    /// The first bytes of a file, at most one more than `limit`.
    ///
    /// # Errors
    /// When it is missing, or the system refuses.
    pub fn read_up_to(&self, path: &str, limit: u64) -> Result<Vec<u8>, ReadError> {
        let Some((path, Entry::File(size))) = self.found(path) else {
            return Err(ReadError::Missing);
        };
        if let Some(bytes) = self.overlay.get(&*path) {
            return Ok(bytes.to_vec());
        }
        match &self.backing {
            Backing::Memory(files) => {
                files.get(&*path).map(|bytes| bytes.to_vec()).ok_or(ReadError::Missing)
            }
            Backing::Disk(directory) => read_from_disk(&directory.join(&*path), *size, limit),
        }
    }

    /// The text of a file.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub fn text(&self, path: &str) -> Result<Arc<SourceFile>, ReadError> {
        let bytes = self.read(path)?;
        Ok(SourceFile::from_bytes(self.virtual_path(path), bytes))
    }
}

/// What was a file when it was listed may be a pipe by now, and must not keep palint waiting.
fn open(path: &Path) -> std::io::Result<File> {
    let mut options = File::options();
    options.read(true);
    #[cfg(target_os = "linux")]
    {
        use std::os::unix::fs::OpenOptionsExt;

        /// `O_NONBLOCK`, which means nothing for a file.
        const NO_WAITING: i32 = 0o4000;
        options.custom_flags(NO_WAITING);
    }
    options.open(path)
}

/// `listed` is the size that the listing told: a file of that size is read at once. Whatever it has
/// grown by since is read as well, up to one byte more than `limit`.
fn read_from_disk(path: &Path, listed: u64, limit: u64) -> Result<Vec<u8>, ReadError> {
    let refused = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => ReadError::Missing,
        _ => ReadError::Refused(error.to_string()),
    };
    let file = open(path).map_err(refused)?;
    // Room for one byte more tells the end of the file without growing.
    let expected = usize::try_from(listed.min(limit)).unwrap_or_default() + 1;
    let mut bytes = Vec::with_capacity(expected);
    file.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(refused)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_memory(paths: impl IntoIterator<Item = String>) -> Files {
        let files = paths.into_iter().map(|path| (path, Arc::from(&b"x"[..])));
        Files::in_memory(VirtualPath::new("p"), files.collect())
    }

    #[test]
    fn directories_in_memory_are_counted() {
        let some = in_memory(["a/é/x".into(), "a/y".into(), "b".into()]);
        assert!(some.entries().map(|(path, _)| path).eq(["a", "a/y", "a/é", "a/é/x", "b"]));
        assert!(!some.is_truncated());
        let deep = (0..400).map(|n| format!("{n}/{}x", "a/".repeat(500)));
        let deep = in_memory(deep);
        assert!(deep.is_truncated() && deep.entries().count() <= limits::PACK_ENTRIES);
    }

    #[test]
    fn directories_have_a_name_of_their_own() {
        let in_memory = |root: &str| Files::in_memory(VirtualPath::new(root), BTreeMap::new());
        assert_eq!(in_memory("packs/demo-1.2.3").directory_name(), Some("demo-1.2.3"));
        assert_eq!(in_memory("x.tar.gz!/dé-1").directory_name(), Some("dé-1"));
        for root in ["", ".", "..", "x.tar.gz!/"] {
            assert_eq!(in_memory(root).directory_name(), None, "{root}");
        }
        let rules = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/../src/rules/.");
        let files = Files::on_disk(VirtualPath::new("."), &rules);
        assert_eq!(files.directory_name(), Some("rules"));
    }
}
