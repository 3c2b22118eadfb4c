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
