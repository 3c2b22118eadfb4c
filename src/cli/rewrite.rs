//! `--fix` and `--add-ignores`: what is written, shown or printed, and what is left to report.
//!
//! All of it is decided in memory first; the files of a target are then written together or not at
//! all.

mod ignores;

use std::collections::BTreeMap;
use std::io::IsTerminal;
use std::path::PathBuf;

use super::arguments::CheckOptions;
use super::{Failure, configure, print, say};
use crate::discover::{Target, Texts};
use crate::engine::{self, Report};
use crate::files::write::{Rewrite, write_all};
use crate::fix::{self, diff};
use crate::report::terminal::clean;
use crate::rules::Rule;
use crate::settings::Settings;

/// What a run was asked for.
#[derive(Clone, Copy)]
pub(super) struct Run<'r> {
    pub(super) options: &'r CheckOptions,
    pub(super) rules: &'r [&'static Rule],
    pub(super) settings: &'r Settings,
}

impl Run<'_> {
    fn lint(&self, targets: &[Target]) -> Result<Report, Failure> {
        engine::run(targets, self.rules, self.settings, &|| ())
    }
}

/// What is left when all is written.
pub(super) struct Rewritten {
    pub(super) targets: Vec<Target>,
    pub(super) report: Report,
    pub(super) failures: Vec<String>,
    /// True when a diff was shown.
    pub(super) differs: bool,
}

/// Fixes and silences what `report` found.
pub(super) fn rewrite(
    targets: Vec<Target>,
    report: Report,
    run: Run<'_>,
) -> Result<Rewritten, Failure> {
    let mut plan = Plan::new(targets, report);
    if run.options.fix {
        plan.fix(run)?;
    }
    if run.options.add_ignores {
        plan.add_ignores(run)?;
    }
    let buffer = plan.targets.iter().find_map(|target| Some((target, target.buffer()?)));
    let (differs, failures) = match buffer {
        _ if run.options.diff => (plan.show()?, Vec::new()),
        Some((target, inside)) => (print_buffer(target, inside)?, Vec::new()),
        None => (false, plan.write(run)?),
    };
    if !run.options.quiet {
        plan.tell(run.options.diff, failures.len());
    }
    Ok(Rewritten { targets: plan.targets, report: plan.report, failures, differs })
}

/// The text on standard input as it is to be, for an editor to take.
fn print_buffer(target: &Target, inside: &str) -> Result<bool, Failure> {
    let text = target.read(inside).unwrap_or_default();
    print(&text).map(|()| false)
}

/// Files that are written together.
#[derive(Default)]
struct Unit {
    before: Texts,
    after: Texts,
    fixed: usize,
}

/// A configuration that gets entries.
struct NewConfig {
    shown: String,
    before: Option<Vec<u8>>,
    after: Vec<u8>,
}

/// The name of a file, what it held, and what it is to hold.
type Changed<'c> = (String, Option<&'c [u8]>, &'c [u8]);

/// What is to be written, and what is left then.
struct Plan {
    targets: Vec<Target>,
    /// One for each target.
    units: Vec<Unit>,
    configs: BTreeMap<PathBuf, NewConfig>,
    commented: usize,
    excused: usize,
    report: Report,
}

impl Plan {
    fn new(targets: Vec<Target>, report: Report) -> Self {
        let units = targets.iter().map(|_| Unit::default()).collect();
        let configs = BTreeMap::new();
        Self { targets, units, configs, commented: 0, excused: 0, report }
    }

    fn fix(&mut self, run: Run<'_>) -> Result<(), Failure> {
        let unsafe_too = run.options.unsafe_fixes;
        let options = fix::Options { rules: run.rules, settings: run.settings, unsafe_too };
        let fixed = fix::fix(&self.targets, &self.report, options)?;
        for (nth, fixed) in fixed.into_iter().enumerate() {
            self.units[nth].fixed = fixed.rules.len();
            self.change(nth, fixed.before, fixed.after);
        }
        self.lint(run)
    }

    /// Lets texts stand in for files of a target.
    fn change(&mut self, nth: usize, before: Texts, after: Texts) {
        self.targets[nth] = self.targets[nth].overlaid(&after);
        let unit = &mut self.units[nth];
        for (path, text) in before {
            unit.before.entry(path).or_insert(text);
        }
        unit.after.extend(after);
    }

    fn lint(&mut self, run: Run<'_>) -> Result<(), Failure> {
        let is_changed = self.units.iter().any(|unit| !unit.after.is_empty());
        if is_changed || !self.configs.is_empty() {
            self.report = run.lint(&self.targets)?;
        }
        Ok(())
    }

