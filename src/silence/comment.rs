//! The comments for what is found in one text: one for each line, with all of its rules.

use std::collections::{BTreeMap, BTreeSet};

use super::Text;
use super::layout::{Layout, Spot};
use crate::engine::Diagnostic;
use crate::fix::Change;
use crate::model::ignores::Directive;
use crate::source::{SourceFile, TextRange};

/// The edits that write the comments, sorted.
pub(super) fn changes(
    text: &Text<'_>,
    path: &str,
    (told, directives): (&[&Diagnostic], &[Directive]),
    reason: &str,
) -> Vec<Change> {
    let layout = Layout::new(text, directives);
    let mut spots: BTreeMap<Spot, BTreeSet<&str>> = BTreeMap::new();
    for diagnostic in told {
        let start = diagnostic.finding.at.range().map(|range| range.start);
        if let Some(spot) = start.and_then(|start| layout.spot(start)) {
            spots.entry(spot).or_default().insert(diagnostic.rule.id);
        }
    }
    let mut changes = Vec::new();
    for (spot, rules) in spots {
        let rules = rules.into_iter().collect::<Vec<_>>().join(", ");
        let mut put = |at: u32, text: String| {
            changes.push(Change { file: path.to_owned(), range: TextRange::at(at), text });
        };
        match spot {
            Spot::Behind(line) => {
                let range = text.file.line_range(line);
                let blank = if text.file.slice(range).ends_with([' ', '\t']) { "" } else { " " };
                put(range.end, format!("{blank}# palint: ignore[{rules}] {reason}"));
            }
            Spot::Above(line) => {
                let (at, indent) = beginning(text.file, line);
                let end = line_break(text.file.text());
                put(at, format!("{indent}# palint: ignore[{rules}] {reason}{end}"));
            }
            Spot::Within(index) => {
                let Ok(ignore) = &directives[index].ignore else { continue };
                let Some(last) = ignore.names.last() else { continue };
                put(last.range().end, format!(", {rules}"));
                if !ignore.has_reason {
                    put(ignore.list.end + 1, format!(" {reason}"));
                }
            }
        }
    }
    changes.sort_by_key(|change| change.range);
    changes
}

/// Where a line begins, behind a byte order mark, and its indentation.
fn beginning(file: &SourceFile, line: u32) -> (u32, &str) {
    let range = file.line_range(line);
    let mark = u32::try_from(file.byte_order_mark()).unwrap_or(0);
    let start = range.start.max(mark);
    let text = file.slice(TextRange::new(start, range.end.max(start)));
    (start, &text[..text.len() - text.trim_start_matches([' ', '\t']).len()])
}

/// How the lines of a text end.
pub(super) fn line_break(text: &str) -> &'static str {
    let is_windows = text.find('\n').is_some_and(|at| text[..at].ends_with('\r'));
    if is_windows { "\r\n" } else { "\n" }
}
