//! Values that the JSON schema of a chart refuses.

use super::{readable, shown};
use crate::finding::{Finding, Place};
use crate::limits;
use crate::model::chart::ListedChart;
use crate::model::chart::values_schema::{Refusal, refusals};
use crate::model::conformance::ViolationKind;
use crate::model::literal::has_macro;
use crate::model::pack::Pack;
use crate::rules::{Check, Rule, Severity};
use crate::syntax::tree::{Entry, Kind, NodeRef};

/// See the page.
pub static RULE: Rule = Rule {
    id: "chart/values-schema",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/chart/values-schema.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    readable(pack).flat_map(|(listed, _)| of_chart(pack, listed)).collect()
}

fn of_chart(pack: &Pack, listed: &ListedChart) -> Vec<Finding> {
    let (Some(chart), Some(overrides)) = (listed.chart(), listed.overrides(pack)) else {
        return Vec::new();
    };
    // A broken file leaves values out, and the schema of what is there may then refuse the rest.
    if !chart.is_complete() {
        return Vec::new();
    }
    let refusals = refusals(chart, overrides);
    let told = refusals.iter().filter_map(|refusal| finding(listed, overrides, refusal));
    told.take(limits::PROBLEMS).collect()
}

/// `None` for what the pack did not write, or left for its user to write.
fn finding(listed: &ListedChart, overrides: NodeRef<'_>, refusal: &Refusal<'_>) -> Option<Finding> {
    let written = written(overrides, &refusal.path)?;
    let (at, clause) = match &refusal.kind {
        ViolationKind::Missing(_) => return None,
        ViolationKind::Unknown(name) => {
            let entry = written.node.entry(name)?;
            (entry.key, "is not known".to_owned())
        }
        ViolationKind::Type(types) if !is_open(written.node) => {
            let kind = written.node.kind().described();
            (written.node, format!("is {kind}, not {}", types.join(" or ")))
        }
        kind if !is_open(written.node) => (written.node, clause(kind)?),
        _ => return None,
    };
    let mut path = vec!["charts", listed.name()?];
    path.extend(refusal.path.iter().map(String::as_str));
    if let ViolationKind::Unknown(name) = &refusal.kind {
        path.push(name);
    }
    let shown = shown(listed, refusal.chart);
    let message =
        format!("Helm refuses `{}`: by the schema of {shown} it {clause}", path.join("."));
    let schema = Place::File(refusal.schema.location().clone());
    let at = if at.kind() == Kind::Mapping { written.key.unwrap_or(at) } else { at };
    Some(Finding::new(at.span(), message).label(schema, "the schema"))
}

/// A value of the pack.
struct Written<'p> {
    key: Option<NodeRef<'p>>,
    node: NodeRef<'p>,
}

/// What the pack wrote for `path`: there, or among the globals that it shares.
fn written<'p>(overrides: NodeRef<'p>, path: &[String]) -> Option<Written<'p>> {
    let own = follow(overrides, path);
    own.or_else(|| {
        let global = path.iter().position(|key| key == "global")?;
        (0..global).rev().find_map(|outer| {
            let shared: Vec<String> = [&path[..outer], &path[global..]].concat();
            follow(overrides, &shared)
        })
    })
}

fn follow<'p>(overrides: NodeRef<'p>, path: &[String]) -> Option<Written<'p>> {
    let start = Written { key: None, node: overrides };
    path.iter().try_fold(start, |above, key| match above.node.kind() {
        Kind::Sequence => Some(Written { key: None, node: above.node.item(key.parse().ok()?)? }),
        _ => {
            let Entry { key, value } = above.node.entry(key)?;
            Some(Written { key: Some(key), node: value })
        }
    })
}

/// True where the value is yet to be written: it is empty, or holds a macro.
fn is_open(node: NodeRef<'_>) -> bool {
    match node.kind() {
        Kind::Mapping => {
            node.members().iter().any(|entry| is_open(entry.value) && !is_empty(entry.value))
        }
        Kind::Sequence => node.items().any(|item| is_open(item) && !is_empty(item)),
        _ => is_empty(node) || node.text().is_some_and(has_macro),
    }
}

fn is_empty(node: NodeRef<'_>) -> bool {
    node.is_null() || node.text() == Some("")
}

fn clause(kind: &ViolationKind) -> Option<String> {
    Some(match kind {
        ViolationKind::NotOneOf(words) => {
            let words: Vec<_> = words.iter().take(8).map(|word| format!("`{word}`")).collect();
            format!("is none of {}", words.join(", "))
        }
        ViolationKind::Empty => "is too short".to_owned(),
        ViolationKind::Other(keyword) => format!("does not satisfy `{keyword}`"),
        _ => return None,
    })
}
