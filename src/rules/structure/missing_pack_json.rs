//! A directory that is a pack in all but `pack.json`.

use super::near_miss;
use super::presence::lack;
use crate::finding::{Finding, Place};
use crate::model::pack::{PACK_JSON, Pack};
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "structure/missing-pack-json",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/structure/missing-pack-json.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    lack(pack, PACK_JSON).map(|message| finding(pack, message)).into_iter().collect()
}

fn finding(pack: &Pack, message: String) -> Finding {
    let finding = Finding::new(Place::File(pack.files().root().clone()), message);
    match near_miss::of(pack, PACK_JSON).first() {
        Some(near) => finding
            .label(pack.file(near), "likely meant to be it")
            .help(format!("rename `{near}` to `{PACK_JSON}`")),
        None => finding.help("add a `pack.json` with the name, version and layer of the pack"),
    }
}
