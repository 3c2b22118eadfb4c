//! A `pack` of a Terraform profile names its registry twice.

use crate::finding::Finding;
use crate::model::profile::ProfileFile;
use crate::model::profile::terraform::Resource;
use crate::rules::{Check, Rule, Severity};
use crate::syntax::hcl::{Attribute, Block};

/// See the page.
pub static RULE: Rule = Rule {
    id: "profile/registry-conflict",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/profile/registry-conflict.md"),
    check: Check::ProfileFile(check),
};

fn check(file: &ProfileFile) -> Vec<Finding> {
    let packs = file
        .resources()
        .flat_map(|resource| resource.packs().filter_map(move |pack| finding(&resource, pack)));
    packs.collect()
}

fn finding<'a>(resource: &Resource<'a>, pack: &'a Block) -> Option<Finding> {
    let set = |name| resource.set(pack, name).filter(|a| is_certain(resource, a));
    let (uid, name) = (set("registry_uid")?, set("registry_name")?);
    let label = resource.label(pack);
    let message = format!("pack {label} sets both `registry_uid` and `registry_name`");
    let finding = Finding::new(resource.span(name.name.range), message)
        .label(resource.span(uid.name.range), "`registry_uid` is set here")
        .help("keep one of the two");
    Some(finding)
}

/// True for a value that is not empty, whatever it will be: only a variable or a condition may turn
/// out to be null.
fn is_certain(resource: &Resource<'_>, attribute: &Attribute) -> bool {
    if let Some(text) = attribute.value.text() {
        return !text.is_empty();
    }
    let written = resource.written(&attribute.value);
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '[' | ']' | '"');
    written.starts_with("data.") && written.chars().all(plain)
}
