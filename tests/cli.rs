//! The binary as users, hooks and CI steps call it.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod support {
    pub mod tree;
}

use std::path::{Path, PathBuf};
use std::process::Output;

use assert_cmd::Command;
use serde_json::Value;
use support::tree::{Tree, tgz};

fn palint() -> Command {
    let mut command = Command::cargo_bin("palint").unwrap();
    command.env_remove("NO_COLOR").env_remove("FORCE_COLOR").env_remove("CLICOLOR_FORCE");
    command.env_remove("GITHUB_STEP_SUMMARY");
    command
}

fn run(directory: &Path, arguments: &[&str]) -> Output {
    palint().current_dir(directory).args(arguments).output().unwrap()
}

fn out(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

fn err(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

/// A scratch directory that is removed in the end.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Self {
        let directory = std::env::temp_dir().join(format!("palint-{name}-{}", std::process::id()));
        std::fs::remove_dir_all(&directory).unwrap_or_default();
        std::fs::create_dir_all(&directory).unwrap();
        Self(directory.canonicalize().unwrap())
    }

    /// Two clean packs and one without a version.
    fn registry(name: &str) -> Self {
        let scratch = Self::new(name);
        let addon = base("addon");
        addon.write(&scratch.0.join("packs/demo-1.2.3"));
        base("cni").write(&scratch.0.join("packs/net-2.0.1"));
        broken().write(&scratch.0.join("packs/broken"));
        scratch
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).unwrap_or_default();
    }
}

fn base(layer: &str) -> Tree {
    Tree::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/base").join(layer))
}

fn broken() -> Tree {
    let mut tree = base("addon");
    tree.put("values.yaml", "pack:\n  namespace: demo\npack:\n  namespace: dëmo\n");
    tree
}

const ONLY: [&str; 2] = ["--select", "syntax/duplicate-key"];

#[test]
fn exit_status_says_whether_something_was_found() {
    let scratch = Scratch::registry("status");
    let status = |arguments: &[&str]| {
        let output = run(&scratch.0, &[&["check"], arguments].concat());
        output.status.code().unwrap()
    };
    assert_eq!(status(&["packs/demo-1.2.3"]), 0);
    assert_eq!(status(&["packs/broken", ONLY[0], ONLY[1]]), 1);
    assert_eq!(status(&["packs/broken", "--exit-zero"]), 0);
    assert_eq!(status(&["packs/broken", "--fail-on", "never"]), 0);
    let severity = "syntax/duplicate-key=warning";
    let softened = [ONLY[0], ONLY[1], "packs/broken", "--severity", severity];
    assert_eq!(status(&softened), 0);
    assert_eq!(status(&[&softened[..], &["--fail-on", "warning"]].concat()), 1);
    assert_eq!(status(&["packs/broken", "nowhere"]), 2);
    assert_eq!(status(&["nowhere", "--exit-zero"]), 2);
    assert_eq!(status(&["--no-such-option"]), 2);
    assert_eq!(status(&["--select", "nonsense"]), 2);
    assert_eq!(status(&["--today", "tomorrow"]), 2);
}

#[test]
fn a_broken_call_says_what_to_do() {
    let scratch = Scratch::registry("usage");
    std::fs::create_dir(scratch.0.join("empty")).unwrap();
    std::fs::write(scratch.0.join("notes.txt"), "x").unwrap();
    let said = |arguments: &[&str]| err(&run(&scratch.0, arguments)).to_owned();
    assert!(said(&["check", "nowhere"]).contains("`nowhere` does not exist"));
    assert!(said(&["check", "empty"]).contains("nothing to lint in `empty`"));
    assert!(said(&["check", "notes.txt"]).contains("nothing to lint in `notes.txt`"));
    assert!(said(&["check", "-"]).contains("--stdin-filename"));
    let typo = said(&["check", "--select", "syntax/duplicate-keys"]);
    assert!(typo.contains("did you mean `syntax/duplicate-key`?"), "{typo}");
    assert!(said(&["explain", "duplicate-key"]).contains("`syntax/duplicate-key`"));
    assert!(
        said(&["schema", "nonsense"]).contains("there are app-profile, cluster-profile, config")
    );
}

