//! Lays values over the defaults of charts, step by step as Helm does it: whether a `null` deletes
//! a default or stays depends on where in these steps it is met.

use super::dependencies::Release;
use super::value::{Data, Map, Value};
use super::values::copied;

const GLOBAL: &str = "global";

/// Whether nulls are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Nulls {
    /// A null deletes the default that it is laid over.
    Delete,
    /// Nulls stay, for a later step that deletes.
    Keep,
}

/// The values of a chart and all below it, `values` being laid over the defaults.
///
/// # Errors
/// The key of a sub-chart whose values are no map.
pub(super) fn coalesced(chart: &Release<'_>, values: &Map, nulls: Nulls) -> Result<Map, String> {
    let target = copied(values);
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
            Some(_) => return Err(name.to_owned()),
        };
        hand_down_globals(&own, target);
        coalesce(subchart, &own, nulls)?;
    }
    Ok(())
}

fn is_nil(value: &Value) -> bool {
    matches!(value.data, Data::Nil | Data::Invalid)
}

fn lay_over_defaults(chart: &Release<'_>, target: &Map, nulls: Nulls) {
    for (key, default) in copied(&chart.values).entries() {
        match target.get(&key) {
            None => target.insert(key, default),
            Some(value) if is_nil(&value) && nulls == Nulls::Delete => {
                target.remove(&key);
            }
            Some(Value { data: Data::Map(map), .. }) => {
                let Data::Map(default) = &default.data else { continue };
                let is_subchart = chart.subcharts.iter().any(|sub| sub.name == *key);
                merge_tables(&map, default, if is_subchart { Nulls::Keep } else { nulls });
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
    let source_entries = source.entries();
    let has_default =
        |key: &str| source_entries.iter().any(|(known, value)| &**known == key && !is_nil(value));
    // A null in the target hides what the source has there.
    let hidden: Vec<_> = target.entries().into_iter().filter(|(_, value)| is_nil(value)).collect();
    let mut entries: Vec<_> = source_entries.clone();
    for (key, null) in hidden {
        match entries.iter_mut().find(|(known, _)| *known == key) {
            Some((_, value)) => *value = null,
            None => entries.push((key, null)),
        }
    }
    for (key, value) in entries {
        let Some(own) = target.get(&key) else {
            target.insert(key, value);
            continue;
        };
        if nulls == Nulls::Delete && is_nil(&own) && has_default(&key) {
            target.remove(&key);
        } else if let (Data::Map(own), Data::Map(map)) = (&own.data, &value.data) {
            merge_tables(own, map, nulls);
        }
    }
}
