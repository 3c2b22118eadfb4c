//! The parser's errors in words that help at 2 a.m.

use granit_parser::{ErrorKind, ScanError};

use crate::source::TextRange;

/// What to underline for an error at `at`: the tabs before it where they are the error, the rest of
/// the word there, or the last character.
pub(super) fn extent(error: &ScanError, text: &str, at: usize) -> TextRange {
    let at = floor(text, at);
    let blanks = text[..at].trim_end_matches([' ', '\t']).len();
    if let Some(tab) = text[blanks..at].find('\t').filter(|_| is_about_tabs(error.kind())) {
        return TextRange::from_usize(blanks + tab..at);
    }
    let rest = &text[at..];
    let tab = rest.find(|c: char| !matches!(c, ' ' | '\r' | '\n')).unwrap_or(rest.len());
    if is_about_tabs(error.kind()) && rest[tab..].starts_with('\t') {
        return TextRange::from_usize(at + tab..at + tab + 1);
    }
    let word = rest.find(char::is_whitespace).unwrap_or(rest.len());
    if word > 0 {
        return TextRange::from_usize(at..at + word);
    }
    let end = text[..at].trim_end().len();
    let start = text[..end].char_indices().next_back().map_or(0, |(start, _)| start);
    TextRange::from_usize(start..end)
}

fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// The message and, where one is certain, the advice.
pub(super) fn explain(error: &ScanError, text: &str, at: usize) -> (String, Option<String>) {
    let at = floor(text, at);
    if let Some(found) = conflict_marker(text, at) {
        return found;
    }
    if let Some(found) = unquoted_macro(text, at) {
        return found;
    }
    let (message, help) = match error.kind() {
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation => ("a tab is used as indentation", "indent with blanks"),
        ErrorKind::UnclosedQuotedScalar => ("a quoted string is never closed", ""),
        ErrorKind::UnclosedFlowCollection { open: '{' } => ("a `{` is never closed", ""),
        ErrorKind::UnclosedFlowCollection { .. } => ("a `[` is never closed", ""),
        ErrorKind::InvalidIndentation => {
            ("this line is indented differently from the lines that it belongs to", "")
        }
        ErrorKind::ExpectedBlockMappingKey => {
            ("a key is expected here", "align it with the keys of its mapping")
        }
        ErrorKind::SimpleKeyExpected => ("this line has no `:` after its key", ""),
        ErrorKind::UnknownQuotedScalarEscape => {
            ("an unknown escape in double quotes", "use single quotes, or double the backslash")
        }
        ErrorKind::RecursionLimitExceeded => {
            return (format!("nested deeper than {} levels", crate::limits::NESTING), None);
        }
        ErrorKind::UnexpectedCharacter { character } => {
            let message = format!("a value cannot start with `{}`", character.escape_default());
            return (message, Some("quote the value".into()));
        }
        _ => return (general(error), None),
    };
    (message.into(), (!help.is_empty()).then(|| help.into()))
}

fn is_about_tabs(kind: &ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::TabNotAllowed | ErrorKind::TabInBlockIndentation | ErrorKind::TabInIndentation
    )
}

fn general(error: &ScanError) -> String {
    let message = error.info();
    let message = message.trim_end_matches('.');
    let mut characters = message.chars();
    match characters.next() {
        Some(first) => first.to_lowercase().chain(characters).collect(),
        None => "this is not YAML".into(),
    }
}

fn line_at(text: &str, at: usize) -> &str {
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    text[start..].lines().next().unwrap_or_default()
}

fn conflict_marker(text: &str, at: usize) -> Option<(String, Option<String>)> {
    let line = line_at(text, at);
    let marked = ["<<<<<<<", "=======", ">>>>>>>"].iter().any(|marker| line.starts_with(marker));
    marked.then(|| ("a merge conflict is left in the file".into(), None))
}

/// `key: {{ .spectro.x }}` reads as a flow mapping whose key is a flow mapping.
fn unquoted_macro(text: &str, at: usize) -> Option<(String, Option<String>)> {
    let line = line_at(text, at);
    let value =
        line.split_once(": ").map_or(line, |(_, value)| value).trim_start_matches(['-', ' ']);
    value.starts_with("{{").then(|| {
        let message = "a value that starts with `{{` is read as a flow mapping";
        (message.into(), Some("put the whole value in quotes".into()))
    })
}
