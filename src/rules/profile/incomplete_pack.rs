//! A `pack` of a Terraform profile that the provider cannot look up.

use crate::finding::Finding;
use crate::model::profile::ProfileFile;
use crate::model::profile::terraform::{Resource, ResourceKind};
use crate::rules::{Check, Rule, Severity};
use crate::syntax::hcl::Block;

/// See the page.
pub static RULE: Rule = Rule {
    id: "profile/incomplete-pack",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/profile/incomplete-pack.md"),
    check: Check::ProfileFile(check),
};

/// The types of packs that come from a registry; the first is that of a pack without a type.
const LOOKED_UP: [&str; 3] = ["spectro", "helm", "oci"];

fn check(file: &ProfileFile) -> Vec<Finding> {
    let profiles = file.resources().filter(|r| r.kind == ResourceKind::ClusterProfile);
    let packs = profiles
        .flat_map(|resource| resource.packs().filter_map(move |pack| finding(&resource, pack)));
    packs.collect()
}

fn finding<'a>(resource: &Resource<'a>, pack: &'a Block) -> Option<Finding> {
    let lacks = |name| resource.lacks(pack, name);
    let is_looked_up = match resource.set(pack, "type") {
        None => true,
        Some(kind) => kind.value.text().is_some_and(|text| LOOKED_UP.contains(&text)),
    };
    if !is_looked_up || !lacks("uid") {
        return None;
    }
    let mut missing = Vec::new();
    if lacks("tag") {
        missing.push("`tag`");
    }
    if lacks("registry_uid") && lacks("registry_name") {
        missing.push("one of `registry_uid` and `registry_name`");
    }
    if missing.is_empty() {
        return None;
    }
    let at = resource.set(pack, "name").map_or(pack.kind.range, |name| name.value.range);
    let (label, missing) = (resource.label(pack), missing.join(" and "));
    let message = format!("pack {label} has no `uid`, and to be looked up it lacks {missing}");
    Some(Finding::new(resource.span(at), message).help(format!("add {missing}, or `uid`")))
}
