//! What the engine promises whatever a rule does.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod support {
    pub mod run;
    pub mod tree;
}

use std::path::Path;

use palint::discover::Target;
use palint::engine;
use palint::finding::Finding;
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
