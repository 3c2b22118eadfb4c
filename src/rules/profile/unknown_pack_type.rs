//! The type of a `pack` of a Terraform profile that Palette does not know.

use crate::finding::Finding;
use crate::model::profile::ProfileFile;
use crate::model::profile::terraform::{Resource, ResourceKind};
use crate::model::schemas;
use crate::nearest::nearest;
use crate::rules::{Check, Rule, Severity};
use crate::syntax::hcl::Block;

/// See the page.
pub static RULE: Rule = Rule {
    id: "profile/unknown-pack-type",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/profile/unknown-pack-type.md"),
    check: Check::ProfileFile(check),
};

fn check(file: &ProfileFile) -> Vec<Finding> {
    let profiles = file.resources().filter(|r| r.kind == ResourceKind::ClusterProfile);
    let packs = profiles
        .flat_map(|resource| resource.packs().filter_map(move |pack| finding(&resource, pack)));
    packs.collect()
}

fn finding<'a>(resource: &Resource<'a>, pack: &'a Block) -> Option<Finding> {
    let types = || schemas::CLUSTER_PROFILE.words("packType");
    let (text, at) =
        resource.text(pack, "type").filter(|(text, _)| !types().any(|t| t == *text))?;
    let message = format!("`{text}` is no type of pack");
    let help = match nearest(text, types()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "use `spectro`, `helm`, `manifest` or `oci`".to_owned(),
    };
    Some(Finding::new(at, message).help(help))
}
