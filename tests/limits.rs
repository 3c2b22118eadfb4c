//! Every limit that a pack can hit, each with the diagnostic that names it. What is one less than too
//! much is silent, where that can be had for little.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod support {
    pub mod run;
    pub mod scratch;
    pub mod tarball;
    pub mod tree;
}

use palint::limits;
use palint::report::{self, Format, Style};
use support::run::{lines, lint};
use support::scratch::{base, base_profile};
use support::tarball::{chart, file, gzip, tgz};
use support::tree::Tree;

const ARCHIVE: &str = "charts/demo-1.2.3.tgz";
const OUT_OF_LINE: usize = 200;

/// What is said of the clean pack with this file.
fn said_of(path: &str, bytes: impl Into<Vec<u8>>) -> String {
    let mut tree = base("addon");
    tree.remove(path);
    tree.put(path, bytes);
    said(&tree)
}

fn said(tree: &Tree) -> String {
    lines(&lint(tree, "."))
}

#[track_caller]
fn assert_told(said: &str, rule: &str, message: &str) {
    let told = |line: &&str| line.contains(&format!("[{rule}]")) && line.contains(message);
    assert!(said.lines().any(|line| told(&line)), "no `{message}` in {:.2000}", said);
}

#[test]
fn bytes_of_a_text() {
    let too_large = vec![b'#'; usize::try_from(limits::FILE_BYTES).unwrap() + 1];
    for path in ["pack.json", "values.yaml", "presets.yaml", "schema.yaml"] {
        let message = format!("`{path}` is larger than 5 MiB and was not read");
        assert_told(&said_of(path, too_large.clone()), "syntax/too-large", &message);
    }
    let mut tree = base("addon");
    tree.put("manifests/large.yaml", too_large.clone());
    assert_told(&said(&tree), "syntax/too-large", "`manifests/large.yaml` is larger than 5 MiB");
    assert_told(&said_of(ARCHIVE, too_large), "chart/bad-archive", "is larger than 5 MiB");
}

#[test]
fn bytes_of_a_pack() {
    let mut tree = base("addon");
    let list = |n: usize| format!("charts/demo-{n}.tgz");
    let filler = vec![b'#'; 8 << 20];
    for n in 0..4 {
        tree.put(&list(n), tgz(&[chart(), file("demo/filler", &filler)]));
    }
    let json = String::from_utf8(tree.0["pack.json"].clone()).unwrap();
    let listed: Vec<String> = (0..4).map(|n| format!("\"{}\"", list(n))).collect();
    tree.put("pack.json", json.replace(&format!("\"{ARCHIVE}\""), &listed.join(",")));
    let said = said(&tree);
    assert_told(&said, "syntax/too-large", "the pack holds more than 20 MiB of files");
    let message = "`charts/demo-2.tgz` was not read: the pack inflates to more than 20 MiB";
    assert_told(&said, "chart/bad-archive", message);
    assert!(!said.contains("`charts/demo-1.tgz` was not read"), "{said}");
}

#[test]
fn nesting() {
    let deep = |open: &str, close: &str, levels: usize| open.repeat(levels) + &close.repeat(levels);
    let (too_deep, just) = (limits::NESTING + 1, limits::NESTING - 1);
    let message = "nested deeper than 255 levels";
    let yaml = said_of("values.yaml", format!("a: {}\n", deep("[", "]", too_deep)));
    assert_told(&yaml, "syntax/too-deep", message);
    let yaml = said_of("values.yaml", format!("a: {}\n", deep("[", "]", just)));
    assert!(!yaml.contains("syntax/too-deep"), "{yaml}");
    let json = said_of("pack.json", format!("{{\"a\": {}}}", deep("[", "]", too_deep)));
    assert_told(&json, "syntax/too-deep", message);
    let template = format!("{ARCHIVE}!/demo/templates/deep.yaml");
    let branches = said_of(&template, deep("{{ if .Values.a }}", "{{ end }}", 250));
    assert_told(&branches, "syntax/too-deep", "nested more than 200 levels deep");
    let mut terraform = Tree::default();
    let value = deep("[", "]", limits::HCL_NESTING + 1);
    let block = format!("resource \"spectrocloud_cluster_profile\" \"x\" {{\n  a = {value}\n}}\n");
    terraform.put("profile.tf", block);
    assert_told(&said(&terraform), "syntax/too-deep", "nested deeper than 30 levels");
    let mut profile = base_profile("add-on");
    let json = String::from_utf8(profile.0["profile.json"].clone()).unwrap();
    let values = format!("{{\"x\": {},", deep("[", "]", too_deep));
    profile.put("profile.json", json.replacen('{', &values, 1));
    assert_told(&said(&profile), "syntax/too-deep", message);
}

