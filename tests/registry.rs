//! Profiles against the packs that they name: `--registry`, `registry:` and `palint graph`.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod support {
    pub mod scratch;
    pub mod tree;
}

use std::fmt::Write;
use std::path::Path;

use support::scratch::{Scratch, err, out, status};
use support::tree::Tree;

fn profile(layers: &[(&str, &str, &str)]) -> String {
    let layer = |(name, version, values): &(&str, &str, &str)| {
        serde_json::json!({"name": name, "type": "oci", "layer": "addon", "version": version,
            "tag": version, "values": values, "manifests": []})
    };
    let packs: Vec<_> = layers.iter().map(layer).collect();
    serde_json::json!({"metadata": {"name": "p"}, "spec": {"version": "1.0.0",
        "template": {"type": "add-on", "cloudType": "all", "packs": packs}}})
    .to_string()
}

const VALUES: &str = "pack:\n  namespace: demo\ncharts:\n  demo:\n    replicaCount: 2\n";

/// A pack below `packs` and a profile that misspells a value of it.
fn misspelt(name: &str) -> Scratch {
    let scratch = Scratch::new(name);
    scratch.pack("packs/demo-1.2.3", "demo", VALUES);
    let values = VALUES.replace("replicaCount", "replicaCuont");
    scratch.write("profiles/p.json", &profile(&[("demo", "1.2.3", &values)]));
    scratch
}

#[test]
fn without_a_registry_nothing_is_compared() {
    let scratch = misspelt("registry-none");
    assert_eq!(scratch.concise(&["profiles"]), (String::new(), 0));
    let human = out(&scratch.palint(&["check", "profiles"]));
    assert!(human.contains("nothing found, 1 layer not resolved."), "{human}");
    let human = out(&scratch.palint(&["check", "profiles", "--registry", "packs"]));
    assert!(human.contains("1 warning.") && !human.contains("resolved"), "{human}");
}

#[test]
fn a_registry_is_named_on_the_command_line_or_in_the_configuration() {
    let scratch = misspelt("registry-named");
    let (named, code) = scratch.concise(&["profiles", "--registry", "packs"]);
    assert!(named.contains("warning[profile/inert-value]") && code == 0, "{named}");
    let absolute = scratch.0.join("packs");
    let absolute = absolute.to_str().unwrap();
    assert_eq!(scratch.concise(&["profiles", "--registry", absolute]).0, named);
    scratch.write("profiles/palint.yaml", "registry: [../packs]\n");
    assert_eq!(scratch.concise(&["profiles"]).0, named);
    // The command line wins.
    scratch.pack("others/other-1.0.0", "other", VALUES);
    let (other, _) = scratch.concise(&["profiles", "--registry", "others"]);
    assert!(other.contains("profile/unresolved-pack") && !other.contains("inert"), "{other}");
    let (both, _) = scratch.concise(&["profiles", "--registry", "others", "--registry", "packs"]);
    assert_eq!(both, named);
}

#[test]
fn the_output_does_not_depend_on_threads() {
    let scratch = misspelt("registry-jobs");
    for nth in 0..8 {
        let text = std::fs::read_to_string(scratch.0.join("profiles/p.json")).unwrap();
        scratch.write(&format!("profiles/p{nth}.json"), &text.replace("\"p\"", "\"q\""));
    }
    let run = |jobs| scratch.concise(&["profiles", "--registry", "packs", "--jobs", jobs]);
    assert_eq!(run("1"), run("8"));
    assert_eq!(run("1").0.matches("profile/inert-value").count(), 9);
}

