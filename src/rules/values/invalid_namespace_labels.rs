//! Labels and annotations of namespaces that Kubernetes refuses.

use crate::finding::Finding;
use crate::limits;
use crate::model::literal;
use crate::model::name::{self, NameError};
use crate::model::pack::Pack;
use crate::model::profile::ProfileFile;
use crate::model::values::PackSection;
use crate::rules::{Check, Rule, Severity};
use crate::source::TextRange;
use crate::syntax::tree::{Entry, Kind, NodeRef, Style};

/// See the page.
pub static RULE: Rule = Rule {
    id: "values/invalid-namespace-labels",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/values/invalid-namespace-labels.md"),
    check: Check::PackAndProfiles(check, profiles),
};

fn check(pack: &Pack) -> Vec<Finding> {
    pack.pack_section().map(of_section).unwrap_or_default()
}

fn profiles(file: &ProfileFile) -> Vec<Finding> {
    file.pack_sections().flat_map(of_section).collect()
}

fn of_section(section: PackSection<'_>) -> Vec<Finding> {
    let maps = section.namespace_maps();
    maps.flat_map(|(key, map)| match map.kind() {
        Kind::Mapping => map.members().into_iter().flat_map(|e| namespace(key, &e)).collect(),
        Kind::Null => Vec::new(),
        _ if map.text().is_some_and(literal::has_macro) => Vec::new(),
        other => vec![not_a_map(key, map, other)],
    })
    .collect()
}

fn not_a_map(key: &str, map: NodeRef<'_>, kind: Kind) -> Finding {
    let message = format!("`pack.{key}` is {}, not a mapping of namespaces", kind.described());
    Finding::new(map.span(), message).help("write `<namespace>: \"key=value,key=value\"` below it")
}

fn namespace(key: &str, entry: &Entry<'_>) -> Vec<Finding> {
    let value = entry.value;
    match value.kind() {
        Kind::String => items(key, value),
        Kind::Null => Vec::new(),
        // Braces without quotes are a macro, whose rule tells them.
        Kind::Mapping if value.style() == Style::Flow => Vec::new(),
        kind => {
            let name = entry.name();
            let message = format!("the value of `{name}` is {}, not a string", kind.described());
            let help = format!("write `{name}: \"{}\"`", joined(value));
            vec![Finding::new(entry.key.span(), message).help(help)]
        }
    }
}

/// What the author most likely meant, in the syntax that Palette reads.
fn joined(value: NodeRef<'_>) -> String {
    let pairs = value.entries().map(|e| format!("{}={}", e.name(), e.value.text().unwrap_or("…")));
    let items = value.items().filter_map(|item| item.text().map(str::to_owned));
    let all: Vec<String> = pairs.chain(items).collect();
    if all.is_empty() { "key=value,key=value".to_owned() } else { all.join(",") }
}

fn items(key: &str, value: NodeRef<'_>) -> Vec<Finding> {
    let written = value.text().unwrap_or_default();
    if written.trim().is_empty() {
        return Vec::new();
    }
    let blotted = literal::blotted(written);
    let mut findings = Vec::new();
    let mut start = 0;
    for item in blotted.split(',') {
        if findings.len() == limits::PROBLEMS {
            break;
        }
        let trimmed = item.trim();
        let at = start + (item.len() - item.trim_start().len());
        if trimmed.is_empty() {
            findings.push(empty_item(value, start));
        } else if let Some(error) = wrong_item(key, trimmed) {
            findings.push(finding(value, at..at + trimmed.len(), &error));
        }
        start += item.len() + 1;
    }
    findings
}

const HELP: &str = "write `key=value` pairs with `,` between them";

fn finding(value: NodeRef<'_>, item: std::ops::Range<usize>, error: &NameError) -> Finding {
    let wrong = error.range.to_usize();
    let wrong = TextRange::from_usize(item.start + wrong.start..item.start + wrong.end);
    let place = if wrong.is_empty() { value.span() } else { value.part(wrong) };
    let text = value.text().and_then(|text| text.get(item)).unwrap_or_default();
    Finding::new(place, format!("`{text}`: {}", error.message)).help(HELP)
}

/// `start` is where the item would begin: behind its comma, unless it is the first.
fn empty_item(value: NodeRef<'_>, start: usize) -> Finding {
    let comma = start.saturating_sub(1);
    let place = value.part(TextRange::from_usize(comma..comma + 1));
    let finding = Finding::new(place, "a comma has no pair beside it").help("remove the comma");
    finding.severity(Severity::Warning)
}

fn wrong_item(key: &str, item: &str) -> Option<NameError> {
    let whole = TextRange::from_usize(0..item.len());
    let wrong = |message: &str| Some(NameError { range: whole, message: message.to_owned() });
    let Some((left, right)) = item.split_once('=') else {
        // A macro may bring the `=` with it.
        let has_macro = item.bytes().any(|byte| byte == literal::MACRO);
        return if has_macro { None } else { wrong("there is no `=`") };
    };
    if left.trim().is_empty() {
        return wrong("the key before `=` is missing");
    }
    if let Err(error) = name::label_key(left.trim_end()) {
        return Some(error);
    }
    if key != "namespaceLabels" {
        return None;
    }
    let value = right.trim_start();
    let mut error = name::label_value(value).err()?;
    let by = u32::try_from(item.len() - value.len()).unwrap_or(u32::MAX);
    error.range =
        TextRange::new(error.range.start.saturating_add(by), error.range.end.saturating_add(by));
    Some(error)
}
