//! What a JSON Schema says of a document, as facts with a JSON pointer. The sentences are the
//! rules' own: a validator's message repeats the whole instance and helps nobody.

use jsonschema::error::{TypeKind, ValidationErrorKind};
use serde_json::Value;

use super::schemas::Compiled;
use crate::limits;
use crate::syntax::tree::{Document, NodeRef};

/// One place where a document does not follow its schema.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Violation {
    /// The JSON pointer of the value.
    pub pointer: String,
    /// What is wrong there.
    pub kind: ViolationKind,
}

/// The kinds of [`Violation`].
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum ViolationKind {
    /// The value has another type than these.
    Type(Vec<&'static str>),
    /// A field of this name is missing.
    Missing(String),
    /// A field of this name is not known.
    Unknown(String),
    /// The value must not be empty.
    Empty,
    /// The value is none of these words.
    NotOneOf(Vec<String>),
    /// Another keyword of the schema, by its name.
    Other(String),
}

impl Violation {
    /// The names along the pointer.
    pub fn path(&self) -> Vec<&str> {
        self.pointer.split('/').skip(1).collect()
    }

    /// The value in the document.
    pub fn node<'d>(&self, document: &'d Document) -> Option<NodeRef<'d>> {
        document.at_pointer(&self.pointer)
    }
}

/// What in `document` does not follow the schema, in the order of the validator: at most
/// [`limits::VIOLATIONS`] places.
pub fn violations(document: &Document, schema: &Compiled) -> Vec<Violation> {
    let Some(root) = document.root() else { return Vec::new() };
    of_instance(&root.to_json(), &schema.validator)
}

/// What in `instance` the validator refuses, in its order: at most [`limits::VIOLATIONS`] places.
pub fn of_instance(instance: &Value, validator: &jsonschema::Validator) -> Vec<Violation> {
    let errors = validator.iter_errors(instance);
    errors.flat_map(|error| facts(&error)).take(limits::VIOLATIONS).collect()
}

fn facts(error: &jsonschema::ValidationError<'_>) -> Vec<Violation> {
    let pointer = error.instance_path().as_str().to_owned();
    let one = |kind| vec![Violation { pointer: pointer.clone(), kind }];
    match error.kind() {
        ValidationErrorKind::Type { kind } => one(ViolationKind::Type(types(kind))),
        ValidationErrorKind::Required { property } => one(ViolationKind::Missing(word(property))),
        ValidationErrorKind::MinLength { .. } | ValidationErrorKind::MinItems { .. } => {
            one(ViolationKind::Empty)
        }
        ValidationErrorKind::Enum { options } => one(ViolationKind::NotOneOf(words(options))),
        ValidationErrorKind::AdditionalProperties { unexpected } => unexpected
            .iter()
            .map(|name| Violation {
                pointer: pointer.clone(),
                kind: ViolationKind::Unknown(name.clone()),
            })
            .collect(),
        kind => one(ViolationKind::Other(kind.keyword().to_owned())),
    }
}

fn types(kind: &TypeKind) -> Vec<&'static str> {
    let described = |kind: &jsonschema::JsonType| match kind {
        jsonschema::JsonType::Array => "a list",
        jsonschema::JsonType::Boolean => "a boolean",
        jsonschema::JsonType::Integer => "an integer",
        jsonschema::JsonType::Null => "null",
        jsonschema::JsonType::Number => "a number",
        jsonschema::JsonType::Object => "an object",
        jsonschema::JsonType::String => "a string",
    };
    match kind {
        TypeKind::Single(kind) => vec![described(kind)],
        TypeKind::Multiple(kinds) => kinds.iter().map(|kind| described(&kind)).collect(),
    }
}

fn word(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn words(options: &Value) -> Vec<String> {
    options.as_array().into_iter().flatten().map(word).collect()
}
