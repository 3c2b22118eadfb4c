//! Entries of `ignore` in palint.yaml, written behind those that are there.

use std::fmt::Write;
use std::sync::Arc;

use super::comment::line_break;
use crate::config::{self, Scope};
use crate::engine::Diagnostic;
use crate::source::{SourceFile, TextRange};
use crate::syntax::tree::{Kind, NodeRef, Style};
use crate::syntax::yaml;

/// A finding to excuse.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    path: String,
    at: Option<String>,
    rule: &'static str,
}

impl Entry {
    /// The entry for a diagnostic; its path is relative to the configuration.
    pub fn new(diagnostic: &Diagnostic, scope: &Scope) -> Self {
        let path = scope.relative(diagnostic.finding.at.path());
        // The configuration's own directory has no name in it.
        let path = if path.is_empty() { "**".to_owned() } else { config::literal(&path) };
        let at = diagnostic.finding.at.span().and_then(config::pointer_to);
        Self { path, at, rule: diagnostic.rule.id }
    }

    fn members(&self, reason: &str) -> Vec<(&'static str, String)> {
        let mut members = vec![("rule", self.rule.to_owned()), ("path", scalar(&self.path))];
        members.extend(self.at.as_deref().map(|at| ("at", scalar(at))));
        members.push(("reason", scalar(reason)));
        members
    }

    fn block(&self, reason: &str, (indent, end): (&str, &str)) -> String {
        let mut text = String::new();
        for (nth, (key, value)) in self.members(reason).into_iter().enumerate() {
            let lead = if nth == 0 { "- " } else { "  " };
            write!(text, "{indent}{lead}{key}: {value}{end}").unwrap_or_default();
        }
        text
    }

    fn flow(&self, reason: &str) -> String {
        let members = self.members(reason).into_iter();
        let quoted = |(key, value): (&str, String)| match value.starts_with('"') {
            true => format!("{key}: {value}"),
            false => format!("{key}: \"{value}\""),
        };
        format!("{{{}}}", members.map(quoted).collect::<Vec<_>>().join(", "))
    }
}

/// A text as YAML: in quotes wherever that could matter.
fn scalar(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, ' ' | '/' | '_' | '.' | '-');
    let begins = text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
    let is_word = !text.contains([' ', '/', '.']);
    match begins && text.chars().all(plain) && !is_word && text.trim() == text {
        true => text.to_owned(),
        false => serde_json::Value::from(text).to_string(),
    }
}

/// The configuration with these entries.
///
/// # Errors
/// Why palint cannot add to it.
pub fn with_entries(
    file: &Arc<SourceFile>,
    entries: &[Entry],
    reason: &str,
) -> Result<String, String> {
    let known = config::read(file).map_err(|_| "it has mistakes".to_owned())?.ignore.len();
    let text = insert(file, entries, reason).ok_or("its `ignore` is written in an unusual way")?;
    // Whatever the file looks like, it must say now what it is meant to.
    let changed = SourceFile::new(file.path().clone(), text);
    match config::read(&changed) {
        Ok(config) if config.ignore.len() == known + entries.len() => Ok(changed.text().to_owned()),
        _ => Err("its `ignore` is written in an unusual way".to_owned()),
    }
}

fn insert(file: &Arc<SourceFile>, entries: &[Entry], reason: &str) -> Option<String> {
    let document = yaml::parse(file);
    let end = line_break(file.text());
    let block = |indent: &str| -> String {
        entries.iter().map(|entry| entry.block(reason, (indent, end))).collect()
    };
    let entry = document.root().and_then(|root| root.entry("ignore"));
    let Some(entry) = entry else {
        let items = format!("ignore:{end}{}", block("  "));
        return Some(behind_line(file, count(file.text().len()), &items));
    };
    let list = entry.value;
    match (list.kind(), list.style()) {
        (Kind::Null, _) if list.range().is_empty() => {
            Some(behind_line(file, entry.key.range().end, &block("  ")))
        }
        (Kind::Sequence, Style::Flow) if !list.is_alias() => {
            let items: Vec<_> = entries.iter().map(|entry| entry.flow(reason)).collect();
            let close = list.range().end.checked_sub(1)?;
            let inner = file.slice(TextRange::new(list.range().start + 1, close)).trim_end();
            let comma = if inner.trim().is_empty() || inner.ends_with(',') { "" } else { ", " };
            Some(spliced(file, close, &format!("{comma}{}", items.join(", "))))
        }
        (Kind::Sequence, _) if !list.is_alias() => {
            let indent = indent(file, list.items().next()?)?;
            let last = list.items().last()?.range();
            let text = file.text().get(..last.end as usize)?.trim_end();
            Some(behind_line(file, count(text.len()), &block(&indent)))
        }
        _ => None,
    }
}

/// What stands before the `-` of an item.
fn indent(file: &SourceFile, item: NodeRef<'_>) -> Option<String> {
    let line = file.line_range(file.position(item.range().start).line);
    let text = file.slice(line);
    let rest = text.trim_start();
    rest.starts_with('-').then(|| text[..text.len() - rest.len()].to_owned())
}

/// Puts whole lines behind the line of a byte.
fn behind_line(file: &SourceFile, offset: u32, lines: &str) -> String {
    let text = file.text();
    let rest = text.get(offset as usize..).unwrap_or_default();
    match rest.find('\n') {
        Some(at) => spliced(file, offset + count(at) + 1, lines),
        None if text.is_empty() || text.ends_with('\n') => spliced(file, count(text.len()), lines),
        None => format!("{text}{}{lines}", line_break(text)),
    }
}

fn spliced(file: &SourceFile, offset: u32, part: &str) -> String {
    let (before, after) = file.text().split_at(offset as usize);
    format!("{before}{part}{after}")
}

/// Texts are smaller than 4 GiB.
fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
