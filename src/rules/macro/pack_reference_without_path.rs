//! References to a pack that name none of its values.

use crate::finding::Finding;
use crate::model::macros::Macro;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "macro/pack-reference-without-path",
    severity: Severity::Warning,
    fixable: false,
    page: include_str!("../../../rules/macro/pack-reference-without-path.md"),
    check: Check::Macros(check),
};

fn check(macros: &[Macro]) -> Vec<Finding> {
    macros.iter().filter(|found| found.is_of("pack")).filter_map(finding).collect()
}

fn finding(found: &Macro) -> Option<Finding> {
    let message = match found.pack_reference() {
        ("", _) => format!("`{}` names no pack", found.name()),
        (name, "") => format!("`{}` names no value of the pack `{name}`", found.name()),
        _ => return None,
    };
    let help =
        "write `.spectro.pack.NAME.PATH`, with the full path from the top of its values.yaml";
    Some(Finding::new(found.whole.span.clone(), message).help(help))
}
