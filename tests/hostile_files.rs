//! Files that are not what they were or seem: gone or changed since they were listed, pipes, names that
//! are no text, and disks and pipes that take no more.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod support {
    pub mod scratch;
    pub mod tree;
}

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::{Command, Stdio};

use palint::discover;
use palint::engine;
use palint::files::{Files, ReadError};
use palint::model::pack::Pack;
use palint::rules::{self, Check, Context};
use palint::settings::{Catalogs, Levels, Settings};
use palint::source::VirtualPath;
use support::scratch::{Scratch, base, binary, err, out, status};

fn pack(name: &str) -> Scratch {
    let scratch = Scratch::new(name);
    base("addon").write(&scratch.0.join("demo-1.2.3"));
    scratch
}

fn pipe(path: &Path) {
    fs::remove_file(path).unwrap_or_default();
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

/// What is said of a pack that `change` meets between the listing and the first read.
fn changed(name: &str, change: impl Fn(&Path)) -> Vec<String> {
    let scratch = pack(name);
    let directory = scratch.0.join("demo-1.2.3");
    let files = Files::on_disk(VirtualPath::new("demo-1.2.3"), &directory);
    change(&directory);
    let pack = Pack::new(files);
    let mut said = Vec::new();
    for rule in rules::all().filter(|rule| !rule.is_off_by_default()) {
        if let Check::Pack(check) | Check::PackAndProfiles(check, _) = rule.check {
            for finding in check(&pack) {
                let text = finding.at.span().map(|span| span.text().to_owned());
                assert!(text.is_none_or(|text| text.len() < 10_000));
                said.push(format!("{}: {}", rule.id, finding.message));
            }
        }
    }
    said
}

#[test]
fn a_pack_may_vanish_while_it_is_read() {
    assert_eq!(changed("hostile-same", |_| ()), Vec::<String>::new());
    // Nothing is called wrong that was there a moment ago: the next run will see.
    changed("hostile-gone", |pack| fs::remove_dir_all(pack).unwrap());
    changed("hostile-one-gone", |pack| fs::remove_file(pack.join("pack.json")).unwrap());
}

/// How many profiles are linted of a file that `change` meets after it was found, and what is said.
fn changed_profile(name: &str, change: impl Fn(&Path)) -> (usize, Vec<String>) {
    let scratch = Scratch::new(name);
    let path = scratch.0.join("profile.yaml");
    fs::copy("fixtures/profiles/add-on.yaml", &path).unwrap();
    let targets = discover::discover(std::slice::from_ref(&path), &scratch.0).targets;
    assert_eq!(targets.len(), 1);
    assert!(targets[0].is_profiles());
    change(&path);
    let rules: Vec<_> = rules::all().collect();
    let settings = Settings {
        levels: Levels::default(),
        context: Context { today: "2026-01-01".parse().unwrap() },
        jobs: Some(1),
        catalogs: Catalogs::default(),
        whole_texts: false,
    };
    let report = engine::run_one(&targets[0], &rules, &settings);
    (report.profiles, report.diagnostics.into_iter().map(|told| told.finding.message).collect())
}

#[test]
fn a_profile_may_change_after_it_was_found() {
    assert_eq!(changed_profile("profile-same", |_| ()), (1, Vec::new()));
    let none = (0, Vec::new());
    assert_eq!(changed_profile("profile-gone", |path| fs::remove_file(path).unwrap()), none);
    assert_eq!(changed_profile("profile-empty", |path| fs::write(path, "").unwrap()), none);
    assert_eq!(changed_profile("profile-pipe", pipe), none);
    let grow = |path: &Path| fs::write(path, vec![b' '; 6 << 20]).unwrap();
    assert_eq!(changed_profile("profile-grown", grow), none);
    let cut = |path: &Path| {
        let text = fs::read(path).unwrap();
        fs::write(path, [&text[..], b"\x00{"].concat()).unwrap();
    };
    let (profiles, said) = changed_profile("profile-broken", cut);
    assert!(profiles == 1 && !said.is_empty());
}

#[test]
fn files_may_grow_and_shrink_while_they_are_read() {
    let archive = |pack: &Path| pack.join("charts/demo-1.2.3.tgz");
    let said = changed("hostile-cut", |pack| {
        let bytes = fs::read(archive(pack)).unwrap();
        fs::write(archive(pack), &bytes[..bytes.len() / 2]).unwrap();
    });
    assert!(said.iter().any(|line| line.contains("is cut off")), "{said:?}");
    let said = changed("hostile-grown", |pack| {
        let values = "charts:\n  demoo: {}\n".to_owned() + &"# x\n".repeat(100_000);
        fs::write(pack.join("values.yaml"), values).unwrap();
    });
    assert!(said.iter().any(|line| line.contains("`demoo`")), "{said:?}");
    let said = changed("hostile-huge", |pack| {
        fs::File::create(pack.join("values.yaml")).unwrap().set_len(1 << 40).unwrap();
    });
    assert!(said.iter().all(|line| !line.contains("missing")), "{said:?}");
}

#[test]
fn a_file_that_becomes_a_pipe_keeps_nobody_waiting() {
    for path in ["values.yaml", "pack.json", "logo.png", "charts/demo-1.2.3.tgz"] {
        changed(&format!("hostile-pipe-{}", path.len()), |pack| pipe(&pack.join(path)));
    }
}

#[test]
fn a_file_that_becomes_a_directory_is_refused() {
    let scratch = pack("hostile-directory");
    let files = Files::on_disk(VirtualPath::new("."), &scratch.0);
    let path = "demo-1.2.3/values.yaml";
    fs::remove_file(scratch.0.join(path)).unwrap();
    assert_eq!(files.read(path), Err(ReadError::Missing));
    fs::create_dir(scratch.0.join(path)).unwrap();
    assert!(matches!(files.read(path), Err(ReadError::Refused(_))));
}

#[test]
fn pipes_beside_packs_are_never_opened() {
    let scratch = pack("hostile-pipes");
    for path in ["profile.yaml", "main.tf", "other.json", "x.tgz"] {
        pipe(&scratch.0.join(path));
    }
    assert_eq!(scratch.concise(&["."]), (String::new(), 0));
    // One that is named is no profile, and nothing else either.
    let output = scratch.palint(&["check", "profile.yaml"]);
    assert_eq!(status(&output), 2);
    assert!(err(&output).contains("nothing to lint in `profile.yaml`"), "{}", err(&output));
}

#[test]
fn links_that_turn_in_circles_end() {
    let scratch = pack("hostile-links");
    symlink("b", scratch.0.join("a")).unwrap();
    symlink("a", scratch.0.join("b")).unwrap();
    symlink(".", scratch.0.join("self")).unwrap();
    symlink("nowhere.yaml", scratch.0.join("profile.yaml")).unwrap();
    assert_eq!(scratch.concise(&["."]), (String::new(), 0));
    let output = scratch.palint(&["check", "a"]);
    assert_eq!((status(&output), out(&output)), (2, String::new()));
}

#[test]
fn names_that_are_no_text_are_shown_harmlessly() {
    let scratch = pack("hostile-names");
    let manifests = scratch.0.join("demo-1.2.3/manifests");
    fs::create_dir(&manifests).unwrap();
    for name in [&b"\xff.yaml"[..], b"\xfe.yaml", b"\x1b[2J.yaml"] {
        fs::write(manifests.join(OsStr::from_bytes(name)), "kind: [\n").unwrap();
    }
    let directory = OsStr::from_bytes(b"packs-\xff");
    base("addon").write(&scratch.0.join(directory).join("demo-1.2.3"));
    let output = scratch.palint(&["check", "--format", "concise", "--select", "structure"]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("demo-1.2.3/manifests/\u{fffd}.yaml:1:1: "), "{text}");
    assert!(!text.contains('\u{1b}'), "{text}");
    let output = scratch.palint(&["check", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(json["summary"]["packs"], 2);
}

#[test]
fn what_may_not_be_read_is_told() {
    let scratch = pack("hostile-modes");
    let values = scratch.0.join("demo-1.2.3/values.yaml");
    fs::set_permissions(&values, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(&values).is_ok() {
        // Whoever may read everything cannot see this.
        return;
    }
    let (text, status) = scratch.concise(&["."]);
    assert!(text.contains("[structure/unreadable-file] `values.yaml` cannot be read"), "{text}");
    assert_eq!(status, 1);
}

#[test]
fn a_reader_that_has_seen_enough_is_no_failure() {
    let scratch = pack("hostile-reader");
    scratch.write("demo-1.2.3/values.yaml", &"a:\n".repeat(5000));
    for format in ["human", "concise", "json", "jsonl", "sarif", "junit"] {
        let mut child = Command::new(binary())
            .args(["check", "--format", format])
            .current_dir(&scratch.0)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!((status(&output), err(&output)), (1, String::new()), "{format}");
    }
}

#[test]
fn nobody_need_listen_to_what_goes_wrong() {
    let scratch = pack("hostile-stderr");
    let mut child = Command::new(binary())
        .args(["check", "--verbose", "nowhere"])
        .current_dir(&scratch.0)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stderr.take());
    assert_eq!(child.wait().unwrap().code(), Some(2));
}

/// Runs palint where no file may grow beyond `blocks` of 512 bytes: what a full disk does to it.
fn limited(scratch: &Scratch, blocks: u32, script: &str) -> std::process::Output {
    let script = format!("ulimit -f {blocks}; {script}");
    scratch.command("sh").args(["-c", &script]).env("PALINT", binary()).output().unwrap()
}

/// A pack whose values.yaml has a mistake that `--fix` mends, and some kilobytes.
fn fixable(name: &str) -> Scratch {
    let scratch = pack(name);
    let json = scratch.read("demo-1.2.3/pack.json");
    let json = json.replace("\"all\"\n  ],", "\"all\",\n  ],");
    scratch.write("demo-1.2.3/pack.json", &(json + &" ".repeat(20_000) + "\n"));
    assert!(scratch.concise(&["--fix", "--diff"]).0.contains("-    \"all\","));
    scratch
}

#[test]
fn a_full_disk_leaves_what_was_there() {
    let scratch = fixable("hostile-full");
    let before = scratch.everything();
    // With the signal ignored the write fails, as it does on a full disk.
    let output = limited(&scratch, 2, "trap '' XFSZ; exec \"$PALINT\" check --fix");
    assert_eq!(status(&output), 2, "{}", err(&output));
    assert!(
        err(&output).contains("`demo-1.2.3/pack.json` cannot be written: "),
        "{}",
        err(&output)
    );
    assert_eq!(scratch.everything(), before);
}

#[test]
fn a_run_that_is_killed_while_it_writes_leaves_what_was_there() {
    let scratch = fixable("hostile-killed");
    let before = scratch.read("demo-1.2.3/pack.json");
    let output = limited(&scratch, 2, "exec \"$PALINT\" check --fix");
    assert!(!output.status.success());
    assert_eq!(scratch.read("demo-1.2.3/pack.json"), before);
}

#[test]
fn a_full_disk_keeps_the_old_baseline() {
    let scratch = pack("hostile-baseline");
    let doubles: String = (0..200).map(|n| format!("a{n}:\na{n}:\n")).collect();
    scratch.write("demo-1.2.3/values.yaml", &doubles);
    assert_eq!(scratch.concise(&["--write-baseline", "known.json"]).1, 0);
    let before = scratch.everything();
    let run = "trap '' XFSZ; exec \"$PALINT\" check --write-baseline known.json";
    let output = limited(&scratch, 1, run);
    assert_eq!(status(&output), 2, "{}", err(&output));
    assert!(err(&output).contains("`known.json` cannot be written: "), "{}", err(&output));
    assert_eq!(scratch.everything(), before);
}

#[test]
fn reports_that_cannot_be_written_are_a_failure() {
    if !Path::new("/dev/full").exists() {
        return;
    }
    let scratch = pack("hostile-report");
    for arguments in [
        &["--output", "/dev/full"][..],
        &["--format", "json=/dev/full"],
        &["--write-baseline", "/dev/full"],
    ] {
        let output = scratch.palint(&[&["check"], arguments].concat());
        assert_eq!(status(&output), 2, "{arguments:?}");
        assert!(err(&output).contains("`/dev/full` cannot be written: "), "{}", err(&output));
    }
    let run = "exec \"$PALINT\" check --format json > /dev/full";
    let output = scratch.command("sh").args(["-c", run]).env("PALINT", binary()).output().unwrap();
    assert_eq!(status(&output), 2);
    assert!(err(&output).contains("standard output cannot be written: "), "{}", err(&output));
}

#[test]
fn no_report_is_written_over_another() {
    let scratch = pack("hostile-twice");
    for arguments in [
        &["--format", "json=a", "--format", "sarif=a"][..],
        &["--format", "json=a", "--output", "a"],
        &["--output", "a", "--write-baseline", "a"],
    ] {
        let output = scratch.palint(&[&["check"], arguments].concat());
        assert_eq!(status(&output), 2, "{arguments:?}");
        assert!(err(&output).contains("`a` cannot be written twice"), "{}", err(&output));
        assert!(!scratch.0.join("a").exists());
    }
    let both = ["check", "--format", "json=/dev/null", "--format", "sarif=/dev/null"];
    assert_eq!(status(&scratch.palint(&both)), 0);
}
