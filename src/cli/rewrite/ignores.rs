//! `--add-ignores`: comments first, and entries of palint.yaml for what comments cannot silence.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::{NewConfig, Plan, Run};
use crate::cli::{Failure, configure};
use crate::config::Scope;
use crate::discover::Target;
use crate::engine::Diagnostic;
use crate::silence::{self, Entry};

impl Plan {
    /// Silences what is left.
    pub(super) fn add_ignores(&mut self, run: Run<'_>) -> Result<(), Failure> {
        let reason = run.options.reason.as_deref().unwrap_or_default();
        if self.targets.iter().any(|target| target.buffer().is_some()) {
            return Err("--add-ignores cannot write to standard input".to_owned());
        }
        let before = self.report.diagnostics.len();
        let options = silence::Options { rules: run.rules, settings: run.settings, reason };
        for nth in 0..self.targets.len() {
            let told: Vec<_> = self.told_of(nth).collect();
            if !told.is_empty() {
                let done = silence::comments(&self.targets[nth], &told, options);
                self.change(nth, done.before, done.after);
            }
        }
        self.lint(run)?;
        self.commented = before.saturating_sub(self.report.diagnostics.len());
        self.excuse(reason)?;
        if !self.configs.is_empty() {
            let before = self.report.diagnostics.len();
            self.configure(run)?;
            self.lint(run)?;
            self.excused = before.saturating_sub(self.report.diagnostics.len());
        }
        Ok(())
    }

    fn told_of(&self, nth: usize) -> impl Iterator<Item = &Diagnostic> {
        self.report.diagnostics.iter().filter(move |d| owner(&self.targets, d) == Some(nth))
    }

    /// Writes entries for everything that is left.
    fn excuse(&mut self, reason: &str) -> Result<(), Failure> {
        let working_directory = std::env::current_dir()
            .map_err(|error| format!("the working directory cannot be read: {error}"))?;
        let mut entries: BTreeMap<PathBuf, (Scope, Vec<Entry>)> = BTreeMap::new();
        for (nth, target) in self.targets.iter().enumerate() {
            let mut told = self.told_of(nth).peekable();
            if told.peek().is_none() {
                continue;
            }
            let (path, scope) = configure::home(target, &working_directory)?;
            let new = told.map(|diagnostic| Entry::new(diagnostic, &scope));
            let known = &mut entries.entry(path).or_insert((scope.clone(), Vec::new())).1;
            known.extend(new);
        }
        for (path, (scope, mut entries)) in entries {
            entries.sort();
            entries.dedup();
            let file = &scope.config.file;
            let shown = file.path().as_str().to_owned();
            let after = silence::with_entries(file, &entries, reason)
                .map_err(|why| format!("no entry can be added to `{shown}`: {why}"))?;
            let before = path.is_file().then(|| file.text().as_bytes().to_vec());
            self.configs.insert(path, NewConfig { shown, before, after: after.into_bytes() });
        }
        Ok(())
    }
}

/// The target that a diagnostic is about; what is said of a configuration is about none.
fn owner(targets: &[Target], diagnostic: &Diagnostic) -> Option<usize> {
    let path = diagnostic.finding.at.path();
    let is_config = |target: &Target| target.scope().is_some_and(|s| s.config.file.path() == path);
    if targets.iter().any(is_config) {
        return None;
    }
    let holds = |target: &Target| path.below(target.root()).is_some();
    let owners = targets.iter().enumerate().filter(|(_, target)| holds(target));
    owners.max_by_key(|(_, target)| target.root().as_str().len()).map(|(nth, _)| nth)
}
