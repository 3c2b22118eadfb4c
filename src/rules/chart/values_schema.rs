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

/// Words of an enumeration that a message names.
const WORDS: usize = 8;

fn check(pack: &Pack) -> Vec<Finding> {
    readable(pack).flat_map(|(listed, _)| of_chart(pack, listed)).collect()
}

/// What the schemas refuse in the values of one chart.
pub(super) fn of_chart(pack: &Pack, listed: &ListedChart) -> Vec<Finding> {
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
    let schema = format!("the schema of {}", shown(listed, refusal.chart));
    let mut path = vec!["charts", listed.name()?];
    path.extend(refusal.path.iter().map(String::as_str));
    let at = written.key.filter(|_| written.node.kind() == Kind::Mapping).unwrap_or(written.node);
    let (at, clause) = match &refusal.kind {
        ViolationKind::Unknown(name) => {
            path.push(name);
            (written.node.entry(name)?.key, format!("is not known to {schema}"))
        }
        kind => (at, clause(kind, written.node, &schema)?),
    };
    let place = Place::File(refusal.schema.location().clone());
    let finding = Finding::new(at.span(), format!("`{}` {clause}", path.join(".")));
    Some(finding.label(place, "the schema").help("correct it: Helm refuses to install the chart"))
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

/// True where the value is yet to be written, in part at least: it is empty, or holds a macro.
fn is_open(node: NodeRef<'_>) -> bool {
    match node.kind() {
        Kind::Mapping => node.members().iter().any(|entry| is_open(entry.value)),
        Kind::Sequence => node.items().any(is_open),
        _ => is_empty(node) || node.text().is_some_and(has_macro),
    }
}

fn is_empty(node: NodeRef<'_>) -> bool {
    node.is_null() || node.text() == Some("")
}

/// `None` where the value may be written later.
fn clause(kind: &ViolationKind, node: NodeRef<'_>, schema: &str) -> Option<String> {
    match kind {
        ViolationKind::Type(types) if !node.kind().is_scalar() || !is_open(node) => {
            let (kind, types) = (node.kind().described(), types.join(" or "));
            Some(format!("is {kind}, and {schema} takes {types}"))
        }
        _ if is_open(node) => None,
        ViolationKind::NotOneOf(words) => {
            let words: Vec<_> = words.iter().take(WORDS).map(|word| format!("`{word}`")).collect();
            Some(format!("is none of {}, which {schema} takes", words.join(", ")))
        }
        ViolationKind::Empty => Some(format!("is too short for {schema}")),
        ViolationKind::Other(keyword) => Some(format!("does not satisfy `{keyword}` in {schema}")),
        _ => None,
    }
}
