//! Install priorities that are no integers, or that nobody reads.

use crate::finding::{Edit, Finding, Fix};
use crate::model::literal::has_macro;
use crate::model::pack::Pack;
use crate::model::profile::ProfileFile;
use crate::model::values::{INSTALL_PRIORITY, PackSection};
use crate::rules::{Check, Rule, Severity};
use crate::syntax::scalar::Scalar;
use crate::syntax::tree::{Entry, NodeRef, Style};

/// See the page.
pub static RULE: Rule = Rule {
    id: "values/invalid-install-priority",
    severity: Severity::Error,
    fixable: true,
    page: include_str!("../../../rules/values/invalid-install-priority.md"),
    check: Check::PackAndProfiles(check, profiles),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let section = pack.pack_section();
    section.and_then(|section| of_section(section, pack.layer())).into_iter().collect()
}

fn profiles(file: &ProfileFile) -> Vec<Finding> {
    let sections = file.layers().filter_map(|layer| Some((layer.pack_section()?, layer)));
    sections.filter_map(|(section, layer)| of_section(section, layer.layer_text())).collect()
}

fn of_section(section: PackSection<'_>, layer: Option<&str>) -> Option<Finding> {
    let entry = section.node.entry(INSTALL_PRIORITY)?;
    let entry = Some(entry).filter(|entry| !entry.value.is_null())?;
    not_an_add_on(layer, &entry).or_else(|| value(entry.value))
}

fn not_an_add_on(layer: Option<&str>, entry: &Entry<'_>) -> Option<Finding> {
    let layer = layer.filter(|layer| matches!(*layer, "os" | "k8s" | "cni" | "csi"))?;
    let message =
        format!("the layer `{layer}` has no install priority: only add-ons are ordered by it");
    let finding = Finding::new(entry.key.span(), message).help("remove it");
    Some(finding.severity(Severity::Warning))
}

fn value(node: NodeRef<'_>) -> Option<Finding> {
    let Some(text) = node.text() else { return not_a_scalar(node) };
    if has_macro(text) {
        return None;
    }
    // Go's Atoi: an optional sign and decimal digits, as Palette reads the string.
    if text.parse::<i64>().is_err() {
        let message = format!("the install priority `{text}` is not an integer");
        return Some(
            Finding::new(node.span(), message).help("write an integer in quotes, such as \"10\""),
        );
    }
    unquoted(node, text)
}

fn unquoted(node: NodeRef<'_>, text: &str) -> Option<Finding> {
    if !matches!(node.scalar(), Some(Scalar::Int(_) | Scalar::UInt(_))) {
        return None;
    }
    let message = format!("the install priority {text} is a number, Palette documents a string");
    let finding = Finding::new(node.span(), message).help(format!("write \"{text}\""));
    let title = "put the number in quotes";
    let quote = || Fix::safe(title, Edit::replace(node.span(), format!("\"{text}\"")));
    Some(finding.severity(Severity::Info).maybe_fix((!node.is_alias()).then(quote)))
}

/// Lists and mappings. Braces without quotes are a macro, whose rule tells them.
fn not_a_scalar(node: NodeRef<'_>) -> Option<Finding> {
    let message = format!("the install priority is {}, not an integer", node.kind().described());
    let finding =
        Finding::new(node.span(), message).help("write an integer in quotes, such as \"10\"");
    (node.style() != Style::Flow).then_some(finding)
}
