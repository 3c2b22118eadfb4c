//! How long a whole registry takes, on generated packs of real sizes.
//!
//! `cargo bench` prints the times. `warm` reads from the file cache. `cold` drops the cache before
//! each run, which needs root; elsewhere it is left out.

use std::path::Path;

use palint::discover;
use palint::engine;
use palint::rules::{self, Context};
use palint::settings::{Catalogs, Levels, Settings};

#[path = "support/generated.rs"]
mod generated;

use generated::Registry;

fn main() {
    divan::main();
}

const SIZES: [usize; 2] = [100, 1000];

#[divan::bench(args = SIZES, sample_count = 10, sample_size = 1)]
fn warm(bencher: divan::Bencher<'_, '_>, packs: usize) {
    let registry = Registry::generate(packs);
    bencher.bench_local(|| lint(registry.directory()));
}

#[divan::bench(args = SIZES, sample_count = 5, sample_size = 1)]
fn cold(bencher: divan::Bencher<'_, '_>, packs: usize) {
    let registry = Registry::generate(packs);
    if drop_caches().is_err() {
        return;
    }
    bencher.with_inputs(drop_caches).bench_local_values(|_| lint(registry.directory()));
}

fn lint(directory: &Path) -> usize {
    let discovered = discover::discover(&[directory.to_owned()], Path::new("/"));
    let today = "2026-01-01".parse().expect("this is a date");
    let settings = Settings {
        levels: Levels::default(),
        context: Context { today },
        jobs: None,
        catalogs: Catalogs::default(),
        whole_texts: false,
    };
    let rules: Vec<_> = rules::all().collect();
    let report = engine::run(&discovered.targets, &rules, &settings, &|| ());
    report.map_or(0, |report| report.diagnostics.len())
}

/// Linux forgets what it has read; everywhere else, and for other users, this fails.
fn drop_caches() -> std::io::Result<()> {
    std::fs::write("/proc/sys/vm/drop_caches", "3")
}
