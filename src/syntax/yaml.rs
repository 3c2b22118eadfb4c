//! YAML to a spanned tree, as Helm and Palette read it.
//!
//! The events come from granit-parser, which no other module sees. What libyaml accepts and granit
//! refuses is repaired where the repair is known (see `repair.rs`) and otherwise at least called by
//! its right name: not portable, instead of wrong.

mod events;
mod explain;
mod refusals;
mod repair;
mod usual;

use std::sync::Arc;

use granit_parser::{Options, Parser};

use crate::limits;
use crate::source::{BYTE_ORDER_MARK, SourceFile, TextRange};
use crate::syntax::builder::Builder;
use crate::syntax::origin::Origin;
use crate::syntax::recent;
use crate::syntax::tree::{Body, Document, Embedding, NodeRef, Problem, ProblemKind};

use events::Events;

/// Parses a whole file.
pub fn parse(file: &Arc<SourceFile>) -> Document {
    let body = recent::tree(file, || parse_anew(file).body);
    Document { file: Arc::clone(file), body }
}

fn parse_anew(file: &Arc<SourceFile>) -> Document {
    let usual = usual::read(file, file.text(), &Origin::default());
    let Some((mut document, shallow)) = usual else { return parse_whole(file) };
    if !shallow.is_empty() {
        return repair::with_warnings(document, &shallow);
    }
    // Of what go-yaml refuses only tabs are usual.
    if file.text().contains('\t') {
        refusals::tell(&mut document);
    }
    document
}

/// Parses by all of YAML.
fn parse_whole(file: &Arc<SourceFile>) -> Document {
    match attempt(file, file.text(), &Origin::default()) {
        Ok(mut document) => {
            refusals::tell(&mut document);
            document
        }
        Err(failure) => repair::parse(file, file.text(), *failure),
    }
}

/// Parses `text`, which stands for `file` and whose offsets `origin` maps to it: embedded documents
/// and masked templates. No repairs are tried.
pub fn parse_derived(file: &Arc<SourceFile>, text: &str, origin: &Origin) -> Document {
    usual::parse(file, text, origin)
        .unwrap_or_else(|| attempt(file, text, origin).unwrap_or_else(|failure| failure.document))
}

/// Parses the text of a scalar as a document of its own, whose places lie in the file of the scalar.
/// `None` for a collection. No repairs are tried.
pub fn parse_scalar(node: NodeRef<'_>) -> Option<Document> {
    Some(parse_embedded(node.document().file(), node.text()?, &node.inner_origin()))
}

/// Parses `text`, a YAML text within `file`, whose offsets `origin` maps to it. No repairs are tried.
pub fn parse_embedded(file: &Arc<SourceFile>, text: &str, origin: &Origin) -> Document {
    let mut document = usual::parse(file, text, origin).unwrap_or_else(|| {
        attempt(file, text, origin).unwrap_or_else(|failure| second_opinion(failure.document, text))
    });
    let embedding = Embedding { text: text.into(), origin: origin.clone() };
    body_of(&mut document).embedding = Some(embedding);
    document
}

/// A parse with errors.
struct Failure {
    document: Document,
    /// Where the parser stopped first, in the text that it was given.
    at: usize,
    kind: granit_parser::ErrorKind,
}

fn attempt(file: &Arc<SourceFile>, text: &str, origin: &Origin) -> Result<Document, Box<Failure>> {
    let mut events = Events::new(Builder::new(Arc::clone(file), text.len()), text, origin);
    let mut parser = Parser::new_from_str_with_options(text, options());
    let mut first_error = None;
    while let Some(next) = parser.next_event() {
        match next {
            Ok((event, span)) => {
                events.event(event, span);
                if events.is_full() {
                    break;
                }
            }
            Err(error) => {
                events.failed(&error);
                let at = error.marker().byte_offset().unwrap_or(text.len());
                first_error.get_or_insert((at, error.kind().clone()));
                let enough = events.problem_count() >= limits::PROBLEMS;
                if enough || !matches!(parser.proceed_next_document(), Ok(true)) {
                    break;
                }
            }
        }
    }
    let document = events.finish();
    match first_error {
        Some((at, kind)) => Err(Box::new(Failure { document, at, kind })),
        None => Ok(document),
    }
}

fn options() -> Options {
    granit_parser::options! {
        max_buffered_comment_events: limits::BUFFERED_COMMENTS,
        emit_anchor_events: true,
        emit_unresolved_aliases: true,
        block_nesting_limit: limits::NESTING,
        flow_nesting_limit: limits::NESTING,
    }
}

/// True when libyaml, by which Helm and Palette read, accepts the whole stream. It keeps all events
/// of a document, so it is not asked about a text that could hold very many.
fn libyaml_accepts(text: &str) -> bool {
    use serde::Deserialize;
    let begins_node = |byte: &u8| b"\n,:-?[{".contains(byte);
    if text.bytes().filter(|byte| begins_node(byte)).count() > limits::NODES {
        return false;
    }
    let text = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
    serde_yaml::Deserializer::from_str(text)
        .all(|document| serde::de::IgnoredAny::deserialize(document).is_ok())
}

/// Calls the problems of a text by the name that fits: what libyaml reads is only not portable.
fn second_opinion(mut document: Document, text: &str) -> Document {
    let only_syntax = document.problems().iter().all(|p| p.kind == ProblemKind::Invalid);
    if only_syntax && libyaml_accepts(text) {
        for problem in &mut body_of(&mut document).problems {
            problem.kind = ProblemKind::NonPortable;
        }
    }
    document
}

/// The tree of a document that was just made, so that nothing shares it yet.
fn body_of(document: &mut Document) -> &mut Body {
    Arc::get_mut(&mut document.body).expect("its tree is not shared yet")
}

/// The problem of a parser's error.
fn problem(error: &granit_parser::ScanError, text: &str, origin: &Origin) -> Problem {
    let at = error.marker().byte_offset().unwrap_or(text.len()).min(text.len());
    let range = origin.outer_range(explain::extent(error, text, at));
    let kind = match error.kind() {
        granit_parser::ErrorKind::RecursionLimitExceeded => ProblemKind::TooDeep,
        _ => ProblemKind::Invalid,
    };
    let (message, help) = explain::explain(error, text, at);
    Problem { help, ..Problem::new(kind, range, message) }
}

fn outer(origin: &Origin, range: std::ops::Range<usize>) -> TextRange {
    origin.outer_range(TextRange::from_usize(range))
}

#[cfg(test)]
mod tests;
