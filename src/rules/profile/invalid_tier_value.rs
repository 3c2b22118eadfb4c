//! Settings of a tier that Palette cannot use.

use crate::finding::Finding;
use crate::model::literal::has_macro;
use crate::model::profile::{Profile, Property, Tier};
use crate::rules::{Check, Rule, Severity};
use crate::syntax::scalar::Scalar;
use crate::syntax::tree::{Kind, NodeRef};

/// See the page.
pub static RULE: Rule = Rule {
    id: "profile/invalid-tier-value",
    severity: Severity::Warning,
    fixable: false,
    page: include_str!("../../../rules/profile/invalid-tier-value.md"),
    check: Check::Profile(check),
};

/// Replicas that a container may have.
const REPLICAS: i64 = 10;

fn check(profile: &Profile) -> Vec<Finding> {
    profile.tiers.iter().flat_map(of_tier).collect()
}

fn of_tier(tier: &Tier) -> Vec<Finding> {
    match tier.kind_text() {
        Some("container") => {
            let root = tier.values.text().and_then(|values| values.mapping());
            root.into_iter()
                .flat_map(|root| replicas(root).into_iter().chain(release(root)))
                .collect()
        }
        Some("operator-instance") => tier.properties.iter().filter_map(password).collect(),
        _ => Vec::new(),
    }
}

fn replicas(root: NodeRef<'_>) -> Option<Finding> {
    let node = root
        .get("containerService")?
        .entries()
        .find(|entry| matches!(&*entry.name(), "replicas" | "replicaCount" | "replicasCount"))?
        .value;
    let count = match node.scalar()? {
        Scalar::Int(count) => count,
        _ => node.text()?.parse().ok()?,
    };
    let message = format!("a container has at most {REPLICAS} replicas, this asks for {count}");
    (count > REPLICAS).then(|| Finding::new(node.span(), message))
}

fn release(root: NodeRef<'_>) -> Option<Finding> {
    let node =
        root.at(&["pack", "releaseNameOverride"]).filter(|node| node.kind() == Kind::Mapping)?;
    let at = node.entries().next().map_or_else(|| node.span(), |entry| entry.key.span());
    let message = "a tier of the type `container` has one release, and its override is one name";
    Some(
        Finding::new(at, message)
            .help("write `releaseNameOverride: <name>`, without the chart's name"),
    )
}

/// Passwords of services are base64.
fn password(property: &Property) -> Option<Finding> {
    let name = property.name.as_ref()?.filled()?;
    let value = property.value.as_ref()?;
    let text = value.filled().filter(|text| name.ends_with("Password") && !has_macro(text))?;
    let message = format!("the value of `{name}` is not base64");
    let help = "encode the password, as `base64` does";
    (!is_base64(text)).then(|| Finding::new(value.place.clone(), message).help(help))
}

fn is_base64(text: &str) -> bool {
    let digits = text.strip_suffix("==").or_else(|| text.strip_suffix('=')).unwrap_or(text);
    let known = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/');
    text.len().is_multiple_of(4) && digits.bytes().all(known)
}
