//! A `Chart.yaml` that Helm does not take.

use super::{at_listed, readable, shown};
use crate::finding::{Finding, Place};
use crate::limits;
use crate::model::chart::{CHART_YAML, Chart, ListedChart};
use crate::model::pack::Pack;
use crate::model::version::Version;
use crate::rules::{Check, Rule, Severity};
use crate::syntax::tree::{Document, Kind, NodeRef};

/// See the page.
pub static RULE: Rule = Rule {
    id: "chart/invalid-chart-yaml",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/chart/invalid-chart-yaml.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    readable(pack)
        .flat_map(|(listed, chart)| {
            let charts = chart.all().into_iter();
            let finding = |chart| defect(chart).map(|defect| finding(listed, chart, defect));
            charts.filter_map(finding).take(limits::PROBLEMS).collect::<Vec<_>>()
        })
        .collect()
}

/// What Helm stops at.
struct Defect {
    at: Place,
    clause: String,
}

fn finding(listed: &ListedChart, chart: &Chart, defect: Defect) -> Finding {
    let message = format!("`{CHART_YAML}` of {} {}", shown(listed, chart), defect.clause);
    let finding = at_listed(listed, message).label(defect.at, "Helm refuses the chart here");
    finding.help(format!("correct `{CHART_YAML}` and pack the chart again"))
}

fn defect(chart: &Chart) -> Option<Defect> {
    let document = chart.manifest()?;
    let file = || Place::File(document.file().path().clone());
    if let Some(problem) = document.problems().first().filter(|_| document.is_broken()) {
        let at = document.span(problem.range).into();
        return Some(Defect { at, clause: format!("is no valid YAML: {}", problem.message) });
    }
    let Some(root) = document.root().filter(|root| root.kind() == Kind::Mapping) else {
        return Some(Defect { at: file(), clause: "is not a mapping".to_owned() });
    };
    wrong_name(chart, document)
        .or_else(|| wrong_version(chart, document))
        .or_else(|| wrong_type(root))
}

/// Where `field` is, or the whole file.
fn place(document: &Document, field: &str) -> Place {
    match document.root().and_then(|root| root.get(field)).filter(|node| !node.is_null()) {
        Some(node) => node.span().into(),
        None => Place::File(document.file().path().clone()),
    }
}

fn wrong_name(chart: &Chart, document: &Document) -> Option<Defect> {
    let at = place(document, "name");
    match chart.name() {
        None => Some(Defect { at, clause: "has no `name`".to_owned() }),
        Some(name) if name.contains('/') => {
            Some(Defect { at, clause: format!("has the name `{name}`, which is a path") })
        }
        Some(_) => None,
    }
}

fn wrong_version(chart: &Chart, document: &Document) -> Option<Defect> {
    let at = place(document, "version");
    match chart.version() {
        None => Some(Defect { at, clause: "has no `version`".to_owned() }),
        Some(text) if Version::lenient(text).is_none() => {
            Some(Defect { at, clause: format!("has the version `{text}`, which is none to Helm") })
        }
        Some(_) => None,
    }
}

fn wrong_type(root: NodeRef<'_>) -> Option<Defect> {
    let node = root.get("type")?;
    let text = node.text().unwrap_or_default();
    let known = node.is_null() || matches!(text, "" | "application" | "library");
    let clause = format!("has the type `{text}`, neither `application` nor `library`");
    (!known).then(|| Defect { at: node.span().into(), clause })
}
