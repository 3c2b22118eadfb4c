//! From paths on the command line to packs.
//!
//! A directory stands for every pack below it; a file, or a directory inside a pack, stands for the
//! pack around it. A pack that is named in several ways is linted once.

pub mod configuration;
mod enclosing;
mod packed;
mod search;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::config::Scope;
use crate::files::Files;
use crate::model::chart::Shelf;
use crate::model::pack::Pack;
use crate::source::VirtualPath;
use crate::syntax::archive::{ArchiveError, Hazard};

/// A pack to lint.
#[derive(Debug)]
pub struct Target {
    root: VirtualPath,
    source: Source,
    /// Its directory or archive, from the root of the file system; empty where it has none.
    location: PathBuf,
    scope: Option<Scope>,
    shelf: Option<Arc<Shelf>>,
}

#[derive(Debug)]
enum Source {
    Directory { path: PathBuf, overlay: BTreeMap<String, Vec<u8>> },
    Memory(BTreeMap<String, Arc<[u8]>>),
    Packed(packed::Packed),
}

/// A target whose files cannot be listed, and why.
pub type Unopened<'t> = &'t ArchiveError;

impl Target {
    /// Files that exist only in memory, by path relative to the pack.
    pub fn in_memory(root: VirtualPath, files: BTreeMap<String, Arc<[u8]>>) -> Self {
        let (source, location) = (Source::Memory(files), PathBuf::new());
        Self { root, source, location, scope: None, shelf: None }
    }

    /// How the pack is named in diagnostics: its directory or its archive.
    pub fn root(&self) -> &VirtualPath {
        &self.root
    }

    /// Where the pack lies, from the root of the file system; empty for one in memory.
    pub fn location(&self) -> &Path {
        &self.location
    }

    /// The configuration that holds for the pack.
    pub fn scope(&self) -> Option<&Scope> {
        self.scope.as_ref()
    }

    /// Lets a configuration hold for the pack.
    pub fn scoped(mut self, scope: Option<Scope>) -> Self {
        self.scope = scope;
        self
    }

