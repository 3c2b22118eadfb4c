//! `--add-ignores` as users call it: where the comments and the entries go.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod support {
    pub mod scratch;
    pub mod tree;
}

use support::scratch::{Scratch, base, err, out};
use support::tree::tgz;

const ADD: [&str; 5] = ["check", "--today", "2026-01-01", "--add-ignores", "--reason"];

fn add(scratch: &Scratch, reason: &str, more: &[&str]) -> std::process::Output {
    let output = scratch.palint(&[&ADD[..], &[reason], more].concat());
    assert_ne!(output.status.code(), Some(2), "{}", err(&output));
    output
}

const REST: &str = "  content:\n    images:\n      - image: registry.example.com/demo/demo:1.2.3\n\
                    charts:\n  demo:\n    replicaCount: 1\n";

/// `pack` with `values.yaml` before and after, in both kinds of line breaks.
fn assert_written(name: &str, before: &str, after: &str) {
    for (kind, end) in [("unix", "\n"), ("windows", "\r\n")] {
        let with_end = |text: &str| format!("{text}{REST}").replace('\n', end);
        let scratch = Scratch::with_values(&format!("ignores-{name}-{kind}"), &with_end(before));
        let said = scratch.concise(&[]).0;
        assert_ne!(said, "", "{name}");
        let output = add(&scratch, "é  weil\nes so ist", &[]);
        assert_eq!(scratch.read("demo-1.2.3/values.yaml"), with_end(after), "{said}");
        assert_eq!(scratch.concise(&[]), (String::new(), 0), "{name}");
        assert_eq!(output.status.code(), Some(0));
        assert!(err(&output).starts_with("Ignored "), "{}", err(&output));
        assert!(!scratch.0.join("palint.yaml").exists());
    }
}

#[test]
fn a_comment_stands_behind_the_line() {
    assert_written(
        "behind",
        "pack:\n  namespace: default\n",
        "pack:\n  namespace: default # palint: ignore[values/default-namespace] é weil es so ist\n",
    );
}

#[test]
fn a_comment_stands_above_a_line_with_a_comment_and_above_a_block_scalar() {
    assert_written(
        "above",
        "pack:\n  namespace: default # ours\n",
        "pack:\n  # palint: ignore[values/default-namespace] é weil es so ist\n  \
         namespace: default # ours\n",
    );
    let text = "pack:\n  namespace: |-\n    default\n";
    let scratch = Scratch::with_values("ignores-block", &format!("{text}{REST}"));
    add(&scratch, "why", &[]);
    assert_eq!(scratch.concise(&[]), (String::new(), 0));
    let expected =
        "pack:\n  # palint: ignore[values/default-namespace] why\n  namespace: |-\n    default\n";
    assert_eq!(scratch.read("demo-1.2.3/values.yaml"), format!("{expected}{REST}"));
}

#[test]
fn a_comment_that_is_there_gets_another_rule() {
    assert_written(
        "merged",
        "pack:\n  namespace: default # palint: ignore[registry/twin-drift] da\n",
        "pack:\n  namespace: default # palint: ignore[registry/twin-drift, values/default-namespace] da\n",
    );
    assert_written(
        "merged-above",
        "pack:\n  # palint: ignore[registry/twin-drift] da\n  namespace: default # ours\n",
        "pack:\n  # palint: ignore[registry/twin-drift, values/default-namespace] da\n  \
         namespace: default # ours\n",
    );
}

