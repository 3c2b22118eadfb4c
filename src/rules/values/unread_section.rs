//! Top-level sections of `values.yaml` that nothing reads.

use crate::finding::Finding;
use crate::model::pack::Pack;
use crate::model::values::misplaced;
use crate::model::values::places::SECTIONS;
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
    let mut unread = pack.unread_sections();
    if !unread.is_empty() {
        // Of these `chart/misplaced-values` tells, with the chart that would read them.
        let misplaced = misplaced::at_top(pack);
        unread.retain(|entry| !misplaced.iter().any(|m| m.entry.key.range() == entry.key.range()));
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
