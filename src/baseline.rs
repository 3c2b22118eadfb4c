//! A baseline: the findings that were there when palint was adopted, and that are not told.
//!
//! A finding is known by its rule, its pack and the text it points at, never by a line or a path: it
//! stays known when lines move, when files are reformatted, and wherever palint is started.

mod read;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::engine::{Diagnostic, Fnv, Report};
use crate::finding::{Finding, Place};
use crate::limits;
use crate::model::secret;
use crate::rules::suppression::stale_baseline;
use crate::source::{SourceFile, Span};

pub use read::read;

/// What a finding is known by.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// `name@version` of the pack; outside of packs the name of the file.
    pub pack: String,
    /// The rule.
    pub rule: String,
    /// The text that the finding points at, or the path of a file in the pack.
    pub text: String,
}

/// How often each finding is there.
pub type Counts = BTreeMap<Key, usize>;

/// A baseline as it stands in its file.
#[derive(Debug)]
pub struct Baseline {
    /// Where it was read from.
    pub file: Arc<SourceFile>,
    entries: Vec<Entry>,
}

#[derive(Debug)]
struct Entry {
    key: Key,
    count: usize,
    /// The name of the rule in the file.
    named: Span,
}

impl Baseline {
    /// How often each finding is excused.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::new();
        for entry in &self.entries {
            *counts.entry(entry.key.clone()).or_insert(0) += entry.count;
        }
        counts
    }

    /// What is to be said about the entries, of which these are `gone`.
    pub fn stale(&self, mut gone: Counts) -> Vec<Finding> {
        let mut findings = Vec::new();
        // Where merging has left two entries of one finding, the later one goes first.
        for entry in self.entries.iter().rev() {
            let Some(left) = gone.get_mut(&entry.key) else { continue };
            let taken = (*left).min(entry.count);
            *left -= taken;
            if taken > 0 {
                let (place, pack) = (entry.named.clone(), &entry.key.pack);
                findings.push(stale_baseline::finding(place, pack, (taken, entry.count)));
            }
        }
        findings
    }
}

/// The findings of a report.
pub fn counts(report: &Report) -> Counts {
    let mut counts = Counts::new();
    for diagnostic in &report.diagnostics {
        *counts.entry(key(diagnostic, report)).or_insert(0) += 1;
    }
    counts
}

/// Removes from a report what is `excused`, and returns what of it was not there.
pub fn excuse(report: &mut Report, mut excused: Counts) -> Counts {
    let diagnostics = std::mem::take(&mut report.diagnostics);
    let found = diagnostics.len();
    let kept = diagnostics.into_iter().filter(|diagnostic| {
        match excused.get_mut(&key(diagnostic, report)) {
            Some(left) if *left > 0 => {
                *left -= 1;
                false
            }
            _ => true,
        }
    });
    let kept: Vec<_> = kept.collect();
    report.suppressed += found - kept.len();
    report.diagnostics = kept;
    excused.retain(|_, left| *left > 0);
    excused
}

/// The text of the file: sorted, with a line for each entry, so that it is merged as lines are.
pub fn to_json(counts: &Counts) -> String {
    let line = |(key, count): (&Key, &usize)| {
        let text = |text: &str| serde_json::Value::from(text).to_string();
        let (pack, rule, at) = (text(&key.pack), text(&key.rule), text(&key.text));
        format!("\n    {{\"pack\": {pack}, \"rule\": {rule}, \"text\": {at}, \"count\": {count}}}")
    };
    let lines: Vec<String> = counts.iter().map(line).collect();
    let end = if lines.is_empty() { "" } else { "\n  " };
    format!("{{\n  \"version\": 1,\n  \"findings\": [{}{end}]\n}}\n", lines.join(","))
}

fn key(diagnostic: &Diagnostic, report: &Report) -> Key {
    let at = &diagnostic.finding.at;
    let outside = || at.path().on_disk().rsplit('/').next().unwrap_or_default().to_owned();
    Key {
        pack: diagnostic.pack.as_deref().map_or_else(outside, str::to_owned),
        rule: diagnostic.rule.id.to_owned(),
        text: match at {
            Place::Text(span) => anchor(span.text()),
            Place::File(path) => {
                let below = report.packs.iter().filter_map(|root| path.below(root));
                below.min_by_key(|inside| inside.len()).unwrap_or(path.file_name()).to_owned()
            }
        },
    }
}

/// The text without what reformatting changes, short enough to be read.
fn anchor(text: &str) -> String {
    let squeezed = squeezed(text);
    let clipped = match squeezed.char_indices().nth(limits::BASELINE_TEXT) {
        Some((end, _)) => &squeezed[..end],
        None => return if has_secret(text) { hash(&squeezed) } else { squeezed },
    };
    match has_secret(clipped) {
        true => hash(&squeezed),
        false => format!("{clipped}… {}", hash(&squeezed)),
    }
}

/// Secrets leave the pack one day, and must not stay in the baseline.
fn has_secret(text: &str) -> bool {
    !secret::find(text).is_empty()
}

fn hash(text: &str) -> String {
    let mut hash = Fnv::new();
    hash.write(text);
    format!("#{:016x}", hash.0)
}

/// Without quotes, and with blanks only where they part two words.
fn squeezed(text: &str) -> String {
    let mut squeezed = String::new();
    let mut blank = false;
    for character in text.chars() {
        if character.is_whitespace() {
            blank = true;
        } else if !matches!(character, '"' | '\'') {
            let parts = character.is_alphanumeric() && squeezed.ends_with(char::is_alphanumeric);
            if blank && parts {
                squeezed.push(' ');
            }
            blank = false;
            squeezed.push(character);
        }
    }
    squeezed
}
