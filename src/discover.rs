//! From paths on the command line to packs and profiles.
//!
//! A directory stands for every pack and profile below it; a file, or a directory inside a pack,
//! stands for the pack around it. What is named in several ways is linted once.

pub mod configuration;
mod enclosing;
mod packed;
mod profiles;
mod registry;
mod search;
mod target;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::limits;
use crate::model::pack::PACK_JSON;
use crate::model::profile::ProfileFile;
use crate::source::VirtualPath;
use target::Source;

pub use registry::registry;

pub use target::{Target, Texts, Unopened};

/// What the paths stand for.
#[derive(Debug, Default)]
pub struct Discovered {
    /// The packs and the files of profiles, sorted by path.
    pub targets: Vec<Target>,
    /// Paths that hold nothing to lint, each a sentence for the user.
    pub unmatched: Vec<String>,
    /// What could not be done, each a sentence for the user.
    pub failures: Vec<String>,
}

/// Finds what `paths` stand for.
pub fn discover(paths: &[PathBuf], working_directory: &Path) -> Discovered {
    let find = || {
        let mut discovery = Discovery::new(working_directory);
        for path in paths {
            discovery.path(path);
        }
        discovery.finish()
    };
    // Texts are parsed to see whether they hold profiles. What that took of memory is free for the
    // threads that lint once this one is over, which what the main thread takes never is.
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(limits::WORKER_STACK);
        match thread.spawn_scoped(scope, find) {
            Ok(handle) => handle.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
            Err(_) => find(),
        }
    })
}

/// The pack around the file `path`, or the profiles in it, with `text` standing in for that file.
pub fn discover_text(path: &Path, text: Vec<u8>, working_directory: &Path) -> Discovered {
    let mut discovery = Discovery::new(working_directory);
    discovery.text(path, text);
    discovery.finish()
}

struct Discovery<'a> {
    working_directory: &'a Path,
    /// Whether the path at hand was given from the root; packs are then named from the root too.
    from_root: bool,
    /// By resolved path, so that two names of one thing are one thing.
    found: BTreeMap<PathBuf, Target>,
    unmatched: Vec<String>,
    failures: Vec<String>,
}

impl<'a> Discovery<'a> {
    fn new(working_directory: &'a Path) -> Self {
        Self {
            working_directory,
            from_root: false,
            found: BTreeMap::new(),
            unmatched: Vec::new(),
            failures: Vec::new(),
        }
    }

