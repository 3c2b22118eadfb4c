//! Applies the fixes of findings to texts in memory.
//!
//! A fix is tried before it counts: the target is linted with it, its own finding has to be gone and
//! no error may be new. Fixes that can be tried together are, and halved until those that fail stand
//! alone. Nothing here touches the disk.

pub mod diff;
mod edits;
mod verdict;

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::discover::{Target, Texts};
use crate::engine::{self, Diagnostic, Report};
use crate::finding::Safety;
use crate::limits;
use crate::rules::{self, Check, Rule};
use crate::settings::{Levels, Settings};
use crate::source::{SourceFile, VirtualPath};

pub use edits::{Change, apply};
use edits::{Taken, by_file};
pub use verdict::is_left;
use verdict::{Seen, cleared, is_new_error};

/// How to fix.
#[derive(Debug, Clone, Copy)]
pub struct Options<'o> {
    /// The rules of the run.
    pub rules: &'o [&'static Rule],
    /// Its settings.
    pub settings: &'o Settings,
    /// From what safety on a fix is applied.
    pub unsafe_too: bool,
}

/// What became of one target.
#[derive(Debug, Clone, Default)]
pub struct Fixed {
    /// The files that changed, as they were.
    pub before: Texts,
    /// The same files, as they are to be.
    pub after: Texts,
    /// The rule of each finding that is fixed.
    pub rules: Vec<&'static str>,
}

/// Fixes what `report` found, target by target, in the order of the targets.
///
/// # Errors
/// When the threads cannot be started.
pub fn fix(
    targets: &[Target],
    report: &Report,
    options: Options<'_>,
) -> Result<Vec<Fixed>, String> {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(options.settings.jobs.unwrap_or(0))
        .build()
        .map_err(|error| format!("the threads could not be started: {error}"))?;
    let fixable: Vec<&Diagnostic> =
        report.diagnostics.iter().filter(|d| is_wanted(d, options)).collect();
    let fix_one = |target: &Target| {
        let concerned = fixable.iter().any(|d| d.finding.at.path().below(target.root()).is_some());
        if concerned { Fixer::new(target, options).run() } else { Fixed::default() }
    };
    Ok(pool.install(|| targets.par_iter().with_max_len(1).map(fix_one).collect()))
}

fn is_wanted(diagnostic: &Diagnostic, options: Options<'_>) -> bool {
    let fix = diagnostic.finding.fix.as_ref();
    fix.is_some_and(|fix| options.unsafe_too || fix.safety == Safety::Safe)
}

/// A finding with the edits that cure it.
struct Candidate<'d> {
    diagnostic: &'d Diagnostic,
    changes: Vec<Change>,
}

struct Fixer<'o> {
    target: &'o Target,
    options: Options<'o>,
    /// Those of the run that look at one target alone.
    rules: Vec<&'static Rule>,
    fixed: Fixed,
    /// By rule and message: what was tried and did not hold.
    refused: BTreeSet<(&'static str, String)>,
    trials: usize,
}

impl<'o> Fixer<'o> {
    fn new(target: &'o Target, options: Options<'o>) -> Self {
        Self {
            target,
            options,
            rules: options.rules.iter().copied().filter(|rule| is_alone(rule)).collect(),
            fixed: Fixed::default(),
            refused: BTreeSet::new(),
            trials: 0,
        }
    }

    fn run(mut self) -> Fixed {
        let mut seen = self.look(&self.fixed.after);
        for _ in 0..limits::FIX_ROUNDS {
            let found = std::mem::take(&mut seen.told);
            let candidates = self.candidates(&found);
            if candidates.is_empty() {
                break;
            }
            seen.told.clone_from(&found);
            let mut round = Round { base: &seen, accepted: Vec::new(), result: None };
            self.accept(&mut round, &candidates);
            let Round { accepted, result, .. } = round;
            let Some((texts, after)) = result else {
                if self.trials >= limits::FIX_TRIALS {
                    break;
                }
                continue;
            };
            self.fixed.rules.extend(accepted.iter().map(|c| c.diagnostic.rule.id));
            self.fixed.after = texts;
            seen = after;
        }
        let Fixed { before, after, .. } = &mut self.fixed;
        after.retain(|file, text| before.get(file) != Some(text));
        before.retain(|file, _| after.contains_key(file));
        self.fixed
    }