#[test]
fn values_of_a_text() {
    let many = format!("a: [{}]\n", "1,".repeat(limits::NODES));
    let message = "holds more than 250000 values";
    assert_told(&said_of("values.yaml", many.clone()), "syntax/too-large", message);
    let json = format!("{{\"a\": [{}1]}}", "1,".repeat(limits::NODES));
    assert_told(&said_of("pack.json", json), "syntax/too-large", message);
}

#[test]
fn values_of_a_pack() {
    let mut tree = base("addon");
    let names = ["a", "b", "c", "d"];
    for name in names {
        let text = format!("{name}: [{}]\n", "1,".repeat(200_000));
        tree.put(&format!("manifests/{name}.yaml"), text);
    }
    let listed = names.map(|name| format!("\"manifests/{name}.yaml\"")).join(",");
    let json = String::from_utf8(tree.0["pack.json"].clone()).unwrap();
    let json = json.replacen('{', &format!("{{\"kubeManifests\": [{listed}],"), 1);
    tree.put("pack.json", json);
    let said = said(&tree);
    assert_told(&said, "syntax/too-large", "the texts of the pack hold more than 500000 values");
    let message = "the pack holds more than 20 MiB of files or 500000 values";
    assert_told(&said, "syntax/too-large", message);
}

#[test]
fn documents_of_a_text() {
    let documents = |count: usize| said_of("values.yaml", "--- {}\n".repeat(count));
    let message = "holds more than 10000 documents";
    assert_told(&documents(limits::DOCUMENTS + 1), "syntax/too-large", message);
    assert!(!documents(limits::DOCUMENTS).contains("syntax/too-large"));
}

#[test]
fn aliases() {
    let mut laughs = "l0: &l0 [ha]\n".to_owned();
    for n in 1..10 {
        laughs += &format!("l{n}: &l{n} [{}]\n", vec![format!("*l{}", n - 1); 10].join(", "));
    }
    let message = "aliases expand to more than 250000 nodes";
    assert_told(&said_of("values.yaml", laughs), "syntax/too-large", message);
    let long = format!("a: &a {}\nb: [{}]\n", "x".repeat(1 << 20), "*a,".repeat(20));
    let message = "aliases expand to more than 5 MiB";
    assert_told(&said_of("values.yaml", long), "syntax/too-large", message);
    let chain: String = (0..300).map(|n| format!("a{}: &a{} [*a{n}]\n", n + 1, n + 1)).collect();
    let message = "aliases nest deeper than 255 levels";
    assert_told(
        &said_of("values.yaml", format!("a0: &a0 []\n{chain}")),
        "syntax/too-deep",
        message,
    );
}

#[test]
fn words_of_a_template() {
    let template = format!("{ARCHIVE}!/demo/templates/large.yaml");
    let said = said_of(&template, "{{.a}}".repeat(limits::TOKENS / 2));
    assert_told(&said, "syntax/too-large", "holds more than 500000 words and signs");
}

