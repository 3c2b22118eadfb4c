//! The values that Helm hands to a chart: its own with those of the pack laid over them, and so on
//! for the charts in it.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::{Chart, Dependency};
use crate::model::literal::has_macro;
use crate::syntax::tree::{Kind, NodeRef};

type Object = Map<String, Value>;

/// A chart with the values that it gets.
#[derive(Debug)]
pub struct Scope<'c, 'v> {
    /// The chart.
    pub chart: &'c Chart,
    /// Where its values lie in those of the outermost chart.
    pub path: Vec<String>,
    /// The values.
    pub values: &'v Value,
}

/// Charts in charts that are looked at: one for each alias.
const SCOPES: usize = 200;

/// The values of the chart, those of the charts in it included, with `overrides` laid over them.
pub fn values(chart: &Chart, overrides: Option<NodeRef<'_>>) -> Value {
    let given = match overrides.map(NodeRef::to_json) {
        Some(Value::Object(given)) => given,
        _ => Object::new(),
    };
    let mut room = SCOPES;
    Value::Object(coalesce(chart, given, &mut room))
}

/// The outermost chart and those that its `values` do not switch off, each with its part of them.
/// What a macro decides counts as switched off: nothing is known of it.
pub fn scopes<'c, 'v>(chart: &'c Chart, values: &'v Value) -> Vec<Scope<'c, 'v>> {
    let mut scopes = vec![Scope { chart, path: Vec::new(), values }];
    let mut next = 0;
    while next < scopes.len() {
        let inner = inner(&scopes[next], values);
        scopes.extend(inner.into_iter().take(SCOPES.saturating_sub(scopes.len())));
        next += 1;
    }
    scopes
}

fn inner<'c, 'v>(outer: &Scope<'c, 'v>, top: &Value) -> Vec<Scope<'c, 'v>> {
    let installed = keyed(outer.chart).into_iter().filter(|(_, dependency, _)| {
        dependency.as_ref().is_none_or(|dependency| is_enabled(dependency, outer.values, top))
    });
    let scope = |(key, _, chart): (String, Option<Dependency<'c>>, &'c Chart)| {
        let values = outer.values.get(&key).filter(|values| values.is_object())?;
        let mut path = outer.path.clone();
        path.push(key);
        Some(Scope { chart, path, values })
    };
    installed.filter_map(scope).collect()
}

/// The vendored charts by the keys of their values.
pub fn keyed(chart: &Chart) -> Vec<(String, Option<Dependency<'_>>, &Chart)> {
    let dependencies = chart.dependencies();
    let mut keyed = Vec::new();
    for subchart in chart.subcharts() {
        let Some(name) = subchart.name() else { continue };
        let named = dependencies.iter().filter(|dependency| dependency.name == name);
        let before = keyed.len();
        keyed.extend(named.map(|d| (d.key().to_owned(), Some(d.clone()), subchart)));
        if keyed.len() == before {
            keyed.push((name.to_owned(), None, subchart));
        }
    }
    let mut seen = HashSet::new();
    keyed.retain(|(key, ..)| seen.insert(key.clone()));
    keyed
}

fn is_enabled(dependency: &Dependency<'_>, values: &Value, top: &Value) -> bool {
    for path in &dependency.conditions {
        let found = path.split('.').try_fold(values, |value, key| value.get(key));
        match found {
            Some(Value::Bool(enabled)) => return *enabled,
            Some(Value::String(text)) if has_macro(text) => return false,
            _ => {}
        }
    }
    let tag = |tag: &&str| top.get("tags").and_then(|tags| tags.get(*tag)?.as_bool());
    let tags: Vec<bool> = dependency.tags.iter().filter_map(tag).collect();
    tags.is_empty() || tags.contains(&true)
}

/// Helm's `coalesce`: `given` wins over the chart's own values, and null deletes.
fn coalesce(chart: &Chart, mut given: Object, room: &mut usize) -> Object {
    if let Some(own) = chart.values().filter(|own| own.kind() == Kind::Mapping) {
        lay_under(&mut given, own);
    }
    for (key, _, subchart) in keyed(chart) {
        if *room == 0 {
            break;
        }
        *room -= 1;
        let mut below = match given.remove(&key) {
            Some(Value::Object(below)) => below,
            None => Object::new(),
            Some(other) => {
                given.insert(key, other);
                continue;
            }
        };
        if let Some(Value::Object(global)) = given.get("global") {
            let global = global.clone();
            match below.entry("global").or_insert_with(|| Value::Object(Object::new())) {
                Value::Object(own) => lay_over(own, global),
                _ => continue,
            }
        }
        given.insert(key, Value::Object(coalesce(subchart, below, room)));
    }
    given
}

/// Adds what `given` lacks.
fn lay_under(given: &mut Object, own: NodeRef<'_>) {
    for entry in own.members() {
        let key = entry.name();
        match given.get_mut(&*key) {
            None => {
                given.insert(key.into_owned(), entry.value.to_json());
            }
            Some(Value::Null) => {
                given.remove(&*key);
            }
            Some(Value::Object(given)) if entry.value.kind() == Kind::Mapping => {
                lay_under(given, entry.value);
            }
            Some(_) => {}
        }
    }
}

/// Globals of the outer chart win.
fn lay_over(own: &mut Object, global: Object) {
    for (key, value) in global {
        match (own.get_mut(&key), value) {
            (Some(Value::Object(own)), Value::Object(global)) => lay_over(own, global),
            (_, value) => {
                own.insert(key, value);
            }
        }
    }
}