#[test]
fn every_form_of_a_path_leads_to_its_packs() {
    let scratch = Scratch::registry("paths");
    let packs = |directory: &str, arguments: &[&str]| {
        let directory = scratch.0.join(directory);
        let output = run(&directory, &[&["check", "--format", "json"], arguments].concat());
        let report: Value = serde_json::from_slice(&output.stdout).unwrap();
        report["summary"]["packs"].as_u64().unwrap()
    };
    assert_eq!(packs("", &[]), 3);
    assert_eq!(packs("", &["packs"]), 3);
    assert_eq!(packs("", &["packs/demo-1.2.3", "packs/net-2.0.1/"]), 2);
    let files = ["packs/demo-1.2.3/values.yaml", "packs/demo-1.2.3/charts/demo-1.2.3.tgz"];
    assert_eq!(packs("", &files), 1);
    assert_eq!(packs("packs/demo-1.2.3/charts", &[]), 1);
    assert_eq!(packs("packs/demo-1.2.3/charts", &["demo-1.2.3.tgz"]), 1);
    assert_eq!(packs("packs/net-2.0.1", &["../demo-1.2.3/pack.json", "."]), 2);
    let absolute = scratch.0.join("packs");
    assert_eq!(packs("packs", &[absolute.to_str().unwrap(), "."]), 3);
}

#[test]
fn directories_that_hold_no_packs_of_the_author_are_skipped() {
    let scratch = Scratch::registry("skipped");
    for directory in [".cache/x", "node_modules/x", "target/x", "packs/demo-1.2.3/charts/x"] {
        base("addon").write(&scratch.0.join(directory));
    }
    let output = run(&scratch.0, &["check", "--format", "json"]);
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["summary"]["packs"], 3);
    // What is named is linted.
    let output = run(&scratch.0, &["check", ".cache/x", "--format", "json"]);
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["summary"]["packs"], 1);
}

#[test]
fn paths_are_relative_to_the_working_directory() {
    let scratch = Scratch::registry("relative");
    let first = |directory: &str, path: &str| {
        let directory = scratch.0.join(directory);
        let arguments = ["check", path, "--format", "concise", ONLY[0], ONLY[1]];
        out(&run(&directory, &arguments)).split(':').next().unwrap().to_owned()
    };
    assert_eq!(first("", "packs"), "packs/broken/values.yaml");
    assert_eq!(first("", "./packs/broken/"), "packs/broken/values.yaml");
    assert_eq!(first("packs/broken", "."), "values.yaml");
    assert_eq!(first("packs/demo-1.2.3", "../broken"), "../broken/values.yaml");
    let absolute = scratch.0.join("packs/broken");
    assert_eq!(first("packs", absolute.to_str().unwrap()), "broken/values.yaml");
}

#[test]
fn the_json_report_follows_its_schema() {
    let scratch = Scratch::registry("json");
    let output = run(&scratch.0, &["check", "--format", "json"]);
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let schema: Value =
        serde_json::from_str(include_str!("../schemas/report.schema.json")).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let errors: Vec<_> = validator.iter_errors(&report).map(|e| e.to_string()).collect();
    assert!(errors.is_empty(), "{errors:?}");
    let keys: Vec<_> = report["diagnostics"][0].as_object().unwrap().keys().collect();
    let promised = [
        "rule",
        "severity",
        "message",
        "path",
        "range",
        "pack",
        "labels",
        "help",
        "fix",
        "fingerprint",
    ];
    assert_eq!(keys, promised);
}

#[test]
fn columns_count_characters_and_offsets_bytes() {
    let scratch = Scratch::new("columns");
    let mut tree = base("addon");
    tree.put("values.yaml", "pack: {namespace: demo, 'ü': 1, 'ü': 2}\n");
    tree.write(&scratch.0);
    let output = run(&scratch.0, &["check", "--format", "json", ONLY[0], ONLY[1]]);
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let start = &report["diagnostics"][0]["range"]["start"];
    assert_eq!(*start, serde_json::json!({"line": 1, "column": 33, "offset": 33}));
}