#[test]
fn archives() {
    let told = |bytes: Vec<u8>, message: &str| {
        assert_told(&said_of(ARCHIVE, bytes), "chart/bad-archive", message);
    };
    let zeros = |megabytes: usize| gzip(&vec![0; 1 << 20]).repeat(megabytes);
    told([gzip(&chart()), zeros(17)].concat(), "inflates to more than 200 times its size");
    let stored = {
        use std::io::Write;
        let none = flate2::Compression::none();
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), none);
        encoder.write_all(&vec![b'x'; 1 << 20]).unwrap();
        encoder.finish().unwrap()
    };
    told([gzip(&chart()), stored, zeros(20)].concat(), "inflates to more than 20 MiB");
    let entries = file("demo/x", "").repeat(limits::ARCHIVE_ENTRIES + 1);
    told(gzip(&entries), "has more than 20000 entries");
    let nested = (0..4)
        .fold(tgz(&[chart()]), |inner, _| tgz(&[chart(), file("demo/charts/inner.tgz", inner)]));
    told(nested, "lies in an archive within more than 2 others and was not read");
}

#[test]
fn files_of_a_pack() {
    let mut tree = base("addon");
    tree.put("charts/x/y", "");
    let below = |tree: &Tree, count: usize| {
        let scratch = support::scratch::Scratch::new(&format!("limits-files-{count}"));
        tree.write(&scratch.0);
        for n in 0..count {
            if n % 1000 == 0 {
                std::fs::create_dir_all(scratch.0.join(format!("docs/{}", n / 1000))).unwrap();
            }
            std::fs::write(scratch.0.join(format!("docs/{}/{n}", n / 1000)), "").unwrap();
        }
        scratch.concise(&["--select", "syntax"]).0
    };
    let message = "the pack holds more than 100000 files, the rest was not looked at";
    assert_told(&below(&tree, limits::PACK_ENTRIES), "syntax/too-large", message);
}

#[test]
fn findings_of_a_rule() {
    let doubles = |count: usize| said_of("values.yaml", "a:\n".repeat(count + 1));
    let told = |said: &str| said.matches("[syntax/duplicate-key] the key").count();
    let just = doubles(limits::FINDINGS);
    assert_eq!(told(&just), limits::FINDINGS);
    assert!(!just.contains("there are more"));
    let more = doubles(limits::FINDINGS + 1);
    assert_eq!(told(&more), limits::FINDINGS);
    let message = "there are more than 1000 of these, and only the first are told";
    assert_told(&more, "syntax/duplicate-key", message);
}

fn human(tree: &Tree) -> String {
    let mut text = Vec::new();
    let style = Style { colour: false, summary: true };
    report::write(&lint(tree, "."), Format::Human, style, &mut text).unwrap();
    String::from_utf8(text).unwrap()
}

#[test]
fn diagnostics_of_a_file_for_people() {
    let mut tree = base("addon");
    tree.put("values.yaml", "a:\n".repeat(limits::SHOWN + 42));
    let report = lint(&tree, ".");
    let of_values = report.diagnostics.iter();
    let of_values = of_values.filter(|d| d.finding.at.path().as_str() == "values.yaml").count();
    let text = human(&tree);
    let more = of_values - limits::SHOWN;
    let line = format!("... and {more} more in values.yaml; `--format concise` shows all\n");
    assert_eq!(text.matches(&line).count(), 1, "{text:.500}");
    let shown = text.lines().filter(|line| line.contains("┌─ values.yaml:")).count();
    assert_eq!(shown, limits::SHOWN);
    // The summary counts all, and formats for programs list all.
    let errors = report.count(palint::rules::Severity::Error);
    assert!(text.contains(&format!("{errors} errors")), "{text:.500}");
    assert_eq!(lines(&report).lines().count(), report.diagnostics.len());
}

#[test]
fn characters_of_a_line_for_people() {
    let mut tree = base("addon");
    let long = "é".repeat(500_000);
    tree.put("values.yaml", format!("a: {long}\n{long}: b\n\"{long}\": [\n"));
    let text = human(&tree);
    let longest = text.lines().map(|line| line.chars().count()).max().unwrap();
    let messages = limits::MESSAGE_CHARACTERS + OUT_OF_LINE;
    assert!(longest < messages, "{longest}");
    let excerpts = text.lines().filter(|line| line.contains('│'));
    let longest = excerpts.map(|line| line.chars().count()).max().unwrap();
    assert!(longest < 3 * OUT_OF_LINE, "{longest}");
}
