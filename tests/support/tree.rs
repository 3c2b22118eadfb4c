//! Packs as trees in memory: fixtures on disk, laid over one another, archives packed on the way.
#![allow(dead_code, reason = "each test crate uses part of it")]
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

/// What separates an archive from the path inside it.
const MEMBER: &str = "!/";

/// The files of a pack by path; a member of an archive is `x.tgz!/path`.
#[derive(Clone, Default)]
pub struct Tree(pub BTreeMap<String, Vec<u8>>);

impl Tree {
    /// The files below a directory. `x.tgz.d/` holds the members of the archive `x.tgz`.
    pub fn load(directory: &Path) -> Self {
        let files = walkdir::WalkDir::new(directory).into_iter().filter_map(Result::ok);
        let files = files.filter(|entry| entry.file_type().is_file()).map(|entry| {
            let path = entry.path().strip_prefix(directory).unwrap().to_str().unwrap();
            (path.replace(".tgz.d/", ".tgz!/"), std::fs::read(entry.path()).unwrap())
        });
        Self(files.collect())
    }

    /// Adds or replaces a file.
    pub fn put(&mut self, path: &str, bytes: impl Into<Vec<u8>>) {
        self.0.insert(path.to_owned(), bytes.into());
    }

    /// Removes a file, or a directory or archive with all below it.
    pub fn remove(&mut self, path: &str) {
        let below = [format!("{path}/"), format!("{path}{MEMBER}")];
        self.0
            .retain(|file, _| file != path && !below.iter().any(|prefix| file.starts_with(prefix)));
    }

    /// The directories below `packs` that hold a `pack.json`.
    pub fn packs(&self) -> Vec<String> {
        self.packs_in("packs")
    }

    /// The directories below another that hold a `pack.json`.
    pub fn packs_in(&self, directory: &str) -> Vec<String> {
        let prefix = format!("{directory}/");
        let files = self.0.keys().filter(|path| path.starts_with(&prefix));
        files.filter_map(|path| path.strip_suffix("/pack.json")).map(str::to_owned).collect()
    }

    /// The files below a directory, by their path in it.
    pub fn below(&self, directory: &str) -> Self {
        let prefix = format!("{directory}/");
        let files = self.0.iter().filter_map(|(path, bytes)| {
            Some((path.strip_prefix(&prefix)?.to_owned(), bytes.clone()))
        });
        Self(files.collect())
    }

    /// Adds the files of `base` to every pack below `packs` that lacks them.
    pub fn lay_over(&mut self, base: &Self) {
        for directory in self.packs() {
            for (path, bytes) in &base.0 {
                let path = format!("{directory}/{path}");
                self.0.entry(path).or_insert_with(|| bytes.clone());
            }
        }
    }

    /// The files with all archives packed, the innermost first.
    pub fn packed(&self) -> BTreeMap<String, Arc<[u8]>> {
        let mut files = self.0.clone();
        while let Some(archive) = innermost(&files) {
            let prefix = format!("{archive}{MEMBER}");
            let members: BTreeMap<String, Vec<u8>> = files
                .range(prefix.clone()..)
                .take_while(|(path, _)| path.starts_with(&prefix))
                .map(|(path, bytes)| (path[prefix.len()..].to_owned(), bytes.clone()))
                .collect();
            files.retain(|path, _| !path.starts_with(&prefix));
            files.insert(archive, tgz(&members));
        }
        files.into_iter().map(|(path, bytes)| (path, bytes.into())).collect()
    }

    /// Writes the packed files below a directory.
    pub fn write(&self, directory: &Path) {
        for (path, bytes) in self.packed() {
            let path = directory.join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, &bytes).unwrap();
        }
    }
}

/// An archive that holds no other archive's members.
fn innermost(files: &BTreeMap<String, Vec<u8>>) -> Option<String> {
    let archives = files.keys().filter_map(|path| path.rsplit_once(MEMBER));
    archives.map(|(archive, _)| archive.to_owned()).max_by_key(|path| path.matches(MEMBER).count())
}

/// A compressed archive of these members; the same members give the same bytes.
pub fn tgz(members: &BTreeMap<String, Vec<u8>>) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (path, bytes) in members {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        builder.append_data(&mut header, path, bytes.as_slice()).unwrap();
    }
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gzip.write_all(&builder.into_inner().unwrap()).unwrap();
    gzip.finish().unwrap()
}
