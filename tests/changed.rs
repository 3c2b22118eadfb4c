//! `--changed-since` in repositories of git, as branches and hooks leave them.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod support {
    pub mod scratch;
    pub mod tree;
}

use serde_json::Value;
use support::scratch::{Scratch, err, out, status, values};

fn scratch(name: &str) -> Scratch {
    let scratch = Scratch::new(&format!("changed-{name}"));
    for name in ["one", "two", "three"] {
        scratch.pack(&format!("packs/{name}-1.2.3"), name, &values(name));
    }
    scratch.write(".gitignore", "*.log\n").repository();
    scratch
}

impl Scratch {
    /// The packs that are linted.
    fn changed_in(&self, directory: &str, arguments: &[&str]) -> Vec<String> {
        let start = ["check", "--verbose", "--format", "json"];
        let output = self.palint_in(directory, &[&start[..], arguments].concat());
        let said = err(&output);
        assert_ne!(status(&output), 2, "{said}");
        let report: Value = serde_json::from_slice(&output.stdout).unwrap();
        let linted = said.lines().filter_map(|line| line.strip_prefix("linting "));
        let linted: Vec<String> = linted.map(str::to_owned).collect();
        assert_eq!(report["summary"]["packs"], linted.len());
        linted
    }

    fn changed(&self) -> Vec<String> {
        self.changed_in("", &["--changed-since", "HEAD"])
    }
}

#[test]
fn changed_staged_untracked_and_committed_files_count() {
    let scratch = scratch("kinds");
    assert!(scratch.changed().is_empty());
    scratch.pack("packs/one-1.2.3", "one", &values("other"));
    assert_eq!(scratch.changed(), ["packs/one-1.2.3"]);
    scratch.git(&["add", "--all"]);
    assert_eq!(scratch.changed(), ["packs/one-1.2.3"]);
    scratch.commit();
    assert!(scratch.changed().is_empty());
    assert_eq!(scratch.changed_in("", &["--changed-since", "HEAD~1"]), ["packs/one-1.2.3"]);
    scratch.write("packs/two-1.2.3/notes/new.txt", "x").write("notes.txt", "x");
    assert_eq!(scratch.changed(), ["packs/two-1.2.3"]);
    scratch.write("packs/three-1.2.3/x.log", "ignored");
    assert_eq!(scratch.changed(), ["packs/two-1.2.3"]);
    assert!(scratch.changed_in("", &["packs/one-1.2.3", "--changed-since", "HEAD"]).is_empty());
}

#[test]
fn a_file_that_is_deleted_or_renamed_away_is_missed() {
    for rename in [false, true] {
        let scratch = scratch(if rename { "renamed" } else { "deleted" });
        let chart = "packs/one-1.2.3/charts/demo-1.2.3.tgz";
        match rename {
            true => scratch.git(&["mv", chart, "packs/two-1.2.3/charts/other.tgz"]),
            false => scratch.git(&["rm", "--quiet", chart]),
        };
        let arguments = ["check", "--changed-since", "HEAD", "--format", "concise"];
        let output = scratch.palint(&arguments);
        assert_eq!(status(&output), 1);
        let told = "packs/one-1.2.3/pack.json:11:5: error[structure/missing-file]";
        assert!(out(&output).contains(told), "{}", out(&output));
        let both = ["packs/one-1.2.3", "packs/two-1.2.3"];
        assert_eq!(scratch.changed(), both[..if rename { 2 } else { 1 }]);
    }
}

