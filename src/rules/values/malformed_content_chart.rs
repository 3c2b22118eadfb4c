//! Items of `pack.content.charts` that name no chart.

use crate::finding::{Edit, Finding, Fix};
use crate::model::literal::has_macro;
use crate::model::pack::Pack;
use crate::model::values::ContentList;
use crate::nearest::nearest;
use crate::rules::{Check, Rule, Severity};
use crate::syntax::tree::{Entry, Kind, NodeRef};

/// See the page.
pub static RULE: Rule = Rule {
    id: "values/malformed-content-chart",
    severity: Severity::Warning,
    fixable: true,
    page: include_str!("../../../rules/values/malformed-content-chart.md"),
    check: Check::Pack(check),
};

/// What an item is made of.
const MEMBERS: [&str; 3] = ["name", "repo", "version"];

/// Other tools' words for `repo`.
const REPO: [&str; 4] = ["repository", "repoURL", "url", "registry"];

fn check(pack: &Pack) -> Vec<Finding> {
    let Some(list) = pack.content_list(ContentList::Charts) else { return Vec::new() };
    match list.kind() {
        Kind::Sequence => list.items().flat_map(item).collect(),
        // A mapping is the section `charts` at the wrong level, which is told as misplaced.
        Kind::Null | Kind::Mapping => Vec::new(),
        _ if list.text().is_some_and(has_macro) => Vec::new(),
        other => {
            let message = format!("`pack.content.charts` is {}, not a list", other.described());
            vec![Finding::new(list.span(), message).help(HELP)]
        }
    }
}

const HELP: &str = "write items with `name`, `repo` and `version`";

fn item(item: NodeRef<'_>) -> Vec<Finding> {
    if item.kind() != Kind::Mapping {
        let message = format!("a chart is {} here, not a mapping", item.kind().described());
        let told = !item.is_null() && !item.text().is_some_and(has_macro);
        return told.then(|| Finding::new(item.span(), message).help(HELP)).into_iter().collect();
    }
    let missing: Vec<&str> = MEMBERS.into_iter().filter(|key| item.get(key).is_none()).collect();
    let unknown = item.entries().filter(|e| !e.is_merge() && !MEMBERS.contains(&&*e.name()));
    let unknown: Vec<(Entry<'_>, Option<&str>)> =
        unknown.map(|entry| (entry, meant(&entry.name(), &missing))).collect();
    let renamed = |key: &str| unknown.iter().any(|(_, meant)| *meant == Some(key));
    let lacking: Vec<&str> = missing.iter().copied().filter(|key| !renamed(key)).collect();
    let mut findings: Vec<Finding> =
        unknown.iter().map(|(e, meant)| unknown_member(e, *meant)).collect();
    findings.extend(lacks(item, &lacking));
    findings.extend(item.get("version").and_then(number));
    findings
}

fn meant<'k>(name: &str, missing: &[&'k str]) -> Option<&'k str> {
    let repo = missing.iter().copied().find(|key| *key == "repo" && REPO.contains(&name));
    repo.or_else(|| nearest(name, missing.iter().copied()))
}

fn unknown_member(entry: &Entry<'_>, meant: Option<&str>) -> Finding {
    let message = format!("a chart of `pack.content.charts` has no member `{}`", entry.name());
    let finding = Finding::new(entry.key.span(), message);
    match meant {
        Some(meant) => finding.help(format!("write `{meant}`")).fix(Fix::safe(
            format!("rename it to `{meant}`"),
            Edit::replace(entry.key.span(), meant),
        )),
        None => finding.help("remove it: only `name`, `repo` and `version` are read"),
    }
}

fn lacks(item: NodeRef<'_>, missing: &[&str]) -> Option<Finding> {
    let first = item.entries().next()?;
    let names = missing.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(" and ");
    let message = format!("the chart lacks {names}, so it cannot be found");
    (!missing.is_empty()).then(|| Finding::new(first.key.span(), message).help(HELP))
}

/// `1.10` without quotes is read as 1.1.
fn number(version: NodeRef<'_>) -> Option<Finding> {
    let text = version.text().filter(|_| version.kind() == Kind::Number)?;
    let message = format!("the version {text} is a number here, not a string");
    let finding = Finding::new(version.span(), message)
        .help(format!("write \"{text}\": a number loses the zeros at its end"));
    let quote = Fix::safe("put it in quotes", Edit::replace(version.span(), format!("\"{text}\"")));
    Some(finding.maybe_fix((!version.is_alias()).then_some(quote)))
}
