//! palint.yaml as users meet it: found, obeyed, beaten by the command line, and told when broken.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod support {
    pub mod tree;
}

use std::path::{Path, PathBuf};
use std::process::Output;

use assert_cmd::Command;
use serde_json::Value;
use support::tree::Tree;

/// Two packs with one finding each, `values/default-namespace`, below `packs`.
struct Scratch(PathBuf);

const VALUES: &str = "pack:\n  namespace: default\n  content:\n    images:\n      \
                      - image: ghcr.io/example/demo:1.2.3\ncharts:\n  demo:\n    replicaCount: 1\n";
const RULE: &str = "values/default-namespace";

impl Scratch {
    fn new(name: &str) -> Self {
        let name = format!("palint-config-{name}-{}", std::process::id());
        let directory = std::env::temp_dir().join(name);
        std::fs::remove_dir_all(&directory).unwrap_or_default();
        std::fs::create_dir_all(&directory).unwrap();
        let scratch = Self(directory.canonicalize().unwrap());
        for pack in ["one-1.2.3", "two-1.2.3"] {
            let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/base/addon");
            let mut tree = Tree::load(&base);
            tree.put("values.yaml", VALUES);
            tree.write(&scratch.0.join("packs").join(pack));
        }
        scratch
    }

    fn write(&self, path: &str, text: &str) -> &Self {
        std::fs::write(self.0.join(path), text).unwrap();
        self
    }

    fn run_in(&self, directory: &str, arguments: &[&str]) -> Output {
        let mut command = Command::cargo_bin("palint").unwrap();
        let directory = self.0.join(directory);
        command.current_dir(directory).args(arguments).env("NO_COLOR", "1").output().unwrap()
    }

    /// The findings of two rules in concise format.
    fn check(&self, arguments: &[&str]) -> Vec<String> {
        let select = ["check", "--format", "concise", "--today", "2026-01-01", "--select"];
        let groups = "values/default-namespace,suppression";
        let output = self.run_in("", &[&select[..], &[groups], arguments].concat());
        let text = String::from_utf8(output.stdout).unwrap();
        text.lines().map(|line| line.split("] ").next().unwrap().to_owned() + "]").collect()
    }

    fn status(&self, arguments: &[&str]) -> i32 {
        let output = self.run_in("", &[&["check", "-q", "--select", RULE], arguments].concat());
        output.status.code().unwrap()
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).unwrap_or_default();
    }
}

const ONE: &str = "packs/one-1.2.3/values.yaml:2:3: info[values/default-namespace]";
const TWO: &str = "packs/two-1.2.3/values.yaml:2:3: info[values/default-namespace]";

#[test]
fn the_nearest_configuration_wins() {
    let scratch = Scratch::new("nearest");
    scratch.write("palint.yaml", "rules: {values: error}\n");
    scratch.write("packs/one-1.2.3/.palint.yaml", "rules: {values: warning}\n");
    let (one, two) = (ONE.replace("info", "warning"), TWO.replace("info", "error"));
    assert_eq!(scratch.check(&[]), [one.clone(), two.clone()]);
    assert_eq!(scratch.check(&["packs/one-1.2.3/values.yaml"]), [one]);
    assert_eq!(scratch.check(&["--isolated"]), [ONE, TWO]);
    scratch.write("strict.yaml", "rules: {values: error}\n");
    let strict = [ONE.replace("info", "error"), TWO.replace("info", "error")];
    assert_eq!(scratch.check(&["--config", "strict.yaml"]), strict);
    let inside = scratch.run_in("packs/two-1.2.3", &["check", "--select", RULE, "-q"]);
    assert_eq!(inside.status.code(), Some(1));
}

#[test]
fn the_command_line_beats_the_configuration() {
    let scratch = Scratch::new("beats");
    scratch.write("palint.yaml", "fail-on: info\nrules: {values/default-namespace: warning}\n");
    assert_eq!(scratch.check(&["--severity", "values=info"]), [ONE, TWO]);
    assert_eq!(scratch.status(&[]), 1);
    assert_eq!(scratch.status(&["--fail-on", "error"]), 0);
    assert_eq!(scratch.status(&["--isolated"]), 0);
    scratch.write("palint.yaml", "rules: {values: off}\n");
    assert_eq!(scratch.check(&[]), [ONE, TWO], "a rule selected by its own name runs");
    assert_eq!(scratch.status(&["--fail-on", "info"]), 1);
}

#[test]
fn each_pack_has_its_own_threshold() {
    let scratch = Scratch::new("threshold");
    scratch.write("palint.yaml", "exclude: [packs/two-1.2.3]\n");
    scratch.write("packs/two-1.2.3/palint.yaml", "fail-on: info\n");
    assert_eq!(scratch.status(&["packs/one-1.2.3"]), 0);
    assert_eq!(scratch.status(&["packs/two-1.2.3"]), 1);
    assert_eq!(scratch.status(&[]), 1);
    assert_eq!(scratch.status(&["--exit-zero"]), 0);
}

