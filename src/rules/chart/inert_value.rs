//! A value that no template of its chart reads.

use crate::finding::{Edit, Finding, Fix};
use crate::model::chart::{Chart, ListedChart};
use crate::model::pack::Pack;
use crate::model::reads::{Nearest, Reads};
use crate::model::values::misplaced;
use crate::rules::{Check, Rule, Severity};
use crate::syntax::tree::{Entry, Kind, NodeRef};

/// See the page.
pub static RULE: Rule = Rule {
    id: "chart/inert-value",
    severity: Severity::Warning,
    fixable: true,
    page: include_str!("../../../rules/chart/inert-value.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    pack.charts().iter().flat_map(|listed| check_chart(pack, listed)).collect()
}

fn check_chart(pack: &Pack, listed: &ListedChart) -> Vec<Finding> {
    let (Some(chart), Some(values)) = (listed.chart(), listed.overrides(pack)) else {
        return Vec::new();
    };
    let Some(reads) = listed.reads(pack).filter(|reads| reads.everything().is_none()) else {
        return Vec::new();
    };
    let prefix = format!("charts.{}", chart.name().unwrap_or_default());
    let referenced = referenced(pack, &prefix);
    let mut search = Search { chart, reads, referenced, path: Vec::new(), findings: Vec::new() };
    search.entries(values, chart.values());
    if search.findings.is_empty() {
        return Vec::new();
    }
    // Of these `chart/misplaced-values` tells, with the level where they belong.
    let elsewhere = misplaced::at_wrong_level(pack, listed);
    let told = |finding: &Finding| finding.at.range().is_some_and(|at| elsewhere.contains(&at));
    search.findings.retain(|finding| !told(finding));
    search.findings
}

/// The paths below `prefix` that the pack takes itself, through `{{ .spectro.pack.<its name>… }}`.
fn referenced(pack: &Pack, prefix: &str) -> Vec<String> {
    let own = pack.macros().iter().filter(|found| found.is_of("pack"));
    let references = own.map(|found| found.pack_reference());
    let paths = references.filter(|(name, _)| Some(*name) == pack.field_text("name"));
    paths
        .filter_map(|(_, path)| path.strip_prefix(prefix)?.strip_prefix('.'))
        .map(str::to_owned)
        .collect()
}

struct Search<'c> {
    chart: &'c Chart,
    reads: &'c Reads,
    referenced: Vec<String>,
    path: Vec<String>,
    findings: Vec<Finding>,
}

impl Search<'_> {
    /// Reports the topmost keys that are not read; `defaults` is the chart's own value at this
    /// place.
    fn entries(&mut self, mapping: NodeRef<'_>, defaults: Option<NodeRef<'_>>) {
        // What a merge key brings stands elsewhere, and counts there.
        for entry in mapping.entries().filter(|entry| !entry.is_merge()) {
            let default = defaults.and_then(|defaults| defaults.get(&entry.name()));
            self.path.push(entry.name().into_owned());
            self.entry(&entry, default);
            self.path.pop();
        }
    }

    fn entry(&mut self, entry: &Entry<'_>, default: Option<NodeRef<'_>>) {
        let path: Vec<&str> = self.path.iter().map(String::as_str).collect();
        if self.reads.may_read(&path) {
            return self.below(entry.value, default);
        }
        // A copy of a default that the chart itself never reads is nothing that the pack changes.
        let is_copy = default.is_some_and(|default| default.to_json() == entry.value.to_json());
        if !is_copy && !entry.value.is_alias() && !self.is_referenced(&path.join(".")) {
            self.findings.push(self.finding(entry, &path, default));
        }
    }

    fn is_referenced(&self, path: &str) -> bool {
        let covers = |outer: &str, inner: &str| {
            inner.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        self.referenced.iter().any(|other| covers(other, path) || covers(path, other))
    }

    fn below(&mut self, value: NodeRef<'_>, default: Option<NodeRef<'_>>) {
        match value.kind() {
            Kind::Mapping if !value.is_alias() => self.entries(value, default),
            Kind::Sequence if !value.is_alias() => {
                self.path.push("[]".to_owned());
                value.items().for_each(|item| self.below(item, None));
                self.path.pop();
            }
            _ => {}
        }
    }

    fn finding(&self, entry: &Entry<'_>, path: &[&str], default: Option<NodeRef<'_>>) -> Finding {
        let name = self.chart.name().unwrap_or_default();
        let key = path.join(".").replace(".[]", "[]");
        let finding = Finding::new(
            entry.key.span(),
            format!("no template of chart `{name}` reads `{key}`, so it has no effect"),
        );
        if let Some(default) = default {
            return finding
                .label(default.span(), "the chart itself has a default here that nothing reads")
                .help("remove the key, or look for the one that the templates read");
        }
        match self.reads.nearest(path) {
            Some(nearest) => with_nearest(finding, entry, path, &nearest),
            None => finding.help("remove the key: the chart knows no such value"),
        }
    }
}

fn with_nearest(finding: Finding, entry: &Entry<'_>, path: &[&str], nearest: &Nearest) -> Finding {
    let meant = nearest.path.join(".").replace(".[]", "[]");
    let finding = match &nearest.place {
        Some(place) => finding.label(place.clone(), format!("`{meant}` is read here")),
        None => finding,
    };
    let finding = finding.help(format!("did you mean `{meant}`?"));
    let sibling = nearest.path.split_last().filter(|(_, above)| *above == &path[..path.len() - 1]);
    let plain = entry.key.span().text() == entry.name();
    match sibling.filter(|(key, _)| plain && is_plain_key(key)) {
        Some((key, _)) => {
            let edit = Edit::replace(entry.key.span(), key.as_str());
            finding.fix(Fix::needs_a_look(format!("rename the key to `{key}`"), edit))
        }
        None => finding,
    }
}

fn is_plain_key(key: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    key.starts_with(|c: char| c.is_ascii_alphabetic()) && key.chars().all(plain)
}
