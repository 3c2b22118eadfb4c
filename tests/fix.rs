//! `--fix` as users call it: what is written, what is not, and what is said.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod support {
    pub mod scratch;
    pub mod tree;
}

use std::process::Output;

use support::scratch::{Scratch, base, binary};
use support::tree::tgz;

/// `pack.content.images` in `pack.content` has a key that is misspelt; the comments and the odd
/// spacing are what has to stay.
const MISSPELT: &str = "# ключ: 日本語\r\npack:   # é\r\n  namespace: demo\r\n  content:\r\n    \
                        images:\r\n      - iamge: registry.example.com/demo/demo:1.2.3   # 🎉\r\n\
                        charts:\r\n  demo:\r\n    replicaCount: 1";

fn mended() -> String {
    MISSPELT.replace("iamge", "image")
}

fn out(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

fn err(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

fn status(output: &Output) -> i32 {
    output.status.code().unwrap()
}

#[test]
fn only_the_finding_changes() {
    let scratch = Scratch::with_values("fix-only", &format!("\u{feff}{MISSPELT}"));
    let rule = ["--select", "image/unknown-member"];
    let output = scratch.palint(&["check", "--fix", rule[0], rule[1]]);
    assert_eq!(scratch.read("demo-1.2.3/values.yaml"), format!("\u{feff}{}", mended()));
    assert_eq!(err(&output), "Fixed 1 finding in 1 file.\n");
    assert_eq!((out(&output), status(&output)), ("Checked 1 pack: nothing found.\n", 0));
    let before = scratch.everything();
    let again = scratch.palint(&["check", "--fix", rule[0], rule[1]]);
    assert_eq!((err(&again), status(&again)), ("", 0));
    assert_eq!(scratch.everything(), before);
}

#[test]
fn the_report_and_the_status_are_about_what_is_left() {
    let text = format!("{}\r\npack:\r\n  namespace: demo\r\n", MISSPELT);
    let scratch = Scratch::with_values("fix-left", &text);
    let (said, status) = scratch.concise(&["--fix"]);
    assert!(said.contains("error[syntax/duplicate-key]"), "{said}");
    assert_eq!((said.contains("image/unknown-member"), status), (false, 1));
    assert_eq!(scratch.concise(&[]), (said, 1), "the report is that of the next run");
}

#[test]
fn a_diff_writes_nothing_and_can_be_applied() {
    let scratch = Scratch::with_values("fix-diff", MISSPELT);
    let before = scratch.everything();
    let output = scratch.palint(&["check", "--fix", "--diff", "--fail-on", "never"]);
    let expected = "--- a/demo-1.2.3/values.yaml\n+++ b/demo-1.2.3/values.yaml\n@@ -3,7 +3,7 @@\n   \
                    namespace: demo\r\n   content:\r\n     images:\r\n\
                    -      - iamge: registry.example.com/demo/demo:1.2.3   # 🎉\r\n\
                    +      - image: registry.example.com/demo/demo:1.2.3   # 🎉\r\n \
                    charts:\r\n   demo:\r\n     replicaCount: 1\n\\ No newline at end of file\n";
    assert_eq!(out(&output), expected);
    assert_eq!((err(&output), status(&output)), ("Would fix 1 finding in 1 file.\n", 1));
    assert_eq!(scratch.everything(), before);
    let quiet = scratch.palint(&["check", "--fix", "--diff", "-q", "--exit-zero"]);
    assert_eq!((err(&quiet), status(&quiet)), ("", 0));
    scratch.write("demo-1.2.3/values.yaml", &mended());
    let clean = scratch.palint(&["check", "--fix", "--diff"]);
    assert_eq!((out(&clean), err(&clean), status(&clean)), ("", "", 0));
}

#[test]
fn a_diff_is_no_way_past_an_error() {
    let scratch = Scratch::with_values("fix-diff-error", "pack: 1\npack: 2\n");
    let output = scratch.palint(&["check", "--fix", "--diff", "--select", "syntax"]);
    assert_eq!((out(&output), status(&output)), ("", 1), "{}", err(&output));
    let report = ["--format", "json=report.json"];
    scratch.palint(&["check", "--fix", "--diff", "--select", "syntax", report[0], report[1]]);
    assert!(scratch.read("report.json").contains("syntax/duplicate-key"));
}

#[test]
fn what_needs_a_look_is_asked_for() {
    let scratch = Scratch::new("fix-unsafe");
    let mut tree = base("addon");
    let json = String::from_utf8(tree.0["pack.json"].clone()).unwrap();
    tree.put("pack.json", json.replace("\"1.2.3\"", "\"v1.2.3\""));
    tree.write(&scratch.0.join("demo-1.2.3"));
    let rule = ["--select", "pack/invalid-version"];
    let output = scratch.palint(&["check", rule[0], rule[1]]);
    assert!(out(&output).ends_with("1 fixable with --fix --unsafe-fixes.\n"), "{}", out(&output));
    let untouched = scratch.palint(&["check", "--fix", rule[0], rule[1]]);
    assert_eq!((err(&untouched), status(&untouched)), ("", status(&output)));
    assert!(scratch.read("demo-1.2.3/pack.json").contains("v1.2.3"));
    // Without --fix nothing is written.
    scratch.palint(&["check", "--unsafe-fixes"]);
    assert!(scratch.read("demo-1.2.3/pack.json").contains("v1.2.3"));
    let output = scratch.palint(&["check", "--fix", "--unsafe-fixes", rule[0], rule[1]]);
    assert_eq!((err(&output), status(&output)), ("Fixed 1 finding in 1 file.\n", 0));
    assert_eq!(scratch.read("demo-1.2.3/pack.json"), json);
}

#[test]
fn what_is_suppressed_or_not_selected_stays() {
    let comment = MISSPELT.replace("# 🎉", "# palint: ignore[image] 🎉");
    for (name, text, config, arguments) in [
        ("comment", comment.as_str(), "", &[][..]),
        ("off", MISSPELT, "rules: {image/unknown-member: off}\n", &[]),
        ("exclude", MISSPELT, "exclude: [\"**/values.yaml\"]\n", &[]),
        (
            "entry",
            MISSPELT,
            "ignore: [{rule: image, path: demo-1.2.3/values.yaml, reason: it is ours}]\n",
            &[],
        ),
        ("select", MISSPELT, "", &["--select", "syntax"]),
    ] {
        let scratch = Scratch::with_values(&format!("fix-stays-{name}"), text);
        scratch.write("palint.yaml", config);
        let output = scratch.palint(&[&["check", "--fix"], arguments].concat());
        assert_eq!(
            (err(&output), scratch.read("demo-1.2.3/values.yaml").as_str()),
            ("", text),
            "{name}"
        );
    }
}

#[test]
fn standard_input_is_fixed_to_standard_output() {
    let scratch = Scratch::with_values("fix-stdin", "pack: {}\n");
    let before = scratch.everything();
    let arguments = ["check", "-", "--stdin-filename", "demo-1.2.3/values.yaml", "--fix"];
    let run = |text: &str, more: &[&str]| {
        let mut command = scratch.command(binary());
        command.current_dir(&scratch.0).args(arguments).args(more);
        command.write_stdin(text).output().unwrap()
    };
    let output = run(MISSPELT, &[]);
    assert_eq!(out(&output), mended());
    assert!(err(&output).contains("Fixed 1 finding in 1 file."), "{}", err(&output));
    assert_eq!(status(&output), 0);
    // What cannot be fixed is told, and the text comes back as it was.
    let output = run("pack: 1\npack: 2\n", &["--format", "concise"]);
    assert_eq!((out(&output), status(&output)), ("pack: 1\npack: 2\n", 1));
    assert!(err(&output).contains("error[syntax/duplicate-key]"), "{}", err(&output));
    assert!(out(&run(MISSPELT, &["--diff"])).contains("\n-      - iamge"));
    assert_eq!(scratch.everything(), before);
}

#[test]
fn archives_and_packed_packs_are_left_alone() {
    let scratch = Scratch::new("fix-packed");
    let mut tree = base("addon");
    tree.put("values.yaml", MISSPELT);
    let members =
        tree.packed().into_iter().map(|(path, bytes)| (format!("demo-1.2.3/{path}"), bytes));
    let members = members.map(|(path, bytes)| (path, bytes.to_vec())).collect();
    std::fs::write(scratch.0.join("demo.tgz"), tgz(&members)).unwrap();
    let before = scratch.everything();
    let output = scratch.palint(&["check", "--fix", "--select", "image", "demo.tgz"]);
    assert!(out(&output).contains("image/unknown-member"), "{}", out(&output));
    assert!(!out(&output).contains("fixable"), "{}", out(&output));
    assert_eq!(scratch.everything(), before);
}

#[test]
fn usage_is_checked() {
    let scratch = Scratch::new("fix-usage");
    for arguments in [
        &["--diff"][..],
        &["--add-ignores"],
        &["--reason", "x"],
        &["--add-ignores", "--reason", "  "],
        &["--add-ignores", "--reason", "x", "--isolated"],
    ] {
        let output = scratch.palint(&[&["check"], arguments].concat());
        assert_eq!(status(&output), 2, "{arguments:?}");
    }
}

#[cfg(unix)]
mod on_unix {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
    use std::process::Command;

    use super::*;

    fn mode(scratch: &Scratch, path: &str) -> u32 {
        std::fs::metadata(scratch.0.join(path)).unwrap().permissions().mode() & 0o7777
    }

    fn set_mode(scratch: &Scratch, path: &str, mode: u32) {
        let permissions = std::fs::Permissions::from_mode(mode);
        std::fs::set_permissions(scratch.0.join(path), permissions).unwrap();
    }

    #[test]
    fn permissions_are_kept_and_the_file_is_replaced_at_once() {
        let scratch = Scratch::with_values("fix-mode", MISSPELT);
        set_mode(&scratch, "demo-1.2.3/values.yaml", 0o640);
        let inode = std::fs::metadata(scratch.0.join("demo-1.2.3/values.yaml")).unwrap().ino();
        assert_eq!(scratch.concise(&["--fix"]).1, 0);
        assert_eq!(mode(&scratch, "demo-1.2.3/values.yaml"), 0o640);
        let now = std::fs::metadata(scratch.0.join("demo-1.2.3/values.yaml")).unwrap().ino();
        assert_ne!(inode, now);
    }

    /// Nothing is written, one sentence says so, and other packs are fixed all the same.
    fn assert_refused(scratch: &Scratch, output: &Output, reason: &str) {
        assert_eq!(status(output), 2, "{}", err(output));
        let sentence = format!("`demo-1.2.3/values.yaml` cannot be written: {reason}");
        assert!(err(output).contains(&sentence), "{}", err(output));
        assert!(out(output).contains("image/unknown-member"), "{}", out(output));
        assert_eq!(scratch.read("demo-1.2.3/values.yaml"), MISSPELT);
        let names = scratch.everything().into_iter().map(|(path, _)| path);
        let left: Vec<_> =
            names.filter(|path| path.to_string_lossy().contains(".palint")).collect();
        assert!(left.is_empty(), "{left:?}");
    }

    #[test]
    fn what_is_read_only_stays_whole() {
        for (name, path, reason) in [
            ("file", "demo-1.2.3/values.yaml", "it is read-only"),
            ("directory", "demo-1.2.3", "its directory is read-only"),
        ] {
            let scratch = Scratch::with_values(&format!("fix-readonly-{name}"), MISSPELT);
            let mut other = base("cni");
            let text = String::from_utf8(other.0["pack.json"].clone()).unwrap();
            other.put("pack.json", format!("\u{feff}{text}"));
            other.write(&scratch.0.join("other"));
            let usual = mode(&scratch, path);
            set_mode(&scratch, path, usual & !0o222);
            let output = scratch.palint(&["check", "--fix", "--exit-zero"]);
            set_mode(&scratch, path, usual);
            assert_refused(&scratch, &output, reason);
            assert_eq!(scratch.read("other/pack.json"), text, "other packs are fixed");
        }
    }

    #[test]
    fn a_full_disk_leaves_the_file_whole() {
        let scratch = Scratch::with_values("fix-full", MISSPELT);
        // A limit on the size of files fails as a full disk does: in the middle of a write.
        let script = "trap '' XFSZ; ulimit -f 0; exec \"$0\" check --fix";
        let binary = assert_cmd::cargo::cargo_bin("palint");
        let shell = ["-c", script, binary.to_str().unwrap()];
        let output = Command::new("sh").args(shell).current_dir(&scratch.0).output().unwrap();
        assert_refused(&scratch, &output, "");
    }

    #[test]
    fn links_are_never_written_through() {
        let scratch = Scratch::with_values("fix-links", MISSPELT);
        let pack = scratch.0.join("demo-1.2.3");
        std::fs::rename(pack.join("values.yaml"), scratch.0.join("elsewhere.yaml")).unwrap();
        std::fs::copy(scratch.0.join("elsewhere.yaml"), pack.join("real.yaml")).unwrap();
        for target in ["../elsewhere.yaml", "real.yaml"] {
            symlink(target, pack.join("values.yaml")).unwrap();
            let before = scratch.everything();
            let output = scratch.palint(&["check", "--fix"]);
            assert!(!err(&output).contains("Fixed"), "{}", err(&output));
            assert_eq!(scratch.everything(), before, "{target}");
            std::fs::remove_file(pack.join("values.yaml")).unwrap();
        }
    }
}
