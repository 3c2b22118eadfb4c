//! A pack that pulls images and bundles none.

use std::collections::BTreeSet;

use super::missing_from_content::with_origin;
use crate::finding::{Finding, Place};
use crate::model::pack::Pack;
use crate::model::values::ContentList;
use crate::rules::{Check, Rule, Severity};
use crate::syntax::tree::Kind;

/// See the page.
pub static RULE: Rule = Rule {
    id: "image/empty-list",
    severity: Severity::Warning,
    fixable: false,
    page: include_str!("../../../rules/image/empty-list.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    finding(pack).into_iter().collect()
}

fn finding(pack: &Pack) -> Option<Finding> {
    let list = pack.content_list(ContentList::Images);
    let listed = list.is_some_and(|list| !list.is_null() && list.items().len() > 0);
    let readable = pack.values_file().document.as_ref().is_ok_and(|values| {
        let root =
            values.root().is_none_or(|root| matches!(root.kind(), Kind::Mapping | Kind::Null));
        root && !values.is_broken()
    });
    if listed || !readable || !pack.has_documented_values() {
        return None;
    }
    let pulled = pack.pulled_images();
    let first = pulled.first()?;
    let names: BTreeSet<String> = pulled.iter().map(|image| image.reference.to_string()).collect();
    let others = match names.len() - 1 {
        0 => String::new(),
        1 => " and one more image".to_owned(),
        count => format!(" and {count} more images"),
    };
    let message = format!("the pack pulls `{}`{others}, and bundles none", first.reference);
    let at: Place = match (list, pack.values().and_then(|values| values.entry("pack"))) {
        (Some(list), _) if !list.range().is_empty() => list.span().into(),
        (_, Some(section)) => section.key.span().into(),
        _ => pack.anchor(),
    };
    let finding = Finding::new(at, message).help("list them in `pack.content.images`");
    Some(with_origin(finding, first))
}
