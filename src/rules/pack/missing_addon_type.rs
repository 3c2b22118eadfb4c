//! An add-on without the category that the console lists it under.

use super::violation::opening;
use crate::finding::Finding;
use crate::model::pack::Pack;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "pack/missing-addon-type",
    severity: Severity::Warning,
    fixable: false,
    page: include_str!("../../../rules/pack/missing-addon-type.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    finding(pack).into_iter().collect()
}

fn finding(pack: &Pack) -> Option<Finding> {
    let manifest = pack.manifest().filter(|_| pack.is_addon())?;
    let (at, message) = match manifest.get("addonType") {
        None => (opening(manifest), "the add-on has no `addonType`"),
        Some(value) if value.as_str() == Some("") => (value.span(), "`addonType` is empty"),
        Some(_) => return None,
    };
    Some(Finding::new(at, message).help("add a category such as `monitoring` or `system app`"))
}
