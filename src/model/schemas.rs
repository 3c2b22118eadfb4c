//! The JSON Schemas that palint checks by and prints.
//!
//! A schema may stand in another by `{ "$ref": "NAME.schema.json" }`. It is written in there as text
//! before anything reads it, so that what is printed needs no other file.

#[cfg(test)]
mod tests;

use std::sync::LazyLock;

use serde_json::{Value, json};

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
        name: "app-profile",
        about: "an app profile",
        text: include_str!("../../schemas/app-profile.schema.json"),
    },
    Schema {
        name: "cluster-profile",
        about: "a cluster profile",
        text: include_str!("../../schemas/cluster-profile.schema.json"),
    },
    Schema {
        name: "config",
        about: "palint.yaml",
        text: include_str!("../../schemas/config.schema.json"),
    },
    Schema {
        name: "constraints",
        about: "constraints in pack.json",
        text: include_str!("../../schemas/constraints.schema.json"),
    },
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

/// The schema of cluster profiles.
pub static CLUSTER_PROFILE: LazyLock<Compiled> =
    LazyLock::new(|| compile(include_str!("../../schemas/cluster-profile.schema.json")));

/// The schema of app profiles.
pub static APP_PROFILE: LazyLock<Compiled> =
    LazyLock::new(|| compile(include_str!("../../schemas/app-profile.schema.json")));

fn compile(text: &str) -> Compiled {
    let schema: Value = serde_json::from_str(&inlined(text)).expect("embedded schemas are JSON");
    let validator = validator(&schema).expect("embedded schemas are valid");
    Compiled { schema, validator }
}

/// What checks by a schema that is known to be one. To see that for itself, the library would
/// compile the schema of all schemas, which is dearer than anything else that one pack needs: so it
/// gets one of an old draft, that only refers to this one.
fn validator(schema: &Value) -> Option<jsonschema::Validator> {
    const NAME: &str = "palint:schema";
    let old = json!({ "$schema": "http://json-schema.org/draft-04/schema#", "$ref": NAME });
    let registry = jsonschema::Registry::new().add(NAME, schema).ok()?.prepare().ok()?;
    jsonschema::options().with_registry(&registry).build(&old).ok()
}

impl Schema {
    /// The schema with all that it refers to written in.
    pub fn alone(&self) -> String {
        inlined(self.text)
    }
}

/// No embedded schema that is referred to refers to another one itself.
fn inlined(text: &str) -> String {
    SCHEMAS.iter().fold(text.to_owned(), |text, schema| {
        let reference = format!("{{ \"$ref\": \"{}.schema.json\" }}", schema.name);
        text.replace(&reference, &part(schema.text))
    })
}

/// A schema as part of another: indented, and without the line that only a whole schema has.
fn part(text: &str) -> String {
    let lines = text.trim_end().lines().filter(|line| !line.starts_with("  \"$schema\""));
    lines.collect::<Vec<_>>().join("\n    ")
}

impl Compiled {
    /// The words that the definition `name` allows.
    pub fn words(&self, name: &str) -> impl Iterator<Item = &str> {
        let words = self.schema["$defs"][name]["enum"].as_array().into_iter().flatten();
        words.filter_map(Value::as_str).filter(|word| !word.is_empty())
    }

    /// The names of the properties of the value at a JSON pointer.
    pub fn properties_at(&self, pointer: &str) -> impl Iterator<Item = &str> {
        let mut at = Some(&self.schema);
        for token in pointer.split('/').skip(1) {
            // An array has items and no properties, an object the other way round.
            at = at.and_then(|s| s.get("items").or_else(|| s.get("properties")?.get(token)));
            at = at.and_then(|schema| self.resolved(schema));
        }
        let properties = at.and_then(|schema| schema["properties"].as_object());
        properties.into_iter().flatten().map(|(name, _)| name.as_str())
    }

    /// A definition, where the schema is a reference to one.
    fn resolved<'s>(&'s self, schema: &'s Value) -> Option<&'s Value> {
        match schema["$ref"].as_str() {
            Some(reference) => self.schema.pointer(reference.strip_prefix('#')?),
            None => Some(schema),
        }
    }

    /// The names of the properties at the top of the schema.
    pub fn properties(&self) -> impl Iterator<Item = &str> {
        self.schema["properties"].as_object().into_iter().flatten().map(|(name, _)| name.as_str())
    }
}
