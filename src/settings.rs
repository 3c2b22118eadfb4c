//! What a run was asked for: which rules speak, and how loudly.

use std::collections::BTreeMap;
use std::sync::Arc;

use clap::ValueEnum;

use crate::config::{self, Scope};
use crate::finding::Finding;
use crate::model::catalog::Catalog;
use crate::nearest::nearest;
use crate::rules::{self, Context, Rule, Severity};
use crate::source::VirtualPath;

/// What a run was asked for.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Which rules speak.
    pub levels: Levels,
    /// What rules may know besides the pack.
    pub context: Context,
    /// How many threads; `None` for one per core.
    pub jobs: Option<usize>,
    /// The packs that profiles are resolved against.
    pub catalogs: Catalogs,
    /// Whether diagnostics keep whole texts rather than the lines that they point at.
    pub whole_texts: bool,
}

/// The packs that profiles are resolved against: those of the command line, else those of the
/// profile's own configuration.
#[derive(Debug, Clone, Default)]
pub struct Catalogs {
    /// What `--registry` names.
    pub named: Option<Arc<Catalog>>,
    /// What `registry` names, by the path of the configuration.
    pub configured: BTreeMap<VirtualPath, Arc<Catalog>>,
}

impl Catalogs {
    /// The packs for what lies in `scope`; `None` where no registry was given.
    pub fn of(&self, scope: Option<&Scope>) -> Option<&Catalog> {
        let configured = || self.configured.get(scope?.config.file.path());
        self.named.as_ref().or_else(configured).map(Arc::as_ref)
    }
}

/// A rule, or a group of rules, by its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selector(String);

impl Selector {
    /// The rule or group of that name.
    ///
    /// # Errors
    /// A sentence, with the nearest name, when there is none.
    pub fn parse(name: &str) -> Result<Self, String> {
        let known = rules::find(name).is_some() || rules::GROUP_NAMES.contains(&name);
        if known {
            return Ok(Self(name.to_owned()));
        }
        let suggestion = nearest_name(name).map_or_else(
            || "`palint rules` lists them".to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        Err(format!("there is no rule or group `{name}`, {suggestion}"))
    }

    /// True when it is the rule, or its group.
    pub fn covers(&self, rule: &Rule) -> bool {
        // What follows is looked at first: for nearly all rules it decides.
        matches!(rule.id.as_bytes().get(self.0.len()), None | Some(b'/'))
            && rule.id.starts_with(&*self.0)
    }
}

/// The rule or group that was most likely meant by a name that is none.
pub fn nearest_name(name: &str) -> Option<&'static str> {
    let names = rules::all().map(|rule| rule.id).chain(rules::GROUP_NAMES.iter().copied());
    nearest(name, names).or_else(|| by_last_part(name))
}

/// People leave the group away, or remember the wrong one.
fn by_last_part(name: &str) -> Option<&'static str> {
    let last = name.rsplit('/').next()?;
    rules::all().map(|rule| rule.id).find(|id| id.rsplit('/').next() == Some(last))
}

/// Which rules speak, and at what severity.
#[derive(Debug, Clone, Default)]
pub struct Levels {
    selected: Vec<Selector>,
    ignored: Vec<Selector>,
    /// By name, of a rule or a group; `None` is off.
    severities: BTreeMap<String, Option<Severity>>,
}

impl Levels {
    /// Only these rules run; none means all.
    pub fn select(mut self, selectors: impl IntoIterator<Item = Selector>) -> Self {
        self.selected.extend(selectors);
        self
    }

    /// These rules do not run.
    pub fn ignore(mut self, selectors: impl IntoIterator<Item = Selector>) -> Self {
        self.ignored.extend(selectors);
        self
    }

    /// This rule or group has this severity, or with `None` does not run. A rule's own setting
    /// beats its group's.
    pub fn set(mut self, selector: Selector, severity: Option<Severity>) -> Self {
        self.severities.insert(selector.0, severity);
        self
    }

    /// True when the rule is selected by its own name.
    fn names(&self, rule: &Rule) -> bool {
        self.selected.iter().any(|selector| selector.0 == rule.id)
    }

    /// True when the rule runs.
    pub fn runs(&self, rule: &Rule) -> bool {
        let selected = self.selected.is_empty() || self.selected.iter().any(|s| s.covers(rule));
        let ignored = self.ignored.iter().any(|selector| selector.covers(rule));
        selected && !ignored && self.setting(rule) != Some(None)
    }

    fn setting(&self, rule: &Rule) -> Option<Option<Severity>> {
        config::of(&self.severities, rule)
    }
}

/// From what severity on a run fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// On errors.
    Error,
    /// On warnings and errors.
    Warning,
    /// On everything.
    Info,
    /// Never.
    Never,
}

impl FailOn {
    /// All of them with their names.
    pub const ALL: [(&'static str, Self); 4] = [
        ("error", Self::Error),
        ("warning", Self::Warning),
        ("info", Self::Info),
        ("never", Self::Never),
    ];

    /// True when a diagnostic of this severity makes the run fail.
    pub fn is_reached_by(self, severity: Severity) -> bool {
        match self {
            Self::Error => severity >= Severity::Error,
            Self::Warning => severity >= Severity::Warning,
            Self::Info => true,
            Self::Never => false,
        }
    }
}

/// What one pack is linted by: the configuration, and the command line over it.
#[derive(Debug, Clone, Copy)]
pub struct Terms<'s> {
    /// What the run was asked for.
    pub settings: &'s Settings,
    /// The configuration that holds for the pack.
    pub scope: Option<&'s Scope>,
}

impl Terms<'_> {
    /// True when the rule speaks in some file of the pack.
    pub fn runs(&self, rule: &Rule) -> bool {
        let levels = &self.settings.levels;
        let decided = levels.names(rule) || levels.setting(rule).is_some();
        let default = !rule.is_off_by_default();
        let configured = self.scope.map_or(default, |scope| scope.config.runs(rule));
        levels.runs(rule) && (decided || configured)
    }

    /// The severity of a finding; `None` where the rule is off or the file is not linted.
    pub fn severity(&self, rule: &Rule, finding: &Finding) -> Option<Severity> {
        let own = finding.severity.unwrap_or(rule.severity);
        let path = finding.at.path();
        if self.scope.is_some_and(|scope| scope.excludes(path)) {
            return None;
        }
        let levels = &self.settings.levels;
        let configured =
            || self.scope.and_then(|scope| scope.config.setting(rule, &scope.relative(path)));
        match levels.setting(rule).or_else(configured) {
            Some(None) if levels.names(rule) && levels.runs(rule) => Some(own),
            Some(severity) => severity,
            None if rule.is_off_by_default() && !levels.names(rule) => None,
            None => Some(own),
        }
    }
}
