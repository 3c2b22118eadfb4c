//! Which lines a comment is about.

use crate::limits::DIRECTIVE_LINES;
use crate::source::{Position, SourceFile, TextRange};

/// A comment behind something is about its line; one alone on its line is about the next entry with
/// all that is indented below it.
pub(super) fn of(file: &SourceFile, comment: TextRange) -> TextRange {
    let Position { line, .. } = file.position(comment.start);
    let own = file.line_range(line);
    if !is_blank(file.slice(TextRange::new(own.start, comment.start))) {
        return own;
    }
    let mut lines =
        (line + 1..=file.line_count()).take(DIRECTIVE_LINES).map(|line| file.line_range(line));
    let Some(first) = lines.find(|range| !is_unwritten(file.slice(*range))) else {
        return own;
    };
    let entry = file.slice(first);
    let below = lines.take_while(|range| is_below(entry, file.slice(*range)));
    below.last().map_or(first, |last| first.cover(last))
}

/// True when nothing stands before the comment but comments, `---` and directives of YAML.
pub(super) fn is_at_top(file: &SourceFile, comment: TextRange) -> bool {
    let before = file.text().get(file.byte_order_mark()..comment.start as usize);
    before
        .unwrap_or_default()
        .lines()
        .take(DIRECTIVE_LINES)
        .all(|line| is_unwritten(line) || line.trim_end() == "---" || line.starts_with('%'))
}

fn is_blank(text: &str) -> bool {
    text.trim_matches(['\u{feff}', ' ', '\t', '\r']).is_empty()
}

fn is_unwritten(line: &str) -> bool {
    is_blank(line) || line.trim_start().starts_with('#')
}

/// True for a line of the entry that begins with the line `entry`. The tags of a template may stand
/// anywhere, and the items of a list may stand as far left as their key.
fn is_below(entry: &str, line: &str) -> bool {
    let (own, depth) = (indentation(entry), indentation(line));
    let content = line.trim_start();
    is_unwritten(line)
        || depth > own
        || content.starts_with("{{")
        || depth == own && is_item(content) && !is_item(entry.trim_start())
        || depth == own && content.starts_with(['}', ']'])
}

fn is_item(content: &str) -> bool {
    content.trim_end() == "-" || content.starts_with("- ")
}

fn indentation(line: &str) -> usize {
    line.len() - line.trim_start().len()
}
