//! Runs rules over packs in parallel, and puts what they found in one order.
//!
//! Parallelism is over packs and nowhere else. Each rule call is caught if it panics: one bug costs
//! one rule on one pack. Nothing of the output depends on threads.

mod judge;

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use rayon::prelude::*;

use crate::discover::Target;
use crate::finding::{Finding, Place, Safety};
use crate::model::pack::Pack;
use crate::model::registry::{Member, Registry};
use crate::rules::structure::{bad_archive, unsafe_archive};
use crate::rules::syntax::internal_error;
use crate::rules::{Check, Rule, Severity};
use crate::settings::{Settings, Terms};
use crate::source::VirtualPath;
use crate::suppress::Comments;

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
    /// `name@version` of the pack.
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
    /// How many profiles were linted.
    pub profiles: usize,
    /// How many files belong to what was linted.
    pub files: usize,
    /// How many findings were suppressed.
    pub suppressed: usize,
}

impl Report {
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

/// Runs `rules` over all targets. `done` is called after each pack, from any thread.
///
/// # Errors
/// When the threads cannot be started.
pub fn run(
    targets: &[Target],
    rules: &[&'static Rule],
    settings: &Settings,
    done: &(dyn Fn() + Sync),
) -> Result<Report, String> {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(settings.jobs.unwrap_or(0))
        .build()
        .map_err(|error| format!("the threads could not be started: {error}"))?;
    let linted: Vec<Linted> = pool.install(|| {
        let lint_one = |target: &Target| {
            let linted = lint(target, rules, settings);
            done();
            linted
        };
        targets.par_iter().with_max_len(1).map(lint_one).collect()
    });
    Ok(report(linted, rules, settings))
}

fn report(mut linted: Vec<Linted>, rules: &[&'static Rule], settings: &Settings) -> Report {
    linted.sort_by(|a, b| a.root.cmp(&b.root));
    let members = linted.iter_mut().filter_map(|pack| pack.member.take()).collect();
    let registry = Registry::new(members);
    let mut report = Report {
        files: linted.iter().map(|pack| pack.files).sum(),
        packs: linted.iter().map(|pack| pack.root.clone()).collect(),
        ..Report::default()
    };
    let enabled = |rule: &&&Rule| linted.iter().any(|pack| pack.terms(settings).runs(rule));
    let compared: Vec<_> =
        rules.iter().filter(enabled).map(|rule| compare(rule, &registry)).collect();
    for (rule, findings) in compared {
        for finding in findings {
            let path = finding.at.path();
            // Of nested directories the innermost is last.
            let owner = linted.iter_mut().rfind(|pack| path.below(&pack.root).is_some());
            let terms = Terms { settings, scope: owner.as_ref().and_then(|p| p.scope.as_ref()) };
            let label = |finding: &Finding| {
                let member = registry.members().iter().find(|m| m.holds(&finding.at))?;
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

fn lint(target: &Target, rules: &[&'static Rule], settings: &Settings) -> Linted {
    let terms = Terms { settings, scope: target.scope() };
    let opened = catch_unwind(AssertUnwindSafe(|| target.pack()));
    let pack = match opened {
        Ok(Ok(pack)) => pack,
        Ok(Err(error)) => {
            let finding = bad_archive::finding(target.root(), error);
            return unopened(target, &bad_archive::RULE, finding, terms);
        }
        Err(_) => {
            let finding = internal_error::finding(target.root(), "opening the pack");
            return unopened(target, &internal_error::RULE, finding, terms);
        }
    };
    let rules: Vec<_> = rules.iter().copied().filter(|rule| terms.runs(rule)).collect();
    let mut linted = lint_pack(&pack, &rules, terms);
    let hazards = unsafe_archive::findings(target.root(), target.hazards());
    linted.diagnostics.extend(stamp(&unsafe_archive::RULE, hazards, Some(&pack), terms));
    if rules.iter().any(|rule| matches!(rule.check, Check::Registry(_))) {
        linted.member = catch_unwind(AssertUnwindSafe(|| Member::of(pack))).ok().flatten();
    }
    linted
}

/// A pack of which nothing can be said but why.
fn unopened(target: &Target, rule: &'static Rule, finding: Finding, terms: Terms<'_>) -> Linted {
    Linted {
        root: target.root().clone(),
        files: 1,
        diagnostics: stamp(rule, vec![finding], None, terms),
        member: None,
        comments: Comments::default(),
        label: None,
        scope: terms.scope.cloned(),
        concerned: BTreeSet::new(),
    }
}

fn lint_pack(pack: &Pack, rules: &[&'static Rule], terms: Terms<'_>) -> Linted {
    let comments = catch_unwind(AssertUnwindSafe(|| Comments::new(pack.ignores())));
    let files = pack.files();
    Linted {
        root: files.root().clone(),
        files: files.paths().count(),
        diagnostics: rules.iter().flat_map(|rule| apply(rule, pack, terms)).collect(),
        member: None,
        comments: comments.unwrap_or_default(),
        label: label(pack),
        scope: terms.scope.cloned(),
        concerned: terms.scope.map(|scope| judge::concerned(scope, files)).unwrap_or_default(),
    }
}

fn apply(rule: &'static Rule, pack: &Pack, terms: Terms<'_>) -> Vec<Diagnostic> {
    let found = catch_unwind(AssertUnwindSafe(|| match rule.check {
        Check::Pack(check) => check(pack),
        Check::PackInContext(check) => check(pack, &terms.settings.context),
        Check::Registry(_) | Check::Engine => Vec::new(),
    }));
    match found {
        Ok(findings) => stamp(rule, findings, Some(pack), terms),
        Err(_) => {
            let findings = vec![internal_error::finding(pack.files().root(), rule.id)];
            stamp(&internal_error::RULE, findings, Some(pack), terms)
        }
    }
}

/// What a rule says of all packs together.
fn compare(rule: &'static Rule, registry: &Registry) -> (&'static Rule, Vec<Finding>) {
    let Check::Registry(check) = rule.check else { return (rule, Vec::new()) };
    match catch_unwind(AssertUnwindSafe(|| check(registry))) {
        Ok(findings) => (rule, findings),
        Err(_) => {
            let finding = internal_error::finding(&VirtualPath::new("."), rule.id);
            (&internal_error::RULE, vec![finding])
        }
    }
}

fn stamp(
    rule: &'static Rule,
    findings: Vec<Finding>,
    pack: Option<&Pack>,
    terms: Terms<'_>,
) -> Vec<Diagnostic> {
    if findings.is_empty() {
        return Vec::new();
    }
    let label = pack.and_then(label);
    diagnostics(rule, findings, &|_| label.clone(), terms)
}

fn label(pack: &Pack) -> Option<Arc<str>> {
    // The label reads pack.json, which is what may have panicked.
    catch_unwind(AssertUnwindSafe(|| pack.label())).ok().map(Arc::from)
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
struct Fnv(u64);

impl Fnv {
    fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    fn write(&mut self, text: &str) {
        for byte in text.bytes().chain([0]) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}
