//! Items of `pack.content.images` that name no image.

use crate::finding::{Edit, Finding, Fix};
use crate::model::literal::has_macro;
use crate::model::pack::Pack;
use crate::model::values::ContentList;
use crate::nearest::nearest;
use crate::rules::{Check, Rule, Severity};
use crate::syntax::tree::{Entry, Kind, NodeRef, Style};

/// See the page.
pub static RULE: Rule = Rule {
    id: "image/unknown-member",
    severity: Severity::Error,
    fixable: true,
    page: include_str!("../../../rules/image/unknown-member.md"),
    check: Check::Pack(check),
};

const HELP: &str = "write each item as `- image: <reference>`";

fn check(pack: &Pack) -> Vec<Finding> {
    let Some(list) = pack.content_list(ContentList::Images) else { return Vec::new() };
    match list.kind() {
        Kind::Sequence => list.items().flat_map(|item| judge(list, item)).collect(),
        Kind::Null => Vec::new(),
        Kind::Mapping if list.style() == Style::Flow => Vec::new(),
        _ if list.text().is_some_and(has_macro) => Vec::new(),
        other => {
            let message = format!("`pack.content.images` is {}, not a list", other.described());
            vec![Finding::new(list.span(), message).help(HELP)]
        }
    }
}

fn judge(list: NodeRef<'_>, item: NodeRef<'_>) -> Vec<Finding> {
    match item.kind() {
        Kind::Mapping => members(item),
        Kind::String => bare(list, item).into_iter().collect(),
        Kind::Null => Vec::new(),
        other => {
            let message = format!("an image is {} here, not a mapping", other.described());
            vec![Finding::new(item.span(), message).help(HELP)]
        }
    }
}

fn members(item: NodeRef<'_>) -> Vec<Finding> {
    let named = item.get("image").is_some();
    let unknown = item.entries().filter(|entry| !entry.is_merge() && entry.name() != "image");
    let unknown = unknown.filter(|entry| !has_macro(&entry.name()) && entry.key.kind().is_scalar());
    unknown.map(|entry| if named { superfluous(&entry) } else { unnamed(item, &entry) }).collect()
}

fn superfluous(entry: &Entry<'_>) -> Finding {
    let message = format!("an image has no member `{}`", entry.name());
    let finding = Finding::new(entry.key.span(), message).help("remove it: only `image` is read");
    finding.severity(Severity::Warning)
}

fn unnamed(item: NodeRef<'_>, entry: &Entry<'_>) -> Finding {
    let name = entry.name();
    let message = format!("an image has no member `{name}`, so this one is not bundled");
    let finding = Finding::new(entry.key.span(), message);
    if item.entries().len() != 1 || !entry.value.kind().is_scalar() {
        return finding.help(HELP);
    }
    let rename = Edit::replace(entry.key.span(), "image");
    let title = "rename it to `image`";
    let fix = match nearest(&name, ["image"]) {
        Some(_) => Fix::safe(title, rename),
        None => Fix::needs_a_look(title, rename),
    };
    finding.help("write `image`").fix(fix)
}

/// A reference without its key.
fn bare(list: NodeRef<'_>, item: NodeRef<'_>) -> Option<Finding> {
    let text = item.text().filter(|text| !has_macro(text))?;
    let message = format!("`{text}` stands without the key `image`, so it is not bundled");
    let finding = Finding::new(item.span(), message).help(HELP);
    let one_line =
        list.style() == Style::Block && !item.is_alias() && !item.span().text().contains('\n');
    Some(finding.maybe_fix(one_line.then(|| with_key(item, text))))
}

fn with_key(item: NodeRef<'_>, text: &str) -> Fix {
    let start = item.range().start;
    let file = item.document().file();
    // `- image:ref`: without the blank, YAML reads all of it as one text.
    match text.strip_prefix("image:") {
        Some(rest) if item.style() == Style::Plain && rest.contains(['/', ':']) => {
            let after_colon = start.saturating_add(6);
            Fix::safe("put a blank after `image:`", Edit::insert(file, after_colon, " "))
        }
        _ => Fix::safe("write the key `image` before it", Edit::insert(file, start, "image: ")),
    }
}