#[test]
fn threads_do_not_change_a_byte() {
    let scratch = Scratch::new("threads");
    for number in 0..40 {
        let tree = if number % 3 == 0 { broken() } else { base("addon") };
        tree.write(&scratch.0.join(format!("p{number}")));
    }
    for (format, _) in palint::report::Format::ALL {
        let one = run(&scratch.0, &["check", "--format", format, "--jobs", "1"]);
        let eight = run(&scratch.0, &["check", "--format", format, "--jobs", "8"]);
        assert!(!one.stdout.is_empty());
        assert_eq!(one.stdout, eight.stdout, "{format}");
    }
}

#[test]
fn github_gets_a_job_summary_behind_what_is_there() {
    let scratch = Scratch::registry("summary");
    let summary = scratch.0.join("summary.md");
    std::fs::write(&summary, "before\n").unwrap();
    let check = |format: &str, to: &Path| {
        let mut command = palint();
        command.current_dir(&scratch.0).env("GITHUB_STEP_SUMMARY", to);
        command.args(["check", "--format", format, ONLY[0], ONLY[1]]).output().unwrap()
    };
    check("concise", &summary);
    assert_eq!(std::fs::read_to_string(&summary).unwrap(), "before\n");
    let output = check("github", &summary);
    assert!(out(&output).starts_with("::error title=syntax/duplicate-key,file=packs/broken/"));
    let text = std::fs::read_to_string(&summary).unwrap();
    assert!(text.starts_with("before\n## palint\n\nChecked 3 packs: 1 error"), "{text}");
    let output = check("github", &scratch.0.join("no/such/directory"));
    assert_eq!(output.status.code(), Some(1));
    assert!(err(&output).contains("the job summary cannot be written"));
}

#[test]
fn fingerprints_stay_when_lines_move() {
    let scratch = Scratch::new("fingerprints");
    broken().write(&scratch.0);
    let fingerprint = || {
        let output = run(&scratch.0, &["check", "--format", "json", ONLY[0], ONLY[1]]);
        let report: Value = serde_json::from_slice(&output.stdout).unwrap();
        report["diagnostics"][0]["fingerprint"].as_str().unwrap().to_owned()
    };
    let before = fingerprint();
    let text = std::fs::read_to_string(scratch.0.join("values.yaml")).unwrap();
    std::fs::write(scratch.0.join("values.yaml"), format!("# moved\n\n{text}")).unwrap();
    assert_eq!(fingerprint(), before);
}

#[test]
fn text_on_standard_input_stands_in_for_its_file() {
    let scratch = Scratch::registry("stdin");
    let arguments = ["check", "-", "--stdin-filename", "packs/demo-1.2.3/values.yaml"];
    let output = palint()
        .current_dir(&scratch.0)
        .args(arguments)
        .args(["--format", "concise", ONLY[0], ONLY[1]])
        .write_stdin("a: 1\na: 2\n")
        .output()
        .unwrap();
    assert!(
        out(&output).starts_with("packs/demo-1.2.3/values.yaml:2:1: error"),
        "{}",
        out(&output)
    );
}

#[test]
fn packed_packs_are_linted_without_unpacking() {
    let scratch = Scratch::new("packed");
    let members = broken().packed();
    let members = members.into_iter().map(|(path, bytes)| (format!("demo/{path}"), bytes.to_vec()));
    std::fs::write(scratch.0.join("demo-1.2.3.tar.gz"), tgz(&members.collect())).unwrap();
    let before = std::fs::read_dir(&scratch.0).unwrap().count();
    let arguments = ["check", "demo-1.2.3.tar.gz", "--format", "json", ONLY[0], ONLY[1]];
    let report: Value = serde_json::from_slice(&run(&scratch.0, &arguments).stdout).unwrap();
    assert_eq!(report["diagnostics"][0]["path"], "demo-1.2.3.tar.gz!/demo/values.yaml");
    assert_eq!(report["diagnostics"][0]["range"]["start"]["line"], 3);
    assert_eq!(std::fs::read_dir(&scratch.0).unwrap().count(), before);
    let concise = ["check", "demo-1.2.3.tar.gz", "--format", "concise", ONLY[0], ONLY[1]];
    let output = run(&scratch.0, &concise);
    assert!(out(&output).starts_with("demo-1.2.3.tar.gz:1:1: error"), "{}", out(&output));
    assert!(out(&output).trim_end().ends_with("(in demo/values.yaml:3:1)"), "{}", out(&output));
}

