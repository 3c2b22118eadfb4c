//! Maps. `set`, `unset` and the merges change the map that they are given, as in sprig.

use std::rc::Rc;

use super::super::evaluate::{Budget, Engine};
use super::super::failure::{Failure, Outcome};
use super::super::print::too_deep;
use super::super::value::{Data, List, ListKind, Map, Value};
use super::arguments::{any, map, string_of, text};
use super::{Function, Type, fixed, variadic};
use crate::limits;

pub(super) static FUNCTIONS: &[Function] = &[
    variadic("dict", &[], Type::Any, dict),
    fixed("get", &[Type::Map, Type::String], |_, a| {
        Ok(map(a, 0).get(text(a, 1)).unwrap_or_else(|| "".into()))
    }),
    fixed("set", &[Type::Map, Type::String, Type::Any], set),
    fixed("unset", &[Type::Map, Type::String], |_, a| {
        map(a, 0).remove(text(a, 1));
        Ok(any(a, 0))
    }),
    fixed("hasKey", &[Type::Map, Type::String], |_, a| Ok(map(a, 0).contains(text(a, 1)).into())),
    variadic("pluck", &[Type::String], Type::Map, |_, a| {
        let maps = (1..a.len()).map(|at| map(a, at));
        Ok(Value::list(maps.filter_map(|map| map.get(text(a, 0))).collect()))
    }),
    variadic("keys", &[], Type::Map, |_, a| {
        let keys = (0..a.len()).flat_map(|at| map(a, at).keys());
        Ok(Value::strings(keys.map(|key| key.to_string())))
    }),
    fixed("values", &[Type::Map], |_, a| {
        Ok(Value::list(map(a, 0).entries().into_iter().map(|(_, value)| value).collect()))
    }),
    variadic("pick", &[Type::Map], Type::String, |_, a| {
        let from = map(a, 0);
        let keys = (1..a.len()).map(|at| text(a, at));
        let picked = keys.filter_map(|key| Some((Rc::from(key), from.get(key)?)));
        Ok(picked.collect::<Map>().into())
    }),
    variadic("omit", &[Type::Map], Type::String, |_, a| {
        let is_left = |key: &str| (1..a.len()).any(|at| text(a, at) == key);
        let entries = map(a, 0).entries().into_iter();
        Ok(entries.filter(|(key, _)| !is_left(key)).collect::<Map>().into())
    }),
    variadic("merge", &[Type::Map], Type::Map, |engine, a| merge(engine, a, false)),
    variadic("mustMerge", &[Type::Map], Type::Map, |engine, a| merge(engine, a, false)),
    variadic("mergeOverwrite", &[Type::Map], Type::Map, |engine, a| merge(engine, a, true)),
    variadic("mustMergeOverwrite", &[Type::Map], Type::Map, |engine, a| merge(engine, a, true)),
    fixed("deepCopy", &[Type::Any], |engine, a| deep_copy(&mut engine.budget, &any(a, 0), 0)),
    fixed("mustDeepCopy", &[Type::Any], |engine, a| deep_copy(&mut engine.budget, &any(a, 0), 0)),
    variadic("dig", &[], Type::Any, dig),
];

fn dict(engine: &mut Engine<'_>, arguments: &[Value]) -> Outcome<Value> {
    let map = Map::empty();
    for pair in arguments.chunks(2) {
        let key = string_of(engine, &any(pair, 0))?;
        let value = pair.get(1).cloned().unwrap_or_else(|| "".into());
        map.insert(key.as_str(), value);
    }
    Ok(map.into())
}

fn set(_: &mut Engine<'_>, arguments: &[Value]) -> Outcome<Value> {
    if any(arguments, 0).is_nil() {
        return Err(Failure::new("assignment to entry in nil map"));
    }
    map(arguments, 0).insert(text(arguments, 1), any(arguments, 2));
    Ok(any(arguments, 0))
}

fn dig(_: &mut Engine<'_>, arguments: &[Value]) -> Outcome<Value> {
    let [keys @ .., fallback, last] = arguments else {
        return Err(Failure::new("dig needs at least three arguments"));
    };
    if keys.is_empty() {
        return Err(Failure::new("dig needs at least three arguments"));
    }
    let mut value = last.clone();
    for key in keys {
        let Some(name) = key.as_str() else {
            return Err(wrong_interface(key, "string"));
        };
        // Only the plain type will do: `.Values` has one of its own.
        let plain = value.as_map().filter(|_| value.type_name() == "map[string]interface {}");
        let Some(map) = plain else {
            return Err(wrong_interface(&value, "map[string]interface {}"));
        };
        match map.get(name) {
            Some(next) => value = next,
            None => return Ok(fallback.clone()),
        }
    }
    Ok(value)
}

fn wrong_interface(value: &Value, wanted: &str) -> Box<Failure> {
    let is = match value.data {
        Data::Invalid | Data::Nil => "nil",
        _ => value.type_name(),
    };
    Failure::new(format!("interface conversion: interface {{}} is {is}, not {wanted}"))
}

fn merge(engine: &mut Engine<'_>, arguments: &[Value], overwrite: bool) -> Outcome<Value> {
    let target = map(arguments, 0);
    for at in 1..arguments.len() {
        merge_into(&mut engine.budget, (&target, &map(arguments, at)), overwrite, 0)?;
    }
    let origin = any(arguments, 0).origin;
    Ok(Value::from(target).or_from(origin))
}

/// As `mergo` merges: maps into each other; everything else is taken where the target has nothing
/// or is overwritten.
fn merge_into(
    budget: &mut Budget,
    (target, source): (&Map, &Map),
    overwrite: bool,
    depth: usize,
) -> Outcome<()> {
    if depth > limits::VALUE_NESTING {
        return Err(too_deep());
    }
    if target.is(source) {
        return Ok(());
    }
    for (key, value) in source.entries() {
        budget.steps(1)?;
        let own = target.get(&key);
        match (own.as_ref().map(|own| &own.data), &value.data) {
            (_, Data::Nil) if !overwrite => {
                if own.is_none() {
                    continue;
                }
            }
            (Some(Data::Map(own)), Data::Map(value)) => {
                merge_into(budget, (own, value), overwrite, depth + 1)?;
            }
            _ if overwrite || own.as_ref().is_none_or(|own| !own.truth()) => {
                target.insert(key, value);
            }
            _ => {}
        }
    }
    Ok(())
}

/// A copy that shares no map with the original.
pub(in crate::render) fn deep_copy(
    budget: &mut Budget,
    value: &Value,
    depth: usize,
) -> Outcome<Value> {
    budget.steps(1)?;
    if depth > limits::VALUE_NESTING {
        return Err(too_deep());
    }
    let data = match &value.data {
        Data::List(list) => {
            let items: Outcome<Vec<Value>> =
                list.iter().map(|item| deep_copy(budget, item, depth + 1)).collect();
            let kind = if list.kind() == ListKind::Nil { ListKind::Nil } else { list.kind() };
            Data::List(List::new(kind, items?))
        }
        Data::Map(map) => {
            let copy = Map::new(map.kind(), std::collections::BTreeMap::new());
            for (key, item) in map.entries() {
                copy.insert(key, deep_copy(budget, &item, depth + 1)?);
            }
            Data::Map(copy)
        }
        other => other.clone(),
    };
    Ok(Value { data, origin: value.origin })
}
