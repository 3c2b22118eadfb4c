//! A packed pack with entries that no tool should unpack.

use crate::finding::{Finding, Place};
use crate::rules::{Check, Rule, Severity};
use crate::source::VirtualPath;
use crate::syntax::archive::Hazard;

/// See the page.
pub static RULE: Rule = Rule {
    id: "structure/unsafe-archive",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/structure/unsafe-archive.md"),
    check: Check::Engine,
};

/// One finding for each hazard of the archive at `root`.
pub fn findings(root: &VirtualPath, hazards: &[Hazard]) -> Vec<Finding> {
    let finding = |hazard: &Hazard| {
        let message = format!("in `{}` {hazard}, it was not read", root.file_name());
        Finding::new(Place::File(root.clone()), message)
    };
    hazards.iter().map(finding).collect()
}
