//! Lays values over the defaults of charts, step by step as Helm does it: whether a `null` deletes
//! a default or stays depends on where in these steps it is met.

use std::rc::Rc;

use super::dependencies::Release;
use super::evaluate::Budget;
use super::print;
use super::value::{Data, Map, Value};
use super::values::{copied, copied_value};

const GLOBAL: &str = "global";

/// Whether nulls are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Nulls {
    /// A null deletes the default that it is laid over.
    Delete,
    /// Nulls stay, for a later step that deletes.
    Keep,
}

/// The values of a chart and all below it, `target` being laid over the defaults. Maps in `target`
/// are changed.
///
/// # Errors
/// What is wrong with the values of a sub-chart that are no map, in Helm's words.
pub(super) fn coalesced(chart: &Release<'_>, target: Map, nulls: Nulls) -> Result<Map, String> {
    coalesce(chart, &target, nulls)?;
    Ok(target)
}

fn coalesce(chart: &Release<'_>, target: &Map, nulls: Nulls) -> Result<(), String> {
    lay_over_defaults(chart, target, nulls);
    for subchart in &chart.subcharts {
        let name = subchart.name.as_str();
        let own = match target.get(name) {
            None => {
                let map = Map::empty();
                target.insert(name, map.clone().into());
                map
            }
            Some(Value { data: Data::Map(map), .. }) => map,
            Some(value) => return Err(mismatch(name, &value)),
        };
        hand_down_globals(&own, target);
        coalesce(subchart, &own, nulls)?;
    }
    Ok(())
}

/// Helm's words, in which a verb is wrong.
fn mismatch(name: &str, value: &Value) -> String {
    let shown = match &value.data {
        Data::Nil | Data::Invalid => "%!t(<nil>)".to_owned(),
        Data::Bool(value) => value.to_string(),
        _ => {
            let shown = print::shown(&mut Budget::default(), value).unwrap_or_default();
            format!("%!t({}={shown})", value.type_name())
        }
    };
    format!("type mismatch on {name}: {shown}")
}

fn is_nil(value: &Value) -> bool {
    matches!(value.data, Data::Nil | Data::Invalid)
}

fn lay_over_defaults(chart: &Release<'_>, target: &Map, nulls: Nulls) {
    for (key, default) in chart.values.members().iter() {
        match target.get(key) {
            None => target.insert(Rc::clone(key), copied_value(default)),
            Some(value) if is_nil(&value) && nulls == Nulls::Delete => {
                target.remove(key);
            }
            Some(Value { data: Data::Map(map), .. }) => {
                let Data::Map(default) = &default.data else { continue };
                let is_subchart = chart.subcharts.iter().any(|sub| sub.name == **key);
                let nulls = if is_subchart { Nulls::Keep } else { nulls };
                merge_tables(&map, &copied(default), nulls);
            }
            Some(_) => {}
        }
    }
}

fn hand_down_globals(target: &Map, source: &Map) {
    let globals = match target.get(GLOBAL) {
        None => Map::empty(),
        Some(Value { data: Data::Map(map), .. }) => map,
        Some(_) => return,
    };
    let from = match source.get(GLOBAL) {
        None => Map::empty(),
        Some(Value { data: Data::Map(map), .. }) => map,
        Some(_) => return,
    };
    for (key, value) in from.entries() {
        let own = globals.get(&key);
        match (&value.data, own.as_ref().map(|own| &own.data)) {
            (Data::Map(map), None) => {
                globals.insert(key, Value::from(map.shallow_copy()).or_from(value.origin));
            }
            (Data::Map(map), Some(Data::Map(own))) => {
                // From the top down: what the parent says counts more.
                let map = map.shallow_copy();
                merge_tables(&map, own, Nulls::Keep);
                globals.insert(key, Value::from(map).or_from(value.origin));
            }
            (Data::Map(_), Some(_)) | (_, Some(Data::Map(_))) => {}
            _ => globals.insert(key, value),
        }
    }
    target.insert(GLOBAL, globals.into());
}

/// Adds to `target` what only `source` has.
pub(super) fn merge_tables(target: &Map, source: &Map, nulls: Nulls) {
    if target.is(source) {
        return;
    }
    for (key, value) in source.entries() {
        let Some(own) = target.get(&key) else {
            target.insert(key, value);
            continue;
        };
        // A null in the target hides what the source has there.
        if nulls == Nulls::Delete && is_nil(&own) && !is_nil(&value) {
            target.remove(&key);
        } else if let (Data::Map(own), Data::Map(map)) = (&own.data, &value.data) {
            merge_tables(own, map, nulls);
        }
    }
}