#[test]
fn json_and_whole_files_are_ignored_in_palint_yaml() {
    let scratch = Scratch::new("ignores-json");
    let mut tree = base("addon");
    let json = String::from_utf8(tree.0["pack.json"].clone()).unwrap();
    tree.put("pack.json", json.replace("\"system app\"", "\"our group\""));
    tree.remove("README.md");
    tree.write(&scratch.0.join("packs/demo-1.2.3"));
    let config = "# our packs\npolicy: community # strict\nignore:\n  # first\n  - rule: image\n    \
                  path: nowhere/**\n    reason: later\n# the end\n";
    scratch.write("packs/palint.yaml", config);
    let output = add(&scratch, "true", &[]);
    let entries = "  - rule: pack/unknown-addon-type\n    path: demo-1.2.3/pack.json\n    \
                   at: /addonType\n    reason: \"true\"\n  - rule: structure/missing-readme\n    \
                   path: demo-1.2.3/pack.json\n    at: /name\n    reason: \"true\"\n";
    let expected = config.replace("# the end\n", &format!("{entries}# the end\n"));
    assert_eq!(scratch.read("packs/palint.yaml"), expected);
    assert_eq!(err(&output), "Ignored 2 findings: 0 by comments, 2 by palint.yaml.\n");
    assert_eq!(scratch.concise(&[]), (String::new(), 0));
    assert_eq!(scratch.read("packs/demo-1.2.3/pack.json"), json.replace("system app", "our group"));
}

#[test]
fn palint_yaml_is_created_where_it_holds() {
    let scratch = Scratch::new("ignores-create");
    let mut tree = base("addon");
    tree.remove("logo.png");
    tree.write(&scratch.0.join("a/demo-1.2.3"));
    let members =
        tree.packed().into_iter().map(|(path, b)| (format!("demo-1.2.3/{path}"), b.to_vec()));
    std::fs::write(scratch.0.join("a/demo.tgz"), tgz(&members.collect())).unwrap();
    let paths = ["a/demo-1.2.3", "a/demo.tgz"];
    let preview = add(&scratch, "why", &[paths[0], paths[1], "--diff"]);
    assert!(out(&preview).starts_with("--- /dev/null\n+++ b/palint.yaml\n"), "{}", out(&preview));
    assert_eq!(preview.status.code(), Some(1));
    assert!(!scratch.0.join("palint.yaml").exists());
    add(&scratch, "why", &paths);
    assert!(scratch.read("palint.yaml").contains("path: \"a/demo.tgz!/demo-1.2.3/pack.json\""));
    assert_eq!(scratch.concise(&paths), (String::new(), 0));
    // A pack elsewhere gets a file of its own.
    let elsewhere = Scratch::new("ignores-elsewhere");
    let pack = scratch.0.join("a/demo-1.2.3");
    std::fs::remove_file(scratch.0.join("palint.yaml")).unwrap();
    add(&elsewhere, "why", &[pack.to_str().unwrap()]);
    assert!(scratch.0.join("a/demo-1.2.3/palint.yaml").exists());
    assert_eq!(elsewhere.concise(&[pack.to_str().unwrap()]), (String::new(), 0));
}

#[test]
fn what_is_fixed_needs_no_comment() {
    let text = format!("pack:\n  namespace: default\n{REST}").replace("- image:", "- iamge:");
    let scratch = Scratch::with_values("ignores-fixed", &text);
    let output = add(&scratch, "why", &["--fix"]);
    let said = "Fixed 1 finding in 1 file.\nIgnored 1 finding: 1 by comments, 0 by palint.yaml.\n";
    assert_eq!(err(&output), said);
    let expected = text
        .replace("iamge", "image")
        .replace("default\n", "default # palint: ignore[values/default-namespace] why\n");
    assert_eq!(scratch.read("demo-1.2.3/values.yaml"), expected);
}

#[test]
fn a_configuration_that_cannot_be_written_is_said() {
    let scratch = Scratch::new("ignores-refused");
    let mut tree = base("addon");
    tree.remove("logo.png");
    tree.write(&scratch.0.join("demo-1.2.3"));
    for (text, why) in [
        ("{fail-on: info}\n", "no entry can be added to `palint.yaml`"),
        ("fail-on: info\n", "`palint.yaml` cannot be written: it is read-only"),
    ] {
        scratch.write("palint.yaml", text);
        let path = scratch.0.join("palint.yaml");
        let mut permissions = std::fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(true);
        std::fs::set_permissions(&path, permissions).unwrap();
        let output = scratch.palint(&[&ADD[..], &["why"]].concat());
        assert_eq!(output.status.code(), Some(2));
        assert!(err(&output).contains(why), "{}", err(&output));
        assert_eq!(scratch.read("palint.yaml"), text);
        std::fs::remove_file(path).unwrap();
    }
}
