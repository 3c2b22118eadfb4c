//! A scratch directory with packs, git, and the binary.
#![allow(dead_code, reason = "each test crate uses part of it")]
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Output;

use assert_cmd::Command;

use super::tree::Tree;

/// A directory that is removed in the end.
pub struct Scratch(pub PathBuf);

impl Scratch {
    /// An empty one; `name` is unique among the tests.
    pub fn new(name: &str) -> Self {
        let directory = std::env::temp_dir().join(format!("palint-{name}-{}", std::process::id()));
        std::fs::remove_dir_all(&directory).unwrap_or_default();
        std::fs::create_dir_all(&directory).unwrap();
        Self(directory.canonicalize().unwrap())
    }

    /// Writes the clean add-on, under this `name@1.2.3` and with these values.
    pub fn pack(&self, path: &str, name: &str, values: &str) -> &Self {
        let mut tree = base("addon");
        let json = String::from_utf8(tree.0["pack.json"].clone()).unwrap();
        tree.put("pack.json", json.replace("\"demo\"", &format!("\"{name}\"")));
        tree.put("values.yaml", values);
        tree.write(&self.0.join(path));
        self
    }

    /// The clean addon pack in the directory `demo-1.2.3`, with this `values.yaml`.
    pub fn with_values(name: &str, values: &str) -> Self {
        let scratch = Self::new(name);
        let mut tree = base("addon");
        tree.put("values.yaml", values);
        tree.write(&scratch.0.join("demo-1.2.3"));
        scratch
    }

    /// What `palint check` says in one line each, and its exit status.
    pub fn concise(&self, arguments: &[&str]) -> (String, i32) {
        let usual = ["check", "--format", "concise", "--today", "2026-01-01"];
        let output = self.palint(&[&usual, arguments].concat());
        (out(&output), status(&output))
    }

    /// Every file below with its bytes, links and hidden ones included.
    pub fn everything(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let files = walkdir::WalkDir::new(&self.0).sort_by_file_name().into_iter();
        let files = files.map(Result::unwrap).filter(|entry| !entry.file_type().is_dir());
        files.map(|entry| (entry.path().into(), std::fs::read(entry.path()).unwrap())).collect()
    }

    /// Writes a file, with the directories above it.
    pub fn write(&self, path: &str, text: &str) -> &Self {
        let path = self.0.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
        self
    }

    /// The text of a file.
    pub fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.0.join(path)).unwrap()
    }

    /// A command that runs here, and is told nothing by the environment of the tests.
    pub fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.0).env("NO_COLOR", "1").env("LC_ALL", "C.UTF-8");
        for name in ["GITHUB_STEP_SUMMARY", "GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"] {
            command.env_remove(name);
        }
        for (name, value) in [("GIT_CONFIG_GLOBAL", "/dev/null"), ("GIT_CONFIG_NOSYSTEM", "1")] {
            command.env(name, value);
        }
        for role in ["AUTHOR", "COMMITTER"] {
            command.env(format!("GIT_{role}_NAME"), "Example");
            command.env(format!("GIT_{role}_EMAIL"), "example@example.com");
        }
        command
    }

    /// Runs palint in a directory below.
    pub fn palint_in(&self, directory: &str, arguments: &[&str]) -> Output {
        let mut command = self.command(binary());
        command.current_dir(self.0.join(directory)).args(arguments).output().unwrap()
    }

    /// Runs palint.
    pub fn palint(&self, arguments: &[&str]) -> Output {
        self.palint_in("", arguments)
    }

    /// Runs git, which must succeed.
    pub fn git(&self, arguments: &[&str]) -> String {
        let output = self.command("git").args(arguments).output().unwrap();
        assert!(output.status.success(), "git {arguments:?}: {}", err(&output));
        out(&output)
    }

    /// A repository with all that is here in its first commit.
    pub fn repository(&self) {
        self.git(&["init", "--quiet", "--initial-branch", "main"]);
        self.commit();
    }

    /// Commits all that is here.
    pub fn commit(&self) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--no-verify", "--allow-empty", "--message", "x"]);
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).unwrap_or_default();
    }
}

/// The binary under test.
pub fn binary() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_palint"))
}

/// A clean pack of this layer.
pub fn base(layer: &str) -> Tree {
    Tree::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/base").join(layer))
}

/// A clean profile of this kind.
pub fn base_profile(kind: &str) -> Tree {
    let bases = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/base-profile");
    Tree::load(&bases.join(kind))
}

/// Values of the clean add-on in this namespace.
pub fn values(namespace: &str) -> String {
    format!(
        "pack:\n  namespace: {namespace}\n  content:\n    images:\n      \
         - image: registry.example.com/demo/demo:1.2.3\n\
         charts:\n  demo:\n    replicaCount: 1\n"
    )
}

/// Standard output.
pub fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// Standard error.
pub fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// The exit status.
pub fn status(output: &Output) -> i32 {
    output.status.code().unwrap()
}
