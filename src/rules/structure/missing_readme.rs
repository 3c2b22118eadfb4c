//! A pack without a text for its users.

use super::near_miss;
use super::presence::{has_pack_json, lack};
use crate::finding::Finding;
use crate::model::pack::{Pack, README};
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "structure/missing-readme",
    severity: Severity::Info,
    fixable: false,
    page: include_str!("../../../rules/structure/missing-readme.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    // A file of nearly that name is told by `structure/near-miss-name`.
    if !has_pack_json(pack) || !near_miss::of(pack, README).is_empty() {
        return Vec::new();
    }
    let help = "add a `README.md` that says what the pack installs and how to set it up";
    let finding = |message| Finding::new(pack.anchor(), message).help(help);
    lack(pack, README).map(finding).into_iter().collect()
}