    /// The fixes of a round: none overlaps another.
    fn candidates<'d>(&mut self, found: &'d [Diagnostic]) -> Vec<Candidate<'d>> {
        let mut taken = Taken::default();
        let mut candidates = Vec::new();
        let options = self.options;
        for diagnostic in found.iter().filter(|d| is_wanted(d, options)) {
            let is_refused = self.refused.contains(&identity(diagnostic));
            let Some(changes) = self.changes(diagnostic).filter(|_| !is_refused) else { continue };
            if taken.take(&changes) {
                candidates.push(Candidate { diagnostic, changes });
            }
        }
        candidates
    }

    /// The edits of a fix by file; `None` where one of them is in an archive, behind a link, or in a
    /// text that is no longer the one that was linted.
    fn changes(&mut self, diagnostic: &Diagnostic) -> Option<Vec<Change>> {
        let fix = diagnostic.finding.fix.as_ref()?;
        let mut changes = Vec::new();
        for edit in &fix.edits {
            let file = edit.at.file();
            let inside = inside(file.path(), self.target.root())?;
            if self.target.writable(&inside).is_none() || !self.is_as_linted(&inside, file) {
                return None;
            }
            let text = edit.text.clone();
            changes.push(Change { file: inside, range: edit.at.range(), text });
        }
        Some(changes)
    }

    fn is_as_linted(&mut self, inside: &str, file: &SourceFile) -> bool {
        if !self.fixed.before.contains_key(inside) {
            let Some(bytes) = self.target.read(inside) else { return false };
            self.fixed.before.insert(inside.to_owned(), bytes);
        }
        let current = self.fixed.after.get(inside).or_else(|| self.fixed.before.get(inside));
        current.is_some_and(|bytes| {
            let found = SourceFile::from_bytes(file.path().clone(), bytes.to_vec());
            found.text() == file.text()
        })
    }

    /// Accepts those of a group that hold: all at once, or each half for itself.
    fn accept<'c, 'd>(&mut self, round: &mut Round<'c, 'd>, group: &'c [Candidate<'d>]) {
        if group.is_empty() || self.trials >= limits::FIX_TRIALS {
            return;
        }
        self.trials += 1;
        let together: Vec<_> = round.accepted.iter().copied().chain(group).collect();
        if let Some(result) = self.attempt(round.base, &together) {
            round.accepted = together;
            round.result = Some(result);
        } else if let [only] = group {
            self.refused.insert(identity(only.diagnostic));
        } else {
            let (first, second) = group.split_at(group.len() / 2);
            self.accept(round, first);
            self.accept(round, second);
        }
    }

    /// The texts with these fixes, if all of them hold.
    fn attempt(&self, base: &Seen, group: &[&Candidate<'_>]) -> Option<(Texts, Seen)> {
        let changes = by_file(group.iter().flat_map(|candidate| &candidate.changes));
        let mut texts = self.fixed.after.clone();
        for (file, changes) in &changes {
            let current = texts.get(*file).or_else(|| self.fixed.before.get(*file))?;
            let text = apply(current, changes);
            texts.insert((*file).to_owned(), text.into());
        }
        let seen = self.look(&texts);
        let root = self.target.root();
        let fixes: Vec<_> = group.iter().map(|candidate| candidate.diagnostic).collect();
        let holds = cleared(&fixes, root, &changes, (&base.told, &seen.told))
            && !is_new_error(&fixes, root, &changes, (&base.errors, &seen.errors));
        holds.then_some((texts, seen))
    }

    fn look(&self, texts: &Texts) -> Seen {
        let target = self.target.overlaid(texts);
        let told = engine::run_one(&target, &self.rules, self.options.settings).diagnostics;
        // Whatever was selected, nothing may break.
        let all: Vec<_> = rules::all().filter(|rule| is_alone(rule)).collect();
        let settings = Settings { levels: Levels::default(), ..self.options.settings.clone() };
        let strict = engine::run_one(&target.scoped(None), &all, &settings).diagnostics;
        Seen { told, errors: strict.into_iter().filter(verdict::is_error).collect() }
    }
}

/// The path of a file of the target at `root`, as it is listed there; `None` for the members of its
/// archives.
pub fn inside(path: &VirtualPath, root: &VirtualPath) -> Option<String> {
    let inside = path.below(root).filter(|inside| !inside.contains("!/"))?;
    let parts = inside.split('/').filter(|part| !matches!(*part, "" | "."));
    Some(parts.collect::<Vec<_>>().join("/"))
}

fn is_alone(rule: &Rule) -> bool {
    !matches!(rule.check, Check::Registry(_))
}

fn identity(diagnostic: &Diagnostic) -> (&'static str, String) {
    (
        diagnostic.rule.id,
        format!("{}: {}", diagnostic.finding.at.path(), diagnostic.finding.message),
    )
}

/// What the fixes of a round are judged by, and what became of them.
struct Round<'c, 'd> {
    base: &'c Seen,
    accepted: Vec<&'c Candidate<'d>>,
    result: Option<(Texts, Seen)>,
}