#[test]
fn what_is_excluded_is_not_linted_even_if_it_is_named() {
    let scratch = Scratch::new("exclude");
    scratch.write("palint.yaml", "exclude: ['packs/one-*/**']\n");
    assert_eq!(scratch.check(&[]), [TWO]);
    assert_eq!(scratch.check(&["packs/one-1.2.3/values.yaml"]), [""; 0]);
    assert_eq!(scratch.status(&["packs/one-1.2.3/values.yaml", "--fail-on", "info"]), 0);
    let output = scratch.run_in("", &["check", "--format", "json", "packs/one-1.2.3"]);
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((report["summary"]["packs"].as_u64(), output.status.code()), (Some(0), Some(0)));
}

#[test]
fn overrides_are_about_paths() {
    let scratch = Scratch::new("overrides");
    let blocks = "overrides:\n  - paths: ['packs/one-*/**']\n    rules: {values: error}\n  \
                  - paths: ['packs/*/values.yaml']\n    rules: {values: warning}\n  \
                  - paths: ['packs/two-*/**']\n    rules: {values/default-namespace: off}\n";
    scratch.write("palint.yaml", blocks);
    let select = |arguments: &[&str]| {
        let all = ["check", "--format", "concise", "--select", "values"];
        let output = scratch.run_in("packs", &[&all[..], arguments].concat());
        String::from_utf8(output.stdout).unwrap()
    };
    let said = select(&[]);
    assert!(said.starts_with("one-1.2.3/values.yaml:2:3: warning["), "{said}");
    assert_eq!(said.lines().count(), 1);
}

#[test]
fn entries_of_ignore_excuse_by_rule_path_and_pointer() {
    let scratch = Scratch::new("ignore");
    let entry = |at: &str, rest: &str| {
        format!(
            "ignore:\n  - rule: values/default-namespace\n    path: 'packs/one-*/values.yaml'\n    \
             at: {at}\n    reason: the operator watches it\n{rest}"
        )
    };
    scratch.write("palint.yaml", &entry("/pack/namespace", ""));
    assert_eq!(scratch.check(&[]), [TWO]);
    assert_eq!(scratch.check(&["packs/two-1.2.3"]), [TWO], "nothing it is about was linted");
    let only = ["check", "--format", "json", "--select", RULE];
    let output = scratch.run_in("", &only);
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["summary"]["suppressed"], 1);

    scratch.write("palint.yaml", &entry("/pack/content", ""));
    let unused = "palint.yaml:2:11: warning[suppression/unused]".to_owned();
    assert_eq!(scratch.check(&[]), [ONE.to_owned(), TWO.to_owned(), unused.clone()]);
    scratch.write("palint.yaml", &entry("/pack/nowhere", ""));
    assert_eq!(scratch.check(&[]).last(), Some(&unused));
    let off = scratch.check(&["--severity", "values/default-namespace=off"]);
    assert_eq!(off, [""; 0], "the rule did not run");
}

#[test]
fn expired_entries_excuse_nothing_and_are_told() {
    let scratch = Scratch::new("expired");
    let until = |day: &str| {
        let rest = "path: 'packs/**'\n    reason: 'until the move'";
        format!("ignore:\n  - rule: values\n    {rest}\n    until: {day}\n")
    };
    scratch.write("palint.yaml", &until("2026-01-01"));
    assert_eq!(scratch.check(&[]), [""; 0]);
    scratch.write("palint.yaml", &until("2025-12-31"));
    let expired = "palint.yaml:5:12: warning[suppression/expired]";
    assert_eq!(scratch.check(&[]), [ONE, TWO, expired]);
}

