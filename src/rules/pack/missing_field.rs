//! Fields without which Palette does not take the pack.

use super::violation::{opening, violations};
use crate::finding::{Edit, Finding, Fix};
use crate::model::conformance::ViolationKind;
use crate::model::pack::Pack;
use crate::rules::{Check, Rule, Severity};
use crate::syntax::tree::{Entry, NodeRef};

/// See the page.
pub static RULE: Rule = Rule {
    id: "pack/missing-field",
    severity: Severity::Error,
    fixable: true,
    page: include_str!("../../../rules/pack/missing-field.md"),
    check: Check::Pack(check),
};

const CLOUDS: &str = "cloudTypes";
const CLOUD: &str = "cloudType";

fn check(pack: &Pack) -> Vec<Finding> {
    let missing = violations(pack).filter_map(|(violation, node)| match &violation.kind {
        ViolationKind::Missing(field) => Some(finding(node, field)),
        _ => None,
    });
    missing.collect()
}

fn finding(object: NodeRef<'_>, field: &str) -> Finding {
    if let Some(old) = object.entry(CLOUD).filter(|_| field == CLOUDS) {
        return deprecated(object, old);
    }
    let message = format!("`pack.json` lacks the field `{field}`");
    let finding = Finding::new(opening(object), message);
    match field {
        // The documentation asks for it, the published schemas do not.
        CLOUDS => finding
            .severity(Severity::Warning)
            .help("add the clouds that the pack works on, or `\"cloudTypes\": [\"all\"]`"),
        _ => finding.help(format!("add `\"{field}\": \"...\"`")),
    }
}

fn deprecated(object: NodeRef<'_>, old: Entry<'_>) -> Finding {
    let cloud = old.value.as_str().filter(|text| !text.is_empty());
    let once = object.entries().filter(|entry| entry.name() == CLOUD).count() == 1;
    let fix = cloud.filter(|_| once).map(|_| {
        let list = format!("\"{CLOUDS}\": [{}]", old.value.span().text());
        let whole = old.key.document().span(old.range());
        Fix::safe("write it as a list, `cloudTypes`", Edit::replace(whole, list))
    });
    Finding::new(old.key.span(), "`cloudType` is deprecated in favour of the list `cloudTypes`")
        .severity(Severity::Warning)
        .help("write it as a list, `cloudTypes`")
        .maybe_fix(fix)
}
