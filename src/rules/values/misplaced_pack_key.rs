//! Keys of `pack` that stand where Palette does not look for them.

use crate::finding::Finding;
use crate::model::pack::Pack;
use crate::model::values::places::{ANNOTATION_PREFIX, PACK_ONLY};
use crate::rules::{Check, Rule, Severity};
use crate::syntax::tree::{Entry, Kind, NodeRef};

/// See the page.
pub static RULE: Rule = Rule {
    id: "values/misplaced-pack-key",
    severity: Severity::Warning,
    fixable: false,
    page: include_str!("../../../rules/values/misplaced-pack-key.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let Some(root) = pack.values() else { return Vec::new() };
    let section = root.get("pack");
    let content = section.and_then(|section| section.get("content"));
    let levels = [("", Some(root)), ("pack.", section), ("pack.content.", content)];
    let mut findings = Vec::new();
    for (prefix, level) in levels {
        let entries = level.into_iter().flat_map(NodeRef::entries);
        for entry in entries.filter(|entry| !entry.is_merge()) {
            let Some(right) = right_path(prefix, &entry) else { continue };
            // A section of that name may be the pack's own, read by its macros.
            if prefix.is_empty() && pack.is_section_referenced(&entry.name()) {
                continue;
            }
            findings.push(finding(root, &format!("{prefix}{}", entry.name()), &entry, &right));
        }
    }
    findings
}

/// The path at which the key would work, if it is not the one where it stands.
fn right_path(prefix: &str, entry: &Entry<'_>) -> Option<String> {
    let name = entry.name();
    let name = name.as_ref();
    let kind = entry.value.kind();
    let of_pack = PACK_ONLY.contains(&name) || name.starts_with(ANNOTATION_PREFIX);
    let images = name == "images" && kind == Kind::Sequence;
    let charts = name == "charts" && kind == Kind::Sequence;
    let section = matches!(name, "charts" | "manifests") && kind == Kind::Mapping;
    match prefix {
        "" if of_pack || name == "content" => Some(format!("pack.{name}")),
        "pack.content." if of_pack => Some(format!("pack.{name}")),
        "" if images => Some("pack.content.images".to_owned()),
        "pack." if images || charts => Some(format!("pack.content.{name}")),
        "pack." | "pack.content." if section => Some(name.to_owned()),
        _ => None,
    }
}

fn finding(root: NodeRef<'_>, written: &str, entry: &Entry<'_>, right: &str) -> Finding {
    let message = format!("`{written}` has no effect: Palette reads `{right}`");
    let (parent, _) =
        right.rsplit_once('.').filter(|_| !right.contains('/')).unwrap_or(("pack", ""));
    let help = match right {
        "charts" | "manifests" => format!("move it to the top level of `{}`", "values.yaml"),
        _ => format!("move it below `{parent}`"),
    };
    let finding = Finding::new(entry.key.span(), message).help(help);
    let keys: Vec<&str> = match right.split_once(".spectrocloud.com/") {
        Some(_) => vec!["pack", &right["pack.".len()..]],
        None => right.split('.').collect(),
    };
    match keys.split_last().and_then(|(last, above)| root.at(above)?.entry(last)) {
        Some(effective) => finding.label(effective.key.span(), "this one is read"),
        None => finding,
    }
}
