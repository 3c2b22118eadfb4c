//! The values of each chart against its `values.schema.json`, as Helm checks them before it renders.
//!
//! A schema that lies elsewhere is not fetched, and one that palint cannot judge refuses nothing.

use jsonschema::ValidationError;
use jsonschema::error::{TypeKind, ValidationErrorKind};

use super::dependencies::Release;
use super::evaluate::Budget;
use super::failure::FailureKind;
use super::value::{Data, Origin, Value};
use super::values::Origins;
use super::{RenderError, json};
use crate::limits;
use crate::source::Span;

/// What Helm says before it lists what is wrong.
pub const REFUSED_BY_SCHEMA: &str =
    "values don't meet the specifications of the schema(s) in the following chart(s):";

/// What the schemas of the charts refuse in `values`, which are those of the outermost.
pub(super) fn refusals(
    release: &Release<'_>,
    values: &Value,
    origins: &Origins,
) -> Vec<RenderError> {
    let mut refusals = of_chart(release, values, origins).unwrap_or_default();
    for subchart in &release.subcharts {
        let inner = values.as_map().and_then(|values| values.get(&subchart.name));
        if let Some(inner) = inner.filter(|inner| inner.as_map().is_some()) {
            refusals.extend(self::refusals(subchart, &inner, origins));
        }
    }
    refusals
}

fn of_chart(release: &Release<'_>, values: &Value, origins: &Origins) -> Option<Vec<RenderError>> {
    let schema = release.chart.values_schema()?.as_values_schema()?;
    let text = json::raw(&mut Budget::default(), values).ok()?;
    let instance: serde_json::Value = serde_json::from_str(&text).ok()?;
    let validator = schema.judge_of(&instance)?;
    let name = release.chart.name().unwrap_or(&release.name);
    let refusal = |error: ValidationError<'_>| {
        let pointer = error.instance_path().as_str();
        let place = place(values, pointer).and_then(|value| origins.place(value.origin));
        let place = place.map(|(file, range)| Span::new(file, range));
        RenderError {
            kind: FailureKind::Schema,
            message: format!(
                "{REFUSED_BY_SCHEMA}\n{name}:\n- at '{pointer}': {}",
                described(&error)
            ),
            file: None,
            frames: Vec::new(),
            place,
        }
    };
    let errors = validator.iter_errors(&instance).take(limits::PROBLEMS);
    Some(errors.map(refusal).collect())
}

/// The value at a JSON pointer, or the innermost on the way there that was written somewhere.
fn place(values: &Value, pointer: &str) -> Option<Value> {
    let mut here = values.clone();
    let mut found = Some(here.clone());
    for key in pointer.split('/').skip(1) {
        let key = key.replace("~1", "/").replace("~0", "~");
        let next = match &here.data {
            Data::Map(map) => map.get(&key),
            Data::List(list) => key.parse().ok().and_then(|at: usize| list.get(at).cloned()),
            _ => None,
        };
        here = next?;
        if here.origin != Origin::NONE {
            found = Some(here.clone());
        }
    }
    found
}

/// What is wrong, in the words of the library that Helm uses.
fn described(error: &ValidationError<'_>) -> String {
    let quoted = |names: &[String]| {
        let names: Vec<_> = names.iter().map(|name| format!("'{name}'")).collect();
        names.join(", ")
    };
    match error.kind() {
        ValidationErrorKind::Type { kind } => {
            let wanted: Vec<_> = match kind {
                TypeKind::Single(one) => vec![one.as_str()],
                TypeKind::Multiple(types) => types.iter().map(|kind| kind.as_str()).collect(),
            };
            format!("got {}, want {}", type_of(error.instance()), wanted.join(" or "))
        }
        ValidationErrorKind::Required { property } => {
            format!("missing property '{}'", property.as_str().unwrap_or_default())
        }
        ValidationErrorKind::AdditionalProperties { unexpected } => {
            format!("additional properties {} not allowed", quoted(unexpected))
        }
        ValidationErrorKind::MinLength { limit } => {
            let length = error.instance().as_str().map_or(0, |text| text.chars().count());
            format!("minLength: got {length}, want {limit}")
        }
        ValidationErrorKind::MinItems { limit } => {
            let length = error.instance().as_array().map_or(0, Vec::len);
            format!("minItems: got {length}, want {limit}")
        }
        ValidationErrorKind::Minimum { limit } => {
            format!("minimum: got {}, want {limit}", error.instance())
        }
        ValidationErrorKind::Maximum { limit } => {
            format!("maximum: got {}, want {limit}", error.instance())
        }
        ValidationErrorKind::Enum { options } => {
            let options = options.as_array().into_iter().flatten().map(ToString::to_string);
            let options: Vec<_> = options.map(|option| option.replace('"', "'")).collect();
            format!("value must be one of {}", options.join(", "))
        }
        ValidationErrorKind::Pattern { pattern } => {
            let text = error.instance().as_str().unwrap_or_default();
            format!("'{text}' does not match pattern '{pattern}'")
        }
        kind => format!("'{}' failed", kind.keyword()),
    }
}

fn type_of(value: &serde_json::Value) -> &'static str {
    match value {
        serde_json::Value::Null => "null",
        serde_json::Value::Bool(_) => "boolean",
        serde_json::Value::Number(_) => "number",
        serde_json::Value::String(_) => "string",
        serde_json::Value::Array(_) => "array",
        serde_json::Value::Object(_) => "object",
    }
}
