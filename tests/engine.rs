//! What the engine promises whatever a rule does.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod support {
    pub mod run;
    pub mod tree;
}

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use palint::discover::Target;
use palint::engine::{self, Report};
use palint::finding::{Finding, Place};
use palint::model::pack::Pack;
use palint::model::registry::Registry;
use palint::rules::{Check, Rule, Severity};
use palint::source::VirtualPath;
use support::run::{lines, settings};
use support::tree::Tree;

static PANICS: Rule = Rule {
    id: "pack/panics",
    severity: Severity::Info,
    fixable: false,
    page: "# pack/panics\n\nIt panics.\n",
    check: Check::Pack(panics),
};

static SPEAKS: Rule = Rule {
    id: "pack/speaks",
    severity: Severity::Info,
    fixable: false,
    page: "# pack/speaks\n\nIt speaks twice.\n",
    check: Check::Pack(speaks),
};

static COMPARES: Rule = Rule {
    id: "registry/compares",
    severity: Severity::Info,
    fixable: false,
    page: "# registry/compares\n\nIt speaks of every pack.\n",
    check: Check::Registry(compares),
};

static PANICS_OVER_ALL: Rule = Rule {
    id: "registry/panics",
    severity: Severity::Info,
    fixable: false,
    page: "# registry/panics\n\nIt panics.\n",
    check: Check::Registry(panics_over_all),
};

fn compares(registry: &Registry) -> Vec<Finding> {
    let members = registry.members().iter();
    members.filter_map(|m| Some(Finding::new(m.field("name")?.span(), "here"))).collect()
}

fn panics_over_all(registry: &Registry) -> Vec<Finding> {
    assert!(registry.members().is_empty(), "this rule fails");
    Vec::new()
}

fn panics(pack: &Pack) -> Vec<Finding> {
    assert!(pack.label() != "demo@1.2.3", "this rule fails on one pack");
    Vec::new()
}

fn speaks(pack: &Pack) -> Vec<Finding> {
    vec![Finding::new(pack.anchor(), "here"), Finding::new(pack.anchor(), "here")]
}

fn target(layer: &str, root: &str) -> Target {
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/base").join(layer);
    Target::in_memory(VirtualPath::new(root), Tree::load(&base).packed())
}

#[test]
fn a_rule_that_fails_costs_one_rule_on_one_pack() {
    std::panic::set_hook(Box::new(|_| {}));
    let targets = [target("cni", "net"), target("addon", "demo")];
    let report = engine::run(&targets, &[&PANICS, &SPEAKS], &settings(), &|| ()).unwrap();
    let expected = "\
demo:1:1: error[syntax/internal-error] palint failed at `pack/panics` on `demo` and left it out
demo/pack.json:2:11: info[pack/speaks] here
net/pack.json:2:11: info[pack/speaks] here
";
    assert_eq!(lines(&report), expected);
    assert_eq!(report.packs.len(), 2);
}

#[test]
fn findings_over_all_packs_belong_to_the_pack_that_they_point_into() {
    let targets = [target("cni", "packs/net"), target("addon", "packs/demo"), target("os", ".")];
    let report = engine::run(&targets, &[&COMPARES], &settings(), &|| ()).unwrap();
    let expected = "\
pack.json:2:11: info[registry/compares] here
packs/demo/pack.json:2:11: info[registry/compares] here
packs/net/pack.json:2:11: info[registry/compares] here
";
    assert_eq!(lines(&report), expected);
    let labels: Vec<_> = report.diagnostics.iter().filter_map(|d| d.pack.as_deref()).collect();
    assert_eq!(labels[1..], ["demo@1.2.3", "net@2.0.1"]);
    assert_eq!(labels.len(), 3);
}

#[test]
fn a_rule_over_all_packs_that_fails_costs_that_rule() {
    std::panic::set_hook(Box::new(|_| {}));
    let targets = [target("cni", "net"), target("addon", "demo")];
    let rules: [&Rule; 3] = [&COMPARES, &PANICS_OVER_ALL, &SPEAKS];
    let report = engine::run(&targets, &rules, &settings(), &|| ()).unwrap();
    let failed = "error[syntax/internal-error] palint failed at `registry/panics`";
    assert_eq!(lines(&report).matches(failed).count(), 1);
    assert_eq!(report.diagnostics.len(), 5);
}

/// Bytes of the texts that a report holds.
fn held(report: &Report) -> usize {
    let mut texts = BTreeMap::new();
    for found in report.diagnostics.iter().map(|diagnostic| &diagnostic.finding) {
        let labels = found.labels.iter().map(|label| &label.at);
        let places = std::iter::once(&found.at).chain(labels).filter_map(Place::span);
        let edits = found.fix.iter().flat_map(|fix| &fix.edits).map(|edit| &edit.at);
        texts
            .extend(places.chain(edits).map(|at| (Arc::as_ptr(at.file()), at.file().text().len())));
    }
    texts.into_values().sum()
}

#[test]
fn a_report_does_not_hold_the_texts_of_the_packs() {
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/base/addon");
    let mut tree = Tree::load(&base);
    let filler = "# nothing is to be said of this line\n".repeat(5000);
    let values = String::from_utf8(tree.0.remove("values.yaml").unwrap()).unwrap();
    tree.put("values.yaml", format!("{filler}{values}twice: 1\n{filler}twice: 2\n"));
    let files = tree.packed();
    let lint = |packs: usize| {
        let names = (0..packs).map(|nth| VirtualPath::new(format!("packs/{nth}")));
        let targets: Vec<_> = names.map(|name| Target::in_memory(name, files.clone())).collect();
        let rules: Vec<_> = palint::rules::all().collect();
        engine::run(&targets, &rules, &settings(), &|| ()).unwrap()
    };
    let (few, many) = (lint(2), lint(12));
    assert!(lines(&many).contains("packs/9/values.yaml:10011:1: error[syntax/duplicate-key]"));
    assert!(held(&many) - held(&few) < 10 * 2000, "{} and {} bytes", held(&few), held(&many));
}
