//! Quoted scalars whose continuation line is indented less than their parent.
//!
//! YAML 1.2 forbids them; libyaml, and so go-yaml and every cluster, reads them. Blanks inserted at
//! the start of the line make them valid, and folding drops the blanks again, so that the tree is
//! the one that Helm sees.

use std::sync::Arc;

use granit_parser::ErrorKind;

use super::{Failure, attempt, second_opinion};
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
pub(super) fn parse(file: &Arc<SourceFile>, text: &str, first: Box<Failure>) -> Document {
    let mut repaired = Repaired { text: text.to_owned(), inserted: Vec::new() };
    let mut failure = first;
    while failure.kind == ErrorKind::InvalidQuotedScalarIndent && repaired.insert(failure.at) {
        match attempt(file, &repaired.text, &repaired.origin()) {
            Ok(document) => return with_warnings(document, &repaired.inserted),
            Err(next) => failure = next,
        }
    }
    second_opinion(failure.document, text)
}

struct Repaired {
    text: String,
    /// Where blanks were inserted, as offsets in the original text, ascending.
    inserted: Vec<usize>,
}

impl Repaired {
    /// Indents the line that holds offset `at` of the repaired text; false when nothing is gained.
    fn insert(&mut self, at: usize) -> bool {
        let at = at.min(self.text.len());
        let line =
            self.text.as_bytes()[..at].iter().rposition(|b| *b == b'\n').map_or(0, |n| n + 1);
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

    fn origin(&self) -> Origin {
        let offset = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let pieces = self.inserted.iter().enumerate().flat_map(|(n, at)| {
            let inner = offset(at + n * INDENT.len());
            [(inner, offset(*at)), (inner + offset(INDENT.len()), offset(*at))]
        });
        Origin::new(std::iter::once((0, 0)).chain(pieces).collect())
    }
}

fn with_warnings(mut document: Document, inserted: &[usize]) -> Document {
    let file = Arc::clone(&document.file);
    for line in inserted {
        let rest = file.text().get(*line..).unwrap_or_default();
        let blank = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        let length = rest.trim_start().find(['\n', '\r']).unwrap_or(rest.trim_start().len());
        let range = TextRange::from_usize(line + blank..line + blank + length);
        let message = "this line of a quoted string is indented less than its key";
        document.problems.push(Problem {
            help: Some("indent the line deeper than the key of the string".into()),
            ..Problem::new(ProblemKind::NonPortable, range, message)
        });
    }
    document
}
