//! Rules as SARIF describes them, taken from their pages.

use serde::Serialize;

use super::{Message, level};
use crate::rules::{Rule, Severity};

/// Characters that GitHub reads of a description.
const DESCRIPTION: usize = 1024;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Descriptor {
    id: &'static str,
    short_description: Message,
    full_description: Message,
    help: Help,
    default_configuration: Configuration,
    properties: Properties,
}

#[derive(Serialize)]
struct Help {
    text: &'static str,
    markdown: &'static str,
}

#[derive(Serialize)]
struct Configuration {
    #[serde(skip_serializing_if = "Clone::clone")]
    enabled: bool,
    level: &'static str,
}

#[derive(Serialize)]
struct Properties {
    tags: [&'static str; 1],
    #[serde(rename = "problem.severity")]
    problem_severity: &'static str,
}

impl Descriptor {
    pub(super) fn new(rule: &Rule) -> Self {
        let summary = rule.summary();
        let full = why(rule.page).map_or_else(|| summary.clone(), |why| format!("{summary} {why}"));
        Self {
            id: rule.id,
            short_description: Message { text: clipped(&summary) },
            full_description: Message { text: clipped(&full) },
            help: Help { text: rule.page, markdown: rule.page },
            default_configuration: Configuration {
                enabled: !rule.is_off_by_default(),
                level: level(rule.severity),
            },
            properties: Properties {
                tags: [rule.group()],
                problem_severity: problem_severity(rule.severity),
            },
        }
    }
}

fn problem_severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "recommendation",
    }
}

/// The section on why it matters, on one line.
fn why(page: &str) -> Option<String> {
    let (_, rest) = page.split_once("\n## Why it matters\n")?;
    let section = rest.split("\n## ").next()?;
    Some(section.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn clipped(text: &str) -> String {
    match text.char_indices().nth(DESCRIPTION) {
        Some(_) => text.chars().take(DESCRIPTION - 1).chain(['…']).collect(),
        None => text.to_owned(),
    }
}
