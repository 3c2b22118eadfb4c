//! One thing to lint: a pack or a file of profiles, on disk, in an archive or in memory.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::packed::Packed;
use super::profiles;
use crate::config::Scope;
use crate::files::Files;
use crate::limits;
use crate::model::chart::Shelf;
use crate::model::pack::Pack;
use crate::model::profile::ProfileFile;
use crate::source::{SourceFile, VirtualPath};
use crate::syntax::archive::{ArchiveError, Hazard};

/// A pack, or a file of profiles, to lint.
#[derive(Debug, Clone)]
pub struct Target {
    root: VirtualPath,
    source: Source,
    /// Its directory or archive, from the root of the file system; empty where it has none.
    location: PathBuf,
    scope: Option<Scope>,
    shelf: Option<Arc<Shelf>>,
}

#[derive(Debug, Clone)]
pub(super) enum Source {
    Directory {
        path: PathBuf,
        overlay: Texts,
        /// The file that standard input stands in for: the only one that may be edited then.
        buffer: Option<String>,
    },
    Memory(Texts),
    Packed(Arc<Packed>),
    Profiles {
        path: PathBuf,
        /// What stands in for the file. One on disk is read where it is linted, and let go after:
        /// the trees of all of them are many times as large as the files.
        text: Option<Arc<ProfileFile>>,
        /// True where it stands for standard input.
        is_buffer: bool,
    },
}

/// Files by path relative to a target; a file of profiles is itself the target, so its path is empty.
pub type Texts = BTreeMap<String, Arc<[u8]>>;

/// A target whose files cannot be listed, and why.
pub type Unopened<'t> = &'t ArchiveError;

impl Target {
    pub(super) fn new(root: VirtualPath, source: Source, location: PathBuf) -> Self {
        Self { root, source, location, scope: None, shelf: None }
    }

    /// Files that exist only in memory, by path relative to the pack.
    pub fn in_memory(root: VirtualPath, files: Texts) -> Self {
        Self::new(root, Source::Memory(files), PathBuf::new())
    }

    /// A file of profiles that has been read.
    pub fn of_profiles(file: ProfileFile) -> Self {
        let root = file.file().path().clone();
        let text = Some(Arc::new(file));
        let source = Source::Profiles { path: PathBuf::new(), text, is_buffer: false };
        Self::new(root, source, PathBuf::new())
    }

    /// True for a file of profiles, false for a pack.
    pub fn is_profiles(&self) -> bool {
        matches!(self.source, Source::Profiles { .. })
    }

    /// The profiles, where the target is a file of them; `None` also where the file has changed since
    /// it was found, and holds none any more. A file on disk is read each time.
    pub fn profiles(&self) -> Option<Arc<ProfileFile>> {
        match &self.source {
            Source::Profiles { text: Some(text), .. } => Some(Arc::clone(text)),
            Source::Profiles { path, .. } => {
                profiles::named(path, self.root.clone()).ok().flatten().map(Arc::new)
            }
            _ => None,
        }
    }

    /// How it is named in diagnostics: the directory or archive of a pack, or a file of profiles.
    pub fn root(&self) -> &VirtualPath {
        &self.root
    }

    /// Where it lies, from the root of the file system; empty for one in memory.
    pub fn location(&self) -> &Path {
        &self.location
    }

    /// The configuration that holds for it.
    pub fn scope(&self) -> Option<&Scope> {
        self.scope.as_ref()
    }

    /// Lets a configuration hold for it.
    pub fn scoped(mut self, scope: Option<Scope>) -> Self {
        self.scope = scope;
        self
    }

    /// Takes charts from `shelf` that were read before.
    pub fn shelved(mut self, shelf: Arc<Shelf>) -> Self {
        self.shelf = Some(shelf);
        self
    }

