//! The story of the README: a registry with hundreds of findings is adopted in three commands. They
//! are read from the README, so that they cannot differ.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod support {
    pub mod page;
    pub mod pre_commit;
    pub mod scratch;
    pub mod tree;
}

use std::fmt::Write;

use serde_json::Value;
use support::page::{Block, sections};
use support::pre_commit::{PreCommit, hooks};
use support::scratch::{Scratch, err, out, status, values};

const PACKS: usize = 40;
const FINDINGS: usize = 520;

/// The blocks of the section `Adopt`: the three commands, the configuration of the hook, and how to
/// shrink.
fn story() -> Vec<Block> {
    let readme = include_str!("../README.md");
    let start = readme.find("## Adopt\n").expect("the README tells how to adopt");
    sections(&readme[start..]).remove(0).blocks
}

/// Values with an error and twelve warnings or remarks.
fn legacy() -> String {
    let mut text = values("default").replace("pack:\n", "pack:\n  \"namespace\": old\n");
    for index in 0..11 {
        writeln!(text, "    stänge{index}: {index}").unwrap();
    }
    text
}

fn registry() -> Scratch {
    let scratch = Scratch::new("adoption");
    for index in 0..PACKS {
        let name = format!("legacy{index:02}");
        scratch.pack(&format!("packs/{name}-1.2.3"), &name, &legacy());
    }
    scratch
}

fn count(scratch: &Scratch, arguments: &[&str]) -> (u64, u64, u64) {
    let output = scratch.palint(&[&["check", "--format", "json"], arguments].concat());
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let of = |name: &str| report["summary"][name].as_u64().unwrap();
    (of("errors"), of("warnings") + of("infos"), of("suppressed"))
}

#[test]
fn a_registry_is_adopted_in_three_commands() {
    let scratch = registry();
    let (errors, rest, _) = count(&scratch, &[]);
    assert!(errors > 0 && (errors + rest) as usize == FINDINGS, "{errors} + {rest}");
    let readme: Vec<_> = include_str!("../README.md").split_whitespace().collect();
    assert!(readme.join(" ").contains(&format!("{FINDINGS} findings in the registry")));

    let story = story();
    let commands: Vec<&str> = story[0].text.lines().collect();
    let [init, baseline, install] = commands[..] else { panic!("three commands: {commands:?}") };
    for command in [init, baseline] {
        let words: Vec<_> = command.split(' ').skip(1).collect();
        let output = scratch.palint(&words);
        assert_eq!(status(&output), 0, "{command}: {}", err(&output));
    }
    let known = ["--baseline", "palint-baseline.json"];
    assert_eq!(count(&scratch, &known), (0, 0, FINDINGS as u64));

    let Some(pre_commit) = PreCommit::find("adoption") else { return };
    let config = hook_config(&story[1].text);
    scratch.write(".pre-commit-config.yaml", &config.0).repository();
    assert_eq!(install, "pre-commit install");
    assert_eq!(status(&pre_commit.run(&scratch, None, &["install"])), 0);
    commits(&scratch, &pre_commit);

    let shrink: Vec<_> = story[2].text.trim().split(' ').skip(1).collect();
    assert_eq!(status(&scratch.palint(&shrink)), 0);
    let left = FINDINGS - FINDINGS / PACKS;
    assert_eq!(count(&scratch, &known), (0, 0, left as u64));
}

/// The configuration with the repository of the test, and the hook that builds nothing.
fn hook_config(text: &str) -> (String, Scratch) {
    let (repository, commit) = hooks("adoption");
    let from = text.lines().find(|line| line.contains("- repo:")).unwrap();
    let config = text
        .replace(from, &format!("  - repo: '{}'", repository.0.display()))
        .replace("rev: v0.1.0", &format!("rev: {commit}"))
        .replace("id: palint\n", "id: palint-system\n");
    assert!(config.contains(&commit) && config.contains("palint-system"), "{config}");
    (config, repository)
}

/// What is old passes in whatever is touched, what is new is refused, and curing is welcome.
fn commits(scratch: &Scratch, pre_commit: &PreCommit) {
    let commit = || {
        scratch.git(&["add", "--all"]);
        let output = pre_commit.run(scratch, Some("git"), &["commit", "--message", "x"]);
        (status(&output), out(&output) + &err(&output))
    };
    let touched = format!("# reformatted\n\n{}", legacy().replace(": 1\n", ":   1\n"));
    scratch.write("packs/legacy00-1.2.3/values.yaml", &touched);
    let (status, said) = commit();
    assert_eq!(status, 0, "{said}");

    let new = legacy().replace("  namespace: default\n", "  namespace: default\n  namespace: x\n");
    scratch.write("packs/legacy01-1.2.3/values.yaml", &new);
    let (status, said) = commit();
    assert_eq!(status, 1, "{said}");
    assert_eq!(said.matches("error[").count(), 1, "{said}");
    assert_eq!(said.matches("warning[").count(), 0, "{said}");

    scratch.write("packs/legacy01-1.2.3/values.yaml", &values("demo"));
    let (status, said) = commit();
    assert_eq!(status, 0, "{said}");
}
