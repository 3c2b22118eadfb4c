//! The JSON Schemas that palint checks by and prints.

use std::sync::LazyLock;

use serde_json::Value;

/// One embedded JSON Schema.
pub struct Schema {
    /// The name that `palint schema` takes.
    pub name: &'static str,
    /// What it describes.
    pub about: &'static str,
    /// The schema, as the file in `schemas/` has it.
    pub text: &'static str,
}

/// Every schema that `palint schema` prints.
pub static SCHEMAS: &[Schema] = &[
    Schema {
        name: "pack",
        about: "pack.json",
        text: include_str!("../../schemas/pack.schema.json"),
    },
    Schema {
        name: "presets",
        about: "presets.yaml",
        text: include_str!("../../schemas/presets.schema.json"),
    },
];

/// A schema, ready to check by.
pub struct Compiled {
    /// The schema as JSON.
    pub schema: Value,
    /// What checks by it.
    pub validator: jsonschema::Validator,
}

/// The schema of pack.json.
pub static PACK: LazyLock<Compiled> =
    LazyLock::new(|| compile(include_str!("../../schemas/pack.schema.json")));

/// The schema of presets.yaml.
pub static PRESETS: LazyLock<Compiled> =
    LazyLock::new(|| compile(include_str!("../../schemas/presets.schema.json")));

fn compile(text: &str) -> Compiled {
    let schema: Value = serde_json::from_str(text).expect("embedded schemas are JSON");
    let validator = jsonschema::validator_for(&schema).expect("embedded schemas are valid");
    Compiled { schema, validator }
}

impl Compiled {
    /// The names of the properties at the top of the schema.
    pub fn properties(&self) -> impl Iterator<Item = &str> {
        self.schema["properties"].as_object().into_iter().flatten().map(|(name, _)| name.as_str())
    }
}