    /// The pack.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn pack(&self) -> Result<Pack, Unopened<'_>> {
        let pack = Pack::new(self.open()?);
        Ok(match &self.shelf {
            Some(shelf) => pack.shelved(Arc::clone(shelf)),
            None => pack,
        })
    }

    /// The same target with these texts in the place of its own. A packed pack stays as it is.
    pub fn overlaid(&self, texts: &Texts) -> Self {
        let mut target = self.clone();
        match &mut target.source {
            Source::Directory { overlay: files, .. } | Source::Memory(files) => {
                files.extend(texts.iter().map(|(path, text)| (path.clone(), Arc::clone(text))));
            }
            Source::Profiles { text, .. } => {
                let given = texts.get("").map(|text| text.to_vec());
                let read = |given| SourceFile::from_bytes(self.root.clone(), given);
                // A text that is no profile any more takes nothing's place.
                if let Some(read) = given.map(read).and_then(|given| ProfileFile::read(&given)) {
                    *text = Some(Arc::new(read));
                }
            }
            Source::Packed(_) => {}
        }
        target
    }

    /// The file that standard input stands in for.
    pub fn buffer(&self) -> Option<&str> {
        match &self.source {
            Source::Directory { buffer, .. } => buffer.as_deref(),
            Source::Profiles { is_buffer: true, .. } => Some(""),
            _ => None,
        }
    }

    /// Where the file at `inside` may be written: never in an archive, and never through a link.
    pub fn writable(&self, inside: &str) -> Option<PathBuf> {
        match &self.source {
            Source::Directory { path, buffer: Some(buffer), .. } => {
                (buffer == inside).then(|| path.join(inside))
            }
            Source::Directory { path, .. } => unlinked(path, inside),
            Source::Memory(files) => files.contains_key(inside).then(|| inside.into()),
            Source::Profiles { .. } if !inside.is_empty() => None,
            Source::Profiles { is_buffer: true, .. } => Some(self.location.clone()),
            // In memory it lies nowhere.
            Source::Profiles { .. } if self.location.as_os_str().is_empty() => Some(PathBuf::new()),
            Source::Profiles { .. } => {
                let metadata = std::fs::symlink_metadata(&self.location).ok()?;
                metadata.is_file().then(|| self.location.clone())
            }
            Source::Packed(_) => None,
        }
    }

    /// The bytes of one of its files; `None` where it cannot be read.
    pub fn read(&self, inside: &str) -> Option<Arc<[u8]>> {
        match &self.source {
            Source::Profiles { .. } if !inside.is_empty() => None,
            Source::Profiles { text: Some(text), .. } => {
                Some(Arc::from(text.file().text().as_bytes()))
            }
            Source::Profiles { path, .. } => {
                profiles::bytes(path, limits::FILE_BYTES).ok().flatten().map(Arc::from)
            }
            _ => self.open().ok()?.read(inside).ok().map(Arc::from),
        }
    }

    /// Lists the pack's files; a file of profiles stands alone.
    ///
    /// # Errors
    /// When the pack is an archive that cannot be read.
    pub fn open(&self) -> Result<Files, Unopened<'_>> {
        match &self.source {
            Source::Directory { path, overlay, .. } => {
                let mut files = Files::on_disk(self.root.clone(), path);
                overlay.iter().for_each(|(path, text)| files.replace(path, Arc::clone(text)));
                Ok(files)
            }
            Source::Memory(files) => Ok(Files::in_memory(self.root.clone(), files.clone())),
            Source::Packed(packed) => packed.files(&self.root),
            Source::Profiles { .. } => Ok(Files::in_memory(self.root.clone(), BTreeMap::new())),
        }
    }

    /// What an archive holds that must not be unpacked; empty for a directory.
    pub fn hazards(&self) -> &[Hazard] {
        match &self.source {
            Source::Packed(packed) => packed.hazards(),
            _ => &[],
        }
    }
}

/// The file below a directory, unless it or a directory on the way to it is a link.
fn unlinked(directory: &Path, inside: &str) -> Option<PathBuf> {
    let mut path = directory.to_owned();
    let mut is_file = false;
    for part in inside.split('/') {
        path.push(part);
        let metadata = std::fs::symlink_metadata(&path).ok()?;
        if metadata.is_symlink() {
            return None;
        }
        is_file = metadata.is_file();
    }
    is_file.then_some(path)
}
