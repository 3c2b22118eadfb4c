//! Keys of `pack` and `pack.content` that Palette does not read.

use crate::finding::{Edit, Finding, Fix};
use crate::model::pack::Pack;
use crate::model::values::places::{ANNOTATION_PREFIX, CONTENT_KEYS, PACK_KEYS, right_path};
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
    let absent: Vec<&str> = known.iter().copied().filter(|key| level.get(key).is_none()).collect();
    let entries = level.entries().filter(|entry| !entry.is_merge());
    let unknown = entries.filter(|entry| !known.contains(&&*entry.name()));
    // What works elsewhere is told as misplaced, with the path.
    let misplaced = |entry: &Entry<'_>| {
        right_path(&format!("{path}."), &entry.name(), entry.value.kind()).is_some()
    };
    let unknown = unknown.filter(|entry| !misplaced(entry));
    let findings = unknown.filter_map(|entry| {
        let name = entry.name();
        let meant = nearest(&name, absent.iter().copied());
        // Palette knows annotations that are not in its documentation.
        let told = meant.is_some() || !name.starts_with(ANNOTATION_PREFIX);
        let message = format!("Palette does not read `{path}.{name}`");
        let finding = Finding::new(entry.key.span(), message);
        told.then(|| with_cure(finding, &entry, meant, known))
    });
    findings.collect()
}

fn with_cure(finding: Finding, entry: &Entry<'_>, meant: Option<&str>, known: &[&str]) -> Finding {
    match meant {
        Some(meant) => finding.help(format!("did you mean `{meant}`?")).fix(Fix::needs_a_look(
            format!("rename it to `{meant}`"),
            Edit::replace(entry.key.span(), meant),
        )),
        None => finding.help(format!("remove it; the known keys are {}", listed(known))),
    }
}

fn listed(known: &[&str]) -> String {
    // The keys of other layers would only lengthen the sentence.
    known.iter().take(6).map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ")
}
