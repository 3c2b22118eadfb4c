//! A template that writes no YAML.

use super::written::at_written;
use crate::finding::Finding;
use crate::model::literal::has_macro;
use crate::model::pack::Pack;
use crate::model::rendered::Release;
use crate::render::Document;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "chart/rendered-invalid-yaml",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/chart/rendered-invalid-yaml.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let releases = pack.releases().iter();
    let finding = |release| move |document| finding(release, document);
    releases.flat_map(|release| release.documents().iter().filter_map(finding(release))).collect()
}

fn finding(release: &Release, document: &Document) -> Option<Finding> {
    let (problem, range) = document.problem_at()?;
    let text = document.text();
    let at = (range.start as usize).min(text.len());
    let line = text.get(..at)?.matches('\n').count();
    // What a macro stands for is known to Palette alone.
    let near = text.lines().skip(line.saturating_sub(1)).take(3);
    if near.into_iter().any(has_macro) {
        return None;
    }
    let name = &document.file.name;
    let shown = text.lines().nth(line).unwrap_or_default().trim();
    let message = format!("`{name}` renders to no YAML: {problem}: `{shown}`");
    let start = document.range.start + at;
    let end = (document.range.start + range.end as usize).max(start + 1);
    let written = release.written(&document.file, start..end);
    Some(
        at_written(release, written, message).help("Helm refuses to install the chart: correct it"),
    )
}
