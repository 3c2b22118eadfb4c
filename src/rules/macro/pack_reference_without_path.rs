//! References to a pack that name none of its values.

use crate::finding::Finding;
use crate::model::macros::Macro;
use crate::model::pack::Pack;
use crate::model::profile::ProfileFile;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "macro/pack-reference-without-path",
    severity: Severity::Warning,
    fixable: false,
    page: include_str!("../../../rules/macro/pack-reference-without-path.md"),
    check: Check::PackAndProfiles(check, profiles),
};

fn check(pack: &Pack) -> Vec<Finding> {
    findings(pack.macros().iter())
}

fn profiles(file: &ProfileFile) -> Vec<Finding> {
    findings(file.macros())
}

fn findings<'m>(macros: impl Iterator<Item = &'m Macro>) -> Vec<Finding> {
    macros.filter(|found| found.is_of("pack")).filter_map(finding).collect()
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
