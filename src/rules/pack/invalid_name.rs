//! Names that no registry takes, or that other packs do not have.

use crate::finding::Finding;
use crate::model::pack::Pack;
use crate::rules::{Check, Rule, Severity};
use crate::syntax::tree::NodeRef;

/// See the page.
pub static RULE: Rule = Rule {
    id: "pack/invalid-name",
    severity: Severity::Warning,
    fixable: false,
    page: include_str!("../../../rules/pack/invalid-name.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let name = pack.field("name");
    name.and_then(|node| finding(node, node.as_str()?)).into_iter().collect()
}

fn finding(node: NodeRef<'_>, name: &str) -> Option<Finding> {
    let mistake = mistake(name)?;
    let message = format!("the name `{name}` {mistake}");
    let finding = Finding::new(node.span(), message)
        .help("use lower-case letters and digits, with single dashes between them");
    let severity = if is_oci_component(name) { Severity::Warning } else { Severity::Error };
    Some(finding.severity(severity))
}

fn mistake(name: &str) -> Option<String> {
    let other = name.chars().find(|c| !matches!(c, 'a'..='z' | '0'..='9' | '-'));
    let ends = name.starts_with('-') || name.ends_with('-');
    match other {
        Some(c) if c.is_whitespace() => Some("holds a blank".to_owned()),
        Some(c) if c.is_control() => Some("holds a control character".to_owned()),
        Some(c) if c.is_uppercase() => Some(format!("holds the capital letter `{c}`")),
        Some(c) => Some(format!("holds the character `{c}`")),
        None if ends => Some("begins or ends with a dash".to_owned()),
        None => None,
    }
}

/// A component of a path in an OCI registry: letters and digits, separated by `.`, `_`, `__` or
/// any number of dashes.
fn is_oci_component(name: &str) -> bool {
    let is_alphanumeric = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    let is_separator = |run: &str| {
        matches!(run, "." | "_" | "__") || (!run.is_empty() && run.bytes().all(|b| b == b'-'))
    };
    let trimmed = name.trim_matches(is_alphanumeric);
    let inner = trimmed.split(is_alphanumeric).filter(|run| !run.is_empty());
    name.starts_with(is_alphanumeric)
        && name.ends_with(is_alphanumeric)
        && inner.into_iter().all(is_separator)
}
