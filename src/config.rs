//! palint.yaml: which rules speak where, and what is excused.
//!
//! A configuration holds for whole packs: the nearest one above a pack's directory. Paths in it are
//! relative to its own directory.

mod excuse;
mod paths;
mod policy;
mod read;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use excuse::{Excuse, Excused, pointer_to};
pub use paths::{Paths, literal};
pub use policy::Policy;
pub use read::read;

use crate::rules::{Rule, Severity};
use crate::settings::FailOn;
use crate::source::{SourceFile, Span, VirtualPath};

/// The names that a configuration may have; the first wins where a directory holds both.
pub const NAMES: [&str; 2] = ["palint.yaml", ".palint.yaml"];

/// Severities by the name of a rule or a group; `None` is off.
pub type Severities = BTreeMap<String, Option<Severity>>;

/// A configuration.
#[derive(Debug)]
pub struct Config {
    /// Where it was read from.
    pub file: Arc<SourceFile>,
    /// A named set of severities, which `rules` and `overrides` change.
    pub policy: Option<Policy>,
    /// From what severity on a run fails.
    pub fail_on: Option<FailOn>,
    /// What is not linted.
    pub exclude: Paths,
    /// Where the packs that profiles name are found.
    pub registry: Vec<(String, Span)>,
    /// Severities everywhere.
    pub rules: Severities,
    /// Severities in some files; the last that matches wins.
    pub overrides: Vec<Override>,
    /// Findings that are excused.
    pub ignore: Vec<Excuse>,
}

/// Severities in some files.
#[derive(Debug)]
pub struct Override {
    /// The files.
    pub paths: Paths,
    /// The severities.
    pub rules: Severities,
}

impl Config {
    /// What is said about a rule in the file at `path`, relative to the configuration.
    pub fn setting(&self, rule: &Rule, path: &str) -> Option<Option<Severity>> {
        let matching = self.overrides.iter().rev().filter(|block| block.paths.contain(path));
        let overridden = matching.filter_map(|block| of(&block.rules, rule)).next();
        overridden.or_else(|| of(&self.rules, rule)).or_else(|| self.policy?.severity(rule))
    }

    /// True when the rule speaks in some file.
    pub fn runs(&self, rule: &Rule) -> bool {
        let own = of(&self.rules, rule).or_else(|| self.policy?.severity(rule));
        own.map_or(!rule.is_off_by_default(), |severity| severity.is_some())
            || self.overrides.iter().any(|block| of(&block.rules, rule).flatten().is_some())
    }
}

/// What severities by name say of a rule: its own name beats its group's. A group does not turn on
/// what is off by default.
pub fn of(severities: &Severities, rule: &Rule) -> Option<Option<Severity>> {
    if severities.is_empty() {
        return None;
    }
    let of_group = || severities.get(rule.group()).filter(|_| !rule.is_off_by_default());
    severities.get(rule.id).or_else(of_group).copied()
}

/// A configuration as it holds for one pack.
#[derive(Debug, Clone)]
pub struct Scope {
    /// The configuration.
    pub config: Arc<Config>,
    /// The pack's directory or archive as diagnostics name it.
    root: VirtualPath,
    /// The same, relative to the configuration's directory; empty for that directory itself.
    base: String,
}

impl Scope {
    /// The scope of the pack at `root`, which lies at `base` below the configuration's directory.
    pub fn new(config: Arc<Config>, root: VirtualPath, base: impl Into<String>) -> Self {
        Self { config, root, base: base.into() }
    }

    /// A path as the configuration names it.
    pub fn relative(&self, path: &VirtualPath) -> String {
        if path == self.config.file.path() {
            return path.file_name().to_owned();
        }
        let Some(inside) = path.below(&self.root) else { return path.as_str().to_owned() };
        match (self.base.is_empty(), inside.is_empty()) {
            (true, _) => inside.to_owned(),
            (_, true) => self.base.clone(),
            _ => {
                let rest = path.as_str().strip_prefix(self.root.as_str());
                let member = rest.is_some_and(|rest| rest.starts_with('!'));
                format!("{}{}/{inside}", self.base, if member { "!" } else { "" })
            }
        }
    }

    /// True when the file is not linted.
    pub fn excludes(&self, path: &VirtualPath) -> bool {
        self.config.exclude.contain(&self.relative(path))
    }

    /// True when the whole pack is not linted.
    pub fn excludes_pack(&self) -> bool {
        self.excludes(&self.root)
    }
}
