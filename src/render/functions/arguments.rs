//! Arguments in Rust's types. The evaluator has checked counts and types before.

use super::super::evaluate::Engine;
use super::super::failure::{Failure, Outcome};
use super::super::print;
use super::super::value::{Data, List, ListKind, Map, Text, Value};

/// The n-th argument, `nil` if there are fewer.
pub fn any(arguments: &[Value], at: usize) -> Value {
    arguments.get(at).cloned().unwrap_or_else(Value::nil)
}

/// A `string`.
pub fn text(arguments: &[Value], at: usize) -> &str {
    arguments.get(at).and_then(Value::as_str).unwrap_or_default()
}

/// A `string` that knows its parts.
pub fn whole_text(arguments: &[Value], at: usize) -> Text {
    arguments.get(at).and_then(Value::as_text).cloned().unwrap_or_default()
}

/// An `int`.
pub fn int(arguments: &[Value], at: usize) -> i64 {
    match arguments.get(at).map(|value| &value.data) {
        Some(Data::Int(_, value)) => *value,
        _ => 0,
    }
}

/// A `float64`.
pub fn float(arguments: &[Value], at: usize) -> f64 {
    match arguments.get(at).map(|value| &value.data) {
        Some(Data::Float(value)) => *value,
        _ => 0.0,
    }
}

/// A `bool`.
pub fn boolean(arguments: &[Value], at: usize) -> bool {
    matches!(arguments.get(at).map(|value| &value.data), Some(Data::Bool(true)))
}

/// A map; `nil` is an empty one.
pub fn map(arguments: &[Value], at: usize) -> Map {
    arguments.get(at).and_then(Value::as_map).cloned().unwrap_or_else(Map::empty)
}

/// A slice of any type, or a failure that says what sprig cannot do with anything else.
pub fn slice(value: &Value, cannot: &str) -> Outcome<List> {
    match &value.data {
        Data::List(list) => Ok(list.clone()),
        Data::Bytes(bytes) => {
            let byte = |byte: &u8| Value::new(Data::UInt(u64::from(*byte)));
            Ok(List::new(ListKind::Any, bytes.iter().map(byte).collect()))
        }
        Data::Invalid | Data::Nil => {
            Err(Failure::new("runtime error: invalid memory address or nil pointer dereference"))
        }
        _ => Err(Failure::new(format!("{cannot} {}", value.kind_name()))),
    }
}

/// Anything as sprig turns it into a string; strings keep what they know of their parts.
pub fn string_of(engine: &mut Engine<'_>, value: &Value) -> Outcome<Text> {
    match &value.data {
        Data::Text(text) => Ok(text.clone()),
        Data::Bytes(bytes) => Ok(Text::from_bytes(bytes)),
        _ => Ok(print::shown(&mut engine.budget, value)?.into()),
    }
}

/// The strings of a list, `nil` left out; anything else is the only one.
pub fn strings_of(engine: &mut Engine<'_>, value: &Value) -> Outcome<Vec<Text>> {
    match &value.data {
        Data::List(list) => {
            let items = list.iter().filter(|item| !item.is_nil());
            items.map(|item| string_of(engine, item)).collect()
        }
        Data::Invalid | Data::Nil => Ok(Vec::new()),
        _ => Ok(vec![string_of(engine, value)?]),
    }
}

/// A number of bytes or items that nobody has memory for.
pub fn count(engine: &mut Engine<'_>, count: usize, size: usize) -> Outcome<()> {
    engine.budget.bytes(count.saturating_mul(size))
}
