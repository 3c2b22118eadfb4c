//! A pack that does not say who publishes it.

use super::annotation::lack;
use crate::finding::{Edit, Finding, Fix};
use crate::model::pack::Pack;
use crate::rules::{Check, Rule, Severity};
use crate::source::TextRange;
use crate::syntax::tree::{Kind, NodeRef};

/// See the page.
pub static RULE: Rule = Rule {
    id: "pack/missing-source",
    severity: Severity::Info,
    fixable: true,
    page: include_str!("../../../rules/pack/missing-source.md"),
    check: Check::Pack(check),
};

const MEMBER: &str = "\"source\": \"community\"";

fn check(pack: &Pack) -> Vec<Finding> {
    let Some((at, message)) = lack(pack, "source") else { return Vec::new() };
    let help = "add `\"source\": \"community\"` to `annotations`";
    vec![Finding::new(at, message).help(help).maybe_fix(fix(pack))]
}

fn fix(pack: &Pack) -> Option<Fix> {
    let manifest = pack.manifest()?;
    let edit = match manifest.get("annotations") {
        None => first(manifest, &format!("\"annotations\": {{{MEMBER}}}"))?,
        Some(annotations) => match annotations.get("source") {
            None => first(annotations, MEMBER)?,
            Some(value) => Edit::replace(value.span(), "\"community\""),
        },
    };
    Some(Fix::needs_a_look("say that the pack comes from the community", edit))
}

/// Makes `member` the first of an object, laid out as the one that is.
fn first(object: NodeRef<'_>, member: &str) -> Option<Edit> {
    let document = object.document();
    if object.kind() != Kind::Mapping {
        return None;
    }
    let Some(entry) = object.entries().next() else {
        return Some(Edit::replace(object.span(), format!("{{{member}}}")));
    };
    let start = entry.key.range().start;
    let blank = document.span(TextRange::new(object.range().start + 1, start));
    let is_blank = blank.text().chars().all(char::is_whitespace);
    is_blank.then(|| Edit::insert(document.file(), start, format!("{member},{}", blank.text())))
}
