//! Lints a tree in memory with every rule.
#![allow(dead_code, reason = "each test crate uses part of it")]
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::sync::Arc;

use palint::config::{self, Scope};
use palint::discover::Target;
use palint::engine::{self, Report};
use palint::report::concise;
use palint::rules::{self, Context};
use palint::settings::{Levels, Settings};
use palint::source::{SourceFile, VirtualPath};

use super::tree::Tree;

/// The settings of every test: all rules, and a day that does not move.
pub fn settings() -> Settings {
    let today = "2026-01-01".parse().unwrap();
    Settings { levels: Levels::default(), context: Context { today }, jobs: Some(1) }
}

/// What all rules say of one pack.
pub fn lint(tree: &Tree, root: &str) -> Report {
    lint_targets(&[target(tree, root)])
}

/// What all rules say.
pub fn lint_targets(targets: &[Target]) -> Report {
    let rules: Vec<_> = rules::all().collect();
    engine::run(targets, &rules, &settings(), &|| ()).unwrap()
}

/// One pack in memory.
pub fn target(tree: &Tree, root: &str) -> Target {
    let mut files = tree.packed();
    let root = VirtualPath::new(root);
    let scope = files.remove("palint.yaml").and_then(|bytes| scope(&root, &bytes));
    Target::in_memory(root, files).scoped(scope)
}

/// A configuration in the pack's own directory; a broken one is none, as tests mutate it too.
fn scope(root: &VirtualPath, bytes: &[u8]) -> Option<Scope> {
    let file = SourceFile::from_bytes(root.join("palint.yaml"), bytes.to_vec());
    let config = config::read(&file).ok()?;
    Some(Scope::new(Arc::new(config), root.clone(), ""))
}

/// What all rules say of several packs: each directory below `packs` with a `pack.json`.
pub fn lint_registry(tree: &Tree) -> Report {
    let targets: Vec<_> = tree
        .packs()
        .into_iter()
        .map(|directory| {
            let files = tree.below(&directory).packed();
            Target::in_memory(VirtualPath::new(directory), files)
        })
        .collect();
    lint_targets(&targets)
}

/// The report in concise format.
pub fn lines(report: &Report) -> String {
    report.diagnostics.iter().map(|diagnostic| concise::line(diagnostic) + "\n").collect()
}
