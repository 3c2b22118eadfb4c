//! Lints a tree in memory with every rule: as a pack, or as profiles where it holds no pack.
#![allow(dead_code, reason = "each test crate uses part of it")]
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::sync::Arc;

use palint::config::{self, Scope};
use palint::discover::Target;
use palint::engine::{self, Report};
use palint::files::Files;
use palint::model::catalog::{Catalog, CatalogPack};
use palint::model::profile::ProfileFile;
use palint::report::concise;
use palint::rules::{self, Context};
use palint::settings::{Catalogs, Levels, Settings};
use palint::source::{SourceFile, VirtualPath};

use super::tree::Tree;

/// The settings of every test: all rules, and a day that does not move.
pub fn settings() -> Settings {
    let today = "2026-01-01".parse().unwrap();
    Settings {
        levels: Levels::default(),
        context: Context { today },
        jobs: Some(1),
        catalogs: Catalogs::default(),
        whole_texts: false,
    }
}

/// What all rules say of one pack, or of all profiles of a tree without a pack.
pub fn lint(tree: &Tree, root: &str) -> Report {
    lint_targets(&targets(tree, root))
}

/// What all rules say.
pub fn lint_targets(targets: &[Target]) -> Report {
    let rules: Vec<_> = rules::all().collect();
    engine::run(targets, &rules, &settings(), &|| ()).unwrap()
}

/// What all rules say where profiles are resolved against packs: trees by their directory.
pub fn lint_against(targets: &[Target], packs: &[(String, Tree)]) -> Report {
    let read = |(directory, tree): &(String, Tree)| {
        let (root, files) = (VirtualPath::new(directory.as_str()), tree.packed());
        let open = move || Some(Files::in_memory(root.clone(), files.clone()));
        CatalogPack::read(Box::new(open)).map(Arc::new)
    };
    let named = Some(Arc::new(Catalog::new(packs.iter().filter_map(read))));
    let catalogs = Catalogs { named, ..Catalogs::default() };
    let rules: Vec<_> = rules::all().collect();
    engine::run(targets, &rules, &Settings { catalogs, ..settings() }, &|| ()).unwrap()
}

/// One pack in memory, or all profiles of a tree without a pack.
pub fn targets(tree: &Tree, root: &str) -> Vec<Target> {
    let mut files = tree.packed();
    let root = VirtualPath::new(root);
    let config = files.remove("palint.yaml");
    let mut targets = if files.contains_key("pack.json") { Vec::new() } else { profiles(tree) };
    if targets.is_empty() {
        targets.push(Target::in_memory(root.clone(), files));
    }
    let scoped = |target: Target| {
        let own = target.root().clone();
        let base = if own == root { "" } else { own.as_str() };
        let scope = config.as_ref().and_then(|bytes| scope(&root, bytes, (&own, base)));
        target.scoped(scope)
    };
    targets.into_iter().map(scoped).collect()
}

/// The files of a tree that hold profiles.
fn profiles(tree: &Tree) -> Vec<Target> {
    let read = |(path, bytes): (&String, &Vec<u8>)| {
        let file = SourceFile::from_bytes(VirtualPath::new(path.as_str()), bytes.clone());
        ProfileFile::read(&file).map(Target::of_profiles)
    };
    tree.0.iter().filter_map(read).collect()
}

/// A configuration in the pack's own directory, or beside the profiles; a broken one is none, as
/// tests mutate it too.
fn scope(root: &VirtualPath, bytes: &[u8], (own, base): (&VirtualPath, &str)) -> Option<Scope> {
    let file = SourceFile::from_bytes(root.join("palint.yaml"), bytes.to_vec());
    let config = config::read(&file).ok()?;
    Some(Scope::new(Arc::new(config), own.clone(), base))
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
