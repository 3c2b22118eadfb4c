//! A baseline as users meet it: written, obeyed while files move, and shrunk.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod support {
    pub mod scratch;
    pub mod tree;
}

use serde_json::Value;
use support::scratch::{Scratch, err, out, status, values};

const FILE: &str = "baseline.json";
const STRICT: [&str; 2] = ["--fail-on", "info"];
/// One finding, `values/default-namespace`.
const DEFAULT: &str = "default";

fn scratch(name: &str) -> Scratch {
    let scratch = Scratch::new(&format!("baseline-{name}"));
    scratch.pack("packs/one-1.2.3", "one", &values(DEFAULT));
    scratch.pack("packs/two-1.2.3", "two", &values(DEFAULT));
    scratch
}

impl Scratch {
    /// Accepts what is there.
    fn accept(&self) -> &Self {
        let output = self.palint(&["check", "--write-baseline", FILE]);
        assert_eq!(status(&output), 0, "{}", err(&output));
        self
    }

    /// What is told in spite of the baseline, and the exit status.
    fn check(&self, arguments: &[&str]) -> (Vec<String>, i32) {
        let start = ["check", "--format", "concise", "--baseline", FILE];
        let output = self.palint(&[&start[..], &STRICT, arguments].concat());
        let line = |line: &str| line.split("] ").next().unwrap().to_owned() + "]";
        (out(&output).lines().map(line).collect(), status(&output))
    }
}

#[test]
fn what_was_there_is_suppressed_and_what_is_new_is_told() {
    let scratch = scratch("new");
    let output = scratch.palint(&["check", "--write-baseline", FILE, STRICT[0], STRICT[1]]);
    assert_eq!(
        (status(&output), out(&output).as_str()),
        (0, "Checked 2 packs: nothing found, 2 suppressed.\n")
    );
    assert_eq!(err(&output), "palint: 2 findings written to `baseline.json`\n");
    assert_eq!(scratch.check(&[]), (vec![], 0));
    let output = scratch.palint(&["check", "--baseline", FILE, "--format", "json"]);
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["summary"]["suppressed"], 2);

    scratch.pack("packs/three-1.2.3", "three", &values(DEFAULT));
    let told = "packs/three-1.2.3/values.yaml:2:3: info[values/default-namespace]";
    assert_eq!(scratch.check(&[]), (vec![told.to_owned()], 1));
    assert_eq!(status(&scratch.palint(&["check", "--baseline", FILE])), 0);
}

#[test]
fn findings_stay_known_when_files_are_moved_and_reformatted() {
    let scratch = scratch("moved");
    scratch.accept();
    let moved = format!("# é\r\n\r\n{}", values("\"default\"").replace('\n', "\r\n"));
    std::fs::remove_dir_all(scratch.0.join("packs/one-1.2.3")).unwrap();
    scratch.pack("elsewhere/one-1.2.3", "one", &moved);
    assert_eq!(scratch.check(&[]), (vec![], 0));
    assert_eq!(scratch.check(&["elsewhere/one-1.2.3/values.yaml", "packs"]), (vec![], 0));
}

#[test]
fn a_finding_is_excused_as_often_as_it_was_there() {
    let scratch = Scratch::new("baseline-count");
    let double = |keys: &str| format!("pack: {{namespace: demo, {keys}}}\n");
    let select = ["--select", "syntax/duplicate-key"];
    scratch.pack("demo", "demo", &double("ü: 1, ü: 2, ü: 3"));
    assert_eq!(status(&scratch.palint(&["check", select[0], select[1]])), 1);
    scratch.palint(&["check", "--write-baseline", FILE, select[0], select[1]]);
    assert!(
        scratch.read(FILE).contains("\"text\": \"ü\", \"count\": 2}"),
        "{}",
        scratch.read(FILE)
    );
    assert_eq!(scratch.check(&select), (vec![], 0));
    scratch.pack("demo", "demo", &double("ü: 1, ü: 2, ü: 3, ü: 4"));
    let told = "demo/values.yaml:1:43: error[syntax/duplicate-key]";
    assert_eq!(scratch.check(&select), (vec![told.to_owned()], 1));
}

