//! An end of life that is no day.

use crate::date::Date;
use crate::finding::Finding;
use crate::model::pack::Pack;
use crate::rules::{Check, Rule, Severity};
use crate::syntax::tree::NodeRef;

/// See the page.
pub static RULE: Rule = Rule {
    id: "pack/invalid-eol",
    severity: Severity::Warning,
    fixable: false,
    page: include_str!("../../../rules/pack/invalid-eol.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let written = eol(pack).filter(|(_, text)| text.parse::<Date>().is_err());
    written.map(|(node, text)| finding(node, text)).into_iter().collect()
}

/// The end of life, if it is set: blank is how packs leave it open.
pub(super) fn eol(pack: &Pack) -> Option<(NodeRef<'_>, &str)> {
    let node = pack.field("eol")?;
    Some((node, node.as_str().filter(|text| !text.trim().is_empty())?))
}

fn finding(node: NodeRef<'_>, text: &str) -> Finding {
    let digits = text.replace(|c: char| c.is_ascii_digit(), "0");
    let message = match digits.as_str() {
        "0000-00-00" => format!("`eol` is `{text}`, a day that does not exist"),
        _ => format!("`eol` must be a day as yyyy-MM-dd, not `{text}`"),
    };
    Finding::new(node.span(), message).help("write the day as in `2027-01-31`, or leave it blank")
}
