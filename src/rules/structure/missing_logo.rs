//! A pack without a picture.

use super::near_miss;
use super::presence::{has_pack_json, lack};
use crate::finding::Finding;
use crate::model::pack::{LOGO, Pack};
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "structure/missing-logo",
    severity: Severity::Warning,
    fixable: false,
    page: include_str!("../../../rules/structure/missing-logo.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    // A file of nearly that name is told by `structure/near-miss-name`.
    if !has_pack_json(pack) || !near_miss::of(pack, LOGO).is_empty() {
        return Vec::new();
    }
    let help = "add a PNG picture of the product as `logo.png`";
    let finding = |message| Finding::new(pack.anchor(), message).help(help);
    lack(pack, LOGO).map(finding).into_iter().collect()
}
