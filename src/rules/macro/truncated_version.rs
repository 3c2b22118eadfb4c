//! The Kubernetes version cut after a fixed number of characters.

use crate::finding::Finding;
use crate::model::macros::{Filter, Macro};
use crate::model::pack::Pack;
use crate::model::profile::ProfileFile;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "macro/truncated-version",
    severity: Severity::Info,
    fixable: false,
    page: include_str!("../../../rules/macro/truncated-version.md"),
    check: Check::PackAndProfiles(check, profiles),
};

fn check(pack: &Pack) -> Vec<Finding> {
    findings(pack.macros().iter())
}

fn profiles(file: &ProfileFile) -> Vec<Finding> {
    findings(file.macros())
}

fn findings<'m>(macros: impl Iterator<Item = &'m Macro>) -> Vec<Finding> {
    let versions = macros.filter(|found| found.is_of("system"));
    let versions = versions.filter(|found| found.key.text == "kubernetes.version");
    versions.flat_map(|found| found.filters.iter().filter_map(finding)).collect()
}

fn finding(filter: &Filter) -> Option<Finding> {
    let arguments: Vec<_> = filter.arguments.iter().map(String::as_str).collect();
    let length = match (filter.name.text.as_str(), arguments.as_slice()) {
        ("substr", ["0", length]) | ("trunc", [length]) => length,
        _ => return None,
    };
    // One character more or less than two digits of a minor version.
    if !matches!(*length, "3" | "4" | "5") {
        return None;
    }
    let name = &filter.name.text;
    let message = format!("`{name}` cuts the Kubernetes version after {length} characters");
    let help = "take the first two numbers, whatever their length: `regexFind \"[0-9]+[.][0-9]+\"`";
    Some(Finding::new(filter.name.span.clone(), message).help(help))
}