#[test]
fn broken_archives_are_diagnostics() {
    let scratch = Scratch::new("archives");
    std::fs::write(scratch.0.join("zip.tgz"), b"PK\x03\x04").unwrap();
    std::fs::write(scratch.0.join("empty.tgz"), b"").unwrap();
    let cut = tgz(&[("a/pack.json".to_owned(), vec![b'x'; 100_000])].into_iter().collect());
    std::fs::write(scratch.0.join("cut.tgz"), &cut[..cut.len() / 2]).unwrap();
    for name in ["zip.tgz", "empty.tgz", "cut.tgz"] {
        let output = run(&scratch.0, &["check", name, "--format", "concise"]);
        assert_eq!(output.status.code(), Some(1), "{name}: {}", err(&output));
        let expected = format!("{name}:1:1: error[structure/bad-archive]");
        assert!(out(&output).starts_with(&expected), "{}", out(&output));
    }
    let other =
        tgz(&[("chart/Chart.yaml".to_owned(), b"name: x\n".to_vec())].into_iter().collect());
    std::fs::write(scratch.0.join("chart.tgz"), other).unwrap();
    assert_eq!(run(&scratch.0, &["check", "chart.tgz"]).status.code(), Some(2));
}

#[test]
fn one_broken_pack_hides_no_other() {
    let scratch = Scratch::registry("hides");
    let mut tree = base("csi");
    tree.put("pack.json", vec![0xff, 0xfe, 0x00, b'{']);
    tree.put("values.yaml", "[".repeat(100_000));
    tree.write(&scratch.0.join("packs/aaa"));
    let output = run(&scratch.0, &["check", "--format", "concise", "--select", "syntax"]);
    assert!(out(&output).contains("packs/aaa/values.yaml"));
    assert!(out(&output).contains("packs/broken/values.yaml:3:1: error[syntax/duplicate-key]"));
}

#[test]
fn terminals_are_safe_and_colours_are_asked_for() {
    let scratch = Scratch::new("terminal");
    let mut tree = base("addon");
    tree.put("values.yaml", "\"a\u{202e}31m\": 1\n\"a\u{202e}31m\": 2\n");
    tree.write(&scratch.0);
    for format in ["human", "concise"] {
        let output = run(&scratch.0, &["check", "--format", format, ONLY[0], ONLY[1]]);
        let hostile = |c: char| c == '\u{202e}' || (c.is_control() && c != '\n');
        assert!(!out(&output).contains(hostile), "{}", out(&output));
        assert!(out(&output).contains("stands twice"));
    }
    let coloured = |arguments: &[&str], no_color: bool| {
        let mut command = palint();
        if no_color {
            command.env("NO_COLOR", "1");
        }
        let output = command.current_dir(&scratch.0).arg("check").args(arguments).output().unwrap();
        out(&output).contains('\u{1b}')
    };
    assert!(!coloured(&[], false));
    assert!(coloured(&["--color", "always"], false));
    assert!(coloured(&["--color", "always"], true));
    assert!(!coloured(&["--color", "never"], false));
}

#[test]
fn reports_go_where_they_are_sent() {
    let scratch = Scratch::registry("output");
    let arguments =
        ["check", "--format", "concise", "--format", "json=report.json", "--output", "o"];
    let output = run(&scratch.0, &arguments);
    assert!(output.stdout.is_empty() && output.stderr.is_empty());
    let report = std::fs::read_to_string(scratch.0.join("report.json")).unwrap();
    assert!(serde_json::from_str::<Value>(&report).is_ok());
    assert!(std::fs::read_to_string(scratch.0.join("o")).unwrap().contains("duplicate-key"));
    let nowhere = run(&scratch.0, &["check", "--output", "no/such/directory"]);
    assert_eq!(nowhere.status.code(), Some(2));
    assert!(err(&nowhere).contains("`no/such/directory` cannot be written"));
}

