//! Lints a tree in memory with every rule.
#![allow(dead_code, reason = "each test crate uses part of it")]
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use palint::discover::Target;
use palint::engine::{self, Report};
use palint::report::concise;
use palint::rules::{self, Context};
use palint::settings::{Levels, Settings};
use palint::source::VirtualPath;

use super::tree::Tree;

/// The settings of every test: all rules, and a day that does not move.
pub fn settings() -> Settings {
    let today = "2026-01-01".parse().unwrap();
    Settings { levels: Levels::default(), context: Context { today }, jobs: Some(1) }
}

/// What all rules say of one pack.
pub fn lint(tree: &Tree, root: &str) -> Report {
    let target = Target::in_memory(VirtualPath::new(root), tree.packed());
    let rules: Vec<_> = rules::all().collect();
    engine::run(&[target], &rules, &settings(), &|| ()).unwrap()
}

/// The report in concise format.
pub fn lines(report: &Report) -> String {
    report.diagnostics.iter().map(|diagnostic| concise::line(diagnostic) + "\n").collect()
}
