//! Networks of pods and services that overlap.

use super::cidr::Cidr;
use crate::finding::Finding;
use crate::model::profile::{Layer, Profile};
use crate::rules::{Check, Rule, Severity};
use crate::source::TextRange;
use crate::syntax::tree::NodeRef;

/// See the page.
pub static RULE: Rule = Rule {
    id: "profile/overlapping-cidr",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/profile/overlapping-cidr.md"),
    check: Check::Profile(check),
};

fn check(profile: &Profile) -> Vec<Finding> {
    profile.layers.iter().filter_map(finding).collect()
}

fn finding(layer: &Layer) -> Option<Finding> {
    let section = layer.pack_section()?;
    let (pods, services) =
        (section.node.get("podCIDR")?, section.node.get("serviceClusterIpRange")?);
    let services_at = networks(services);
    let pairs = networks(pods)
        .into_iter()
        .flat_map(|pod| services_at.iter().map(move |service| (pod.clone(), service.clone())));
    let ((_, pod), (at, service)) =
        pairs.into_iter().find(|((_, pod), (_, service))| pod.overlaps(service))?;
    let message = format!(
        "the services' network `{}` overlaps the pods' network `{}`",
        service.text, pod.text
    );
    Some(
        Finding::new(services.part(at), message)
            .label(pods.span(), "the network of the pods")
            .help("choose networks that have no address in common, nor with the nodes"),
    )
}

/// The networks of a text: of two families there are two, with a comma between them.
fn networks(node: NodeRef<'_>) -> Vec<(TextRange, Cidr)> {
    let text = node.as_str().unwrap_or_default();
    let mut at = 0;
    let parts = text.split(',').map(|part| {
        let start = at + part.len() - part.trim_start().len();
        at += part.len() + 1;
        (TextRange::from_usize(start..start + part.trim().len()), part.trim())
    });
    let networks: Vec<_> = parts.take(4).collect();
    networks.into_iter().filter_map(|(at, text)| Some((at, Cidr::read(text)?))).collect()
}
