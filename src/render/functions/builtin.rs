//! The functions of Go's `text/template`.

use super::super::compare::{self, Comparison};
use super::super::evaluate::Engine;
use super::super::failure::{Failure, Outcome};
use super::super::print;
use super::super::value::{Bytes, Data, MapKind, Value};
use super::arguments::{any, text};
use super::{Function, Type, fixed, variadic};

pub(super) static FUNCTIONS: &[Function] = &[
    // `and` and `or` are the evaluator's, which stops at the first argument that decides.
    variadic("and", &[Type::Reflect], Type::Reflect, |_, a| Ok(any(a, 0))),
    variadic("or", &[Type::Reflect], Type::Reflect, |_, a| Ok(any(a, 0))),
    variadic("call", &[Type::Reflect], Type::Reflect, call),
    variadic("eq", &[Type::Reflect], Type::Reflect, eq),
    fixed("ge", &[Type::Reflect, Type::Reflect], |_, a| {
        Ok((!compare::less(&any(a, 0), &any(a, 1))?).into())
    }),
    fixed("gt", &[Type::Reflect, Type::Reflect], |_, a| {
        let (left, right) = (any(a, 0), any(a, 1));
        Ok((!compare::less(&left, &right)? && !equal(&left, &right)?).into())
    }),
    fixed("le", &[Type::Reflect, Type::Reflect], |_, a| {
        let (left, right) = (any(a, 0), any(a, 1));
        Ok((compare::less(&left, &right)? || equal(&left, &right)?).into())
    }),
    fixed("lt", &[Type::Reflect, Type::Reflect], |_, a| {
        Ok(compare::less(&any(a, 0), &any(a, 1))?.into())
    }),
    fixed("ne", &[Type::Reflect, Type::Reflect], |_, a| {
        Ok((!equal(&any(a, 0), &any(a, 1))?).into())
    }),
    fixed("not", &[Type::Reflect], |_, a| Ok((!any(a, 0).truth()).into())),
    fixed("len", &[Type::Reflect], len),
    variadic("index", &[Type::Reflect], Type::Reflect, index),
    variadic("html", &[], Type::Any, |engine, a| Ok(html(&joined(engine, a)?).into())),
    variadic("js", &[], Type::Any, |engine, a| Ok(js(&joined(engine, a)?).into())),
    variadic("urlquery", &[], Type::Any, |engine, a| Ok(urlquery(&joined(engine, a)?).into())),
    variadic("print", &[], Type::Any, |engine, a| Ok(sprint(engine, a)?.into())),
    variadic("println", &[], Type::Any, println),
    variadic("printf", &[Type::String], Type::Any, |engine, a| {
        let rest = a.get(1..).unwrap_or_default();
        Ok(print::format(&mut engine.budget, text(a, 0), rest)?.into())
    }),
];

fn call(_: &mut Engine<'_>, arguments: &[Value]) -> Outcome<Value> {
    let name = any(arguments, 0).type_name();
    Err(Failure::new(format!("non-function of type {name}")))
}

fn equal(left: &Value, right: &Value) -> Outcome<bool> {
    Ok(compare::equal(left, right)? == Comparison::Equal)
}

fn eq(_: &mut Engine<'_>, arguments: &[Value]) -> Outcome<Value> {
    let Some((first, rest)) = arguments.split_first() else { return Ok(false.into()) };
    if rest.is_empty() {
        return Err(Failure::new("missing argument for comparison"));
    }
    for other in rest {
        if equal(first, other)? {
            return Ok(true.into());
        }
    }
    Ok(false.into())
}

fn len(_: &mut Engine<'_>, arguments: &[Value]) -> Outcome<Value> {
    let value = any(arguments, 0);
    let length = match &value.data {
        Data::Text(text) => text.as_bytes().len(),
        Data::List(list) => list.len(),
        Data::Map(map) => map.len(),
        Data::Bytes(bytes) => bytes.len(),
        Data::Nil => return Err(Failure::new("len of nil pointer")),
        Data::Invalid => {
            let message = "reflect: call of reflect.Value.Type on zero Value";
            return Err(Failure::new(message));
        }
        _ => return Err(Failure::new(format!("len of type {}", value.type_name()))),
    };
    Ok(Value::int(i64::try_from(length).unwrap_or(i64::MAX)))
}