#[test]
fn quiet_statistics_and_verbose_do_what_they_say() {
    let scratch = Scratch::registry("quiet");
    let loud = run(&scratch.0, &["check", ONLY[0], ONLY[1]]);
    assert!(out(&loud).ends_with("Checked 3 packs: 1 error.\n"), "{}", out(&loud));
    assert!(!out(&run(&scratch.0, &["check", "-q", ONLY[0], ONLY[1]])).contains("Checked"));
    let statistics = run(&scratch.0, &["check", "--statistics", ONLY[0], ONLY[1]]);
    assert!(out(&statistics).contains("1      1  error    syntax/duplicate-key"));
    assert!(err(&run(&scratch.0, &["check", "-v"])).contains("linting packs/broken"));
}

#[test]
fn pages_rules_and_schemas_are_printed() {
    let directory = Path::new(".");
    let page = run(directory, &["explain", "syntax/duplicate-key"]);
    assert_eq!(out(&page), include_str!("../rules/syntax/duplicate-key.md"));
    let rules: Value =
        serde_json::from_slice(&run(directory, &["rules", "--format", "json"]).stdout).unwrap();
    assert_eq!(rules.as_array().unwrap().len(), palint::rules::all().count());
    assert_eq!(out(&run(directory, &["rules"])).lines().count(), palint::rules::all().count());
    let schema = run(directory, &["schema", "constraints"]);
    assert_eq!(out(&schema), include_str!("../schemas/constraints.schema.json"));
}

#[test]
fn long_lines_are_clipped_around_their_place() {
    let scratch = Scratch::new("long");
    let mut tree = base("addon");
    let filler = "é".repeat(2000);
    tree.put("values.yaml", format!("{{a: {filler}, key: 1, key: 2, b: {filler}}}\n"));
    tree.write(&scratch.0);
    let output = run(&scratch.0, &["check", ONLY[0], ONLY[1]]);
    let longest = out(&output).lines().map(|line| line.chars().count()).max().unwrap();
    assert!(longest < 200, "{}", out(&output));
    assert!(out(&output).contains("values.yaml:1:2015"), "{}", out(&output));
    assert!(out(&output).contains("key: 2, b: é"), "{}", out(&output));
}

#[test]
fn a_closed_pipe_is_no_panic() {
    let scratch = Scratch::registry("pipe");
    let binary = assert_cmd::cargo::cargo_bin("palint");
    let mut child = std::process::Command::new(binary)
        .current_dir(&scratch.0)
        .arg("check")
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(err(&output), "");
}

#[test]
fn a_pack_json_that_was_never_saved_makes_a_pack() {
    let scratch = Scratch::new("unsaved");
    std::fs::create_dir(scratch.0.join("new")).unwrap();
    let check = |path: &str| {
        let options = ["check", "--format", "concise", "-", "--stdin-filename", path];
        palint().current_dir(&scratch.0).args(options).write_stdin("{").output().unwrap()
    };
    let output = check("new/pack.json");
    assert!(out(&output).contains("new/pack.json:1:"), "{}{}", out(&output), err(&output));
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(check("new/values.yaml").status.code(), Some(2));
    assert_eq!(check("nowhere/pack.json").status.code(), Some(2));
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_read_is_said_and_fails_the_run() {
    use std::os::unix::fs::PermissionsExt;
    let scratch = Scratch::new("unreadable");
    let path = scratch.0.join("profile.yaml");
    std::fs::write(&path, "kind: x").unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o0)).unwrap();
    if std::fs::read(&path).is_ok() {
        return; // The superuser reads everything.
    }
    for arguments in [&["check"][..], &["check", "profile.yaml", "--no-error-on-unmatched"]] {
        let output = run(&scratch.0, arguments);
        assert!(err(&output).contains("profile.yaml` cannot be read"), "{}", err(&output));
        assert_eq!(output.status.code(), Some(2));
    }
}
