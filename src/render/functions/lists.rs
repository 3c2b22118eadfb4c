//! Lists.

use super::super::compare::deep_equal;
use super::super::evaluate::Engine;
use super::super::failure::{Failure, Outcome};
use super::super::value::{Data, List, ListKind, Value};
use super::arguments::{any, int, slice, string_of, strings_of};
use super::math::to_int64;
use super::{Function, Type, fixed, variadic};

pub(super) static FUNCTIONS: &[Function] = &[
    variadic("list", &[], Type::Any, |_, a| Ok(of_any(a))),
    variadic("tuple", &[], Type::Any, |_, a| Ok(of_any(a))),
    fixed("append", &[Type::Any, Type::Any], push),
    fixed("push", &[Type::Any, Type::Any], push),
    fixed("mustAppend", &[Type::Any, Type::Any], push),
    fixed("mustPush", &[Type::Any, Type::Any], push),
    fixed("prepend", &[Type::Any, Type::Any], prepend),
    fixed("mustPrepend", &[Type::Any, Type::Any], prepend),
    fixed("first", &[Type::Any], first),
    fixed("mustFirst", &[Type::Any], first),
    fixed("last", &[Type::Any], last),
    fixed("mustLast", &[Type::Any], last),
    fixed("rest", &[Type::Any], rest),
    fixed("mustRest", &[Type::Any], rest),
    fixed("initial", &[Type::Any], initial),
    fixed("mustInitial", &[Type::Any], initial),
    fixed("reverse", &[Type::Any], reverse),
    fixed("mustReverse", &[Type::Any], reverse),
    fixed("compact", &[Type::Any], compact),
    fixed("mustCompact", &[Type::Any], compact),
    fixed("uniq", &[Type::Any], uniq),
    fixed("mustUniq", &[Type::Any], uniq),
    variadic("without", &[Type::Any], Type::Any, without),
    variadic("mustWithout", &[Type::Any], Type::Any, without),
    fixed("has", &[Type::Any, Type::Any], has),
    fixed("mustHas", &[Type::Any, Type::Any], has),
    variadic("slice", &[Type::Any], Type::Any, cut),
    variadic("mustSlice", &[Type::Any], Type::Any, cut),
    variadic("concat", &[], Type::Any, concat),
    fixed("chunk", &[Type::Int, Type::Any], chunk),
    fixed("mustChunk", &[Type::Int, Type::Any], chunk),
    fixed("sortAlpha", &[Type::Any], sort_alpha),
    fixed("toStrings", &[Type::Any], |engine, a| {
        Ok(Value::strings(strings_of(engine, &any(a, 0))?))
    }),
];

/// Items of an `[]interface {}` hold `nil`, never nothing.
fn of_any(items: &[Value]) -> Value {
    let held = |item: &Value| match item.data {
        Data::Invalid => Value::nil(),
        _ => item.clone(),
    };
    Value::list(items.iter().map(held).collect())
}

/// A slice that was never made.
fn nil_list() -> Value {
    Value::new(Data::List(List::new(ListKind::Nil, Vec::new())))
}

fn paid(engine: &mut Engine<'_>, list: &List) -> Outcome<()> {
    engine.budget.steps(list.len() / 4)
}

fn push(engine: &mut Engine<'_>, a: &[Value]) -> Outcome<Value> {
    let list = slice(&any(a, 0), "Cannot push on type")?;
    paid(engine, &list)?;
    let items = list.iter().cloned().chain([any(a, 1)]);
    Ok(of_any(&items.collect::<Vec<_>>()))
}

fn prepend(engine: &mut Engine<'_>, a: &[Value]) -> Outcome<Value> {
    let list = slice(&any(a, 0), "Cannot prepend on type")?;
    paid(engine, &list)?;
    let items = [any(a, 1)].into_iter().chain(list.iter().cloned());
    Ok(of_any(&items.collect::<Vec<_>>()))
}

fn first(_: &mut Engine<'_>, a: &[Value]) -> Outcome<Value> {
    let list = slice(&any(a, 0), "Cannot find first on type")?;
    Ok(list.first().cloned().unwrap_or_else(Value::nil))
}

fn last(_: &mut Engine<'_>, a: &[Value]) -> Outcome<Value> {
    let list = slice(&any(a, 0), "Cannot find last on type")?;
    Ok(list.last().cloned().unwrap_or_else(Value::nil))
}

fn rest(engine: &mut Engine<'_>, a: &[Value]) -> Outcome<Value> {
    let list = slice(&any(a, 0), "Cannot find rest on type")?;
    paid(engine, &list)?;
    Ok(list.split_first().map_or_else(nil_list, |(_, rest)| Value::list(rest.to_vec())))
}