#[test]
fn it_works_from_everywhere_and_with_every_name() {
    let scratch = scratch("names");
    for name in ["a b\n\t\"'", "ünïcode 日本", "-dash", "*"] {
        scratch.pack(&format!("packs/{name}"), "x", &values("x"));
    }
    scratch.git(&["config", "diff.relative", "true"]);
    scratch.git(&["config", "diff.noprefix", "true"]);
    scratch.commit();
    scratch.write("packs/ünïcode 日本/README.md", "# x");
    assert_eq!(scratch.changed(), ["packs/ünïcode 日本"]);
    assert_eq!(scratch.changed_in("packs", &["--changed-since", "main"]), ["ünïcode 日本"]);
    let inside = ["..", "--changed-since", "main"];
    assert_eq!(scratch.changed_in("packs/one-1.2.3", &inside), ["../ünïcode 日本"]);
    for name in ["a b\n\t\"'", "-dash", "*"] {
        scratch.write(&format!("packs/{name}/README.md"), "# x");
    }
    assert_eq!(status(&scratch.palint(&["check", "--changed-since", "HEAD", "--exit-zero"])), 0);
    let json = ["check", "--changed-since", "HEAD", "--format", "json"];
    let report: Value = serde_json::from_slice(&scratch.palint(&json).stdout).unwrap();
    assert_eq!(report["summary"]["packs"], 4);
}

#[test]
#[cfg(unix)]
fn links_and_hooks_lead_to_the_same_packs() {
    let scratch = scratch("links");
    scratch.pack("packs/one-1.2.3", "one", &values("other"));
    let link = Scratch::new("changed-link");
    std::os::unix::fs::symlink(scratch.0.join("packs"), link.0.join("linked")).unwrap();
    let found = link.changed_in("", &["linked", "--changed-since", "HEAD"]);
    assert_eq!(found, ["linked/one-1.2.3"]);
    // git sets these for hooks.
    let mut command = scratch.command(support::scratch::binary());
    let arguments = ["check", "--verbose", "--changed-since", "HEAD"];
    let output = command.args(arguments).env("GIT_DIR", ".git");
    let output = output.current_dir(scratch.0.join("packs")).output().unwrap();
    assert!(err(&output).contains("linting one-1.2.3\n"), "{}", err(&output));
}

#[test]
fn repositories_within_repositories_are_asked_for_themselves() {
    let outer = scratch("outer");
    let inner = Scratch(outer.0.join("packs/inner"));
    inner.pack("four-1.2.3", "four", &values("four"));
    inner.repository();
    outer.write(".git/info/exclude", "packs/inner\n");
    assert!(outer.changed().is_empty());
    inner.pack("four-1.2.3", "four", &values("other"));
    assert_eq!(outer.changed(), ["packs/inner/four-1.2.3"]);
}

#[test]
fn where_nothing_changed_a_word_says_so() {
    let scratch = scratch("nothing");
    let output = scratch.palint(&["check", "--changed-since", "main"]);
    assert_eq!(status(&output), 0);
    assert_eq!(err(&output), "palint: nothing to lint has changed since `main`\n");
    let output = scratch.palint(&["check", "-q", "--changed-since", "main", "--format", "gitlab"]);
    assert_eq!((out(&output).as_str(), err(&output).as_str()), ("[]\n", ""));
}

#[test]
fn what_git_cannot_answer_fails_the_run() {
    let scratch = scratch("fails");
    let said = |directory: &str, arguments: &[&str]| {
        let output = scratch.palint_in(directory, &[&["check"], arguments].concat());
        assert_eq!((status(&output), out(&output).as_str()), (2, ""), "{arguments:?}");
        err(&output)
    };
    for revision in ["nonsense", "main..HEAD", "HEAD:packs/one-1.2.3/pack.json", " "] {
        let sentence = said("", &["--changed-since", revision]);
        assert!(sentence.contains(&format!("has no revision `{revision}`")), "{sentence}");
    }
    let file = format!("--changed-since=--output={}/pwned", scratch.0.display());
    for option in [file.as_str(), "--changed-since=-p", "--changed-since="] {
        assert!(said("", &[option]).contains("is no revision"), "{option}");
    }
    assert!(!scratch.0.join("pwned").exists());
    std::fs::remove_dir_all(scratch.0.join(".git")).unwrap();
    assert!(said("", &["--changed-since", "HEAD"]).contains("lies in no working tree of git"));
    let mut command = scratch.command(support::scratch::binary());
    let output = command.args(["check", "--changed-since", "HEAD"]).env("PATH", "").output();
    let output = output.unwrap();
    assert_eq!(status(&output), 2);
    assert!(err(&output).contains("needs git, and there is none"), "{}", err(&output));
}
