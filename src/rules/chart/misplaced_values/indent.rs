//! The edit that puts the name of a chart above its values, and indents them.

use crate::finding::{Edit, Fix, Safety};
use crate::source::{Span, TextRange};
use crate::syntax::tree::{NodeRef, Style};

/// Puts `name:` above the entries of a block mapping, and indents them.
pub(super) fn below(mapping: NodeRef<'_>, name: &str) -> Option<Fix> {
    let file = mapping.document().file();
    let (first, last) = (mapping.entries().next()?, mapping.entries().last()?);
    let range = first.range().cover(last.range());
    let text = file.slice(range);
    if mapping.style() != Style::Block || mapping.is_alias() || has_fixed_indentation(text) {
        return None;
    }
    let line_start = |offset: u32| file.line_range(file.position(offset).line).start;
    let start = line_start(range.start);
    let indent = file.slice(TextRange::new(start, range.start));
    if !indent.chars().all(|c| c == ' ') || indent.is_empty() {
        return None;
    }
    let newline = if file.text().contains("\r\n") { "\r\n" } else { "\n" };
    let breaks = text.match_indices('\n').map(|(at, _)| range.start as usize + at + 1);
    let end = range.end as usize;
    let empty = |at: &usize| *at >= end || file.text()[*at..].starts_with(['\n', '\r']);
    let lines = breaks.filter(|at| !empty(at));
    let at = |offset: u32| Span::new(file, TextRange::at(offset));
    let head = Edit::replace(at(start), format!("{indent}{name}:{newline}{indent}"));
    let tail = lines.filter_map(|line| Some(Edit::replace(at(u32::try_from(line).ok()?), indent)));
    let edits = std::iter::once(head).chain(tail).collect();
    Some(Fix { title: format!("indent them below `{name}`"), safety: Safety::Unsafe, edits })
}

/// A block scalar such as `|2` counts its blanks from the key above it: better not touched.
fn has_fixed_indentation(text: &str) -> bool {
    let header = |line: &str| {
        let word = line.split_whitespace().next_back().unwrap_or_default();
        word.starts_with(['|', '>']) && word.contains(|c: char| c.is_ascii_digit())
    };
    text.lines().any(header)
}
