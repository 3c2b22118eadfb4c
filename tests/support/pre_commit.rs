//! The real pre-commit, where it is installed.
#![allow(dead_code, reason = "each test crate uses part of it")]
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Output;

use super::scratch::{Scratch, binary};

/// pre-commit with its own cache and the palint under test in its PATH.
pub struct PreCommit {
    program: PathBuf,
    cache: Scratch,
}

impl PreCommit {
    /// The one that `.ci/run` has installed, else the one in PATH; says so where there is none.
    #[allow(clippy::print_stderr, reason = "who reads the log learns what did not run")]
    pub fn find(test: &str) -> Option<Self> {
        let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/pre-commit/bin/pre-commit");
        let cache = Scratch::new(&format!("pre-commit-{test}"));
        let works = |program: &PathBuf| {
            let output = cache.command(program).arg("--version").output();
            output.is_ok_and(|output| output.status.success())
        };
        let program = [own, "pre-commit".into()].into_iter().find(works);
        if program.is_none() {
            eprintln!("skipped: {test} needs pre-commit, and it is not installed");
        }
        Some(Self { program: program?, cache })
    }

    /// Runs pre-commit, or with `program` something that runs it, in a scratch directory.
    pub fn run(&self, scratch: &Scratch, program: Option<&str>, arguments: &[&str]) -> Output {
        let program = program.map_or(self.program.clone(), PathBuf::from);
        let mut command = scratch.command(program);
        command.env("PATH", self.path()).env("PRE_COMMIT_HOME", &self.cache.0);
        command.args(arguments).output().unwrap()
    }

    /// PATH with the palint under test, and this pre-commit.
    pub fn path(&self) -> OsString {
        let own = [binary().parent(), self.program.parent()].into_iter().flatten();
        let own = own.map(Path::to_owned).filter(|path| path.is_absolute());
        let inherited = std::env::var_os("PATH").unwrap();
        std::env::join_paths(own.chain(std::env::split_paths(&inherited))).unwrap()
    }
}

/// A repository with the hooks of this one, and the name of its commit.
pub fn hooks(test: &str) -> (Scratch, String) {
    let repository = Scratch::new(&format!("hooks-{test}"));
    repository.write(".pre-commit-hooks.yaml", include_str!("../../.pre-commit-hooks.yaml"));
    repository.repository();
    let commit = repository.git(&["rev-parse", "HEAD"]).trim().to_owned();
    (repository, commit)
}
