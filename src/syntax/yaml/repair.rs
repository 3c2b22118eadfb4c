//! Quoted scalars whose continuation line is indented less than their parent.
//!
//! YAML 1.2 forbids them; libyaml, and so go-yaml and every cluster, reads them. Blanks inserted at
//! the start of the line make them valid, and folding drops the blanks again, so that the tree is
//! the one that Helm sees.

use std::sync::Arc;

use granit_parser::{ErrorKind, Parser};

use super::{Failure, attempt, body_of, options, second_opinion, usual};
use crate::limits;
use crate::source::{SourceFile, TextRange};
use crate::syntax::origin::Origin;
use crate::syntax::tree::{Document, Problem, ProblemKind};

/// Deeper than the indentation of any real parent.
const INDENT: &str = match std::str::from_utf8(&[b' '; 200]) {
    Ok(blanks) => blanks,
    Err(_) => "",
};

/// Repairs `text` as long as that helps; otherwise the document with its errors.
pub(super) fn parse(file: &Arc<SourceFile>, text: &str, first: Failure) -> Document {
    let mut repaired = Repaired { text: text.to_owned(), inserted: Vec::new() };
    let mut failure = (first.at, first.kind.clone());
    while failure.1 == ErrorKind::InvalidQuotedScalarIndent && repaired.insert(failure.0) {
        match repaired.next_error(failure.0) {
            Some(next) => failure = next,
            None => break,
        }
    }
    if repaired.inserted.is_empty() {
        return second_opinion(first.document, text);
    }
    let origin = repaired.origin();
    let usual = usual::parse(file, &repaired.text, &origin).map(Ok);
    match usual.unwrap_or_else(|| attempt(file, &repaired.text, &origin)) {
        Ok(document) => with_warnings(document, &repaired.inserted),
        Err(failure) => second_opinion(failure.document, text),
    }
}

struct Repaired {
    text: String,
    /// Where blanks were inserted, as offsets in the original text, ascending.
    inserted: Vec<usize>,
}

impl Repaired {
    /// Indents the line that holds offset `at` of the repaired text; false when nothing is gained.
    fn insert(&mut self, at: usize) -> bool {
        let line = line_start(&self.text, at);
        // An error at or before an earlier repair is not cured by another one.
        let original = line.checked_sub(self.inserted.len() * INDENT.len());
        let ahead = |original: &usize| self.inserted.last().is_none_or(|last| last < original);
        let Some(original) = original.filter(ahead) else { return false };
        if self.inserted.len() >= limits::REPAIRS {
            return false;
        }
        self.text.insert_str(line, INDENT);
        self.inserted.push(original);
        true
    }

    /// The first error from the document that holds offset `at` on: what lies before it was read
    /// already, and is not read again for each repair.
    fn next_error(&self, at: usize) -> Option<(usize, ErrorKind)> {
        let before = self.text.get(..line_start(&self.text, at)).unwrap_or_default();
        let start = before.rfind("\n---").map_or(0, |newline| newline + 1);
        let rest = self.text.get(start..).unwrap_or_default();
        let error = Parser::new_from_str_with_options(rest, options()).find_map(Result::err)?;
        let at = error.marker().byte_offset().unwrap_or(rest.len());
        Some((start + at, error.kind().clone()))
    }

    fn origin(&self) -> Origin {
        let offset = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let pieces = self.inserted.iter().enumerate().flat_map(|(n, at)| {
            let inner = offset(at + n * INDENT.len());
            [(inner, offset(*at)), (inner + offset(INDENT.len()), offset(*at))]
        });
        Origin::new(std::iter::once((0, 0)).chain(pieces).collect())
    }
}

fn line_start(text: &str, at: usize) -> usize {
    let before = &text.as_bytes()[..at.min(text.len())];
    before.iter().rposition(|byte| *byte == b'\n').map_or(0, |newline| newline + 1)
}

/// Warns of the lines that start at these offsets.
pub(super) fn with_warnings(mut document: Document, lines: &[usize]) -> Document {
    let file = Arc::clone(&document.file);
    for line in lines.iter().take(limits::REPAIRS) {
        let rest = file.text().get(*line..).unwrap_or_default();
        let words = rest.trim_start_matches([' ', '\t']);
        let blank = rest.len() - words.len();
        let length = words.find(['\n', '\r']).unwrap_or(words.len());
        let range = TextRange::from_usize(line + blank..line + blank + length);
        let message = "this line of a quoted string is indented less than its key";
        body_of(&mut document).problems.push(Problem {
            help: Some("indent the line deeper than the key of the string".into()),
            ..Problem::new(ProblemKind::NonPortable, range, message)
        });
    }
    document
}
