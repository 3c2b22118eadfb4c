//! YAML as the libraries of Helm write and read it: by way of JSON, so keys are sorted and numbers
//! are those of JSON.

mod emit;
mod keys;
mod plain;
mod scalar;
#[cfg(test)]
mod tests;

use super::evaluate::{Budget, Engine};
use super::failure::{Failure, Outcome};
use super::json;
use super::value::{Data, Origin, Text, Value};
use super::values;
use crate::source::{SourceFile, VirtualPath};
use crate::syntax::yaml;

pub(super) use emit::Layout;

/// `toYaml`
pub fn to_yaml(budget: &mut Budget, value: &Value) -> Outcome<Text> {
    emit::emit(budget, value, Layout { wide: false, indented_lists: false })
}

/// `toYamlPretty`: lists are indented, lines are as long as they are.
pub fn to_yaml_pretty(budget: &mut Budget, value: &Value) -> Outcome<Text> {
    emit::emit(budget, value, Layout { wide: true, indented_lists: true })
}

fn from(engine: &mut Engine<'_>, text: &Text) -> Outcome<Value> {
    engine.budget.bytes(text.as_str().len().saturating_mul(16))?;
    let file = SourceFile::new(VirtualPath::new(""), text.as_str());
    let document = yaml::parse(&file);
    let broken = document
        .problems()
        .iter()
        .find(|problem| problem.kind != crate::syntax::tree::ProblemKind::NonPortable);
    if let Some(problem) = broken {
        let line = file.position(problem.range.start).line;
        let message =
            format!("error converting YAML to JSON: yaml: line {line}: {}", problem.message);
        return Err(Failure::new(message));
    }
    let pieces = text.pieces();
    let mut origin_of = |range: crate::source::TextRange| {
        let next = pieces.partition_point(|piece| piece.start <= range.start);
        next.checked_sub(1).and_then(|at| pieces.get(at)).map_or(Origin::NONE, |piece| piece.origin)
    };
    Ok(document.root().map_or_else(Value::nil, |root| values::value(root, &mut origin_of)))
}

/// `fromYaml`
pub fn map_from(engine: &mut Engine<'_>, text: &Text) -> Outcome<Value> {
    let value = from(engine, text)?;
    unmarshalled(json::expect(value, "map[string]interface {}", |data| {
        matches!(data, Data::Map(_))
    }))
}

/// `fromYamlArray`
pub fn list_from(engine: &mut Engine<'_>, text: &Text) -> Outcome<Value> {
    let value = from(engine, text)?;
    unmarshalled(json::expect(value, "[]interface {}", |data| matches!(data, Data::List(_))))
}

fn unmarshalled(read: Outcome<Value>) -> Outcome<Value> {
    read.map_err(|mut failure| {
        failure.message =
            format!("error unmarshaling JSON: while decoding JSON: {}", failure.message);
        failure
    })
}
