//! palint against the reference: how many times as long it takes as to read the same files.
//!
//! Both run by turns in one process, so that a slow minute of the machine is one for both, and the
//! ratios are those within a turn. `PALINT_BENCH_PACKS` names a directory of packs, else some are
//! generated; `PALINT_BENCH_THREADS` is 2 where it is not set.
#![allow(clippy::print_stdout, reason = "it prints what it measured")]

use std::path::Path;
use std::time::Instant;

use palint::discover;
use palint::engine;
use palint::rules::{self, Context};
use palint::settings::{Catalogs, Levels, Selector, Settings};

#[path = "support/floor.rs"]
mod floor;
#[path = "support/generated.rs"]
mod generated;
#[path = "support/request.rs"]
mod request;

const TURNS: usize = 9;

/// The rules that look at what charts render to.
const RENDERED: [&str; 13] = [
    "chart/deprecated-api",
    "chart/duplicate-object",
    "chart/invalid-object",
    "chart/long-release-name",
    "chart/removed-api",
    "chart/render-error",
    "chart/rendered-invalid-yaml",
    "image/empty-list",
    "image/missing-from-content",
    "image/missing-preset-image",
    "image/tag-mismatch",
    "manifest/invalid-object",
    "values/namespace-ignored",
];

/// All that is read and parsed, and one rule.
const TEMPLATES: [&str; 1] = ["chart/invalid-template"];

fn main() {
    let packs = request::Packs::asked_for();
    let (directory, threads) = (packs.directory(), request::threads());
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    let pool = pool.expect("threads can be started");
    let asked = [
        ("templates parsed", Levels::default().select(selectors(&TEMPLATES))),
        ("without rendering", Levels::default().ignore(selectors(&RENDERED))),
        ("every rule", Levels::default()),
    ];
    let mut reference = Vec::new();
    let mut times = vec![Vec::new(); asked.len()];
    // Once before the turns, so that no turn waits for a disk.
    pool.install(|| floor::read_and_inflate(directory));
    for _ in 0..TURNS {
        reference.push(time(|| pool.install(|| floor::read_and_inflate(directory)).files));
        for ((_, levels), times) in asked.iter().zip(&mut times) {
            times.push(time(|| lint(directory, levels.clone(), threads)));
        }
    }
    let work = pool.install(|| floor::read_and_inflate(directory));
    println!("{} packs, {threads} threads, {TURNS} turns, {work:?}", floor::packs(directory).len());
    println!("{:18}  {:>26}  {:>20}", "", "ms: min median max", "times the reference");
    println!("{:18}  {}", "reference", spread(&reference, 8));
    for ((name, _), times) in asked.iter().zip(&times) {
        let ratios: Vec<_> = times.iter().zip(&reference).map(|(one, floor)| one / floor).collect();
        println!("{name:18}  {}  {}", spread(times, 8), spread(&ratios, 6));
    }
}

fn selectors(names: &[&str]) -> Vec<Selector> {
    names.iter().map(|name| Selector::parse(name).expect("this is a rule")).collect()
}

fn lint(directory: &Path, levels: Levels, threads: usize) -> u64 {
    let discovered = discover::discover(&[directory.to_owned()], Path::new("/"));
    let today = "2026-01-01".parse().expect("this is a date");
    let settings = Settings {
        levels,
        context: Context { today },
        jobs: Some(threads),
        catalogs: Catalogs::default(),
        whole_texts: false,
    };
    let rules: Vec<_> = rules::all().collect();
    let report = engine::run(&discovered.targets, &rules, &settings, &|| ());
    report.map_or(0, |report| report.diagnostics.len() as u64)
}

fn time(work: impl FnOnce() -> u64) -> f64 {
    let start = Instant::now();
    std::hint::black_box(work());
    start.elapsed().as_secs_f64() * 1000.0
}

fn spread(numbers: &[f64], width: usize) -> String {
    let mut sorted = numbers.to_vec();
    sorted.sort_by(f64::total_cmp);
    let shown = [0, sorted.len() / 2, sorted.len() - 1];
    let shown = shown.map(|at| format!("{:width$.1}", sorted.get(at).copied().unwrap_or_default()));
    shown.join(" ")
}
