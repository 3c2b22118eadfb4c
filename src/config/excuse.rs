//! `ignore:` in palint.yaml: findings that are excused where the file itself takes no comment.

use std::collections::{BTreeMap, BTreeSet};

use super::{Paths, Scope};
use crate::date::Date;
use crate::engine::Diagnostic;
use crate::source::{SourceFile, Span, TextRange, VirtualPath};
use crate::suppress;
use crate::syntax::tree::{Document, Kind, NodeRef};
use crate::syntax::{json, yaml};

/// One entry of `ignore`.
#[derive(Debug)]
pub struct Excuse {
    /// The rule or group.
    pub rule: String,
    /// Where it is named.
    pub named: Span,
    /// The files.
    pub path: Paths,
    /// A JSON pointer into them; `None` for the whole file.
    pub at: Option<String>,
    /// The last day, where it is written.
    pub until: Option<(Date, Span)>,
}

impl Excuse {
    /// The day until which it held, if that has passed.
    pub fn expired(&self, today: Date) -> Option<&(Date, Span)> {
        self.until.as_ref().filter(|(until, _)| *until < today)
    }
}

/// Excuses one pack's findings.
#[derive(Debug, Default)]
pub struct Excused {
    /// The entries that excused something.
    pub used: BTreeSet<usize>,
    documents: BTreeMap<VirtualPath, Document>,
}

impl Excused {
    /// Removes the diagnostics that an entry excuses on that day.
    pub fn remove(&mut self, diagnostics: &mut Vec<Diagnostic>, scope: &Scope, today: Date) {
        if scope.config.ignore.is_empty() {
            return;
        }
        diagnostics.retain(|diagnostic| {
            let path = scope.relative(diagnostic.finding.at.path());
            let entries = scope.config.ignore.iter().enumerate();
            let covering = entries.filter(|(_, excuse)| {
                suppress::covers(&excuse.rule, diagnostic.rule)
                    && excuse.expired(today).is_none()
                    && excuse.path.contain(&path)
            });
            let covering: Vec<_> = covering.map(|(index, excuse)| (index, &excuse.at)).collect();
            let mut excused = false;
            for (index, at) in covering {
                let here = at.as_ref().is_none_or(|at| self.lies_at(diagnostic, at));
                if here {
                    self.used.insert(index);
                    excused = true;
                }
            }
            !excused
        });
    }

    fn lies_at(&mut self, diagnostic: &Diagnostic, pointer: &str) -> bool {
        let Some(span) = diagnostic.finding.at.span() else { return false };
        let file = span.file();
        let document = self.documents.entry(file.path().clone()).or_insert_with(|| parse(file));
        range_at(document, pointer).is_some_and(|range| {
            range.start <= span.range().start && span.range().start <= range.end
        })
    }
}

/// The pointer to the innermost value that holds the start of a place, in the words of an entry.
pub fn pointer_to(place: &Span) -> Option<String> {
    let document = parse(place.file());
    let at = place.range().start;
    let mut tokens = tokens_to(document.root()?, at);
    // A key that stands twice or comes from elsewhere is not found by its pointer.
    while !tokens.is_empty() {
        let pointer: String = tokens.iter().map(|token| format!("/{token}")).collect();
        let range = range_at(&document, &pointer);
        if range.is_some_and(|range| range.start <= at && at <= range.end) {
            return Some(pointer);
        }
        tokens.pop();
    }
    None
}

fn tokens_to(mut node: NodeRef<'_>, at: u32) -> Vec<String> {
    let covers = |range: TextRange| range.start <= at && at <= range.end;
    let mut tokens = Vec::new();
    while !node.is_alias() {
        let mut entries = node.entries();
        let mut items = node.items().enumerate();
        if let Some(entry) = entries.find(|entry| covers(entry.range())) {
            tokens.push(entry.name().replace('~', "~0").replace('/', "~1"));
            node = entry.value;
        } else if let Some((index, item)) = items.find(|(_, item)| covers(item.range())) {
            tokens.push(index.to_string());
            node = item;
        } else {
            break;
        }
    }
    tokens
}

fn parse(file: &std::sync::Arc<SourceFile>) -> Document {
    if file.path().as_str().ends_with(".json") { json::parse(file) } else { yaml::parse(file) }
}

/// The bytes of the value at a pointer, with its key.
fn range_at(document: &Document, pointer: &str) -> Option<TextRange> {
    let node = document.at_pointer(pointer)?;
    let Some((parent, last)) = pointer.rsplit_once('/') else { return Some(node.range()) };
    let parent = document.at_pointer(parent)?;
    let key = last.replace("~1", "/").replace("~0", "~");
    match parent.kind() {
        Kind::Mapping => Some(parent.entry(&key)?.range()),
        _ => Some(node.range()),
    }
}
