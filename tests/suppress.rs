//! Comments silence what they name, where they stand, and nothing else.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod support {
    pub mod page;
    pub mod run;
    pub mod tree;
}

use std::collections::BTreeSet;
use std::path::Path;

use palint::engine::{Diagnostic, Report};
use palint::rules;
use support::page::sections;
use support::run::{lines, lint};
use support::tree::Tree;

fn base(layer: &str) -> Tree {
    Tree::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/base").join(layer))
}

fn with_values(values: &str) -> Report {
    let mut tree = base("addon");
    tree.put("values.yaml", values);
    lint(&tree, ".")
}

const REST: &str = "  content:\n    images:\n      - image: registry.example.com/demo/demo:1.2.3\n\
                    charts:\n  demo:\n    replicaCount: 1\n";

#[test]
fn a_comment_silences_and_is_counted() {
    for head in [
        "pack:\n  # palint: ignore[values/default-namespace] é\n  namespace: default\n",
        "pack:\n  namespace: default # palint: ignore[values/default-namespace] é\n",
        "pack:\n  namespace: default # palint: ignore[values] é\n",
        "# palint: ignore[values/default-namespace] é\npack:\n  namespace: default\n",
        "# palint: ignore-file[values/default-namespace] é\npack:\n  namespace: default\n",
    ] {
        let report = with_values(&format!("{head}{REST}").replace('\n', "\r\n"));
        assert_eq!((lines(&report).as_str(), report.suppressed), ("", 1), "{head}");
    }
}

#[test]
fn a_comment_about_comments_does_not_hide_itself() {
    let own = "pack:\n  namespace: demo # palint: ignore[values/secret, suppression] é\n";
    let said = lines(&with_values(&format!("{own}{REST}")));
    assert!(said.contains("warning[suppression/unused]"), "{said}");
    let file = format!("# palint: ignore-file[suppression/unused] é\n{own}{REST}");
    let report = with_values(&file);
    assert_eq!((lines(&report).as_str(), report.suppressed), ("", 1));
}

#[test]
fn manifests_that_are_templates_have_comments() {
    let mut tree = base("addon");
    let json = String::from_utf8(tree.0["pack.json"].clone()).unwrap();
    let list = "\"kubeManifests\": [\"manifests/x.yaml\"],\n  \"charts\"";
    tree.put("pack.json", json.replace("\"charts\"", list));
    let text = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: x\ndata:\n  \
                # palint: ignore[manifest/undefined-value] set by the profile\n  \
                a: {{ .Values.nowhere }}\n";
    tree.put("manifests/x.yaml", text);
    let silent = lint(&tree, ".");
    assert_eq!((lines(&silent).as_str(), silent.suppressed), ("", 1));
    tree.put("manifests/x.yaml", text.replace("# palint", "# about"));
    assert_eq!(lint(&tree, ".").diagnostics.len(), 1);
}

fn identity(diagnostic: &Diagnostic) -> (String, String) {
    (diagnostic.rule.id.to_owned(), diagnostic.finding.message.clone())
}

/// Above every example: one rule is silenced for the whole file, and all others say the same.
#[test]
fn silencing_never_hides_another_rule() {
    for rule in rules::all().filter(|rule| rule.group() != "suppression") {
        for section in sections(rule.page).iter().filter(|s| s.is_bad() && !s.is_registry()) {
            let mut tree = base(section.attribute("layer").unwrap_or("addon"));
            section.blocks.iter().for_each(|block| block.apply(&mut tree));
            let before = lint(&tree, ".");
            let about = |d: &&Diagnostic| {
                d.rule.id == rule.id && d.finding.at.path().as_str() == "values.yaml"
            };
            let Some(text) =
                tree.0.get("values.yaml").filter(|_| before.diagnostics.iter().any(|d| about(&d)))
            else {
                continue;
            };
            let comment = format!("# palint: ignore-file[{}] because\n", rule.id);
            let text = [comment.as_bytes(), text].concat();
            tree.put("values.yaml", text);
            let after = lint(&tree, ".");
            let rest = |report: &Report| -> BTreeSet<_> {
                let others = report.diagnostics.iter().filter(|d| !about(d));
                others.filter(|d| d.rule.group() != "suppression").map(identity).collect()
            };
            let heading = format!("{}: {}", rule.id, section.heading);
            assert_eq!(rest(&before), rest(&after), "{heading}");
        }
    }
}

#[test]
fn a_broken_text_makes_no_comment_unused() {
    let idle = "# palint: ignore-file[values/default-namespace] é\npack:\n  namespace: demo\n";
    let found = lines(&with_values(&format!("{idle}{REST}")));
    assert!(found.contains("suppression/unused"), "{found}");
    let found = lines(&with_values(&format!("{idle}{REST}  - : [\n")));
    assert!(found.contains("syntax/invalid-yaml"), "{found}");
    assert!(!found.contains("suppression/unused"), "{found}");
}
