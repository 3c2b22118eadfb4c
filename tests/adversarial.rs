//! What strangers may send: every fixture of `fixtures/archive`, and a directory of packs and profiles
//! that mean harm, in one run of the binary.
//!
//! How long that takes and how much memory is measured by hand, with a release build:
//! `PALINT_ADVERSARIAL=DIR cargo test --test adversarial -- --ignored` writes the directory.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod support {
    pub mod adversarial;
    pub mod archive_fixtures;
    pub mod scratch;
    pub mod tarball;
    pub mod tree;
}

use std::path::{Path, PathBuf};

use support::adversarial;
use support::archive_fixtures::files;
use support::scratch::{Scratch, base, err, out, status};
use support::tree::Tree;

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/archive")
}

/// The names of what lies directly in a directory.
fn names(directory: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(directory).unwrap();
    let mut names: Vec<_> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn the_fixtures_are_what_their_generator_writes() {
    let files = files(&base("addon"));
    if std::env::var_os("PALINT_BLESS").is_some() {
        std::fs::remove_dir_all(fixtures()).unwrap_or_default();
        for (path, bytes) in &files {
            let path = fixtures().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, bytes).unwrap();
        }
    }
    let found: Vec<_> = Tree::load(&fixtures()).0.into_iter().collect();
    let expected: Vec<_> = files.into_iter().collect();
    let paths = |files: &[(String, Vec<u8>)]| files.iter().map(|f| f.0.clone()).collect::<Vec<_>>();
    assert_eq!(paths(&found), paths(&expected));
    for ((path, found), (_, expected)) in found.iter().zip(&expected) {
        assert!(found == expected, "{path} has changed; PALINT_BLESS=1 writes it again");
    }
}

/// The fixtures as a directory, and the packed packs among them, which have to be named.
fn arguments(directory: &str) -> Vec<String> {
    let packed = names(&fixtures()).into_iter().filter(|name| name.ends_with(".tar.gz"));
    let packed = packed.map(|name| format!("{directory}/{name}"));
    std::iter::once(directory.to_owned()).chain(packed).collect()
}

#[test]
fn the_fixtures_look_as_they_did() {
    let scratch = Scratch::new("archive-fixtures");
    std::os::unix::fs::symlink(fixtures(), scratch.0.join("archive")).unwrap();
    let arguments = arguments("archive");
    let (text, status) = scratch.concise(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
    insta::assert_snapshot!("archive_fixtures", text);
    assert_eq!(status, 1);
    assert_eq!(silent(&text, &names(&fixtures())), Vec::<&String>::new());
}

/// The packs and profiles of which the report says nothing.
fn silent<'n>(report: &str, names: &'n [String]) -> Vec<&'n String> {
    let paths = report.lines().filter_map(|line| line.split(": ").next());
    let parts: std::collections::BTreeSet<&str> =
        paths.flat_map(|path| path.split(['/', ':', '!'])).collect();
    names.iter().filter(|name| !parts.contains(name.as_str())).collect()
}

#[test]
fn every_hazard_is_told_and_none_is_fatal() {
    let scratch = Scratch::new("adversarial");
    let mut expected = adversarial::write(&scratch.0.join("hostile"), &base("addon"));
    expected.extend(names(&fixtures()));
    let fixtures = fixtures().display().to_string();
    let usual = ["check", "--format", "concise", "--today", "2026-01-01", "hostile"];
    let mut arguments: Vec<String> = usual.map(str::to_owned).into();
    arguments.extend(self::arguments(&fixtures));
    let output = scratch.palint(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
    let report = out(&output);
    assert_eq!(err(&output), "");
    assert_eq!(silent(&report, &expected), Vec::<&String>::new());
    assert!(!report.contains("syntax/internal-error"));
    assert_eq!(status(&output), 1);
}

#[test]
#[ignore = "it only writes files, for whoever wants to measure"]
fn write_the_adversarial_directory() {
    let directory = std::env::var_os("PALINT_ADVERSARIAL").expect("where to");
    adversarial::write(directory.as_ref(), &base("addon"));
}
