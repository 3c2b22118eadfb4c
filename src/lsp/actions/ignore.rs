//! The comment that ignores a finding, in a file that takes comments.

use std::path::Path;
use std::sync::Arc;

use super::REASON;
use crate::finding::{Edit, Place};
use crate::lsp::cursor;
use crate::lsp::workspace::Snapshot;
use crate::source::{SourceFile, Span, TextRange, VirtualPath};
use crate::syntax::tree::Document;
use crate::syntax::yaml;

const TERRAFORM: &str = ".tf";

/// True for YAML and Terraform that can be edited.
pub(super) fn takes_comments(place: &Place) -> bool {
    let path = place.path();
    let takes = [".yaml", ".yml", TERRAFORM].iter().any(|end| path.as_str().ends_with(end));
    path.inside().is_none() && takes
}

/// The line to insert; none in a text that is too broken to say what a comment would be about.
pub(super) fn comment(snapshot: &Snapshot, place: &Place, rule: &str) -> Option<Edit> {
    match place {
        Place::Text(span) => above(span, rule),
        Place::File(path) => at_top(snapshot, path, rule),
    }
}

fn above(span: &Span, rule: &str) -> Option<Edit> {
    let file = span.file();
    let mut start = span.range().start;
    // What a heredoc holds is YAML with comments of its own.
    if !file.path().as_str().ends_with(TERRAFORM) {
        let document = yaml::parse(file);
        if document.is_broken() {
            return None;
        }
        start = entry_start(&document, start);
    }
    let line = file.line_range(file.position(start).line);
    let text = file.slice(line);
    let indentation = &text[..text.len() - text.trim_start_matches([' ', '\u{feff}']).len()];
    let indentation = indentation.trim_start_matches('\u{feff}');
    let comment = format!("{indentation}# palint: ignore[{rule}] {REASON}");
    Some(insert(file, line.start, &comment))
}

/// Where the key of a string of several lines begins: a comment within it would be part of it.
fn entry_start(document: &Document, offset: u32) -> u32 {
    let Some(cursor) = cursor::at(document, offset) else { return offset };
    let file = document.file();
    let line = |offset: u32| file.position(offset).line;
    let range = cursor.value.range();
    let is_inside = cursor.value.kind().is_scalar() && range.start <= offset;
    if is_inside && line(range.start) < line(range.end) {
        return cursor.entry.map_or(range.start, |entry| entry.key.range().start);
    }
    offset
}

fn at_top(snapshot: &Snapshot, path: &VirtualPath, rule: &str) -> Option<Edit> {
    let text = snapshot.text(Path::new(path.as_str()))?;
    let file = SourceFile::new(path.clone(), &*text.text);
    Some(insert(&file, 0, &format!("# palint: ignore-file[{rule}] {REASON}")))
}

fn insert(file: &Arc<SourceFile>, at: u32, line: &str) -> Edit {
    let mark = u32::try_from(file.byte_order_mark()).unwrap_or_default();
    let line_break = if file.text().contains("\r\n") { "\r\n" } else { "\n" };
    Edit::replace(Span::new(file, TextRange::at(at.max(mark))), format!("{line}{line_break}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ignored(text: &str, needle: &str) -> String {
        let file = SourceFile::new(VirtualPath::new("values.yaml"), text);
        let at = u32::try_from(text.find(needle).unwrap()).unwrap();
        let edit = above(&Span::new(&file, TextRange::at(at)), "a/b").unwrap();
        let mut text = text.to_owned();
        text.replace_range(edit.at.range().to_usize(), &edit.text);
        text
    }

    #[test]
    fn the_comment_stands_above_the_entry() {
        let comment = "# palint: ignore[a/b] explain why";
        let cases = [
            ("é:\n  b: x\n", "b:", format!("é:\n  {comment}\n  b: x\n")),
            ("é:\r\n  - b: x\r\n", "x", format!("é:\r\n  {comment}\r\n  - b: x\r\n")),
            ("a:\n  b: |\n    x\n    y\n", "y", format!("a:\n  {comment}\n  b: |\n    x\n    y\n")),
            ("a:\n  - \"x\n    y\"\n", "y", format!("a:\n  {comment}\n  - \"x\n    y\"\n")),
            ("\u{feff}a: x\n", "x", format!("\u{feff}{comment}\na: x\n")),
        ];
        for (text, needle, expected) in cases {
            assert_eq!(ignored(text, needle), expected, "{text}");
        }
    }
}
