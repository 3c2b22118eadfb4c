//! Writes what silences findings: comments where palint reads them, and entries of palint.yaml for
//! everything else.
//!
//! A comment that changes what the text means, or does not silence what it is written for, is taken
//! back together with the others of its file. Nothing here touches the disk.

mod comment;
mod entry;
mod layout;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::Value;

pub use entry::{Entry, with_entries};

use crate::discover::{Target, Texts};
use crate::engine::{self, Diagnostic};
use crate::fix::{Change, apply, inside, is_left};
use crate::model::pack::{PACK_JSON, Pack};
use crate::model::profile::ProfileFile;
use crate::rules::Rule;
use crate::rules::suppression::unused;
use crate::settings::Settings;
use crate::source::{SourceFile, VirtualPath};
use crate::suppress;
use crate::syntax::tree::{Document, NodeRef};

/// How to silence.
#[derive(Debug, Clone, Copy)]
pub struct Options<'o> {
    /// The rules of the run.
    pub rules: &'o [&'static Rule],
    /// Its settings.
    pub settings: &'o Settings,
    /// Why, on one line.
    pub reason: &'o str,
}

/// What became of the files of one target.
#[derive(Debug, Clone, Default)]
pub struct Commented {
    /// The files that changed, as they were.
    pub before: Texts,
    /// The same files, as they are to be.
    pub after: Texts,
}

/// Writes comments for what a target says. What they do not silence is still found afterwards.
pub fn comments(target: &Target, told: &[&Diagnostic], options: Options<'_>) -> Commented {
    let Ok(files) = target.open() else { return Commented::default() };
    let pack = Pack::new(files);
    let mut commented = Commented::default();
    let mut written = Vec::new();
    let profiles = target.profiles();
    for (path, text) in texts(&pack, profiles.as_deref(), target.root()) {
        let is_here = |told: &&&Diagnostic| told.finding.at.path() == text.file.path();
        // What is wrong with a comment is silenced by no comment in its place.
        let (about, told): (Vec<&Diagnostic>, Vec<&Diagnostic>) =
            told.iter().filter(is_here).partition(|told| told.rule.group() == suppress::GROUP);
        let idle = about.iter().filter(|about| about.rule.id == unused::RULE.id).count();
        if told.is_empty() || target.writable(&path).is_none() {
            continue;
        }
        let Some(before) = target.read(&path) else { continue };
        let ignores = profiles.as_deref().map_or_else(|| pack.ignores(), ProfileFile::ignores);
        let changes = comment::changes(&text, &path, (&told, ignores), options.reason);
        if changes.is_empty() {
            continue;
        }
        let after = apply(&before, &changes.iter().collect::<Vec<_>>());
        commented.before.insert(path.clone(), before);
        commented.after.insert(path.clone(), after.into());
        written.push(Written { path, told, changes, meaning: meaning(text.document), idle });
    }
    commented.take_back(target, &written, options);
    commented
}

/// A text that takes comments.
struct Text<'p> {
    file: &'p Arc<SourceFile>,
    document: &'p Document,
    is_template: bool,
}

/// The texts of a target in which palint reads comments, by their path.
fn texts<'p>(
    pack: &'p Pack,
    profiles: Option<&'p ProfileFile>,
    root: &VirtualPath,
) -> BTreeMap<String, Text<'p>> {
    if let Some(profiles) = profiles {
        let yaml = profiles.document().filter(|text| !profiles.is_json() && !text.is_broken());
        let text = |document| Text { file: profiles.file(), document, is_template: false };
        return yaml.map(|document| (String::new(), text(document))).into_iter().collect();
    }
    let documents = pack.documents().filter(|d| d.file().path().file_name() != PACK_JSON);
    let documents =
        documents.map(|document| Text { file: document.file(), document, is_template: false });
    let manifests = pack.manifests().iter().filter_map(|manifest| {
        let is_template = manifest.plain_document().is_none();
        Some(Text { file: &manifest.file, document: manifest.document.as_ref()?, is_template })
    });
    let texts = documents.chain(manifests).filter(|text| {
        // What could not be read may be anything, and JSON takes no comments.
        !text.document.is_broken() && !text.file.path().as_str().ends_with(".json")
    });
    texts.filter_map(|text| Some((inside(text.file.path(), root)?, text))).collect()
}

fn meaning(document: &Document) -> Vec<Option<Value>> {
    document.roots().map(|root| root.map(NodeRef::to_json)).collect()
}

/// A file with comments, and the findings that they are for.
struct Written<'d> {
    path: String,
    told: Vec<&'d Diagnostic>,
    changes: Vec<Change>,
    meaning: Vec<Option<Value>>,
    /// How many comments silenced nothing before.
    idle: usize,
}

impl Commented {
    /// Forgets the files in which comments did not do what they are for.
    fn take_back(&mut self, target: &Target, written: &[Written<'_>], options: Options<'_>) {
        if written.is_empty() {
            return;
        }
        let overlaid = target.overlaid(&self.after);
        let Ok(files) = overlaid.open() else { return };
        let pack = Pack::new(files);
        let profiles = overlaid.profiles();
        let texts = texts(&pack, profiles.as_deref(), overlaid.root());
        let left = engine::run_one(&overlaid, options.rules, options.settings).diagnostics;
        for file in written {
            let same = texts.get(&file.path).is_some_and(|t| meaning(t.document) == file.meaning);
            let changes: Vec<&Change> = file.changes.iter().collect();
            let is_unsilenced = |told: &Diagnostic| is_left(told, &changes, &left);
            let path = target.root().join(&file.path);
            let is_idle =
                |d: &&Diagnostic| d.rule.id == unused::RULE.id && d.finding.at.path() == &path;
            let idle = left.iter().filter(is_idle).count() > file.idle;
            if !same || idle || file.told.iter().any(|told| is_unsilenced(told)) {
                self.before.remove(&file.path);
                self.after.remove(&file.path);
            }
        }
    }
}