    /// Lets `bytes` stand in for the file at `path`; only a directory takes them.
    pub fn overlaid(mut self, path: String, bytes: Vec<u8>) -> Self {
        if let Source::Directory { overlay, .. } = &mut self.source {
            overlay.insert(path, bytes);
        }
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

    /// Lists the pack's files.
    ///
    /// # Errors
    /// When the pack is an archive that cannot be read.
    pub fn open(&self) -> Result<Files, Unopened<'_>> {
        match &self.source {
            Source::Directory { path, overlay } => {
                let mut files = Files::on_disk(self.root.clone(), path);
                for (path, bytes) in overlay {
                    files.replace(path, bytes.clone());
                }
                Ok(files)
            }
            Source::Memory(files) => Ok(Files::in_memory(self.root.clone(), files.clone())),
            Source::Packed(packed) => packed.files(&self.root),
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

/// What the paths stand for.
#[derive(Debug, Default)]
pub struct Discovered {
    /// The packs, sorted by path.
    pub targets: Vec<Target>,
    /// What could not be done, each a sentence for the user.
    pub failures: Vec<String>,
}

/// Finds the packs that `paths` stand for.
pub fn discover(paths: &[PathBuf], working_directory: &Path) -> Discovered {
    let mut discovery = Discovery::new(working_directory);
    for path in paths {
        discovery.path(path);
    }
    discovery.finish()
}

/// The pack around the file `path`, with `text` standing in for that file.
pub fn discover_text(path: &Path, text: Vec<u8>, working_directory: &Path) -> Discovered {
    let mut discovery = Discovery::new(working_directory);
    discovery.text(path, text);
    discovery.finish()
}

struct Discovery<'a> {
    working_directory: &'a Path,
    /// Whether the path at hand was given from the root; packs are then named from the root too.
    from_root: bool,
    /// By resolved path, so that two names of one pack are one pack.
    found: BTreeMap<PathBuf, Target>,
    failures: Vec<String>,
}

impl<'a> Discovery<'a> {
    fn new(working_directory: &'a Path) -> Self {
        Self { working_directory, from_root: false, found: BTreeMap::new(), failures: Vec::new() }
    }

    fn finish(self) -> Discovered {
        let mut targets: Vec<_> = self.found.into_values().collect();
        targets.sort_by(|a, b| a.root.cmp(&b.root));
        Discovered { targets, failures: self.failures }
    }

    fn path(&mut self, path: &Path) {
        self.from_root = path.is_absolute();
        let shown = path.display();
        let metadata = match std::fs::metadata(path) {
            Ok(metadata) => metadata,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return self.failures.push(format!("`{shown}` does not exist"));
            }
            Err(error) => return self.failures.push(format!("`{shown}` cannot be read: {error}")),
        };
        if metadata.is_dir() {
            self.directory(path);
        } else if let Some(directory) = enclosing::pack_of(path) {
            self.add(&directory, BTreeMap::new());
        } else if packed::looks_packed(path) {
            self.packed(path);
        } else {
            let reason = "it is neither a pack nor a file inside one";
            self.failures.push(format!("there is nothing to lint in `{shown}`: {reason}"));
        }
    }

    fn directory(&mut self, path: &Path) {
        let found = search::packs_below(path);
        let nothing = found.packs.is_empty() && found.failures.is_empty();
        found.packs.iter().for_each(|directory| self.add(directory, BTreeMap::new()));
        self.failures.extend(found.failures);
        match enclosing::pack_of(path).filter(|_| nothing) {
            Some(directory) => self.add(&directory, BTreeMap::new()),
            None if nothing => {
                let reason = "no directory below it holds a pack.json";
                let shown = path.display();
                self.failures.push(format!("there is nothing to lint in `{shown}`: {reason}"));
            }
            None => {}
        }
    }

    fn text(&mut self, path: &Path, text: Vec<u8>) {
        self.from_root = path.is_absolute();
        let Some(directory) = enclosing::pack_of(path) else {
            let shown = path.display();
            return self.failures.push(format!("`{shown}` does not lie inside a pack"));
        };
        let absolute = absolute(path, self.working_directory);
        let root = self::absolute(&directory, self.working_directory);
        let inside = absolute.strip_prefix(&root).unwrap_or(path).to_string_lossy().into_owned();
        self.add(&directory, BTreeMap::from([(inside.replace('\\', "/"), text)]));
    }

    fn packed(&mut self, path: &Path) {
        let shown = self.shown(path);
        match packed::Packed::read(path) {
            Ok(packed) if packed.is_pack() => {
                self.insert(path, VirtualPath::new(shown), Source::Packed(packed));
            }
            Ok(_) => {
                let reason = "the archive holds no pack.json";
                self.failures.push(format!("there is nothing to lint in `{shown}`: {reason}"));
            }
            Err(error) => self.failures.push(format!("`{shown}` cannot be read: {error}")),
        }
    }

    fn add(&mut self, directory: &Path, overlay: BTreeMap<String, Vec<u8>>) {
        let root = VirtualPath::new(self.shown(directory));
        let source = Source::Directory { path: directory.to_owned(), overlay };
        self.insert(directory, root, source);
    }

    /// A path for the user: with `/`, relative to the working directory where it lies below it, or
    /// where the user named it so.
    fn shown(&self, path: &Path) -> String {
        let absolute = absolute(path, self.working_directory);
        let shown = match absolute.strip_prefix(self.working_directory) {
            Ok(inside) if inside.as_os_str().is_empty() => ".".into(),
            Ok(inside) => inside.to_owned(),
            Err(_) if self.from_root => absolute,
            Err(_) => relative(&absolute, self.working_directory),
        };
        shown.to_string_lossy().replace('\\', "/")
    }

    fn insert(&mut self, path: &Path, root: VirtualPath, source: Source) {
        let location = absolute(path, self.working_directory);
        let target = Target { root, source, location, scope: None, shelf: None };
        let resolved = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        self.found.entry(resolved).or_insert(target);
    }
}

/// Without `.` and `..`, by text alone: links are not followed.
pub fn absolute(path: &Path, working_directory: &Path) -> PathBuf {
    let mut absolute = PathBuf::new();
    for component in working_directory.join(path).components() {
        match component {
            std::path::Component::CurDir => {}
            std::path::Component::ParentDir => {
                absolute.pop();
            }
            other => absolute.push(other),
        }
    }
    absolute
}

/// The way from one absolute path to another, up and down.
pub fn relative(to: &Path, from: &Path) -> PathBuf {
    let common = to.components().zip(from.components()).take_while(|(a, b)| a == b).count();
    let up = from.components().skip(common).map(|_| std::path::Component::ParentDir);
    up.chain(to.components().skip(common)).collect()
}
