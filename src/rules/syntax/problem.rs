//! What the parsers found, as findings: each kind of problem is told by one rule.

use std::sync::Arc;

use crate::finding::{Edit, Finding, Fix};
use crate::model::pack::Pack;
use crate::model::profile::ProfileFile;
use crate::source::{SourceFile, Span};
use crate::syntax::template::ErrorKind;
use crate::syntax::tree::{Document, Problem, ProblemKind};

/// The YAML texts of the pack.
pub(super) fn yaml_documents(pack: &Pack) -> impl Iterator<Item = &Document> {
    let files = [pack.values_file(), pack.presets_file(), pack.schema_file()];
    files.into_iter().filter_map(|text| text.document.as_ref().ok())
}

/// The tree of a profile in YAML.
pub(super) fn yaml_profile(file: &ProfileFile) -> Option<&Document> {
    file.document().filter(|_| !file.is_json())
}

/// The problem of a Terraform file, where it is of one kind.
pub(super) fn terraform(kind: ProblemKind, file: &ProfileFile) -> Option<Finding> {
    let problem = file.configuration()?.problem.as_ref()?;
    let told = problem.kind == kind && file.file().invalid_utf8().is_empty();
    told.then(|| finding(file.file(), problem))
}

/// The problems of one kind in a document.
pub(in crate::rules) fn told_as(kind: ProblemKind, document: &Document) -> Vec<Finding> {
    // Where bytes are no text, the syntax around them is not the author's mistake.
    if kind == ProblemKind::Invalid && !document.file().invalid_utf8().is_empty() {
        return Vec::new();
    }
    let told = document.problems().iter().filter(|problem| problem.kind == kind);
    told.map(|problem| finding(document.file(), problem)).collect()
}

fn finding(file: &Arc<SourceFile>, problem: &Problem) -> Finding {
    let span = |range| Span::new(file, range);
    let mut finding =
        Finding::new(span(problem.range), problem.message.clone()).maybe_help(problem.help.clone());
    if let Some((range, message)) = problem.related {
        finding = finding.label(span(range), message);
    }
    let title = problem.help.clone().unwrap_or_default();
    let fix = |(range, text): (_, &str)| Fix::safe(title, Edit::replace(span(range), text));
    finding.maybe_fix(problem.cure.map(fix))
}

/// Files of charts that are too much for palint, if not for Helm.
pub(super) fn in_charts(kinds: (ProblemKind, ErrorKind), pack: &Pack) -> Vec<Finding> {
    let (kind, error) = kinds;
    let charts = pack.charts().iter().filter_map(|listed| listed.chart.as_ref().ok());
    let mut findings = Vec::new();
    for chart in charts.flat_map(|chart| chart.all()) {
        let documents = [chart.manifest(), chart.values_file()].into_iter().flatten();
        findings.extend(documents.flat_map(|document| told_as(kind, document)));
        for member in chart.templates() {
            let errors = &member.template().errors;
            findings.extend(errors.iter().find(|found| found.kind == error).map(|found| {
                let message = format!("{}: the template was not read", found.message);
                Finding::new(Span::new(member.source(), found.range), message)
            }));
        }
    }
    findings
}
