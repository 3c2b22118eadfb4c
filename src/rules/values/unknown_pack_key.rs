//! Keys of `pack` and `pack.content` that Palette does not read.

use std::borrow::Cow;

use crate::finding::{Edit, Finding, Fix};
use crate::model::pack::Pack;
use crate::model::values::places::{ANNOTATION_PREFIX, CONTENT_KEYS, PACK_KEYS, PACK_ONLY};
use crate::nearest::nearest;
use crate::rules::{Check, Rule, Severity};
use crate::syntax::tree::{Entry, NodeRef};

/// See the page.
pub static RULE: Rule = Rule {
    id: "values/unknown-pack-key",
    severity: Severity::Warning,
    fixable: true,
    page: include_str!("../../../rules/values/unknown-pack-key.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let Some(section) = pack.pack_section().filter(|_| pack.has_documented_values()) else {
        return Vec::new();
    };
    let content = section.content().map(|content| unknown("pack.content", content, CONTENT_KEYS));
    let mut findings = unknown("pack", section.node, PACK_KEYS);
    findings.extend(content.into_iter().flatten());
    findings
}

fn unknown(path: &str, level: NodeRef<'_>, known: &[&'static str]) -> Vec<Finding> {
    let entries = level.entries().filter(|entry| !entry.is_merge());
    let unknown = entries.filter(|entry| !known.contains(&&*entry.name()));
    let unknown = unknown.filter(|entry| !is_misplaced(&entry.name()));
    unknown.filter_map(|entry| finding(path, level, &entry, known)).collect()
}

/// These are told as misplaced, with the path that works.
fn is_misplaced(name: &str) -> bool {
    PACK_ONLY.contains(&name) || matches!(name, "images" | "charts" | "manifests")
}

fn finding(
    path: &str,
    level: NodeRef<'_>,
    entry: &Entry<'_>,
    known: &[&'static str],
) -> Option<Finding> {
    let name: Cow<'_, str> = entry.name();
    let meant = nearest(&name, known.iter().copied()).filter(|meant| level.get(meant).is_none());
    // Palette knows annotations that are not in its documentation.
    if name.starts_with(ANNOTATION_PREFIX) && meant.is_none() {
        return None;
    }
    let message = format!("Palette does not read `{path}.{name}`");
    let finding = Finding::new(entry.key.span(), message);
    Some(match meant {
        Some(meant) => finding.help(format!("did you mean `{meant}`?")).fix(Fix::needs_a_look(
            format!("rename it to `{meant}`"),
            Edit::replace(entry.key.span(), meant),
        )),
        None => finding.help(format!("remove it; the known keys are {}", listed(known))),
    })
}

fn listed(known: &[&str]) -> String {
    // The keys of other layers would only lengthen the sentence.
    known.iter().take(6).map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ")
}