#[test]
fn what_is_gone_is_said_and_removed() {
    let scratch = scratch("stale");
    scratch.accept().pack("packs/one-1.2.3", "one", &values("one"));
    let stale = "baseline.json:4:35: info[suppression/stale-baseline]";
    assert_eq!(scratch.check(&[]), (vec![stale.to_owned()], 1));
    assert_eq!(scratch.check(&["packs/one-1.2.3"]), (vec![stale.to_owned()], 1));
    // Curing is not punished where nobody asked for it.
    assert_eq!(status(&scratch.palint(&["check", "--baseline", FILE])), 0);
    // What was not looked at is not said to be gone.
    assert_eq!(scratch.check(&["packs/two-1.2.3"]), (vec![], 0));
    assert_eq!(scratch.check(&["--select", "chart"]), (vec![], 0));
    assert_eq!(scratch.check(&["--ignore", "values"]), (vec![], 0));
    scratch.write("palint.yaml", "rules: {suppression/stale-baseline: off}\n");
    assert_eq!(scratch.check(&[]), (vec![], 0));
    assert_eq!(scratch.check(&["--isolated"]), (vec![stale.to_owned()], 1));

    // Shrinking lets nothing in that was not there.
    scratch.pack("packs/three-1.2.3", "three", &values(DEFAULT));
    let told = "packs/three-1.2.3/values.yaml:2:3: info[values/default-namespace]";
    assert_eq!(scratch.check(&["--write-baseline", FILE]), (vec![told.to_owned()], 1));
    let text = scratch.read(FILE);
    assert_eq!(text.matches("\"pack\"").count(), 1, "{text}");
    assert!(text.contains("two@1.2.3"), "{text}");
    assert_eq!(scratch.check(&["--isolated"]), (vec![told.to_owned()], 1));
}

#[test]
fn a_part_of_the_packs_takes_nothing_from_the_others() {
    let scratch = scratch("part");
    scratch.accept().pack("packs/one-1.2.3", "one", &values("one"));
    let part = ["packs/two-1.2.3", "--write-baseline", FILE];
    let before = scratch.read(FILE);
    assert_eq!(scratch.check(&part), (vec![], 0));
    assert_eq!(scratch.read(FILE), before);
    // A pack that is gone is missed only where all was looked at.
    std::fs::remove_dir_all(scratch.0.join("packs/two-1.2.3")).unwrap();
    assert_eq!(scratch.check(&["packs"]).0.len(), 1);
    assert_eq!(scratch.check(&["."]).0.len(), 2);
    assert_eq!(scratch.check(&["--write-baseline", FILE]), (vec![], 0));
    assert!(scratch.read(FILE).contains("\"findings\": []"));
}

#[test]
fn the_file_does_not_depend_on_where_and_how_palint_runs() {
    let scratch = scratch("where");
    scratch.pack("packs/bare-1.2.3", "bare", &values(DEFAULT));
    std::fs::remove_file(scratch.0.join("packs/bare-1.2.3/logo.png")).unwrap();
    std::fs::write(scratch.0.join("packs/bare-1.2.3/.DS_Store"), "x").unwrap();
    scratch.accept();
    let text = scratch.read(FILE);
    assert!(text.contains("\"text\": \".DS_Store\""), "{text}");
    for (directory, path, file) in
        [("packs", ".", "../b.json"), ("packs/one-1.2.3", "../../packs", "../../b.json")]
    {
        let arguments = ["check", path, "--jobs", "1", "--write-baseline", file];
        assert_eq!(status(&scratch.palint_in(directory, &arguments)), 0);
        assert_eq!(scratch.read("b.json"), text);
    }
    let inside = ["check", "--fail-on", "info", "--baseline", "../../baseline.json"];
    assert_eq!(status(&scratch.palint_in("packs/bare-1.2.3", &inside)), 0);
}

#[test]
fn a_missing_or_broken_file_fails_the_run() {
    let scratch = scratch("broken");
    let said = |arguments: &[&str]| {
        let output = scratch.palint(&[&["check"], arguments].concat());
        assert_eq!((status(&output), out(&output).as_str()), (2, ""), "{arguments:?}");
        err(&output)
    };
    let missing = said(&["--baseline", "no.json"]);
    assert!(missing.contains("`no.json` does not exist; `palint check --write-baseline no.json`"));
    assert!(said(&["--baseline", "packs"]).contains("`packs` cannot be read"));
    scratch.write("bad.json", "{\"version\": 1,\n<<<<<<< HEAD\n");
    let broken = said(&["--baseline", "bad.json"]);
    assert!(broken.contains("not a baseline") && broken.contains("bad.json:2:1"), "{broken}");
    assert!(said(&["--write-baseline", "no/dir.json"]).contains("cannot be written"));
    // Where not everything was linted, what was excused before would be lost.
    said(&["packs", "nowhere", "--write-baseline", "b.json"]);
    assert!(!scratch.0.join("b.json").exists());
}