#[test]
fn a_registry_that_is_none_is_said() {
    let scratch = misspelt("registry-bad");
    for (directory, sentence) in [
        ("nowhere", "the registry `nowhere` does not exist"),
        ("profiles", "the registry `profiles` holds no pack"),
        ("profiles/p.json", "the registry `profiles/p.json` is not a directory"),
    ] {
        let output = scratch.palint(&["check", "profiles", "--registry", directory]);
        assert_eq!(status(&output), 2);
        assert!(err(&output).contains(sentence), "{}", err(&output));
        scratch.write("palint.yaml", &format!("registry: [{directory}]\n"));
        let output = scratch.palint(&["check", "profiles"]);
        let said = err(&output);
        assert!(status(&output) == 2 && said.contains(sentence), "{said}");
        assert!(said.contains("palint.yaml:1:12"), "{said}");
        // What lints no profile needs no registry.
        assert_eq!(scratch.concise(&["packs"]).1, 0);
        std::fs::remove_file(scratch.0.join("palint.yaml")).unwrap();
    }
}

#[test]
fn packed_packs_are_found_too() {
    let scratch = misspelt("registry-packed");
    let files = Tree::load(&scratch.0.join("packs/demo-1.2.3")).0;
    std::fs::remove_dir_all(scratch.0.join("packs")).unwrap();
    std::fs::create_dir_all(scratch.0.join("packs")).unwrap();
    let inside = files.into_iter().map(|(path, bytes)| (format!("demo-1.2.3/{path}"), bytes));
    let bytes = support::tree::tgz(&inside.collect());
    std::fs::write(scratch.0.join("packs/demo-1.2.3.tgz"), bytes).unwrap();
    let (named, _) = scratch.concise(&["profiles", "--registry", "packs"]);
    assert!(named.contains("warning[profile/inert-value]"), "{named}");
}

#[test]
fn the_newest_of_a_train_is_taken() {
    let scratch = Scratch::new("registry-train");
    scratch.pack("packs/demo-1.2.3", "demo", VALUES);
    scratch.pack("packs/b/demo", "demo", VALUES);
    let json = scratch.0.join("packs/b/demo/pack.json");
    let text = std::fs::read_to_string(&json).unwrap();
    std::fs::write(&json, text.replace("1.2.3", "1.10.0").replace("demo-1.10.0", "demo-1.2.3"))
        .unwrap();
    let told = |tag: &str| {
        let values = VALUES.replace("replicaCount", "replicaCuont");
        let text = profile(&[("demo", tag, &values)]).replace("\"version\":\"1.x\",", "");
        scratch.write("p.json", &text);
        let output = scratch.palint(&[
            "check",
            "p.json",
            "--registry",
            "packs",
            "--format",
            "json",
            "--select",
            "profile/inert-value,profile/unresolved-pack",
        ]);
        out(&output)
    };
    assert!(told("1.x").contains("packs/b/demo/charts"));
    assert!(told("1.2.x").contains("packs/demo-1.2.3/charts"));
    assert!(told("v1.10").contains("packs/b/demo/charts"));
    assert!(told("1.3.x").contains("profile/unresolved-pack"));
}

/// What is ignored needs a registry to be found: without one nobody can tell that it is idle.
#[test]
fn an_ignored_finding_is_not_idle_without_a_registry() {
    let scratch = misspelt("registry-ignored");
    scratch.write(
        "palint.yaml",
        "ignore:\n  - {rule: profile/inert-value, path: 'profiles/**', reason: later}\n",
    );
    assert_eq!(scratch.concise(&["profiles"]).0, "");
    assert_eq!(scratch.concise(&["profiles", "--registry", "packs"]).0, "");
}

