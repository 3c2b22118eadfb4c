//! Prints values as Go's `fmt` does with `%v`.

mod format;
mod quote;
mod scalar;

use super::evaluate::{Budget, Engine};
use super::failure::{Failure, FailureKind, Outcome};
use super::number;
use super::value::{Data, KubeVersion, Object, Time, Value};
use crate::limits;

pub use format::format;
pub use quote::{quoted, quoted_ascii};

/// What an action prints.
pub fn printed(engine: &mut Engine<'_>, value: &Value) -> Outcome<String> {
    match &value.data {
        Data::Text(text) => Ok(text.as_str().to_owned()),
        Data::Invalid | Data::Nil => Ok("<no value>".to_owned()),
        // Printed from where it lies it still has its methods.
        Data::Object(object) => match &**object {
            Object::KubeVersion(version) => Ok(version.normalized.clone()),
            _ => shown(&mut engine.budget, value),
        },
        _ => shown(&mut engine.budget, value),
    }
}

/// A value as `%v` prints it.
pub fn shown(budget: &mut Budget, value: &Value) -> Outcome<String> {
    let mut text = String::new();
    write(budget, value, 0, &mut text)?;
    Ok(text)
}

/// What sprig makes of any value that it needs as a string.
pub fn text_of(budget: &mut Budget, value: &Value) -> Outcome<String> {
    match &value.data {
        Data::Bytes(bytes) => Ok(String::from_utf8_lossy(bytes).into_owned()),
        _ => shown(budget, value),
    }
}

/// The failure of values that hold each other deeper than anybody can follow.
pub fn too_deep() -> Box<Failure> {
    let message = format!("values nest deeper than {} levels", limits::VALUE_NESTING);
    Failure::of(FailureKind::Limit, message)
}

fn write(budget: &mut Budget, value: &Value, depth: usize, out: &mut String) -> Outcome<()> {
    budget.steps(1)?;
    if depth > limits::VALUE_NESTING {
        return Err(too_deep());
    }
    let start = out.len();
    match &value.data {
        Data::Invalid | Data::Nil => out.push_str("<nil>"),
        Data::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
        Data::Int(_, value) => out.push_str(&value.to_string()),
        Data::UInt(value) => out.push_str(&value.to_string()),
        Data::Float(value) => out.push_str(&number::general(*value, None)),
        Data::Text(text) => out.push_str(text.as_str()),
        Data::Bytes(bytes) => {
            budget.bytes(bytes.len().saturating_mul(4))?;
            let numbers: Vec<String> = bytes.iter().map(u8::to_string).collect();
            out.push_str(&std::format!("[{}]", numbers.join(" ")));
        }
        Data::List(list) => {
            out.push('[');
            for (at, item) in list.iter().enumerate() {
                if at > 0 {
                    out.push(' ');
                }
                write(budget, item, depth + 1, out)?;
            }
            out.push(']');
        }
        Data::Map(map) => {
            out.push_str("map[");
            for (at, (key, item)) in map.members().iter().enumerate() {
                if at > 0 {
                    out.push(' ');
                }
                out.push_str(key);
                out.push(':');
                write(budget, item, depth + 1, out)?;
            }
            out.push(']');
        }
        Data::Time(time) => out.push_str(&time_shown(*time)),
        Data::Object(object) => out.push_str(&object_shown(object)),
    }
    budget.bytes(out.len() - start)
}

fn time_shown(time: Time) -> String {
    let layout = "2006-01-02 15:04:05.999999999 -0700 MST";
    super::functions::dates::formatted(time, layout)
}

fn object_shown(object: &Object) -> String {
    match object {
        Object::Capabilities(version) => {
            std::format!("&{{{} [] {}}}", kube_version(version), build_info())
        }
        Object::KubeVersion(version) => kube_version(version),
        Object::BuildInfo => build_info(),
        Object::Version(version) => super::objects::version_shown(version),
    }
}

fn kube_version(version: &KubeVersion) -> String {
    let KubeVersion { version, normalized, major, minor } = version;
    std::format!("{{{version} {normalized} {major} {minor}}}")
}

fn build_info() -> String {
    let fields = super::objects::BUILD_INFO.map(|(_, value)| value);
    std::format!("{{{}}}", fields.join(" "))
}
