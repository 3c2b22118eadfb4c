//! What a benchmark is asked for: a directory of packs and a number of threads.

use std::path::{Path, PathBuf};

use super::generated::Registry;

/// Packs that are generated where none are given.
const GENERATED: usize = 200;

/// Where to measure.
pub enum Packs {
    /// A directory of the user's.
    Given(PathBuf),
    /// Packs made for this run.
    Generated(Registry),
}

impl Packs {
    /// The directory that `PALINT_BENCH_PACKS` names, else generated packs.
    pub fn asked_for() -> Self {
        match std::env::var_os("PALINT_BENCH_PACKS") {
            Some(directory) => Self::Given(directory.into()),
            None => Self::Generated(Registry::generate(GENERATED)),
        }
    }

    /// Where they are.
    pub fn directory(&self) -> &Path {
        match self {
            Self::Given(directory) => directory,
            Self::Generated(registry) => registry.directory(),
        }
    }
}

/// The number that `PALINT_BENCH_THREADS` holds, else 2.
pub fn threads() -> usize {
    let asked = std::env::var("PALINT_BENCH_THREADS").ok();
    asked.and_then(|number| number.parse().ok()).unwrap_or(2)
}
