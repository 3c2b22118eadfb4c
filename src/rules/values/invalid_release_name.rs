//! Release names that Helm refuses.

use crate::finding::Finding;
use crate::model::pack::Pack;
use crate::model::profile::ProfileFile;
use crate::model::values::PackSection;
use crate::model::{literal, name};
use crate::rules::{Check, Rule, Severity};
use crate::syntax::tree::{Kind, NodeRef};

/// See the page.
pub static RULE: Rule = Rule {
    id: "values/invalid-release-name",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/values/invalid-release-name.md"),
    check: Check::PackAndProfiles(check, profiles),
};

fn check(pack: &Pack) -> Vec<Finding> {
    pack.pack_section().map(of_section).unwrap_or_default()
}

fn profiles(file: &ProfileFile) -> Vec<Finding> {
    file.pack_sections().flat_map(of_section).collect()
}

fn of_section(section: PackSection<'_>) -> Vec<Finding> {
    let Some(overrides) = section.node.get("releaseNameOverride") else { return Vec::new() };
    match overrides.kind() {
        // A container tier of an app profile has one release, and its name alone.
        Kind::String => finding(overrides).into_iter().collect(),
        _ => overrides.members().into_iter().filter_map(|entry| finding(entry.value)).collect(),
    }
}

fn finding(node: NodeRef<'_>) -> Option<Finding> {
    let text = node.text().filter(|_| !node.is_null())?;
    let error = name::release(&literal::blotted(text)).err()?;
    let message = format!("`{text}` is no release name: {}", error.message);
    let place = if error.range.is_empty() { node.span() } else { node.part(error.range) };
    let help = "use lower-case letters, digits, `-` and `.`, at most 53 characters";
    Some(Finding::new(place, message).help(help))
}