#[test]
fn a_key_in_a_long_line_is_underlined_at_its_own_characters() {
    let scratch = Scratch::new("registry-long");
    let mut values = VALUES.to_owned();
    values.push_str("    resources:\n");
    for nth in 0..900 {
        writeln!(values, "      größe{nth}: \"ü \\\\ \\\" {nth}\"").unwrap();
        if nth == 450 {
            values.push_str("    replicaCuont: 3\n    resources2: {}\n    image:\n");
        }
    }
    scratch.pack("packs/demo-1.2.3", "demo", VALUES);
    let text = profile(&[("demo", "1.2.3", &values)]);
    assert_eq!(text.lines().count(), 1);
    scratch.write("p.json", &text);
    let arguments = ["check", "p.json", "--registry", "packs", "--select", "profile/inert-value"];
    let json = out(&scratch.palint(&[&arguments[..], &["--format", "json"]].concat()));
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let found: Vec<&str> = json["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .map(|diagnostic| {
            let offset = |end: &str| diagnostic["range"][end]["offset"].as_u64().unwrap() as usize;
            &text[offset("start")..offset("end")]
        })
        .collect();
    assert!(found.contains(&"replicaCuont"), "{found:?}");
    let human = out(&scratch.palint(&arguments));
    let lines: Vec<&str> = human.lines().collect();
    let at = lines.iter().position(|line| line.contains("replicaCuont:")).expect("the excerpt");
    let (shown, marks) = (lines[at], lines[at + 1]);
    let start = shown.chars().take_while(|c| *c != '│').count();
    let column = shown[..shown.find("replicaCuont").unwrap()].chars().count();
    assert!(shown.chars().count() < 250, "{shown}");
    assert_eq!(marks.chars().position(|c| c == '^'), Some(column), "{start}\n{shown}\n{marks}");
    assert_eq!(marks.matches('^').count(), "replicaCuont".len());
}

#[test]
fn healthy_profiles_and_their_packs_are_silent() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let scratch = Scratch::new("registry-fixtures");
    let at = |name: &str| fixtures.join(name).to_str().unwrap().to_owned();
    let (registry, profiles) = (at("registry"), at("profiles"));
    assert_eq!(scratch.concise(&[&profiles, "--registry", &registry]), (String::new(), 0));
    let human = out(&scratch.palint(&["check", &profiles, "--registry", &registry]));
    assert!(human.contains("nothing found."), "{human}");
}

#[test]
fn profiles_are_drawn() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let scratch = Scratch::new("registry-graph");
    let at = |name: &str| fixtures.join(name).to_str().unwrap().to_owned();
    let (full, registry) = (at("profiles/full.json"), at("registry"));
    let drawn = scratch.palint(&["graph", &full, "--registry", &registry]);
    insta::assert_snapshot!(out(&drawn));
    assert_eq!(status(&drawn), 0);
    for format in ["mermaid", "dot", "svg"] {
        let text =
            out(&scratch.palint(&["graph", &at("profiles/edge-stores.tf"), "--format", format]));
        assert!(text.contains("store-infra") && text.contains("store-apps"), "{text}");
    }
    let svg = out(&scratch.palint(&["graph", &full, "--registry", &registry, "--format", "svg"]));
    roxmltree::Document::parse(&svg).unwrap();
}

#[test]
fn a_picture_shows_what_is_wrong_with_each_layer() {
    let scratch = misspelt("registry-graph-wrong");
    let text = out(&scratch.palint(&["graph", "profiles/p.json", "--registry", "packs"]));
    assert!(text.contains("│ demo  1.2.3              │  1 warning\n"), "{text}");
    scratch.write("palint.yaml", "rules: {profile/inert-value: error}\nregistry: [packs]\n");
    let text = out(&scratch.palint(&["graph", "profiles/p.json"]));
    assert!(text.contains("1 error"), "{text}");
}

#[test]
fn what_is_no_profile_is_not_drawn() {
    let scratch = misspelt("registry-graph-none");
    scratch
        .write("x.yaml", "a: b\n")
        .write("g.json", "{\"spec\": {\"published\": {\"packs\": []}}}");
    for (path, sentence) in [
        ("x.yaml", "`x.yaml` is not a profile"),
        ("packs/demo-1.2.3/pack.json", "is not a profile"),
        ("packs", "`packs` is a directory"),
        ("nothing.json", "`nothing.json` does not exist"),
        ("g.json", "the layers of `g.json` cannot be read"),
    ] {
        let output = scratch.palint(&["graph", path]);
        assert!(err(&output).contains(sentence), "{}", err(&output));
        assert_eq!(status(&output), 2);
    }
}