#[test]
fn broken_configurations_are_told_as_a_compiler_would() {
    let scratch = Scratch::new("broken");
    scratch.write("palint.yaml", "# é\nrules:\n  values/default-namespce: off\nexclud: [x]\n");
    let output = scratch.run_in("", &["check"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{said}");
    for part in [
        "palint.yaml:3:3",
        "did you mean `values/default-namespace`?",
        "palint.yaml:4:1",
        "help: did you mean `exclude`?",
        "^^^^^^",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert_eq!(scratch.status(&["--isolated"]), 0);
    assert_eq!(scratch.status(&["--config", "nowhere.yaml"]), 2);
    assert_eq!(scratch.status(&["--config", "palint.yaml", "--isolated"]), 2);
    std::fs::write(scratch.0.join("palint.yaml"), b"rules: \xff\n").unwrap();
    assert_eq!(scratch.status(&[]), 2);
}

#[test]
fn init_writes_a_configuration_that_is_read() {
    let scratch = Scratch::new("init");
    assert_eq!(scratch.run_in("", &["init"]).status.code(), Some(0));
    assert_eq!(scratch.check(&[]), [ONE, TWO]);
    scratch.write("palint.yaml", "policy: private\n");
    let again = scratch.run_in("", &["init"]);
    assert_eq!(again.status.code(), Some(2));
    assert!(String::from_utf8(again.stderr).unwrap().contains("--force"));
    let kept = std::fs::read_to_string(scratch.0.join("palint.yaml")).unwrap();
    assert_eq!(kept, "policy: private\n");
    assert_eq!(scratch.run_in("", &["init", "--force"]).status.code(), Some(0));
    assert_eq!(scratch.check(&[]), [ONE, TWO]);
    assert_eq!(scratch.run_in("", &["init", "packs"]).status.code(), Some(0));
    assert!(scratch.0.join("packs/palint.yaml").is_file());
    // A new file would take the place of the one that counts.
    std::fs::remove_file(scratch.0.join("palint.yaml")).unwrap();
    scratch.write(".palint.yaml", "policy: private\n");
    assert_eq!(scratch.run_in("", &["init"]).status.code(), Some(2));
    assert!(!scratch.0.join("palint.yaml").exists());
}

#[test]
fn policies_change_severities() {
    let scratch = Scratch::new("policy");
    std::fs::remove_file(scratch.0.join("packs/one-1.2.3/README.md")).unwrap();
    let said = || {
        let arguments =
            ["check", "--format", "concise", "--select", "structure", "packs/one-1.2.3"];
        String::from_utf8(scratch.run_in("", &arguments).stdout).unwrap()
    };
    assert!(said().contains("info[structure/missing-readme]"));
    scratch.write("palint.yaml", "policy: community\n");
    assert!(said().contains("error[structure/missing-readme]"));
    scratch.write("palint.yaml", "policy: private\n");
    assert_eq!(said(), "");
    scratch.write("palint.yaml", "policy: private\nrules: {structure/missing-readme: warning}\n");
    assert!(said().contains("warning[structure/missing-readme]"));
}

#[test]
fn what_is_off_by_default_is_asked_for() {
    let scratch = Scratch::new("asked");
    let pack = "packs/one-1.2.3/pack.json";
    let json = std::fs::read_to_string(scratch.0.join(pack)).unwrap();
    scratch.write(pack, &json.replace("\"source\"", "\"from\""));
    let told = |arguments: &[&str]| {
        let start = ["check", "--format", "concise", "packs/one-1.2.3"];
        let output = scratch.run_in("", &[&start[..], arguments].concat());
        let text = String::from_utf8(output.stdout).unwrap();
        let line = text.lines().find(|line| line.contains("pack/missing-source"));
        line.map(|line| line.split(['[', ' ']).nth(1).unwrap().to_owned())
    };
    const NAME: &str = "pack/missing-source";
    let is = |word: &str| Some(word.to_owned());
    assert_eq!(told(&[]), None);
    assert_eq!(told(&["--select", "pack"]), None);
    assert_eq!(told(&["--severity", "pack=error"]), None);
    assert_eq!(told(&["--select", NAME]), is("info"));
    assert_eq!(told(&["--severity", "pack/missing-source=warning"]), is("warning"));
    for policy in ["private", "airgap", "terraform", "community"] {
        scratch.write("palint.yaml", &format!("policy: {policy}\n"));
        assert_eq!(told(&[]), (policy == "community").then(|| "error".to_owned()), "{policy}");
    }
    assert_eq!(told(&["--ignore", NAME]), None);
    assert_eq!(told(&["--severity", "pack/missing-source=off"]), None);
    scratch.write("palint.yaml", "rules: {pack: error}\n");
    assert_eq!(told(&[]), None);
    let block =
        "overrides:\n  - paths: ['packs/one-*']\n    rules: {pack/missing-source: warning}\n";
    scratch.write("palint.yaml", block);
    assert_eq!(told(&[]), is("warning"));
    scratch.write("palint.yaml", &block.replace("one-*", "two-*"));
    assert_eq!(told(&[]), None);

    let output = scratch.run_in("", &["rules"]);
    let text = String::from_utf8(output.stdout).unwrap();
    let line = text.lines().find(|line| line.starts_with(NAME)).unwrap();
    assert_eq!(line.split_whitespace().nth(1), Some("off"));
    let output = scratch.run_in("", &["rules", "--format", "json"]);
    let rows: Value = serde_json::from_slice(&output.stdout).unwrap();
    let of = |name: &str| {
        let row = rows.as_array().unwrap().iter().find(|row| row["name"] == name).unwrap();
        (row["enabled"].clone(), row["severity"].clone())
    };
    assert_eq!(of(NAME), (false.into(), "info".into()));
    assert_eq!(of("pack/missing-addon-type"), (true.into(), "warning".into()));
}
