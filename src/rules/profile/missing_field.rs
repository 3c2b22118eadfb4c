//! Fields without which a profile cannot be imported.

use super::terraform;
use super::violation::{opening, violations};
use crate::finding::Finding;
use crate::model::conformance::ViolationKind;
use crate::model::profile::{Profile, ProfileFile, Syntax};
use crate::rules::{Check, Rule, Severity};
use crate::syntax::tree::NodeRef;

/// See the page.
pub static RULE: Rule = Rule {
    id: "profile/missing-field",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/profile/missing-field.md"),
    check: Check::ProfileFile(check),
};

fn check(file: &ProfileFile) -> Vec<Finding> {
    let missing = violations(file).filter_map(|(violation, node)| match &violation.kind {
        ViolationKind::Missing(field) => Some(missing(node, field, &subject(&violation.path()))),
        ViolationKind::Empty => Some(empty(node, &violation.path())),
        _ => None,
    });
    let clouds = file.profiles().iter().filter_map(cloud);
    missing.chain(clouds).chain(terraform::missing_arguments(file)).collect()
}

fn missing(object: NodeRef<'_>, field: &str, subject: &str) -> Finding {
    Finding::new(opening(object), format!("{subject} lacks the field `{field}`"))
        .help(format!("add `{field}`"))
}

fn empty(node: NodeRef<'_>, path: &[&str]) -> Finding {
    let field = path.last().copied().unwrap_or_default();
    Finding::new(node.span(), format!("`{field}` is empty")).help(format!("fill in `{field}`"))
}

/// What the path leads to, in words.
fn subject(path: &[&str]) -> String {
    match path {
        [] => "the profile".to_owned(),
        [.., "packs", _] => "this layer".to_owned(),
        [.., "appTiers", _] => "this tier".to_owned(),
        [.., "manifests", _] => "this manifest".to_owned(),
        [.., "properties", _] => "this property".to_owned(),
        path => format!("`{}`", path.join(".")),
    }
}

/// Clusters have a cloud; only add-ons do without one.
fn cloud(profile: &Profile) -> Option<Finding> {
    // Terraform has a default, which `profile/cloud-all-outside-add-on` tells.
    let lacks = profile.is_readable()
        && profile.is_infrastructure()
        && profile.cloud.is_none()
        && profile.syntax != Syntax::Terraform;
    let kind = profile.kind_text().filter(|_| lacks)?;
    let at = profile.kind.as_ref().map_or_else(|| profile.anchor(), |kind| kind.place.clone());
    let message = format!("a profile of the type `{kind}` lacks the field `cloudType`");
    Some(Finding::new(at, message).help("add the cloud of its clusters, such as `aws`"))
}
