//! A pack without its parameters.

use super::near_miss;
use super::presence::lack;
use crate::finding::Finding;
use crate::model::pack::{Pack, VALUES};
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "structure/missing-values",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/structure/missing-values.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    lack(pack, VALUES).map(|message| finding(pack, message)).into_iter().collect()
}

fn finding(pack: &Pack, message: String) -> Finding {
    let finding = Finding::new(pack.anchor(), message);
    match near_miss::of(pack, VALUES).first() {
        Some(near) => finding
            .label(pack.file(near), "likely meant to be it")
            .help(format!("rename `{near}` to `{VALUES}`")),
        None => finding.help("add a `values.yaml`; it may be empty"),
    }
}
