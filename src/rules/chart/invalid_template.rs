//! A template that Helm cannot parse.

use super::readable;
use super::templates::{finding, loaded};
use crate::finding::Finding;
use crate::limits;
use crate::model::pack::Pack;
use crate::rules::{Check, Rule, Severity};
use crate::source::Span;
use crate::syntax::template::{ErrorKind, TemplateError};

/// See the page.
pub static RULE: Rule = Rule {
    id: "chart/invalid-template",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/chart/invalid-template.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (listed, chart) in readable(pack) {
        let files = loaded(chart).into_iter().flat_map(|l| l.templates().map(move |f| (l, f)));
        let refused = files.filter_map(|(loaded, file)| {
            let error = file.template().errors.iter().find(|error| is_refusal(error))?;
            let clause = format!("is no template: {}", error.message);
            let told = finding(listed, loaded.chart, (file, error.range), &clause);
            let told = told.help("correct the template and pack the chart again");
            let told = if loaded.always { told } else { told.severity(Severity::Warning) };
            Some(match &error.related {
                Some((range, why)) => told.label(Span::new(file.source(), *range), why),
                None => told,
            })
        });
        findings.extend(refused.take(limits::PROBLEMS));
    }
    findings
}

/// Unknown functions have a rule of their own, and what is too much for palint is not for Helm.
fn is_refusal(error: &TemplateError) -> bool {
    !matches!(error.kind, ErrorKind::UnknownFunction(_) | ErrorKind::TooDeep | ErrorKind::TooLarge)
}