    fn finish(self) -> Discovered {
        let mut targets: Vec<_> = self.found.into_values().collect();
        targets.sort_by(|a, b| a.root().cmp(b.root()));
        Discovered { targets, unmatched: self.unmatched, failures: self.failures }
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
            return self.directory(path);
        }
        let around = enclosing::pack_of(path);
        if let Some(directory) = around.as_ref().filter(|around| search::has_pack_json(around)) {
            self.add(directory, None);
        } else if packed::looks_packed(path) {
            self.packed(path);
        } else {
            self.file(path, around);
        }
    }

    /// A file that may hold profiles, or lie in a pack that only its directories tell.
    fn file(&mut self, path: &Path, around: Option<PathBuf>) {
        let shown = path.display();
        match profiles::named(path, self.named(path)) {
            Ok(Some(file)) => self.add_profiles(path, &file),
            Err(_) | Ok(None) if around.is_some() => {
                around.iter().for_each(|directory| self.add(directory, None));
            }
            Err(error) => self.failures.push(format!("`{shown}` cannot be read: {error}")),
            Ok(None) => {
                let size = std::fs::metadata(path).map_or(0, |metadata| metadata.len());
                let reason = match size > limits::FILE_BYTES {
                    true => format!("it is larger than {} MiB", limits::FILE_BYTES >> 20),
                    false => "it is no pack, no file inside one, and no profile".to_owned(),
                };
                self.unmatched.push(format!("there is nothing to lint in `{shown}`: {reason}"));
            }
        }
    }

    fn directory(&mut self, path: &Path) {
        let found = search::below(path);
        let before = self.failures.len();
        let around = enclosing::pack_of(path);
        let inside = around.as_ref().is_some_and(|around| search::has_pack_json(around));
        // What lies in a pack is a part of it.
        let candidates = found.candidates.iter().filter(|_| !inside);
        let profiles = candidates.filter(|path| self.candidate(path)).count();
        found.packs.iter().for_each(|directory| self.add(directory, None));
        let failed = self.failures.len() > before || !found.failures.is_empty();
        let nothing = found.packs.is_empty() && !failed && profiles == 0;
        self.failures.extend(found.failures);
        match around.filter(|_| nothing) {
            Some(directory) => self.add(&directory, None),
            None if nothing => {
                let reason =
                    "no directory below it holds a pack.json, and no file below it is a profile";
                let shown = path.display();
                self.unmatched.push(format!("there is nothing to lint in `{shown}`: {reason}"));
            }
            None => {}
        }
    }

    /// A file below a directory that may hold profiles: true where it does.
    fn candidate(&mut self, path: &Path) -> bool {
        if self.found.contains_key(&resolved(path)) {
            return true;
        }
        match profiles::found(path, self.named(path)) {
            Ok(file) => file.map(|file| self.add_profiles(path, &file)).is_some(),
            // It was removed, or never was more than a link.
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => false,
            Err(error) => {
                self.failures.push(format!("`{}` cannot be read: {error}", path.display()));
                false
            }
        }
    }

    fn text(&mut self, path: &Path, text: Vec<u8>) {
        self.from_root = path.is_absolute();
        let around = enclosing::pack_of(path);
        let inside = around.as_ref().is_some_and(|around| search::has_pack_json(around));
        let read = || profiles::read(self.named(path), text.clone());
        if let Some(file) = (!inside).then(read).flatten() {
            let (root, text) = (file.file().path().clone(), Some(Arc::new(file)));
            let source = Source::Profiles { path: path.to_owned(), text, is_buffer: true };
            return self.insert(path, root, source);
        }
        let Some(directory) = around.or_else(|| new_pack(path)) else {
            let shown = path.display();
            let reason = "does not lie inside a pack, and the text is no profile";
            return self.failures.push(format!("`{shown}` {reason}"));
        };
        let absolute = absolute(path, self.working_directory);
        let root = self::absolute(&directory, self.working_directory);
        let inside = absolute.strip_prefix(&root).unwrap_or(path).to_string_lossy().into_owned();
        self.add(&directory, Some((inside.replace('\\', "/"), text)));
    }

    fn packed(&mut self, path: &Path) {
        let shown = self.shown(path);
        match packed::Packed::read(path) {
            Ok(packed) if packed.is_pack() => {
                self.insert(path, VirtualPath::new(shown), Source::Packed(Arc::new(packed)));
            }
            Ok(_) => {
                let reason = "the archive holds no pack.json";
                self.unmatched.push(format!("there is nothing to lint in `{shown}`: {reason}"));
            }
            Err(error) => self.failures.push(format!("`{shown}` cannot be read: {error}")),
        }
    }

    fn add(&mut self, directory: &Path, overlay: Option<(String, Vec<u8>)>) {
        let root = VirtualPath::new(self.shown(directory));
        let buffer = overlay.as_ref().map(|(path, _)| path.clone());
        let overlay = overlay.into_iter().map(|(path, text)| (path, text.into())).collect();
        let source = Source::Directory { path: directory.to_owned(), overlay, buffer };
        self.insert(directory, root, source);
    }

    /// A file on disk that was read to see that it holds profiles.
    fn add_profiles(&mut self, path: &Path, file: &ProfileFile) {
        let root = file.file().path().clone();
        let path_on_disk = path.to_owned();
        let source = Source::Profiles { path: path_on_disk, text: None, is_buffer: false };
        self.insert(path, root, source);
    }

    fn named(&self, path: &Path) -> VirtualPath {
        VirtualPath::new(self.shown(path))
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
        let target = Target::new(root, source, location);
        self.found.entry(resolved(path)).or_insert(target);
    }
}

/// The directory that becomes a pack when the file `path` is written.
fn new_pack(path: &Path) -> Option<PathBuf> {
    let path = std::path::absolute(path).ok()?;
    let directory = path.parent().filter(|_| path.ends_with(PACK_JSON))?;
    directory.is_dir().then(|| directory.to_owned())
}

/// True for the names that files with profiles have.
pub fn may_hold_profiles(path: &Path) -> bool {
    path.file_name().is_some_and(profiles::may_be_named)
}

fn resolved(path: &Path) -> PathBuf {
    std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
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
