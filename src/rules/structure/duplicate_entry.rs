//! A path that stands twice in one list of `pack.json`.

use std::collections::HashMap;

use crate::finding::{Edit, Finding, Fix};
use crate::model::pack::{List, Pack};
use crate::rules::{Check, Rule, Severity};
use crate::source::TextRange;
use crate::syntax::tree::NodeRef;

/// See the page.
pub static RULE: Rule = Rule {
    id: "structure/duplicate-entry",
    severity: Severity::Warning,
    fixable: true,
    page: include_str!("../../../rules/structure/duplicate-entry.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    List::ALL.into_iter().flat_map(|list| duplicates(pack, list)).collect()
}

fn duplicates(pack: &Pack, list: List) -> Vec<Finding> {
    let items = pack.manifest().and_then(|manifest| manifest.get(list.key()));
    let items: Vec<_> = items.into_iter().flat_map(NodeRef::items).collect();
    let mut first: HashMap<String, NodeRef<'_>> = HashMap::new();
    let mut findings = Vec::new();
    for (index, item) in items.iter().enumerate() {
        let Some(path) = item.as_str().and_then(|path| pack.files().resolved(path)) else {
            continue;
        };
        let earlier = *first.entry(path).or_insert(*item);
        if earlier.range() != item.range() {
            let before = items[..index].last().unwrap_or(&earlier);
            findings.push(finding(list, *item, earlier, before.range()));
        }
    }
    findings
}

fn finding(list: List, item: NodeRef<'_>, first: NodeRef<'_>, before: TextRange) -> Finding {
    let path = item.as_str().unwrap_or_default();
    let message = format!("`{path}` stands twice in `{}`", list.key());
    // Of a list, an item goes with the comma before it.
    let with_comma = TextRange::new(before.end, item.range().end.max(before.end));
    let edit = Edit::delete(item.document().span(with_comma));
    Finding::new(item.span(), message)
        .label(first.span(), "the first")
        .help("list each path once")
        .fix(Fix::safe("remove the second", edit))
}