fn index(_: &mut Engine<'_>, arguments: &[Value]) -> Outcome<Value> {
    let mut value = any(arguments, 0);
    if value.is_nil() {
        return Err(Failure::new("index of untyped nil"));
    }
    for key in arguments.get(1..).unwrap_or_default() {
        value = index_one(&value, key)?;
    }
    Ok(value)
}

fn index_one(value: &Value, key: &Value) -> Outcome<Value> {
    match &value.data {
        Data::List(list) => {
            let at = position(key, list.len())?;
            Ok(list.get(at).cloned().unwrap_or_else(Value::nil))
        }
        Data::Bytes(bytes) => {
            let at = position(key, bytes.len())?;
            Ok(Value::new(Data::UInt(bytes.get(at).map_or(0, |byte| u64::from(*byte)))))
        }
        Data::Text(text) => {
            let at = position(key, text.as_bytes().len())?;
            let byte = text.as_bytes().get(at).map_or(0, |byte| u64::from(*byte));
            Ok(Value::new(Data::UInt(byte)))
        }
        Data::Map(map) => {
            let Data::Text(name) = &key.data else {
                let message = match key.data {
                    Data::Invalid | Data::Nil => "value is nil; should be of type string".into(),
                    _ => format!("value has type {}; should be string", key.type_name()),
                };
                return Err(Failure::new(message));
            };
            let missing = match map.kind() {
                MapKind::Strings | MapKind::NilStrings => "".into(),
                MapKind::Files => Value::new(Data::Bytes(Bytes::default())),
                MapKind::Any | MapKind::Values => Value::nil(),
            };
            Ok(map.get(name.as_str()).unwrap_or(missing))
        }
        Data::Invalid | Data::Nil => Err(Failure::new("index of nil pointer")),
        _ => Err(Failure::new(format!("can't index item of type {}", value.type_name()))),
    }
}

fn position(key: &Value, length: usize) -> Outcome<usize> {
    let at = match &key.data {
        Data::Int(_, at) => i128::from(*at),
        Data::UInt(at) => i128::from(*at),
        Data::Invalid | Data::Nil => return Err(Failure::new("cannot index slice/array with nil")),
        _ => {
            let name = key.type_name();
            return Err(Failure::new(format!("cannot index slice/array with type {name}")));
        }
    };
    let found = usize::try_from(at).ok().filter(|at| *at < length);
    found.ok_or_else(|| Failure::new(format!("index out of range: {at}")))
}

/// `fmt.Sprint`: a blank between two arguments of which neither is a string.
fn sprint(engine: &mut Engine<'_>, arguments: &[Value]) -> Outcome<String> {
    let mut out = String::new();
    let mut after_string = true;
    for value in arguments {
        let is_string = matches!(value.data, Data::Text(_));
        if !is_string && !after_string {
            out.push(' ');
        }
        out.push_str(&print::shown(&mut engine.budget, value)?);
        after_string = is_string;
    }
    Ok(out)
}

fn println(engine: &mut Engine<'_>, arguments: &[Value]) -> Outcome<Value> {
    let mut parts = Vec::new();
    for value in arguments {
        parts.push(print::shown(&mut engine.budget, value)?);
    }
    Ok(format!("{}\n", parts.join(" ")).into())
}

/// The arguments of a function that escapes.
fn joined(engine: &mut Engine<'_>, arguments: &[Value]) -> Outcome<String> {
    match arguments {
        [Value { data: Data::Text(text), .. }] => Ok(text.as_str().to_owned()),
        [only] if only.is_nil() => Ok("<no value>".to_owned()),
        _ => sprint(engine, arguments),
    }
}

fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '"' => out.push_str("&#34;"),
            '\'' => out.push_str("&#39;"),
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\0' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

fn js(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '\'' => out.push_str("\\'"),
            '"' => out.push_str("\\\""),
            '<' | '>' | '&' | '=' => out.push_str(&format!("\\u{:04X}", c as u32)),
            c if (c as u32) < 0x20 => out.push_str(&format!("\\u{:04X}", c as u32)),
            c => out.push(c),
        }
    }
    out
}

/// `url.QueryEscape`
pub(super) fn urlquery(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b' ' => out.push('+'),
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                out.push(char::from(byte));
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}
