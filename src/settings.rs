//! What a run was asked for: which rules speak, and how loudly.

use std::collections::BTreeMap;

use crate::nearest::nearest;
use crate::rules::{self, Context, Rule, Severity};

/// What a run was asked for.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Which rules speak.
    pub levels: Levels,
    /// What rules may know besides the pack.
    pub context: Context,
    /// How many threads; `None` for one per core.
    pub jobs: Option<usize>,
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
        self.0 == rule.id || self.0 == rule.group()
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

    /// True when the rule runs.
    pub fn runs(&self, rule: &Rule) -> bool {
        let selected = self.selected.is_empty() || self.selected.iter().any(|s| s.covers(rule));
        let ignored = self.ignored.iter().any(|selector| selector.covers(rule));
        selected && !ignored && self.setting(rule) != Some(None)
    }

    /// The severity of a finding of the rule that is `own` by itself.
    pub fn severity(&self, rule: &Rule, own: Option<Severity>) -> Severity {
        self.setting(rule).flatten().or(own).unwrap_or(rule.severity)
    }

    fn setting(&self, rule: &Rule) -> Option<Option<Severity>> {
        self.severities.get(rule.id).or_else(|| self.severities.get(rule.group())).copied()
    }
}
