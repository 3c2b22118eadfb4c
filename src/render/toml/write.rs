//! Writes tables as the library of Helm does: plain keys first, then tables, each level indented.

use super::super::evaluate::Budget;
use super::super::failure::{Failure, Outcome};
use super::super::functions::dates::formatted;
use super::super::number;
use super::super::print::too_deep;
use super::super::value::{Data, Map, Value};
use crate::limits;

/// `toToml`
pub fn write(budget: &mut Budget, value: &Value) -> Outcome<String> {
    let Data::Map(map) = &value.data else {
        return Err(Failure::new("toml: top-level values must be Go maps or structs"));
    };
    let mut writer = Writer { budget, out: String::new() };
    writer.table(map, &[])?;
    Ok(writer.out)
}

struct Writer<'b> {
    budget: &'b mut Budget,
    out: String,
}

impl Writer<'_> {
    fn table(&mut self, map: &Map, path: &[String]) -> Outcome<()> {
        if path.len() > limits::VALUE_NESTING {
            return Err(too_deep());
        }
        let pad = "  ".repeat(path.len().saturating_sub(1) + usize::from(!path.is_empty()));
        let entries = map.entries();
        let (tables, plain): (Vec<_>, Vec<_>) = entries
            .into_iter()
            .filter(|(_, value)| !value.is_nil())
            .partition(|(_, value)| is_table(value));
        for (key, value) in plain {
            self.out.push_str(&format!("{pad}{} = ", quoted_key(&key)));
            self.inline(&value, path.len())?;
            self.out.push('\n');
        }
        for (key, value) in tables {
            let path: Vec<String> = path.iter().cloned().chain([quoted_key(&key)]).collect();
            match &value.data {
                Data::Map(map) => self.named(map, &path, ("[", "]"))?,
                Data::List(list) => {
                    for map in list.iter().filter_map(Value::as_map) {
                        self.named(map, &path, ("[[", "]]"))?;
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn named(&mut self, map: &Map, path: &[String], (open, close): (&str, &str)) -> Outcome<()> {
        self.budget.steps(1)?;
        if path.len() == 1 && !self.out.is_empty() {
            self.out.push('\n');
        }
        let pad = "  ".repeat(path.len() - 1);
        self.out.push_str(&format!("{pad}{open}{}{close}\n", path.join(".")));
        self.table(map, path)
    }

    fn inline(&mut self, value: &Value, depth: usize) -> Outcome<()> {
        self.budget.steps(1)?;
        if depth > limits::VALUE_NESTING {
            return Err(too_deep());
        }
        match &value.data {
            Data::Bool(value) => self.out.push_str(&value.to_string()),
            Data::Int(_, value) => self.out.push_str(&value.to_string()),
            Data::UInt(value) => self.out.push_str(&value.to_string()),
            Data::Float(value) => self.out.push_str(&float(*value)),
            Data::Text(text) => self.out.push_str(&string(text.as_str())),
            Data::Time(time) => self.out.push_str(&formatted(*time, "2006-01-02T15:04:05Z07:00")),
            Data::List(list) => {
                self.out.push('[');
                for (at, item) in list.iter().filter(|item| !item.is_nil()).enumerate() {
                    self.out.push_str(if at > 0 { ", " } else { "" });
                    self.inline(item, depth + 1)?;
                }
                self.out.push(']');
            }
            Data::Map(map) => {
                self.out.push('{');
                for (at, (key, item)) in map.entries().into_iter().enumerate() {
                    self.out.push_str(if at > 0 { ", " } else { "" });
                    self.out.push_str(&format!("{} = ", quoted_key(&key)));
                    self.inline(&item, depth + 1)?;
                }
                self.out.push('}');
            }
            _ => return Err(Failure::new("unsupported type")),
        }
        self.budget.bytes(8)
    }
}

/// Lists of nothing but tables are written as such.
fn is_table(value: &Value) -> bool {
    match &value.data {
        Data::Map(_) => true,
        Data::List(list) => !list.is_empty() && list.iter().all(|item| item.as_map().is_some()),
        _ => false,
    }
}

fn float(value: f64) -> String {
    match value {
        _ if value.is_nan() => "nan".to_owned(),
        f64::INFINITY => "inf".to_owned(),
        f64::NEG_INFINITY => "-inf".to_owned(),
        _ => {
            let text = number::general(value, None);
            if text.contains(['.', 'e']) { text } else { format!("{text}.0") }
        }
    }
}

fn quoted_key(key: &str) -> String {
    let bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if !key.is_empty() && key.chars().all(bare) { key.to_owned() } else { string(key) }
}

fn string(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            c if (c as u32) < 0x20 || c as u32 == 0x7f => {
                out.push_str(&format!("\\u{:04x}", c as u32));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
