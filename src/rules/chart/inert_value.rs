//! A value that no template of its chart reads.

use crate::finding::{Edit, Finding, Fix};
use crate::model::chart::ListedChart;
use crate::model::pack::Pack;
use crate::model::reads::Nearest;
use crate::model::unread_value::Unread;
use crate::model::values::misplaced;
use crate::rules::{Check, Rule, Severity};
use crate::syntax::tree::Entry;

/// See the page.
pub static RULE: Rule = Rule {
    id: "chart/inert-value",
    severity: Severity::Warning,
    fixable: true,
    page: include_str!("../../../rules/chart/inert-value.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    pack.charts().iter().flat_map(|listed| check_chart(pack, listed)).collect()
}

fn check_chart(pack: &Pack, listed: &ListedChart) -> Vec<Finding> {
    let Some(values) = listed.overrides(pack) else { return Vec::new() };
    let unread = listed.unread(pack, values);
    if unread.is_empty() {
        return Vec::new();
    }
    // Of these `chart/misplaced-values` tells, with the level where they belong.
    let elsewhere = misplaced::at_wrong_level(pack, listed);
    let told = |unread: &&Unread<'_>| !elsewhere.contains(&unread.entry.key.range());
    unread.iter().filter(told).map(|unread| finding(pack, listed, unread)).collect()
}

/// What to say of a value that nothing in its chart reads.
pub(in crate::rules) fn finding(pack: &Pack, listed: &ListedChart, unread: &Unread<'_>) -> Finding {
    let path: Vec<&str> = unread.path.iter().map(String::as_str).collect();
    let name = listed.name().unwrap_or_default();
    let key = path.join(".").replace(".[]", "[]");
    let finding = Finding::new(
        unread.entry.key.span(),
        format!("no template of chart `{name}` reads `{key}`, so it has no effect"),
    );
    if let Some(default) = unread.default {
        return finding
            .label(default.span(), "the chart itself has a default here that nothing reads")
            .help("remove the key, or look for the one that the templates read");
    }
    match listed.reads(pack).and_then(|reads| reads.nearest(&path)) {
        Some(nearest) => with_nearest(finding, &unread.entry, &path, &nearest),
        None => finding.help("remove the key: the chart knows no such value"),
    }
}

fn with_nearest(finding: Finding, entry: &Entry<'_>, path: &[&str], nearest: &Nearest) -> Finding {
    let meant = nearest.path.join(".").replace(".[]", "[]");
    let finding = match &nearest.place {
        Some(place) => finding.label(place.clone(), format!("`{meant}` is read here")),
        None => finding,
    };
    let finding = finding.help(format!("did you mean `{meant}`?"));
    let sibling = nearest.path.split_last().filter(|(_, above)| *above == &path[..path.len() - 1]);
    let plain = entry.key.span().text() == entry.name();
    match sibling.filter(|(key, _)| plain && is_plain_key(key)) {
        Some((key, _)) => {
            let edit = Edit::replace(entry.key.span(), key.as_str());
            finding.fix(Fix::needs_a_look(format!("rename the key to `{key}`"), edit))
        }
        None => finding,
    }
}

fn is_plain_key(key: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    key.starts_with(|c: char| c.is_ascii_alphabetic()) && key.chars().all(plain)
}
