//! The binary in a scratch directory.
#![allow(dead_code, reason = "each test crate uses part of it")]
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::path::{Path, PathBuf};
use std::process::Output;

use assert_cmd::Command;

use super::tree::Tree;

/// A scratch directory that is removed in the end.
pub struct Scratch(pub PathBuf);

impl Scratch {
    pub fn new(name: &str) -> Self {
        let directory = std::env::temp_dir().join(format!("palint-{name}-{}", std::process::id()));
        std::fs::remove_dir_all(&directory).unwrap_or_default();
        std::fs::create_dir_all(&directory).unwrap();
        Self(directory.canonicalize().unwrap())
    }

    /// The clean addon pack in the directory `demo-1.2.3`, with this `values.yaml`.
    pub fn with_values(name: &str, values: &str) -> Self {
        let scratch = Self::new(name);
        let mut tree = base("addon");
        tree.put("values.yaml", values);
        tree.write(&scratch.0.join("demo-1.2.3"));
        scratch
    }

    pub fn run(&self, arguments: &[&str]) -> Output {
        palint().current_dir(&self.0).args(arguments).output().unwrap()
    }

    /// What `palint check` says in one line each, and its exit status.
    pub fn check(&self, arguments: &[&str]) -> (String, i32) {
        let usual = ["check", "--format", "concise", "--today", "2026-01-01"];
        let output = self.run(&[&usual, arguments].concat());
        (out(&output).to_owned(), output.status.code().unwrap())
    }

    pub fn read(&self, path: &str) -> String {
        String::from_utf8(std::fs::read(self.0.join(path)).unwrap()).unwrap()
    }

    pub fn write(&self, path: &str, text: &str) {
        std::fs::write(self.0.join(path), text).unwrap();
    }

    /// Every file below with its bytes, links and hidden ones included.
    pub fn everything(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let files = walkdir::WalkDir::new(&self.0).sort_by_file_name().into_iter();
        let files = files.map(Result::unwrap).filter(|entry| !entry.file_type().is_dir());
        files.map(|entry| (entry.path().into(), std::fs::read(entry.path()).unwrap())).collect()
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).unwrap_or_default();
    }
}

pub fn palint() -> Command {
    let mut command = Command::cargo_bin("palint").unwrap();
    command.env_remove("NO_COLOR").env_remove("FORCE_COLOR").env_remove("CLICOLOR_FORCE");
    command.env_remove("GITHUB_STEP_SUMMARY");
    command
}

pub fn base(layer: &str) -> Tree {
    Tree::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/base").join(layer))
}

pub fn out(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

pub fn err(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}
