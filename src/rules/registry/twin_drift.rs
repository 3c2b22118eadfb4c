//! A storage or network pack and its twin of the layer `addon`, with other images.

use std::collections::BTreeMap;

use crate::finding::Finding;
use crate::model::registry::{Member, Registry};
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "registry/twin-drift",
    severity: Severity::Info,
    fixable: false,
    page: include_str!("../../../rules/registry/twin-drift.md"),
    check: Check::Registry(check),
};

fn check(registry: &Registry) -> Vec<Finding> {
    let infra =
        registry.members().iter().flat_map(|m| keys(m).into_iter().map(move |key| (key, m)));
    let infra: BTreeMap<_, _> = infra.collect();
    let pairs = registry.members().iter().filter_map(|addon| {
        let version = addon.field_text("version").filter(|_| is_of(addon, &["addon"]))?;
        let name = addon.field_text("name")?.strip_suffix("-addon")?;
        Some((addon, *infra.get(&(name, version))?))
    });
    pairs.flat_map(|(a, b)| [finding(a, b), finding(b, a)]).flatten().collect()
}

/// The name and version of a pack that may have a twin; the twin leaves a layer in front away.
fn keys(member: &Member) -> Vec<(&str, &str)> {
    let name = member.field_text("name").filter(|_| is_of(member, &["csi", "cni"]));
    let Some((name, version)) = name.zip(member.field_text("version")) else { return Vec::new() };
    let short = name.strip_prefix("csi-").or_else(|| name.strip_prefix("cni-"));
    short.into_iter().chain([name]).map(|name| (name, version)).collect()
}

fn is_of(member: &Member, layers: &[&str]) -> bool {
    member.field_text("layer").is_some_and(|layer| layers.contains(&layer))
}

fn finding(member: &Member, twin: &Member) -> Option<Finding> {
    // Without any image the list was never meant to be there, and other rules speak of that.
    if member.images().is_empty() {
        return None;
    }
    let missing: Vec<_> = twin.images().difference(member.images()).collect();
    let (first, name) = (missing.first()?, twin.field("name")?);
    let more = match missing.len() {
        1 => String::new(),
        count => format!(" and {} more", count - 1),
    };
    let message = format!("the image `{first}`{more} of the twin `{}` is missing", name.as_str()?);
    let all: Vec<_> = missing.iter().map(|image| format!("`{image}`")).take(SHOWN).collect();
    let finding = Finding::new(member.values(), message)
        .label(name.span(), "the twin: the same version for another layer")
        .help(format!("add {} to `pack.content.images`", all.join(", ")));
    Some(finding)
}

const SHOWN: usize = 10;
