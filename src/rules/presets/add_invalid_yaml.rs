//! An `add` whose text is no YAML mapping.

use std::collections::HashMap;

use crate::finding::Finding;
use crate::model::pack::Pack;
use crate::model::presets::Preset;
use crate::rules::{Check, Rule, Severity};
use crate::syntax::tree::{Document, Kind, NodeRef, Problem, ProblemKind};

/// See the page.
pub static RULE: Rule = Rule {
    id: "presets/add-invalid-yaml",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/presets/add-invalid-yaml.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    pack.presets().iter().flat_map(findings).collect()
}

fn findings(preset: &Preset<'_>) -> Vec<Finding> {
    let Some(add) = preset.add else { return Vec::new() };
    let mut findings: Vec<_> = add.problems().iter().map(|problem| told(add, problem)).collect();
    if !findings.is_empty() {
        return findings;
    }
    if let Some(root) = add.root().filter(|root| !is_mapping_or_nothing(*root)) {
        let kind = root.kind().described();
        let message = format!("the text of `add` is {kind}, not a mapping");
        findings
            .push(Finding::new(root.span(), message).help("begin with a key, such as `charts:`"));
    }
    findings.extend(add.mappings().flat_map(duplicates));
    findings
}

fn is_mapping_or_nothing(root: NodeRef<'_>) -> bool {
    matches!(root.kind(), Kind::Mapping | Kind::Null)
}

fn told(add: &Document, problem: &Problem) -> Finding {
    let message = match problem.kind {
        ProblemKind::NonPortable => {
            format!("not every YAML parser reads this: {}", problem.message)
        }
        _ => format!("the text of `add` is no YAML: {}", problem.message),
    };
    let mut finding = Finding::new(add.span(problem.range), message);
    if problem.kind == ProblemKind::NonPortable {
        finding = finding.severity(Severity::Warning);
    }
    if let Some((range, message)) = problem.related {
        finding = finding.label(add.span(range), message);
    }
    finding.maybe_help(problem.help.clone())
}

fn duplicates(mapping: NodeRef<'_>) -> Vec<Finding> {
    let mut first = HashMap::new();
    let mut findings = Vec::new();
    for entry in mapping.entries().filter(|entry| !entry.is_merge()) {
        let earlier: NodeRef<'_> = *first.entry(entry.name()).or_insert(entry.key);
        if earlier.range() != entry.key.range() {
            let message = format!("the key `{}` stands twice in this mapping", entry.name());
            let finding = Finding::new(entry.key.span(), message);
            findings.push(finding.label(earlier.span(), "the first, which has no effect"));
        }
    }
    findings
}
