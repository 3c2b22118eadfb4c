//! Gzipped tar archives, read from memory.
//!
//! The tar is inflated once, under a limit, and a member is a slice of it: nothing is written to
//! disk, and an entry that could harm whoever unpacks the archive is a [`Hazard`], not a member.

mod entries;
mod hazard;
mod inflate;
mod problem;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use tar::EntryType;

use crate::limits;
use crate::syntax::{allowance, recent};
use entries::Entry;

pub use hazard::{Hazard, HazardKind};
pub use problem::ArchiveError;

/// What one archive may cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Inflated bytes.
    pub bytes: usize,
    /// Inflated bytes per compressed byte, above [`limits::ARCHIVE_RATIO_FROM`].
    pub ratio: usize,
    /// Entries of any kind.
    pub entries: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: limits::ARCHIVE_BYTES,
            ratio: limits::ARCHIVE_RATIO,
            entries: limits::ARCHIVE_ENTRIES,
        }
    }
}

/// The files of a `.tgz`.
#[derive(Debug)]
pub struct Archive {
    bytes: Vec<u8>,
    members: BTreeMap<String, Range<usize>>,
    roots: BTreeSet<String>,
    hazards: Vec<Hazard>,
    trailing: usize,
}

impl Archive {
    /// Reads a gzipped tar under the usual limits; one that was just read is not read again.
    pub fn shared(gzip: &[u8]) -> Result<Arc<Self>, ArchiveError> {
        let usual = Limits::default();
        let left = allowance::bytes();
        let limits = Limits { bytes: usual.bytes.min(left), ..usual };
        recent::archive(gzip, || match Self::read(gzip, &limits) {
            Err(ArchiveError::TooLarge { limit }) if limit == left => {
                allowance::refuse();
                Err(ArchiveError::PackTooLarge)
            }
            read => read,
        })
    }

    /// Reads a gzipped tar. It needs at least one entry that is not a directory.
    pub fn read(gzip: &[u8], limits: &Limits) -> Result<Self, ArchiveError> {
        let inflated = inflate::inflate(gzip, limits)?;
        let mut archive = Self {
            bytes: Vec::new(),
            members: BTreeMap::new(),
            roots: BTreeSet::new(),
            hazards: Vec::new(),
            trailing: inflated.trailing,
        };
        let mut seen = 0;
        entries::walk(&inflated.bytes, |entry| {
            seen += 1;
            if seen > limits.entries {
                return Err(ArchiveError::TooManyEntries { limit: limits.entries });
            }
            archive.add(&entry);
            Ok(())
        })?;
        archive.bytes = inflated.bytes;
        if archive.members.is_empty() && archive.hazards.is_empty() {
            return Err(ArchiveError::Empty);
        }
        Ok(archive)
    }

    fn add(&mut self, entry: &Entry<'_>) {
        if entry.kind == EntryType::XGlobalHeader {
            return;
        }
        let path = match normalise(&entry.name) {
            Ok(path) => path,
            Err(_) if is_current_directory(entry) => return,
            Err(kind) => return self.hazards.push(Hazard::new(&entry.name, kind)),
        };
        match link_or_device(entry.kind) {
            Some(kind) => self.hazards.push(Hazard::new(&entry.name, kind)),
            None if entry.is_directory() => {}
            None => self.add_file(entry, path),
        }
    }

    fn add_file(&mut self, entry: &Entry<'_>, path: String) {
        let root = root(&entry.name, &path);
        if !self.roots.contains(root) {
            self.roots.insert(root.to_owned());
        }
        if self.members.insert(path, entry.content.clone()).is_some() {
            self.hazards.push(Hazard::new(&entry.name, HazardKind::DuplicateEntry));
        }
    }

    /// The content of a file. Of several entries with one name the last counts, as it does when
    /// the archive is unpacked.
    pub fn get(&self, path: &str) -> Option<&[u8]> {
        self.members.get(path).map(|range| self.slice(range))
    }

    /// The bytes of the tar at a range that [`Self::members`] tells.
    pub fn slice(&self, range: &Range<usize>) -> &[u8] {
        self.bytes.get(range.clone()).unwrap_or_default()
    }

    /// Every file in order, relative, with `/` between components and without a leading `./`.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.members.keys().map(String::as_str)
    }

    /// Every file as [`Self::paths`] tells it, and where its content is in the tar.
    pub fn members(&self) -> impl Iterator<Item = (&str, &Range<usize>)> {
        self.members.iter().map(|(path, range)| (path.as_str(), range))
    }

    /// The first components of the files as the entries spell them: `.` for `./Chart.yaml`, and
    /// the empty string for a file in no directory. Helm drops this component, whatever it is.
    pub fn roots(&self) -> impl Iterator<Item = &str> {
        self.roots.iter().map(String::as_str)
    }

    /// How large the tar is.
    pub(super) fn inflated_bytes(&self) -> usize {
        self.bytes.len()
    }

    /// The entries that are no plain file or directory inside the archive, and repeated ones.
    pub fn hazards(&self) -> &[Hazard] {
        &self.hazards
    }

    /// How many bytes follow the gzip data that are neither gzip nor zeros; Helm ignores them.
    pub fn trailing(&self) -> usize {
        self.trailing
    }
}

/// The relative path of an entry, or what is wrong with its name.
fn normalise(name: &[u8]) -> Result<String, HazardKind> {
    if name.len() > limits::ARCHIVE_NAME {
        return Err(HazardKind::LongName);
    }
    let name = std::str::from_utf8(name).map_err(|_| HazardKind::NonUtf8Name)?;
    if name.contains('\\') {
        return Err(HazardKind::BackslashPath);
    }
    let mut path = String::with_capacity(name.len());
    let (mut is_absolute, mut leaves) = (name.starts_with('/'), false);
    for part in name.split('/').filter(|part| !matches!(*part, "" | ".")) {
        is_absolute |= is_drive(part);
        leaves |= part == "..";
        if !path.is_empty() {
            path.push('/');
        }
        path.push_str(part);
    }
    if is_absolute {
        return Err(HazardKind::AbsolutePath);
    }
    if leaves {
        return Err(HazardKind::ParentPath);
    }
    if path.is_empty() { Err(HazardKind::EmptyName) } else { Ok(path) }
}

/// `c:` is absolute on Windows; Helm refuses it everywhere.
fn is_drive(part: &str) -> bool {
    matches!(part.as_bytes(), [letter, b':'] if letter.is_ascii_alphabetic())
}

/// `./`, which most tars of a whole directory begin with.
fn is_current_directory(entry: &Entry<'_>) -> bool {
    entry.is_directory()
        && entry.name.iter().all(|byte| matches!(byte, b'.' | b'/'))
        && normalise(&entry.name) == Err(HazardKind::EmptyName)
}

fn root<'p>(name: &[u8], path: &'p str) -> &'p str {
    match path.split_once('/') {
        _ if name.starts_with(b"./") => ".",
        Some((root, _)) => root,
        None => "",
    }
}

fn link_or_device(kind: EntryType) -> Option<HazardKind> {
    match kind {
        EntryType::Symlink => Some(HazardKind::SymbolicLink),
        EntryType::Link => Some(HazardKind::HardLink),
        EntryType::Char | EntryType::Block | EntryType::Fifo => Some(HazardKind::Device),
        _ => None,
    }
}
