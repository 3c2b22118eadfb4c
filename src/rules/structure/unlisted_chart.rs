//! A chart archive that no list of `pack.json` names.

use super::unlisted;
use crate::finding::Finding;
use crate::model::pack::{List, Pack};
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "structure/unlisted-chart",
    severity: Severity::Warning,
    fixable: false,
    page: include_str!("../../../rules/structure/unlisted-chart.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    unlisted::findings(pack, List::Charts)
}
