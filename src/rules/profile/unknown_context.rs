//! A Terraform profile in a context that Palette does not have.

use crate::finding::Finding;
use crate::model::profile::ProfileFile;
use crate::model::profile::terraform::Resource;
use crate::nearest::nearest;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "profile/unknown-context",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/profile/unknown-context.md"),
    check: Check::ProfileFile(check),
};

const CONTEXTS: [&str; 3] = ["project", "tenant", "system"];

fn check(file: &ProfileFile) -> Vec<Finding> {
    file.resources().filter_map(|resource| finding(&resource)).collect()
}

fn finding(resource: &Resource<'_>) -> Option<Finding> {
    let (text, at) = resource.text(resource.block, "context")?;
    if CONTEXTS.contains(&text) {
        return None;
    }
    let help = match nearest(text, CONTEXTS) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "use `project`, `tenant` or `system`".to_owned(),
    };
    Some(Finding::new(at, format!("`{text}` is no context of a profile")).help(help))
}
