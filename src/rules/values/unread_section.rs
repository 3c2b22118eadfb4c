//! Top-level sections of `values.yaml` that nothing reads.

use crate::finding::Finding;
use crate::model::pack::Pack;
use crate::model::values::places::{SECTIONS, right_path};
use crate::nearest::nearest;
use crate::rules::{Check, Rule, Severity};
use crate::syntax::tree::Entry;

/// See the page.
pub static RULE: Rule = Rule {
    id: "values/unread-section",
    severity: Severity::Warning,
    fixable: false,
    page: include_str!("../../../rules/values/unread-section.md"),
    check: Check::Pack(check),
};

/// Names that a message spells out.
const NAMED: usize = 3;

fn check(pack: &Pack) -> Vec<Finding> {
    let Some(root) = pack.values().filter(|_| pack.has_documented_values()) else {
        return Vec::new();
    };
    let entries = root.entries().filter(|entry| !entry.is_merge());
    let mut unread: Vec<Entry<'_>> = entries.filter(is_unknown).collect();
    if !unread.is_empty() {
        let referenced = pack.referenced_sections();
        unread.retain(|entry| !referenced.contains(&*entry.name()));
    }
    // Values of a chart at the wrong level are one mistake, however many keys they have.
    let (Some(first), true) = (unread.first(), unread.len() > NAMED) else {
        return unread.iter().map(|entry| one(pack, entry)).collect();
    };
    let names: Vec<String> = unread.iter().take(NAMED).map(|e| format!("`{}`", e.name())).collect();
    let more = unread.len() - NAMED;
    let message = format!("nothing reads the sections {} and {more} more", names.join(", "));
    vec![Finding::new(first.key.span(), message).help(move_help(pack))]
}

fn is_unknown(entry: &Entry<'_>) -> bool {
    let name = entry.name();
    let name = name.as_ref();
    // What works elsewhere is told as misplaced, with the path.
    let misplaced = right_path("", name, entry.value.kind()).is_some();
    let known = misplaced || SECTIONS.contains(&name);
    // `x-` is the convention for sections that only hold anchors.
    let private = name.is_empty() || name.starts_with("x-") || holds_anchor(entry);
    !known && !private
}

/// True when the section may be there for the sake of its anchors.
fn holds_anchor(entry: &Entry<'_>) -> bool {
    let text = entry.key.document().file().slice(entry.range());
    let anchored = |at: usize| {
        let before = text[..at].chars().next_back();
        let after = text[at + 1..].chars().next();
        before.is_some_and(|c| c.is_whitespace() || matches!(c, '[' | '{' | ','))
            && after.is_some_and(char::is_alphanumeric)
    };
    text.match_indices('&').any(|(at, _)| anchored(at))
}

fn one(pack: &Pack, entry: &Entry<'_>) -> Finding {
    let name = entry.name();
    let message = format!("nothing reads the section `{name}`");
    let absent = |section: &&str| pack.values().is_some_and(|root| root.get(section).is_none());
    let meant = nearest(&name, SECTIONS.iter().copied().filter(absent));
    let help = match meant {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => move_help(pack),
    };
    Finding::new(entry.key.span(), message).help(help)
}

fn move_help(pack: &Pack) -> String {
    let charts = pack.chart_names().unwrap_or_default();
    let target = match charts.as_slice() {
        [only] => format!("charts.{only}"),
        _ => "charts.<chart name>".to_owned(),
    };
    format!("move values of a chart below `{target}`, and remove the rest")
}
