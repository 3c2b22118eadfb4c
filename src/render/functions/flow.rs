//! Defaults, choices, and the functions that end a rendering.

use super::super::evaluate::Engine;
use super::super::failure::{Failure, FailureKind, Outcome};
use super::super::value::{Map, Value};
use super::arguments::{any, boolean, text, whole_text};
use super::{Function, Type, fixed, variadic};

pub(super) static FUNCTIONS: &[Function] = &[
    variadic("default", &[Type::Any], Type::Any, |_, a| {
        let given = any(a, 1);
        Ok(if a.len() > 1 && given.truth() { given } else { any(a, 0) })
    }),
    fixed("empty", &[Type::Any], |_, a| Ok((!any(a, 0).truth()).into())),
    variadic("coalesce", &[], Type::Any, |_, a| {
        Ok(a.iter().find(|value| value.truth()).cloned().unwrap_or_else(Value::nil))
    }),
    variadic("all", &[], Type::Any, |_, a| Ok(a.iter().all(Value::truth).into())),
    variadic("any", &[], Type::Any, |_, a| Ok(a.iter().any(Value::truth).into())),
    fixed("ternary", &[Type::Any, Type::Any, Type::Bool], |_, a| {
        Ok(if boolean(a, 2) { any(a, 0) } else { any(a, 1) })
    }),
    fixed("fail", &[Type::String], |_, a| Err(Failure::of(FailureKind::Fail, text(a, 0)))),
    fixed("required", &[Type::String, Type::Any], required),
    fixed("include", &[Type::String, Type::Any], |engine, a| {
        Ok(engine.include(text(a, 0), any(a, 1))?.into())
    }),
    fixed("tpl", &[Type::String, Type::Any], |engine, a| {
        Ok(engine.tpl(&whole_text(a, 0), any(a, 1))?.into())
    }),
    fixed("lookup", &[Type::String; 4], |_, _| Ok(Map::empty().into())),
    fixed("getHostByName", &[Type::String], |_, _| Ok("".into())),
    fixed("hello", &[], |_, _| Ok("Hello!".into())),
];

fn required(_: &mut Engine<'_>, arguments: &[Value]) -> Outcome<Value> {
    let value = any(arguments, 1);
    if value.is_nil() || value.as_str() == Some("") {
        return Err(Failure::of(FailureKind::Required, text(arguments, 0)));
    }
    Ok(value)
}
