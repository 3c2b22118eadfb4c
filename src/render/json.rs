//! JSON as Go's `encoding/json` writes and reads it.

use super::evaluate::{Budget, Engine};
use super::failure::{Failure, Outcome};
use super::functions::dates::formatted;
use super::functions::encoding::base64;
use super::print::too_deep;
use super::value::{Data, KubeVersion, List, ListKind, Map, MapKind, Object, Value};
use super::{number, objects};
use crate::limits;

/// How JSON is laid out.
#[derive(Debug, Clone, Copy)]
struct Style {
    indented: bool,
    html_safe: bool,
}

/// On one line, with `<`, `>` and `&` escaped.
pub fn compact(budget: &mut Budget, value: &Value) -> Outcome<String> {
    written(budget, value, Style { indented: false, html_safe: true })
}

/// On many lines.
pub fn pretty(budget: &mut Budget, value: &Value) -> Outcome<String> {
    written(budget, value, Style { indented: true, html_safe: true })
}

/// On one line, with `<`, `>` and `&` as they are.
pub fn raw(budget: &mut Budget, value: &Value) -> Outcome<String> {
    written(budget, value, Style { indented: false, html_safe: false })
}

fn written(budget: &mut Budget, value: &Value, style: Style) -> Outcome<String> {
    let mut writer = Writer { budget, style, out: String::new() };
    writer.value(value, 0)?;
    let size = writer.out.len();
    writer.budget.bytes(size)?;
    Ok(writer.out)
}

struct Writer<'b> {
    budget: &'b mut Budget,
    style: Style,
    out: String,
}

impl Writer<'_> {
    fn value(&mut self, value: &Value, depth: usize) -> Outcome<()> {
        self.budget.steps(1)?;
        if depth > limits::VALUE_NESTING {
            return Err(too_deep());
        }
        match &value.data {
            Data::Invalid | Data::Nil => self.out.push_str("null"),
            Data::Bool(value) => self.out.push_str(if *value { "true" } else { "false" }),
            Data::Int(_, value) => self.out.push_str(&value.to_string()),
            Data::UInt(value) => self.out.push_str(&value.to_string()),
            Data::Float(value) => {
                let text = number::json(*value).ok_or_else(|| {
                    let shown = number::general(*value, None);
                    Failure::new(format!("json: unsupported value: {shown}"))
                })?;
                self.out.push_str(&text);
            }
            Data::Text(text) => self.string(text.as_str())?,
            Data::Bytes(bytes) => self.string(&base64(bytes))?,
            Data::Time(time) => {
                self.string(&formatted(*time, "2006-01-02T15:04:05.999999999Z07:00"))?
            }
            Data::List(list) if list.kind() == ListKind::Nil => self.out.push_str("null"),
            Data::List(list) => self.list(list, depth)?,
            Data::Map(map) if map.kind() == MapKind::NilStrings => self.out.push_str("null"),
            Data::Map(map) => self.map(map, depth)?,
            Data::Object(object) => self.object(object)?,
        }
        Ok(())
    }

    fn list(&mut self, list: &List, depth: usize) -> Outcome<()> {
        self.out.push('[');
        for (at, item) in list.iter().enumerate() {
            self.separate(at > 0, depth + 1);
            self.value(item, depth + 1)?;
        }
        self.close(!list.is_empty(), depth);
        self.out.push(']');
        Ok(())
    }

    fn map(&mut self, map: &Map, depth: usize) -> Outcome<()> {
        self.out.push('{');
        for (at, (key, item)) in map.entries().into_iter().enumerate() {
            self.separate(at > 0, depth + 1);
            self.string(&key)?;
            self.out.push_str(if self.style.indented { ": " } else { ":" });
            self.value(&item, depth + 1)?;
        }
        self.close(!map.is_empty(), depth);
        self.out.push('}');
        Ok(())
    }

    fn separate(&mut self, follows: bool, depth: usize) {
        if follows {
            self.out.push(',');
        }
        self.close(true, depth);
    }

    fn close(&mut self, has_members: bool, depth: usize) {
        if self.style.indented && has_members {
            self.out.push('\n');
            self.out.push_str(&"  ".repeat(depth));
        }
    }

    fn object(&mut self, object: &Object) -> Outcome<()> {
        let plain = objects::plain(object);
        match (object, plain) {
            (Object::Version(version), _) => self.string(&objects::version_shown(version)),
            (_, Some(value)) => self.value(&value, 0),
            (Object::Capabilities(KubeVersion { .. }), None) => Ok(()),
            (_, None) => Ok(()),
        }
    }

    fn string(&mut self, text: &str) -> Outcome<()> {
        self.budget.bytes(text.len())?;
        self.out.push('"');
        for c in text.chars() {
            match c {
                '"' => self.out.push_str("\\\""),
                '\\' => self.out.push_str("\\\\"),
                '\n' => self.out.push_str("\\n"),
                '\r' => self.out.push_str("\\r"),
                '\t' => self.out.push_str("\\t"),
                '\u{8}' => self.out.push_str("\\b"),
                '\u{c}' => self.out.push_str("\\f"),
                '<' | '>' | '&' if self.style.html_safe => self.escape(c),
                '\u{2028}' | '\u{2029}' => self.escape(c),
                c if (c as u32) < 0x20 => self.escape(c),
                c => self.out.push(c),
            }
        }
        self.out.push('"');
        Ok(())
    }

    fn escape(&mut self, c: char) {
        self.out.push_str(&format!("\\u{:04x}", c as u32));
    }
}