fn initial(engine: &mut Engine<'_>, a: &[Value]) -> Outcome<Value> {
    let list = slice(&any(a, 0), "Cannot find initial on type")?;
    paid(engine, &list)?;
    Ok(list.split_last().map_or_else(nil_list, |(_, rest)| Value::list(rest.to_vec())))
}

fn reverse(engine: &mut Engine<'_>, a: &[Value]) -> Outcome<Value> {
    let list = slice(&any(a, 0), "Cannot find reverse on type")?;
    paid(engine, &list)?;
    Ok(Value::list(list.iter().rev().cloned().collect()))
}

fn compact(engine: &mut Engine<'_>, a: &[Value]) -> Outcome<Value> {
    let list = slice(&any(a, 0), "Cannot compact on type")?;
    paid(engine, &list)?;
    Ok(Value::list(list.iter().filter(|item| item.truth()).cloned().collect()))
}

fn contains(engine: &mut Engine<'_>, items: &[Value], wanted: &Value) -> Outcome<bool> {
    for item in items {
        if deep_equal(&mut engine.budget, wanted, item)? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn uniq(engine: &mut Engine<'_>, a: &[Value]) -> Outcome<Value> {
    let list = slice(&any(a, 0), "Cannot find uniq on type")?;
    let mut kept: Vec<Value> = Vec::new();
    for item in list.iter() {
        if !contains(engine, &kept, item)? {
            kept.push(item.clone());
        }
    }
    Ok(Value::list(kept))
}

fn without(engine: &mut Engine<'_>, a: &[Value]) -> Outcome<Value> {
    let list = slice(&any(a, 0), "Cannot find without on type")?;
    let mut kept = Vec::new();
    for item in list.iter() {
        if !contains(engine, a.get(1..).unwrap_or_default(), item)? {
            kept.push(item.clone());
        }
    }
    Ok(Value::list(kept))
}

fn has(engine: &mut Engine<'_>, a: &[Value]) -> Outcome<Value> {
    if any(a, 1).is_nil() {
        return Ok(false.into());
    }
    let list = slice(&any(a, 1), "Cannot find has on type")?;
    Ok(contains(engine, &list, &any(a, 0))?.into())
}

fn cut(engine: &mut Engine<'_>, a: &[Value]) -> Outcome<Value> {
    let value = any(a, 0);
    let list = slice(&value, "list should be type of slice or array but")?;
    if list.is_empty() {
        return Ok(Value::nil());
    }
    let start = a.get(1).map_or(0, to_int64);
    let end = a.get(2).map_or(i64::try_from(list.len()).unwrap_or(i64::MAX), to_int64);
    let range = usize::try_from(start).ok().zip(usize::try_from(end).ok());
    let items = range.and_then(|(start, end)| list.get(start..end));
    paid(engine, &list)?;
    let Some(items) = items else {
        return Err(Failure::new("reflect.Value.Slice: slice index out of bounds"));
    };
    Ok(Value::new(Data::List(List::new(list.kind(), items.to_vec()))))
}

fn concat(engine: &mut Engine<'_>, a: &[Value]) -> Outcome<Value> {
    let mut items = Vec::new();
    for value in a {
        let list = match &value.data {
            Data::List(list) => list.clone(),
            Data::Invalid | Data::Nil => slice(value, "")?,
            _ => {
                let kind = value.kind_name();
                return Err(Failure::new(format!("Cannot concat type {kind} as list")));
            }
        };
        paid(engine, &list)?;
        items.extend(list.iter().cloned());
    }
    Ok(if items.is_empty() { nil_list() } else { Value::list(items) })
}

fn chunk(engine: &mut Engine<'_>, a: &[Value]) -> Outcome<Value> {
    let list = slice(&any(a, 1), "Cannot chunk type")?;
    paid(engine, &list)?;
    let Some(size) = usize::try_from(int(a, 0)).ok().filter(|size| *size > 0) else {
        return Err(Failure::new("runtime error: makeslice: len out of range"));
    };
    let chunks = list.chunks(size).map(|chunk| Value::list(chunk.to_vec())).collect();
    Ok(Value::new(Data::List(List::new(ListKind::Lists, chunks))))
}

fn sort_alpha(engine: &mut Engine<'_>, a: &[Value]) -> Outcome<Value> {
    let value = any(a, 0);
    let mut strings = match &value.data {
        Data::List(_) => strings_of(engine, &value)?,
        _ => vec![string_of(engine, &value)?],
    };
    engine.budget.steps(strings.len())?;
    strings.sort_by(|a, b| a.as_bytes().cmp(b.as_bytes()));
    Ok(Value::strings(strings))
}
