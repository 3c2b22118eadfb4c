//! A text that must be a mapping and is something else.

use super::problem::yaml_documents;
use crate::finding::Finding;
use crate::model::pack::Pack;
use crate::rules::{Check, Rule, Severity};
use crate::syntax::tree::{Document, Kind};

/// See the page.
pub static RULE: Rule = Rule {
    id: "syntax/not-a-mapping",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/syntax/not-a-mapping.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    yaml_documents(pack).filter_map(finding).collect()
}

fn finding(document: &Document) -> Option<Finding> {
    let root = document.root()?;
    if matches!(root.kind(), Kind::Mapping | Kind::Null) {
        return None;
    }
    let name = document.file().path().file_name();
    let message =
        format!("`{name}` must be a mapping of keys, this is {}", root.kind().described());
    Some(Finding::new(root.span(), message))
}