/// Any JSON.
pub fn from(engine: &mut Engine<'_>, text: &str) -> Outcome<Value> {
    engine.budget.bytes(text.len().saturating_mul(8))?;
    let read: serde_json::Value = serde_json::from_str(text).map_err(|error| {
        let message = match error.is_eof() {
            true => "unexpected end of JSON input".to_owned(),
            false => format!("invalid JSON: {error}"),
        };
        Failure::new(message)
    })?;
    Ok(value_of(&read))
}

/// A JSON object.
pub fn map_from(engine: &mut Engine<'_>, text: &str) -> Outcome<Value> {
    let value = from(engine, text)?;
    expect(value, "map[string]interface {}", |data| matches!(data, Data::Map(_)))
}

/// A JSON array.
pub fn list_from(engine: &mut Engine<'_>, text: &str) -> Outcome<Value> {
    let value = from(engine, text)?;
    expect(value, "[]interface {}", |data| matches!(data, Data::List(_)))
}

/// `null` is an empty value of any type; anything else must have the type.
pub(super) fn expect(value: Value, name: &str, fits: fn(&Data) -> bool) -> Outcome<Value> {
    let is = match &value.data {
        data if fits(data) => return Ok(value),
        Data::Invalid | Data::Nil if name.starts_with('[') => {
            return Ok(Value::new(Data::List(List::new(ListKind::Nil, Vec::new()))));
        }
        Data::Invalid | Data::Nil => return Ok(Map::empty().into()),
        Data::List(_) => "array",
        Data::Map(_) => "object",
        Data::Text(_) => "string",
        Data::Bool(_) => "bool",
        _ => "number",
    };
    Err(Failure::new(format!("json: cannot unmarshal {is} into Go value of type {name}")))
}

fn value_of(json: &serde_json::Value) -> Value {
    match json {
        serde_json::Value::Null => Value::nil(),
        serde_json::Value::Bool(value) => (*value).into(),
        serde_json::Value::Number(number) => number.as_f64().unwrap_or_default().into(),
        serde_json::Value::String(text) => text.as_str().into(),
        serde_json::Value::Array(items) => Value::list(items.iter().map(value_of).collect()),
        serde_json::Value::Object(members) => {
            let member = |(key, value): (&String, &serde_json::Value)| {
                (key.as_str().into(), value_of(value))
            };
            members.iter().map(member).collect::<Map>().into()
        }
    }
}
