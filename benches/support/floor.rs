//! The least that any linter of packs has to do: read their files and inflate their archives. Every
//! byte is touched, so that nothing of it can be left out.

use std::fs;
use std::hint::black_box;
use std::io::Read;
use std::path::{Path, PathBuf};

use flate2::bufread::MultiGzDecoder;
use rayon::prelude::*;
use walkdir::WalkDir;

/// What was done.
#[derive(Debug, Clone, Copy, Default)]
pub struct Work {
    /// Files that were read.
    pub files: u64,
    /// Their bytes.
    pub bytes: u64,
    /// Bytes that came out of archives.
    pub inflated: u64,
}

impl Work {
    fn and(self, other: Self) -> Self {
        Self {
            files: self.files + other.files,
            bytes: self.bytes + other.bytes,
            inflated: self.inflated + other.inflated,
        }
    }
}

/// The directories below `path` that hold a `pack.json`.
pub fn packs(path: &Path) -> Vec<PathBuf> {
    let mut packs = Vec::new();
    let mut walk = WalkDir::new(path).sort_by_file_name().into_iter();
    while let Some(entry) = walk.next() {
        let Ok(entry) = entry else { continue };
        if entry.path().join("pack.json").is_file() {
            packs.push(entry.into_path());
            walk.skip_current_dir();
        }
    }
    packs
}

/// Reads and inflates everything below `path` with the threads of the current pool.
pub fn read_and_inflate(path: &Path) -> Work {
    packs(path).par_iter().with_max_len(1).map(|pack| one(pack)).reduce(Work::default, Work::and)
}

fn one(pack: &Path) -> Work {
    let mut work = Work::default();
    let files = WalkDir::new(pack).into_iter().filter_map(Result::ok);
    for file in files.filter(|file| file.file_type().is_file()) {
        let Ok(bytes) = fs::read(file.path()) else { continue };
        touch(&bytes);
        work = work.and(Work { files: 1, bytes: bytes.len() as u64, inflated: 0 });
        if file.path().extension().is_some_and(|extension| extension == "tgz") {
            let mut inflated = Vec::with_capacity(bytes.len() * 8);
            // Of a broken archive what can be had of it.
            let _ = MultiGzDecoder::new(&bytes[..]).read_to_end(&mut inflated);
            touch(&inflated);
            work.inflated += inflated.len() as u64;
        }
    }
    work
}

fn touch(bytes: &[u8]) {
    black_box(bytes.iter().fold(0u8, |sum, byte| sum.wrapping_add(*byte)));
}
