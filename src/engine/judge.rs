//! From what the rules found to what is told: comments and configurations are heard here.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Diagnostic, diagnostics, sort};
use crate::config::{Excused, Scope};
use crate::finding::Finding;
use crate::model::profile::Identity;
use crate::model::registry::Member;
use crate::rules::Rule;
use crate::rules::suppression::{expired, unused};
use crate::settings::{Settings, Terms};
use crate::source::{Span, VirtualPath, keep_lines};
use crate::suppress::{self, Comments, Used};

/// What one pack, or one file of profiles, contributes.
pub(super) struct Linted {
    pub(super) root: VirtualPath,
    /// How many profiles the file holds; `None` for a pack.
    pub(super) profiles: Option<usize>,
    /// Layers whose packs are not at hand.
    pub(super) unresolved: usize,
    /// True for profiles that were compared with a registry.
    pub(super) is_resolved: bool,
    pub(super) files: usize,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// What stays of the pack for the rules that compare packs.
    pub(super) member: Option<Member>,
    /// What stays of the profiles for the rules that compare them.
    pub(super) identities: Vec<Identity>,
    pub(super) comments: Comments,
    /// False where a text is broken: the rules have then not seen what it was meant to say.
    pub(super) is_understood: bool,
    pub(super) label: Option<Arc<str>>,
    pub(super) scope: Option<Scope>,
    /// The entries of `ignore` that are about a file of the pack.
    pub(super) concerned: BTreeSet<usize>,
}

impl Linted {
    pub(super) fn terms<'t>(&'t self, settings: &'t Settings) -> Terms<'t> {
        Terms { settings, scope: self.scope.as_ref() }
    }

    /// Keeps of the texts what reports show, and whole what `ignore` finds by a pointer.
    pub(super) fn let_texts_go(&mut self) {
        let entries = self.scope.iter().flat_map(|scope| {
            scope.config.ignore.iter().filter(|entry| entry.at.is_some()).map(move |e| (scope, e))
        });
        let entries: Vec<_> = entries.collect();
        let is_over = |span: &&mut Span| {
            let path = span.file().path();
            !entries.iter().any(|(scope, entry)| entry.path.contain(&scope.relative(path)))
        };
        let found = self.diagnostics.iter_mut().flat_map(|told| told.finding.spans_mut());
        keep_lines(found.chain(self.comments.spans_mut()).filter(is_over).collect());
    }

    /// What is left to tell when comments and configuration have been heard; the rest is counted.
    pub(super) fn judge(
        &mut self,
        rules: &[&'static Rule],
        settings: &Settings,
        configs: &mut Configs,
    ) -> (Vec<Diagnostic>, usize) {
        let mut told = std::mem::take(&mut self.diagnostics);
        sort(&mut told);
        let mut found = told.len();
        let (mut about, mut told): (Vec<_>, Vec<_>) =
            told.into_iter().partition(|d| d.rule.group() == suppress::GROUP);
        let mut used = Used::new();
        self.comments.silence(&mut told, &mut used);
        let terms = self.terms(settings);
        let sees = |rule: &Rule| match self.profiles {
            None => rule.check.reads_packs(),
            Some(_) => {
                rule.check.reads_profiles() || self.is_resolved && rule.check.reads_resolved()
            }
        };
        let runs = |rule: &Rule| rules.iter().any(|r| r.id == rule.id) && terms.runs(rule);
        let ran = |rule: &Rule| self.is_understood && sees(rule) && runs(rule);
        let findings = self.comments.unused(&used, &ran);
        let unused = diagnostics(&unused::RULE, findings, &|_| self.label.clone(), terms);
        found += unused.len();
        about.extend(unused);
        self.comments.silence(&mut about, &mut used);
        told.extend(about);
        if let Some(scope) = &self.scope {
            let mut excused = Excused::default();
            excused.remove(&mut told, scope, settings.context.today);
            configs.note(scope, excused.used, &self.concerned, &ran);
        }
        let suppressed = found - told.len();
        (told, suppressed)
    }
}

/// The entries of `ignore` whose files are among these.
pub(super) fn concerned(
    scope: &Scope,
    files: impl Iterator<Item = VirtualPath>,
) -> BTreeSet<usize> {
    let entries = scope.config.ignore.iter().enumerate();
    if scope.config.ignore.is_empty() {
        return BTreeSet::new();
    }
    let paths: Vec<String> = files.map(|path| scope.relative(&path)).collect();
    let is_about = |path: &String| scope.config.ignore.iter().any(|e| e.path.contain(path));
    let paths: Vec<&String> = paths.iter().filter(|path| is_about(path)).collect();
    let about = entries.filter(|(_, entry)| paths.iter().any(|path| entry.path.contain(path)));
    about.map(|(index, _)| index).collect()
}

/// What became of the entries of each configuration of a run.
#[derive(Default)]
pub(super) struct Configs(BTreeMap<VirtualPath, Entries>);

struct Entries {
    scope: Scope,
    used: BTreeSet<usize>,
    judged: BTreeSet<usize>,
}

impl Configs {
    fn note(
        &mut self,
        scope: &Scope,
        used: BTreeSet<usize>,
        concerned: &BTreeSet<usize>,
        ran: &dyn Fn(&Rule) -> bool,
    ) {
        let entries = self.0.entry(scope.config.file.path().clone()).or_insert_with(|| Entries {
            scope: scope.clone(),
            used: BTreeSet::new(),
            judged: BTreeSet::new(),
        });
        entries.used.extend(used);
        let ignore = &scope.config.ignore;
        let judged = concerned.iter().filter(|at| suppress::is_judged(&ignore[**at].rule, ran));
        entries.judged.extend(judged);
    }

    /// What is to be said about the entries themselves.
    pub(super) fn diagnostics(&self, settings: &Settings) -> Vec<Diagnostic> {
        self.0.values().flat_map(|entries| entries.diagnostics(settings)).collect()
    }
}

impl Entries {
    fn diagnostics(&self, settings: &Settings) -> Vec<Diagnostic> {
        let terms = Terms { settings, scope: Some(&self.scope) };
        let (mut over, mut idle): (Vec<Finding>, Vec<Finding>) = (Vec::new(), Vec::new());
        for (index, entry) in self.scope.config.ignore.iter().enumerate() {
            if let Some((day, place)) = entry.expired(settings.context.today) {
                over.push(expired::finding(place, *day));
            } else if self.judged.contains(&index) && !self.used.contains(&index) {
                idle.push(unused::entry(&entry.rule, &entry.named));
            }
        }
        let told = [(&expired::RULE, over), (&unused::RULE, idle)].into_iter();
        told.flat_map(|(rule, findings)| diagnostics(rule, findings, &|_| None, terms)).collect()
    }
}