    /// Every file with its name, its old and its new text.
    fn files(&self) -> Vec<Changed<'_>> {
        let mut files = Vec::new();
        for (target, unit) in self.targets.iter().zip(&self.units) {
            for (path, after) in &unit.after {
                let shown = target.root().join(path).as_str().to_owned();
                files.push((shown, unit.before.get(path).map(|text| &**text), &**after));
            }
        }
        for config in self.configs.values() {
            files.push((config.shown.clone(), config.before.as_deref(), &config.after));
        }
        files.sort();
        files
    }

    /// Prints a diff; true when there is one.
    fn show(&self) -> Result<bool, Failure> {
        let mut text = Vec::new();
        for (shown, before, after) in self.files() {
            text.extend(diff::unified(&shown, before, after));
        }
        if std::io::stdout().is_terminal() {
            let lines = String::from_utf8_lossy(&text).into_owned();
            let cleaned = lines.split('\n').map(|line| clean(line.trim_end_matches('\r')));
            text = cleaned.collect::<Vec<_>>().join("\n").into_bytes();
        }
        print(&text)?;
        Ok(!text.is_empty())
    }

    /// Writes all units. What could not be written is as it was, and so is what is found there.
    fn write(&mut self, run: Run<'_>) -> Result<Vec<String>, Failure> {
        let mut failures = Vec::new();
        for (nth, unit) in self.units.iter_mut().enumerate() {
            let target = &self.targets[nth];
            if let Err(reason) = write_unit(target, unit) {
                failures.push(reason);
                self.targets[nth] = target.overlaid(&unit.before);
                *unit = Unit::default();
            }
        }
        let mut refused = Vec::new();
        for (path, config) in &self.configs {
            let before = config.before.as_deref();
            let rewrite = Rewrite { path: path.clone(), before, after: &config.after };
            if let Err(refusal) = write_all(&[rewrite]) {
                let reason = refusal.reason;
                failures.push(format!("`{}` cannot be written: {reason}", config.shown));
                refused.push(path.clone());
            }
        }
        refused.iter().for_each(|path| {
            self.configs.remove(path);
        });
        if !refused.is_empty() {
            self.excused = 0;
            self.configure(run)?;
        }
        if !failures.is_empty() {
            self.report = run.lint(&self.targets)?;
        }
        Ok(failures)
    }

    /// Lets the configurations hold as they are to be.
    fn configure(&mut self, run: Run<'_>) -> Result<(), Failure> {
        let texts = self.configs.iter().map(|(path, config)| (path.clone(), config.after.clone()));
        let texts: configure::Texts = texts.collect();
        let targets = std::mem::take(&mut self.targets);
        self.targets = configure::configure(targets, run.options.choice(), &texts)?
            .ok_or("the new palint.yaml cannot be read back; this is a bug of palint")?;
        Ok(())
    }

    fn tell(&self, is_preview: bool, failures: usize) {
        let fixed: usize = self.units.iter().map(|unit| unit.fixed).sum();
        let changed = |unit: &&Unit| unit.fixed > 0;
        let files: usize = self.units.iter().filter(changed).map(|unit| unit.after.len()).sum();
        let verb = |done: &'static str, would: &'static str| if is_preview { would } else { done };
        if fixed > 0 {
            let verb = verb("Fixed", "Would fix");
            say(&format!("{verb} {} in {}.", counted(fixed, "finding"), counted(files, "file")));
        }
        if failures == 0 && self.commented + self.excused > 0 {
            let verb = verb("Ignored", "Would ignore");
            let found = counted(self.commented + self.excused, "finding");
            let (comments, entries) = (self.commented, self.excused);
            say(&format!("{verb} {found}: {comments} by comments, {entries} by palint.yaml."));
        }
    }
}

fn write_unit(target: &Target, unit: &Unit) -> Result<(), String> {
    let refused = |inside: &str, reason: &str| {
        format!("`{}` cannot be written: {reason}", target.root().join(inside))
    };
    let mut rewrites = Vec::new();
    for (inside, after) in &unit.after {
        let gone = || refused(inside, "it is gone, or has become a link");
        let path = target.writable(inside).ok_or_else(gone)?;
        let before = unit.before.get(inside).map(|text| &**text);
        rewrites.push(Rewrite { path, before, after });
    }
    write_all(&rewrites).map_err(|refusal| {
        let nth = rewrites.iter().position(|rewrite| rewrite.path == refusal.path);
        let inside = nth.and_then(|nth| unit.after.keys().nth(nth));
        refused(inside.map_or("", String::as_str), &refusal.reason)
    })
}

fn counted(count: usize, word: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {word}{plural}")
}
