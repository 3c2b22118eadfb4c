//! YAML, JSON, TOML, and the bases 64 and 32.

use super::super::evaluate::Engine;
use super::super::failure::{FailureKind, Outcome};
use super::super::value::{Map, Text, Value};
use super::super::{json, toml, yaml};
use super::arguments::{any, text, whole_text};
use super::{Function, Type, fixed};

const A: &[Type] = &[Type::Any];
const S: &[Type] = &[Type::String];

pub(super) static FUNCTIONS: &[Function] = &[
    fixed("toYaml", A, |engine, a| swallowed(yaml::to_yaml(&mut engine.budget, &any(a, 0)))),
    fixed("mustToYaml", A, |engine, a| Ok(yaml::to_yaml(&mut engine.budget, &any(a, 0))?.into())),
    fixed("toYamlPretty", A, |engine, a| {
        swallowed(yaml::to_yaml_pretty(&mut engine.budget, &any(a, 0)))
    }),
    fixed("fromYaml", S, |engine, a| Ok(or_error(yaml::map_from(engine, &whole_text(a, 0))))),
    fixed("fromYamlArray", S, |engine, a| {
        let read = yaml::list_from(engine, &whole_text(a, 0));
        Ok(read.unwrap_or_else(|error| Value::list(vec![error.message.into()])))
    }),
    fixed("toJson", A, |engine, a| swallowed(json::compact(&mut engine.budget, &any(a, 0)))),
    fixed("mustToJson", A, |engine, a| Ok(json::compact(&mut engine.budget, &any(a, 0))?.into())),
    fixed("toPrettyJson", A, |engine, a| swallowed(json::pretty(&mut engine.budget, &any(a, 0)))),
    fixed("mustToPrettyJson", A, |engine, a| {
        Ok(json::pretty(&mut engine.budget, &any(a, 0))?.into())
    }),
    fixed("toRawJson", A, |engine, a| Ok(json::raw(&mut engine.budget, &any(a, 0))?.into())),
    fixed("mustToRawJson", A, |engine, a| Ok(json::raw(&mut engine.budget, &any(a, 0))?.into())),
    fixed("fromJson", S, |engine, a| Ok(or_error(json::map_from(engine, text(a, 0))))),
    fixed("mustFromJson", S, |engine, a| json::from(engine, text(a, 0))),
    fixed("fromJsonArray", S, |engine, a| {
        let read = json::list_from(engine, text(a, 0));
        Ok(read.unwrap_or_else(|error| Value::list(vec![error.message.into()])))
    }),
    fixed("toToml", A, to_toml),
    fixed("fromToml", S, |engine, a| Ok(or_error(toml::read(engine, text(a, 0))))),
    fixed("b64enc", S, |_, a| Ok(base64(whole_text(a, 0).as_bytes()).into())),
    fixed("b64dec", S, |_, a| Ok(decoded(text(a, 0), 6, BASE64).into())),
    fixed("b32enc", S, |_, a| Ok(encoded(whole_text(a, 0).as_bytes(), 5, BASE32).into())),
    fixed("b32dec", S, |_, a| Ok(decoded(text(a, 0), 5, BASE32).into())),
];

/// Errors of writing are empty texts in Helm; limits are not its errors.
fn swallowed<T: Into<Text>>(written: Outcome<T>) -> Outcome<Value> {
    match written {
        Ok(text) => Ok(Value::from(text.into())),
        Err(failure) if failure.kind == FailureKind::Limit => Err(failure),
        Err(_) => Ok("".into()),
    }
}

/// Errors of reading are a map that says so.
fn or_error(read: Outcome<Value>) -> Value {
    read.unwrap_or_else(|failure| {
        let map = Map::empty();
        map.insert("Error", failure.message.into());
        map.into()
    })
}

fn to_toml(engine: &mut Engine<'_>, a: &[Value]) -> Outcome<Value> {
    match toml::write(&mut engine.budget, &any(a, 0)) {
        Err(failure) if failure.kind != FailureKind::Limit => Ok(failure.message.into()),
        written => Ok(written?.into()),
    }
}

const BASE64: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const BASE32: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// Base 64 with padding.
pub(in crate::render) fn base64(bytes: &[u8]) -> String {
    encoded(bytes, 6, BASE64)
}

/// What a text in base 64 stands for; empty where it is none.
pub(super) fn unbase64(text: &str) -> Vec<u8> {
    bits(text, 6, BASE64).unwrap_or_default()
}

fn encoded(bytes: &[u8], width: u32, alphabet: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len() * 2);
    let (mut held, mut count) = (0u32, 0);
    for byte in bytes {
        held = held << 8 | u32::from(*byte);
        count += 8;
        while count >= width {
            count -= width;
            push_digit(&mut out, held >> count, alphabet);
        }
        held &= (1 << count) - 1;
    }
    if count > 0 {
        push_digit(&mut out, held << (width - count), alphabet);
    }
    let group = if width == 6 { 4 } else { 8 };
    while !out.len().is_multiple_of(group) {
        out.push('=');
    }
    out
}

fn push_digit(out: &mut String, bits: u32, alphabet: &[u8]) {
    let at = bits as usize % alphabet.len();
    out.push(char::from(alphabet.get(at).copied().unwrap_or(b'=')));
}

fn decoded(text: &str, width: u32, alphabet: &[u8]) -> Text {
    match bits(text, width, alphabet) {
        Ok(bytes) => Text::from_bytes(&bytes),
        Err(at) => {
            let name = if width == 6 { "base64" } else { "base32" };
            format!("illegal {name} data at input byte {at}").into()
        }
    }
}

/// The bytes, or the place of the first digit that is none. Line breaks do not count.
fn bits(text: &str, width: u32, alphabet: &[u8]) -> Result<Vec<u8>, usize> {
    let (mut out, mut held, mut count, mut digits) = (Vec::new(), 0u32, 0, 0);
    let group = if width == 6 { 4 } else { 8 };
    let mut padding = 0;
    for (at, byte) in text.bytes().enumerate() {
        match alphabet.iter().position(|digit| *digit == byte) {
            _ if matches!(byte, b'\n' | b'\r') => {}
            Some(value) if padding == 0 => {
                held = (held << width | value as u32) & 0xffff;
                count += width;
                digits += 1;
                if count >= 8 {
                    count -= 8;
                    out.push((held >> count) as u8);
                }
            }
            None if byte == b'=' && digits % group >= 2 => padding += 1,
            _ => return Err(at),
        }
    }
    // What is cut off is told of at the start of its group.
    let start = text.len().saturating_sub(digits % group + padding);
    if (digits + padding) % group == 0 && padding < group { Ok(out) } else { Err(start) }
}
