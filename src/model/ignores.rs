//! `# palint: ignore[rule] reason` in the YAML texts of a pack or a profile, and how far each of
//! them reaches.
//!
//! The reach is told by indentation alone, not by the tree: so it is the same in a template, in a
//! text that is no YAML, and above a block scalar.

mod embedded;
mod reach;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use crate::limits;
use crate::model::pack::{PACK_JSON, Pack};
use crate::source::{SourceFile, Span, TextRange};

/// One comment that begins with `palint:`.
#[derive(Debug, Clone)]
pub struct Directive {
    /// The comment, from `#` to the end of the line.
    pub comment: Span,
    /// What it says, or why it says nothing.
    pub ignore: Result<Ignore, &'static str>,
}

/// What not to tell, and where.
#[derive(Debug, Clone)]
pub struct Ignore {
    /// Where the names stand, between the brackets.
    pub list: TextRange,
    /// Rules or groups, as they are written.
    pub names: Vec<Span>,
    /// What findings it is about: those that start here.
    pub reach: Reach,
    /// Whether it says why.
    pub has_reason: bool,
}

/// How far a comment reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// The whole file.
    File,
    /// These bytes of it.
    Lines(TextRange),
}

pub(super) use embedded::of_profiles;

/// The directives of a pack, file by file; those of a file in their order.
pub fn collect(pack: &Pack) -> Vec<Directive> {
    let mut directives = Vec::new();
    for document in pack.documents().filter(|d| d.file().path().file_name() != PACK_JSON) {
        directives.extend(read(document.file(), document.comments()));
    }
    for manifest in pack.manifests() {
        let comments = match manifest.plain_document() {
            Some(document) => document.comments().to_vec(),
            None => comment_lines(&manifest.file),
        };
        directives.extend(read(&manifest.file, &comments));
    }
    directives.truncate(limits::DIRECTIVES);
    directives
}

const PREFIX: &str = "palint:";

/// Comments of a text that only a template engine could parse: what looks like one.
fn comment_lines(file: &Arc<SourceFile>) -> Vec<TextRange> {
    if !file.text().contains(PREFIX) {
        return Vec::new();
    }
    let lines = (1..=file.line_count()).map(|line| file.line_range(line));
    let comment = |line: TextRange| {
        let text = file.slice(line);
        let prefix = text.find(PREFIX)?;
        let before = text[..prefix].trim_end();
        let hash = before.trim_end_matches('#');
        let blank = hash.is_empty() || hash.ends_with([' ', '\t']);
        let start = line.start + u32::try_from(hash.len()).ok()?;
        (blank && hash.len() < before.len()).then(|| TextRange::new(start, line.end))
    };
    lines.filter_map(comment).collect()
}

fn read(file: &Arc<SourceFile>, comments: &[TextRange]) -> Vec<Directive> {
    let directive = |comment: &TextRange| {
        let text = file.slice(*comment);
        let said = text.trim_start_matches('#').trim_start().strip_prefix(PREFIX)?;
        let at = comment.end - u32::try_from(said.len()).ok()?;
        let ignore = parse(file, *comment, (said, at));
        Some(Directive { comment: Span::new(file, *comment), ignore })
    };
    comments.iter().filter_map(directive).take(limits::DIRECTIVES).collect()
}

/// `said` is what follows `palint:`, and where.
fn parse(
    file: &Arc<SourceFile>,
    comment: TextRange,
    (said, at): (&str, u32),
) -> Result<Ignore, &'static str> {
    let (word, rest) = said.split_once('[').ok_or("it has no list of rules in brackets")?;
    let (list, reason) = rest.split_once(']').ok_or("its `[` is never closed")?;
    let start = at as usize + word.len() + 1;
    let names = names(file, list, start);
    if names.is_empty() {
        return Err("it names no rule");
    }
    let reach = match word.trim() {
        "ignore" => Reach::Lines(reach::of(file, comment)),
        "ignore-file" if reach::is_at_top(file, comment) => Reach::File,
        "ignore-file" => return Err("`ignore-file` has to stand above the first key"),
        _ => return Err("it begins with neither `ignore` nor `ignore-file`"),
    };
    let list = TextRange::from_usize(start..start + list.len());
    let has_reason = reason.chars().any(char::is_alphanumeric);
    Ok(Ignore { list, names, reach, has_reason })
}

fn names(file: &Arc<SourceFile>, list: &str, mut start: usize) -> Vec<Span> {
    let mut names = Vec::new();
    for part in list.split(',') {
        let name = part.trim();
        let at = start + part.len() - part.trim_start().len();
        if !name.is_empty() {
            names.push(Span::new(file, TextRange::from_usize(at..at + name.len())));
        }
        start += part.len() + 1;
    }
    names
}
