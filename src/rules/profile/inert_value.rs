//! Values of a layer that nothing in its pack reads.
//!
//! The pack's own rules judge the values of the layer in the place of its own. What the pack has
//! just so in its own values is not the profile's fault and is left out.

use std::collections::{HashMap, HashSet};

use crate::finding::Finding;
use crate::model::pack::Pack;
use crate::model::profile::{Resolved, ResolvedLayer};
use crate::rules::chart::{inert_value, misplaced_values, wrong_values_key};
use crate::rules::manifest::{unused_value, wrong_values_key as wrong_manifest};
use crate::rules::{Check, Rule, Severity};
use crate::source::TextRange;
use crate::syntax::tree::{Entry, Kind, NodeRef};

/// See the page.
pub static RULE: Rule = Rule {
    id: "profile/inert-value",
    severity: Severity::Warning,
    fixable: false,
    page: include_str!("../../../rules/profile/inert-value.md"),
    check: Check::Resolved(check),
};

fn check(resolved: &Resolved<'_>) -> Vec<Finding> {
    resolved.packs().flat_map(|(layer, pack)| check_layer(resolved, layer, pack)).collect()
}

fn check_layer(resolved: &Resolved<'_>, layer: &ResolvedLayer<'_>, own: &Pack) -> Vec<Finding> {
    let Some(pack) = layer.overlaid() else { return Vec::new() };
    let rules = [&inert_value::RULE, &misplaced_values::RULE, &wrong_values_key::RULE];
    let rules = rules.into_iter().chain([&unused_value::RULE, &wrong_manifest::RULE]);
    let found: Vec<(&Rule, Finding)> = rules
        .flat_map(|rule| run(rule, pack).into_iter().map(move |found| (rule, found)))
        .collect();
    if found.is_empty() {
        return Vec::new();
    }
    let Some(values) = pack.values() else { return Vec::new() };
    let wanted = found.iter().filter_map(|(_, finding)| finding.at.range()).collect();
    let mut keys = Keys { wanted, by_place: HashMap::new(), path: Vec::new() };
    keys.collect(values);
    let names = [layer.layer.pack_name(), layer.layer.name_text()].into_iter().flatten();
    let read: Vec<&str> = names
        .flat_map(|name| resolved.references(name).collect::<Vec<_>>())
        .map(|found| found.pack_reference().1)
        .collect();
    let is_own = |finding: &Finding| {
        let key = finding.at.range().and_then(|range| keys.by_place.get(&range));
        key.is_none_or(|key| !key.is_in(own) && !read.iter().any(|path| key.meets(path)))
    };
    let kept = found.into_iter().filter(|(_, finding)| is_own(finding));
    kept.map(|(rule, finding)| {
        let severity = finding.severity.unwrap_or(rule.severity);
        // An edit for YAML may be none for a text in JSON.
        Finding { fix: None, ..finding }.severity(severity)
    })
    .collect()
}

fn run(rule: &Rule, pack: &Pack) -> Vec<Finding> {
    match rule.check {
        Check::Pack(check) => check(pack),
        _ => Vec::new(),
    }
}

/// The keys that are told of, by their place.
struct Keys<'v> {
    wanted: HashSet<TextRange>,
    by_place: HashMap<TextRange, Key<'v>>,
    path: Vec<String>,
}

struct Key<'v> {
    path: Vec<String>,
    value: NodeRef<'v>,
}

impl<'v> Keys<'v> {
    fn collect(&mut self, node: NodeRef<'v>) {
        for Entry { key, value } in node.entries() {
            self.path.push(key.key_text().into_owned());
            if self.wanted.contains(&key.range()) {
                self.by_place.insert(key.range(), Key { path: self.path.clone(), value });
            }
            if value.kind() == Kind::Mapping && !value.is_alias() {
                self.collect(value);
            }
            self.path.pop();
        }
    }
}

impl Key<'_> {
    /// True where the pack has the very value at this place.
    fn is_in(&self, pack: &Pack) -> bool {
        let path: Vec<&str> = self.path.iter().map(String::as_str).collect();
        let same = |own: NodeRef<'_>| own.to_json() == self.value.to_json();
        pack.values().and_then(|root| root.at(&path)).is_some_and(same)
    }

    /// True where one of the paths leads to the other.
    fn meets(&self, path: &str) -> bool {
        let own = self.path.join(".");
        let covers = |outer: &str, inner: &str| {
            inner.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        covers(&own, path) || covers(path, &own)
    }
}
