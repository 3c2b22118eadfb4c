//! Namespaces that Kubernetes refuses.

use crate::finding::Finding;
use crate::model::pack::Pack;
use crate::model::profile::ProfileFile;
use crate::model::values::PackSection;
use crate::model::{literal, name};
use crate::rules::{Check, Rule, Severity};
use crate::syntax::tree::{NodeRef, Style};

/// See the page.
pub static RULE: Rule = Rule {
    id: "values/invalid-namespace",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/values/invalid-namespace.md"),
    check: Check::PackAndProfiles(check, profiles),
};

fn check(pack: &Pack) -> Vec<Finding> {
    pack.pack_section().and_then(of_section).into_iter().collect()
}

fn profiles(file: &ProfileFile) -> Vec<Finding> {
    file.pack_sections().filter_map(of_section).collect()
}

fn of_section(section: PackSection<'_>) -> Option<Finding> {
    section.namespace().and_then(finding)
}

fn finding(namespace: NodeRef<'_>) -> Option<Finding> {
    let Some(text) = namespace.text() else { return not_a_name(namespace) };
    let error = name::namespace(&literal::blotted(text)).err()?;
    let message = format!("`{text}` is no namespace: {}", error.message);
    let cure = cured(text).map(|cured| format!("name it `{cured}`"));
    let general = "use lower-case letters, digits and `-`, at most 63 characters";
    let finding = Finding::new(namespace.part(error.range), message).help(general);
    Some(finding.maybe_help(cure))
}

/// Lists and mappings. Braces without quotes are a macro, whose rule tells them.
fn not_a_name(namespace: NodeRef<'_>) -> Option<Finding> {
    let message = format!("the namespace is {}, not a name", namespace.kind().described());
    (namespace.style() != Style::Flow)
        .then(|| Finding::new(namespace.span(), message).help("write one name"))
}

/// The name with the usual mistakes undone, if that makes it one.
fn cured(text: &str) -> Option<String> {
    let cured = text.trim().to_lowercase().replace(['_', '.', ' '], "-");
    name::namespace(&cured).ok().map(|()| cured)
}
