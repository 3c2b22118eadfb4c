//! A Terraform profile with a second block of variables.

use crate::finding::Finding;
use crate::limits;
use crate::model::profile::ProfileFile;
use crate::model::profile::terraform::{Resource, ResourceKind};
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "profile/duplicate-variables-block",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/profile/duplicate-variables-block.md"),
    check: Check::ProfileFile(check),
};

fn check(file: &ProfileFile) -> Vec<Finding> {
    let profiles = file.resources().filter(|r| r.kind == ResourceKind::ClusterProfile);
    profiles.flat_map(|resource| findings(&resource)).collect()
}

fn findings(resource: &Resource<'_>) -> Vec<Finding> {
    let mut blocks = resource.block.body.blocks_of("profile_variables");
    let Some(first) = blocks.next() else { return Vec::new() };
    let label = resource.label(resource.block);
    let finding = |block: &crate::syntax::hcl::Block| {
        let message = format!("{label} has more than one block `profile_variables`");
        Finding::new(resource.span(block.kind.range), message)
            .label(resource.span(first.kind.range), "the first one is here")
            .help("move its blocks `variable` to the first one")
    };
    blocks.take(limits::VIOLATIONS).map(finding).collect()
}
