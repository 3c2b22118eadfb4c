//! Runs rules over packs and profiles in parallel, and puts what they found in one order.
//!
//! Parallelism is over packs and files of profiles, and nowhere else. Each rule call is caught if it panics: one bug costs
//! one rule on one of them. Nothing of the output depends on threads.

mod judge;
mod lint;

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use rayon::prelude::*;

use crate::discover::Target;
use crate::finding::{Finding, Place, Safety};
use crate::limits;
use crate::model::chart::values_schema;
use crate::model::profile::Identity;
use crate::model::registry::Registry;
use crate::render;
use crate::rules::syntax::internal_error;
use crate::rules::{Check, Rule, Severity};
use crate::settings::{Settings, Terms};
use crate::source::VirtualPath;
use crate::syntax::recent;

use judge::{Configs, Linted};

/// A finding of a rule, with its severity in this run.
#[derive(Debug, Clone)]
pub struct Diagnostic {
    /// The rule.
    pub rule: &'static Rule,
    /// The severity in this run.
    pub severity: Severity,
    /// What was found.
    pub finding: Finding,
    /// `name@version` of the pack; `None` for a profile.
    pub pack: Option<Arc<str>>,
    /// Identifies the finding across runs, whatever moves around it.
    pub fingerprint: u64,
}

/// What a run found.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// The diagnostics, sorted by path, start and rule.
    pub diagnostics: Vec<Diagnostic>,
    /// The directory or archive of each pack that was linted, sorted.
    pub packs: Vec<VirtualPath>,
    /// The `name@version` of each of them.
    pub names: BTreeSet<Arc<str>>,
    /// How many profiles were linted.
    pub profiles: usize,
    /// The files that they stand in, sorted.
    pub profile_files: Vec<VirtualPath>,
    /// How many layers of them name a pack that is not at hand.
    pub unresolved: usize,
    /// How many files belong to what was linted.
    pub files: usize,
    /// How many findings were suppressed.
    pub suppressed: usize,
}

impl Report {
    /// Adds what is to be said about the run itself.
    pub fn tell(&mut self, rule: &'static Rule, findings: Vec<Finding>, terms: Terms<'_>) {
        let mut told = diagnostics(rule, findings, &|_| None, terms);
        identify(&mut told);
        self.diagnostics.extend(told);
        sort(&mut self.diagnostics);
    }

    /// How many diagnostics have this severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count()
    }

    /// How many diagnostics have a safe fix.
    pub fn fixable(&self) -> usize {
        let safe = |diagnostic: &&Diagnostic| {
            diagnostic.finding.fix.as_ref().is_some_and(|fix| fix.safety == Safety::Safe)
        };
        self.diagnostics.iter().filter(safe).count()
    }
}

/// Threads that lint, each with what it read a moment ago.
#[derive(Debug)]
pub struct Workers(rayon::ThreadPool);

impl Workers {
    /// So many threads; one per core where that is not said.
    ///
    /// # Errors
    /// When the threads cannot be started.
    pub fn new(jobs: Option<usize>) -> Result<Self, String> {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(jobs.unwrap_or(0))
            .stack_size(limits::WORKER_STACK)
            .start_handler(|_| {
                recent::keep();
                values_schema::keep();
                render::on_deep_stack();
            })
            .build();
        pool.map(Self).map_err(|error| format!("the threads could not be started: {error}"))
    }

