//! Arguments of Kubernetes' own components that are no strings.

use crate::finding::{Edit, Finding, Fix};
use crate::model::profile::{Layer, Profile};
use crate::rules::{Check, Rule, Severity};
use crate::syntax::tree::{Entry, Kind, NodeRef};

/// See the page.
pub static RULE: Rule = Rule {
    id: "profile/non-string-extra-arg",
    severity: Severity::Warning,
    fixable: true,
    page: include_str!("../../../rules/profile/non-string-extra-arg.md"),
    check: Check::Profile(check),
};

/// Where kubeadm takes arguments.
const PLACES: [&[&str]; 6] = [
    &["apiServer", "extraArgs"],
    &["controllerManager", "extraArgs"],
    &["scheduler", "extraArgs"],
    &["etcd", "local", "extraArgs"],
    &["kubeletExtraArgs"],
    &["nodeRegistration", "kubeletExtraArgs"],
];

fn check(profile: &Profile) -> Vec<Finding> {
    profile.layers.iter().flat_map(findings).collect()
}

fn findings(layer: &Layer) -> Vec<Finding> {
    let Some(config) = layer.values_root().and_then(|root| root.get("kubeadmconfig")) else {
        return Vec::new();
    };
    let arguments = PLACES.iter().filter_map(|path| config.at(path)).flat_map(NodeRef::members);
    let wrong = arguments.filter(|entry| matches!(entry.value.kind(), Kind::Bool | Kind::Number));
    let is_block = layer.values.text().is_some_and(|values| values.is_block);
    wrong.map(|entry| finding(&entry, is_block)).collect()
}

fn finding(entry: &Entry<'_>, is_block: bool) -> Finding {
    let (name, value) = (entry.name(), entry.value);
    let text = value.text().unwrap_or_default();
    let message =
        format!("the argument `{name}` must be a string, not {}", value.kind().described());
    let title = "put the value in quotes";
    let quote = || Fix::safe(title, Edit::replace(value.span(), format!("\"{text}\"")));
    let fix = (is_block && !value.is_alias()).then(quote);
    Finding::new(value.span(), message).help(title).maybe_fix(fix)
}
