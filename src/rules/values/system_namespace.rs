//! Add-ons that share a namespace with Kubernetes itself.

use crate::finding::Finding;
use crate::model::pack::Pack;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "values/system-namespace",
    severity: Severity::Warning,
    fixable: false,
    page: include_str!("../../../rules/values/system-namespace.md"),
    check: Check::Pack(check),
};

/// The namespaces that Kubernetes makes for itself.
const SYSTEM: [&str; 3] = ["kube-system", "kube-public", "kube-node-lease"];

fn check(pack: &Pack) -> Vec<Finding> {
    // Networks and storage belong to the cluster's own parts, and live with them.
    let section = pack.pack_section().filter(|_| pack.is_addon());
    let namespace = section.and_then(|section| section.namespace());
    let system = namespace.filter(|node| node.text().is_some_and(|text| SYSTEM.contains(&text)));
    let finding = system.map(|node| {
        let text = node.text().unwrap_or_default();
        let message = format!("`{text}` belongs to Kubernetes, not to the pack");
        let help = "give the pack a namespace of its own, which can be removed with it";
        Finding::new(node.span(), message).help(help)
    });
    finding.into_iter().collect()
}