    /// Runs `rules` over all targets. `done` is called after each pack, from any thread.
    pub fn run(
        &self,
        targets: &[Target],
        rules: &[&'static Rule],
        settings: &Settings,
        done: &(dyn Fn() + Sync),
    ) -> Report {
        let linted: Vec<Linted> = self.0.install(|| {
            let lint_one = |target: &Target| {
                let mut linted = lint::lint(target, rules, settings);
                if !settings.whole_texts {
                    linted.let_texts_go();
                }
                done();
                linted
            };
            targets.par_iter().with_max_len(1).map(lint_one).collect()
        });
        report(linted, rules, settings)
    }
}

/// Runs `rules` over all targets, on threads of its own. `done` is called after each pack, from any
/// of them.
///
/// # Errors
/// When the threads cannot be started.
pub fn run(
    targets: &[Target],
    rules: &[&'static Rule],
    settings: &Settings,
    done: &(dyn Fn() + Sync),
) -> Result<Report, String> {
    Ok(Workers::new(settings.jobs)?.run(targets, rules, settings, done))
}

/// Runs `rules` over one target on this thread.
pub fn run_one(target: &Target, rules: &[&'static Rule], settings: &Settings) -> Report {
    report(vec![lint::lint(target, rules, settings)], rules, settings)
}

fn report(mut linted: Vec<Linted>, rules: &[&'static Rule], settings: &Settings) -> Report {
    linted.sort_by(|a, b| a.root.cmp(&b.root));
    let members = linted.iter_mut().filter_map(|pack| pack.member.take()).collect();
    let identities = linted.iter_mut().flat_map(|file| std::mem::take(&mut file.identities));
    let all = All { profiles: identities.collect(), registry: Registry::new(members) };
    let mut report = Report {
        files: linted.iter().map(|pack| pack.files).sum(),
        profiles: linted.iter().filter_map(|file| file.profiles).sum(),
        unresolved: linted.iter().map(|file| file.unresolved).sum(),
        names: linted.iter().filter_map(|pack| pack.label.clone()).collect(),
        ..Report::default()
    };
    for one in &linted {
        let roots = match one.profiles {
            None => &mut report.packs,
            Some(_) => &mut report.profile_files,
        };
        roots.push(one.root.clone());
    }
    let enabled = |rule: &&&Rule| linted.iter().any(|pack| pack.terms(settings).runs(rule));
    let compared: Vec<_> = rules.iter().filter(enabled).map(|rule| compare(rule, &all)).collect();
    for (rule, findings) in compared {
        for finding in findings {
            let path = finding.at.path();
            // Of nested directories the innermost is last.
            let owner = linted.iter_mut().rfind(|pack| path.below(&pack.root).is_some());
            let terms = Terms { settings, scope: owner.as_ref().and_then(|p| p.scope.as_ref()) };
            let label = |finding: &Finding| {
                let member = all.registry.members().iter().find(|m| m.holds(&finding.at))?;
                Some(member.label().clone())
            };
            let stamped = diagnostics(rule, vec![finding], &label, terms);
            owner.map_or(&mut report.diagnostics, |pack| &mut pack.diagnostics).extend(stamped);
        }
    }
    let mut configs = Configs::default();
    for pack in &mut linted {
        let (told, suppressed) = pack.judge(rules, settings, &mut configs);
        report.diagnostics.extend(told);
        report.suppressed += suppressed;
    }
    report.diagnostics.extend(configs.diagnostics(settings));
    sort(&mut report.diagnostics);
    identify(&mut report.diagnostics);
    report
}

/// All packs and profiles of the run.
struct All {
    registry: Registry,
    profiles: Vec<Identity>,
}

/// What a rule says of all packs, or all profiles, together.
fn compare(rule: &'static Rule, all: &All) -> (&'static Rule, Vec<Finding>) {
    let check = || match rule.check {
        Check::Registry(check) => check(&all.registry),
        Check::Profiles(check) => check(&all.profiles),
        _ => Vec::new(),
    };
    match catch_unwind(AssertUnwindSafe(check)) {
        Ok(findings) => (rule, findings),
        Err(_) => {
            let finding = internal_error::finding(&VirtualPath::new("."), rule.id);
            (&internal_error::RULE, vec![finding])
        }
    }
}

fn diagnostics(
    rule: &'static Rule,
    findings: Vec<Finding>,
    label: &dyn Fn(&Finding) -> Option<Arc<str>>,
    terms: Terms<'_>,
) -> Vec<Diagnostic> {
    if !terms.runs(rule) {
        return Vec::new();
    }
    let diagnostic = |finding: Finding| {
        let severity = terms.severity(rule, &finding)?;
        Some(Diagnostic { rule, severity, pack: label(&finding), finding, fingerprint: 0 })
    };
    findings.into_iter().filter_map(diagnostic).collect()
}

fn sort(diagnostics: &mut Vec<Diagnostic>) {
    fn key(diagnostic: &Diagnostic) -> impl Ord + '_ {
        let finding = &diagnostic.finding;
        let range = finding.at.range();
        (
            finding.at.path(),
            range.map(|range| range.start),
            diagnostic.rule.id,
            range.map(|range| range.end),
            &finding.message,
        )
    }
    diagnostics.sort_by(|a, b| key(a).cmp(&key(b)));
    diagnostics.dedup_by(|a, b| key(a) == key(b));
}

/// Fingerprints hold no position: rule, file, message, the text that is underlined, and a count
/// where all of these repeat.
fn identify(diagnostics: &mut [Diagnostic]) {
    let mut seen = std::collections::HashMap::new();
    for diagnostic in diagnostics {
        let finding = &diagnostic.finding;
        let mut hash = Fnv::new();
        hash.write(diagnostic.rule.id);
        hash.write(finding.at.path().as_str());
        hash.write(&finding.message);
        if let Place::Text(span) = &finding.at {
            hash.write(span.text());
        }
        let repeats = seen.entry(hash.0).or_insert(0u32);
        if *repeats > 0 {
            hash.write(&repeats.to_string());
        }
        *repeats += 1;
        diagnostic.fingerprint = hash.0;
    }
}

/// FNV-1a: its value is the same in every version of palint, which the standard library's hashers
/// do not promise.
pub(crate) struct Fnv(pub(crate) u64);

impl Fnv {
    pub(crate) fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    pub(crate) fn write(&mut self, text: &str) {
        for byte in text.bytes().chain([0]) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}
