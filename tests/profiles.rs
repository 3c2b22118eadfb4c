//! Profiles from the command line: what is found, what is left alone, and what the reports show.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod support {
    pub mod run;
    pub mod tree;
}

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use palint::report::{Style, human};
use serde_json::{Value, json};
use support::run::{lines, lint};
use support::tree::Tree;

fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn fixture(name: &str) -> String {
    std::fs::read_to_string(project().join("fixtures/profiles").join(name)).unwrap()
}

fn one(path: &str, text: &str) -> Tree {
    let mut tree = Tree::default();
    tree.put(path, text);
    tree
}

fn palint(directory: &Path, arguments: &[&str], input: Option<&str>) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_palint"));
    command.current_dir(directory).args(arguments).env_remove("GITHUB_STEP_SUMMARY");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.unwrap_or_default().as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

fn report(directory: &Path, arguments: &[&str]) -> Value {
    let arguments = [&["check", "--format", "json"], arguments].concat();
    let output = palint(directory, &arguments, None);
    serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr)))
}

/// A directory of its own below the system's temporary one, removed at the end.
struct Scratch(PathBuf);

impl Scratch {
    /// Two profiles among other files, a pack with a file that looks like a profile, and what is
    /// never looked at.
    fn new(name: &str) -> Self {
        let root =
            std::env::temp_dir().join(format!("palint-profiles-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&root);
        let profile = fixture("add-on.json");
        let mut tree = Tree::load(&project().join("fixtures/base/addon"));
        let pack: Vec<_> = std::mem::take(&mut tree.0).into_iter().collect();
        tree.0.extend(
            pack.into_iter().map(|(path, bytes)| (format!("packs/demo-1.2.3/{path}"), bytes)),
        );
        tree.put(
            "packs/demo-1.2.3/profile.json",
            "{\"spec\": {\"type\": \"x\", \"packs\": [{\"name\": \"a\", \"tag\": \"\"}]}}",
        );
        tree.put("profiles/a.json", profile.as_str());
        tree.put("profiles/deep/b.YML", fixture("app.yaml"));
        tree.put("profiles/package.json", "{\"spec\": {\"packs\": []}, \"appTiers\": 1}");
        tree.put("profiles/broken.yaml", "packs: [\n");
        tree.put("node_modules/x/a.json", profile.as_str());
        tree.put("target/a.json", profile.as_str());
        tree.put(".git/a.json", profile.as_str());
        tree.put("notes.txt", profile.as_str());
        tree.write(&root);
        Self(root)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
fn realistic_profiles_are_silent() {
    for kind in ["infra", "full", "add-on", "edge", "app"] {
        for syntax in ["json", "yaml"] {
            let name = format!("{kind}.{syntax}");
            let report = lint(&one(&name, &fixture(&name)), ".");
            assert_eq!((lines(&report).as_str(), report.profiles), ("", 1), "{name}");
        }
    }
}

#[test]
fn realistic_terraform_is_silent() {
    for (name, profiles) in
        [("vsphere-full", 1), ("edge-stores", 2), ("shop-app", 1), ("import", 1)]
    {
        let name = format!("{name}.tf");
        let report = lint(&one(&name, &fixture(&name)), ".");
        let files = report.profile_files.len();
        assert_eq!((lines(&report).as_str(), report.profiles, files), ("", profiles, 1), "{name}");
    }
}

/// A full export on one line whose values have nine hundred lines, with a key twice in the middle.
fn long_export() -> String {
    let mut values = String::from("pack:\n  namespace: podinfo\ncharts:\n  podinfo:\n");
    for index in 0..900 {
        if index == 450 {
            values.push_str("    \"größe\": \"\\u00e4 é\"\n    # 日本 \\\\n no break\n    \"größe\": \"😀\\n\" # last\n");
        }
        writeln!(values, "    setting{index}: \"wért {index}\"").unwrap();
    }
    let layer = json!({"name": "podinfo", "type": "oci", "layer": "addon", "version": "6.5.0",
        "tag": "6.5.0", "values": values, "manifests": []});
    let template = json!({"type": "add-on", "cloudType": "all", "packs": [layer]});
    json!({"metadata": {"name": "long"}, "spec": {"version": "1.0.0", "template": template}})
        .to_string()
}

#[test]
fn a_key_in_nine_hundred_lines_is_underlined_at_its_own_characters() {
    for escaped in [false, true] {
        let mut text = long_export();
        if escaped {
            let escape = |c: char| {
                let mut units = [0; 2];
                let units = c.encode_utf16(&mut units).iter();
                units.map(|unit| format!("\\u{unit:04x}")).collect::<String>()
            };
            text = text
                .chars()
                .map(|c| if c.is_ascii() { c.to_string() } else { escape(c) })
                .collect();
        }
        assert_eq!(text.lines().count(), 1);
        let report = lint(&one("long.json", &text), ".");
        assert_eq!(report.diagnostics.len(), 1, "{}", lines(&report));
        let finding = &report.diagnostics[0].finding;
        assert_eq!(report.diagnostics[0].rule.id, "syntax/duplicate-key");
        let key = if escaped { r#"\"gr\u00f6\u00dfe\""# } else { r#"\"größe\""# };
        let range = finding.at.range().unwrap();
        assert_eq!(range.start as usize, text.rfind(key).unwrap());
        assert_eq!(finding.at.span().unwrap().text(), key);
        let mut shown = Vec::new();
        human::write(&report, Style { colour: false, summary: false }, &mut shown).unwrap();
        let shown = String::from_utf8(shown).unwrap();
        let position = finding.at.span().unwrap().start();
        assert!(shown.contains(&format!("long.json:1:{}", position.column)), "{shown}");
        assert!(shown.lines().all(|line| line.chars().count() < 180), "{shown}");
        insta::assert_snapshot!(format!("long_line_escaped_{escaped}"), shown);
    }
}

#[test]
fn a_directory_stands_for_its_packs_and_profiles() {
    let scratch = Scratch::new("walk");
    let all = report(&scratch.0, &["."]);
    assert_eq!((&all["summary"]["packs"], &all["summary"]["profiles"]), (&json!(1), &json!(2)));
    let only = report(&scratch.0, &["profiles"]);
    assert_eq!(only["summary"]["packs"], json!(0));
    assert_eq!((&only["summary"]["profiles"], &only["summary"]["files"]), (&json!(2), &json!(2)));
    let twice =
        report(&scratch.0, &["profiles/a.json", "profiles", "./profiles/../profiles/a.json"]);
    assert_eq!(twice["summary"]["profiles"], json!(2));
    // A file of a pack is the pack, whatever it looks like, and any name will do for a profile.
    let pack = report(&scratch.0, &["packs/demo-1.2.3/profile.json"]);
    assert_eq!((&pack["summary"]["packs"], &pack["summary"]["profiles"]), (&json!(1), &json!(0)));
    assert_eq!(report(&scratch.0, &["notes.txt"])["summary"]["profiles"], json!(1));
    let verbose = palint(&scratch.0, &["check", "-v", "profiles"], None);
    assert!(String::from_utf8_lossy(&verbose.stderr).contains("linting profiles/deep/b.YML"));
    let said = String::from_utf8_lossy(&verbose.stdout).into_owned();
    assert!(said.starts_with("Checked 2 profiles: nothing found, "), "{said}");
    assert!(said.ends_with(" not resolved.\n"), "{said}");
}

#[test]
fn what_is_no_profile_is_left_alone_or_refused() {
    let scratch = Scratch::new("other");
    for path in
        ["profiles/package.json", "profiles/broken.yaml", "node_modules", "profiles/deep/.."]
    {
        let output = palint(&scratch.0, &["check", path], None);
        let refused = String::from_utf8_lossy(&output.stderr).contains("there is nothing to lint");
        let expected = path.ends_with("json") || path.ends_with("yaml");
        assert_eq!((output.status.code() == Some(2), refused), (expected, expected), "{path}");
    }
}

#[test]
fn text_on_standard_input_is_a_profile_by_its_shape() {
    let scratch = Scratch::new("stdin");
    let text = fixture("add-on.json").replace("\"2.3.0\"", "\"2.3\"");
    let arguments = ["check", "--format", "concise", "-", "--stdin-filename", "profiles/a.json"];
    let output = palint(&scratch.0, &arguments, Some(&text));
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(
        said.starts_with("profiles/a.json:1:") && said.contains("profile/invalid-version"),
        "{said}"
    );
    assert_eq!(output.status.code(), Some(1));
    let output = palint(&scratch.0, &arguments, Some("{}"));
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn reports_tell_profiles_by_their_file() {
    let scratch = Scratch::new("reports");
    let text = fixture("add-on.json").replace("\"2.3.0\"", "\"2.3\"");
    std::fs::write(scratch.0.join("profiles/a.json"), text).unwrap();
    let found = report(&scratch.0, &["profiles"]);
    let diagnostic = &found["diagnostics"][0];
    assert_eq!(
        (&diagnostic["pack"], &diagnostic["path"]),
        (&Value::Null, &json!("profiles/a.json"))
    );
    let junit = palint(&scratch.0, &["check", "--format", "junit", "profiles"], None);
    let junit = String::from_utf8_lossy(&junit.stdout).into_owned();
    assert!(
        junit.contains(
            r#"<testsuite name="profiles/a.json" package="palint" tests="1" failures="1""#
        ),
        "{junit}"
    );
    assert!(junit.contains(
        r#"<testsuite name="profiles/deep/b.YML" package="palint" tests="1" failures="0""#
    ));
}

#[test]
fn comments_and_configuration_hold_for_profiles() {
    let scratch = Scratch::new("silenced");
    let path = scratch.0.join("profiles/a.json");
    let text = long_export();
    let at = text.rfind(r#"    \"gr"#).unwrap();
    let comment = r"    # palint: ignore[syntax/duplicate-key] tested, größer\n";
    let text = format!("{}{comment}{}", &text[..at], &text[at..]);
    std::fs::write(&path, &text).unwrap();
    let summary = &report(&scratch.0, &["profiles/a.json"])["summary"];
    assert_eq!((&summary["errors"], &summary["suppressed"]), (&json!(0), &json!(1)));
    let unused = text.replace(r#"    \"größe\": \"😀"#, r#"    other: \"😀"#);
    std::fs::write(&path, unused).unwrap();
    let told = report(&scratch.0, &["profiles/a.json"]);
    assert_eq!(told["diagnostics"][0]["rule"], json!("suppression/unused"));
    std::fs::write(&path, long_export()).unwrap();
    let config = "exclude: [profiles/deep]\nrules: {syntax/duplicate-key: info}\n";
    std::fs::write(scratch.0.join("palint.yaml"), config).unwrap();
    let summary = &report(&scratch.0, &["profiles"])["summary"];
    assert_eq!((&summary["profiles"], &summary["infos"]), (&json!(1), &json!(1)));
    let ignore = "ignore:\n  - {rule: syntax/duplicate-key, path: profiles/a.json, at: /spec, reason: both}\n";
    std::fs::write(scratch.0.join("palint.yaml"), ignore).unwrap();
    let summary = &report(&scratch.0, &["profiles"])["summary"];
    assert_eq!(
        (&summary["errors"], &summary["warnings"], &summary["suppressed"]),
        (&json!(0), &json!(0), &json!(1))
    );
}

#[test]
fn any_cut_of_a_profile_is_survived() {
    for name in ["full.json", "edge.yaml", "app.yaml", "edge-stores.tf", "shop-app.tf"] {
        let text = fixture(name);
        for at in (0..text.len()).step_by(211).filter(|at| text.is_char_boundary(*at)) {
            let report = lint(&one(name, &text[..at]), ".");
            let internal = |d: &palint::engine::Diagnostic| d.rule.id == "syntax/internal-error";
            assert!(!report.diagnostics.iter().any(internal), "{name} {at}");
        }
    }
}

#[test]
fn no_fix_breaks_the_text_around_it() {
    let values = "pack:\n  namespace: a\n  spectrocloud.com/install-priority: 10\nkubeadmconfig:\n  \
                  kubeletExtraArgs:\n    event-qps: 0\n";
    let layer = json!({"name": "podinfo", "type": "oci", "layer": "addon", "version": "6.5.0",
        "tag": "6.5.0", "values": values});
    let template = json!({"type": "add-on", "cloudType": "all", "packs": [layer]});
    let profile = json!({"metadata": {"name": "a"}, "spec": {"template": template}});
    let report = lint(&one("a.json", &profile.to_string()), ".");
    let fixes = report.diagnostics.iter().filter(|d| d.finding.fix.is_some()).count();
    assert_eq!((report.diagnostics.len(), fixes), (2, 0), "{}", lines(&report));
    let indented = values.replace('\n', "\n        ");
    let yaml = format!(
        "metadata: {{name: a}}\nspec:\n  template:\n    type: add-on\n    cloudType: all\n    packs:\n    - name: podinfo\n      layer: addon\n      values: |\n        {indented}\n"
    );
    let report = lint(&one("a.yaml", &yaml), ".");
    let fixes = report.diagnostics.iter().filter(|d| d.finding.fix.is_some()).count();
    assert_eq!((report.diagnostics.len(), fixes), (2, 2), "{}", lines(&report));
}

#[test]
fn a_fix_is_shown_as_a_diff_of_the_file_and_written() {
    let scratch = Scratch::new("fixed");
    let path = scratch.0.join("profiles/a.json");
    let text = fixture("add-on.json");
    std::fs::write(&path, text.replacen("\"2.3.0\"", "\"2.3\"", 1)).unwrap();
    let mend = ["check", "--fix", "--unsafe-fixes", "profiles/a.json"];
    let output = palint(&scratch.0, &[&mend[..], &["--diff"]].concat(), None);
    let diff = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(diff.starts_with("--- a/profiles/a.json\n+++ b/profiles/a.json\n@@ "), "{diff}");
    assert_eq!(palint(&scratch.0, &mend, None).status.code(), Some(0));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
}

#[test]
fn ignores_are_written_into_yaml() {
    let scratch = Scratch::new("ignored");
    let path = scratch.0.join("profiles/y.yaml");
    let text = fixture("infra.yaml").replace("\"2.4.0\"", "\"2.4\"");
    let text = text.replace("profiling: \"false\"", "profiling: false");
    std::fs::write(&path, &text).unwrap();
    let add = ["check", "profiles/y.yaml", "--add-ignores", "--reason", "é"];
    assert_eq!(palint(&scratch.0, &add, None).status.code(), Some(0));
    let after = std::fs::read_to_string(&path).unwrap();
    let behind = "  version: \"2.4\" # palint: ignore[profile/invalid-version] é\n";
    let above = "      # palint: ignore[profile/non-string-extra-arg] é\n      values: |\n";
    assert!(after.contains(behind) && after.contains(above), "{after}");
    let rest = after.replace(" # palint: ignore[profile/invalid-version] é", "");
    let rest = rest.replace("      # palint: ignore[profile/non-string-extra-arg] é\n", "");
    assert_eq!(rest, text);
    assert!(!scratch.0.join("palint.yaml").exists());
}
