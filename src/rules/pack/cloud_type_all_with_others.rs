//! `all` beside single clouds: it covers them.

use crate::finding::Finding;
use crate::model::pack::Pack;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "pack/cloud-type-all-with-others",
    severity: Severity::Info,
    fixable: false,
    page: include_str!("../../../rules/pack/cloud-type-all-with-others.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    finding(pack).into_iter().collect()
}

fn finding(pack: &Pack) -> Option<Finding> {
    let clouds = pack.manifest()?.get("cloudTypes")?;
    let all = clouds.items().find(|cloud| cloud.as_str() == Some("all"))?;
    let other = clouds.items().find(|cloud| cloud.as_str().is_some_and(|name| name != "all"))?;
    let message = "`all` covers every other entry of `cloudTypes`";
    let finding = Finding::new(all.span(), message).label(other.span(), "has no effect beside it");
    Some(finding.help("keep `all` alone, or name only the clouds that the pack works on"))
}
