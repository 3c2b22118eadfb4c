//! SARIF 2.1.0, as GitHub's code scanning reads it: no string is empty, and what has no line in a
//! text has no region. Only the rules that spoke are described.

mod fixes;
mod places;
mod rules;

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use self::fixes::FixObject;
use self::places::Location;
use self::rules::Descriptor;
use super::shown::{Shown, with_help};
use crate::engine::{Diagnostic, Report};
use crate::rules::{Rule, Severity};

#[derive(Serialize)]
struct Log<'r> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'r>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'r> {
    tool: Tool,
    automation_details: AutomationDetails,
    column_kind: &'static str,
    results: Vec<ResultObject<'r>>,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    semantic_version: &'static str,
    rules: Vec<Descriptor>,
}

/// The part before the `/` is the category: an upload replaces the results of the same category.
#[derive(Serialize)]
struct AutomationDetails {
    id: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ResultObject<'r> {
    rule_id: &'r str,
    rule_index: usize,
    level: &'static str,
    message: Message,
    locations: [Location; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<FixObject<'r>>,
    partial_fingerprints: Fingerprints,
}

#[derive(Serialize)]
struct Message {
    text: String,
}

/// GitHub computes `primaryLocationLineHash` itself, and warns where another one is given.
#[derive(Serialize)]
struct Fingerprints {
    #[serde(rename = "palint/v1")]
    palint: String,
}

/// Writes the report.
///
/// # Errors
/// When `to` cannot be written.
pub fn write(report: &Report, to: &mut dyn Write) -> io::Result<()> {
    let spoke: BTreeMap<_, _> = report.diagnostics.iter().map(|d| (d.rule.id, d.rule)).collect();
    let spoke: Vec<&Rule> = spoke.into_values().collect();
    let driver = Driver {
        name: "palint",
        semantic_version: env!("CARGO_PKG_VERSION"),
        rules: spoke.iter().map(|rule| Descriptor::new(rule)).collect(),
    };
    let run = Run {
        tool: Tool { driver },
        automation_details: AutomationDetails { id: "palint/" },
        column_kind: "unicodeCodePoints",
        results: report.diagnostics.iter().map(|diagnostic| result(diagnostic, &spoke)).collect(),
    };
    let schema = "https://json.schemastore.org/sarif-2.1.0.json";
    serde_json::to_writer_pretty(&mut *to, &Log { schema, version: "2.1.0", runs: [run] })?;
    writeln!(to)
}

fn result<'r>(diagnostic: &'r Diagnostic, rules: &[&Rule]) -> ResultObject<'r> {
    let finding = &diagnostic.finding;
    let shown = Shown::new(diagnostic);
    let related = |(id, label): (usize, &crate::finding::Label)| {
        Location::related(id, &Shown::at(&label.at, &label.message))
    };
    ResultObject {
        rule_id: diagnostic.rule.id,
        rule_index: rules.partition_point(|rule| rule.id < diagnostic.rule.id),
        level: level(diagnostic.severity),
        message: Message { text: with_help(&shown.message, diagnostic) },
        locations: [Location::new(&shown)],
        related_locations: finding.labels.iter().enumerate().map(related).collect(),
        fixes: finding.fix.iter().filter_map(FixObject::new).collect(),
        partial_fingerprints: Fingerprints { palint: format!("{:016x}", diagnostic.fingerprint) },
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}
