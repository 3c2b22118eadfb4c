//! What is printed can be used alone, and says the same as the files.

use serde_json::Value;

use super::{SCHEMAS, Schema};

fn schema(name: &str) -> &'static Schema {
    SCHEMAS.iter().find(|schema| schema.name == name).expect("the schema exists")
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).expect("the schema is JSON")
}

#[test]
fn every_printed_schema_is_valid_and_needs_no_other_file() {
    for schema in SCHEMAS {
        let text = schema.alone();
        assert!(!text.contains(".schema.json\""), "{}", schema.name);
        assert_eq!(text.matches("\"$schema\": \"https").count(), 1, "{}", schema.name);
        jsonschema::validator_for(&parsed(&text)).expect("it is valid");
    }
}

#[test]
fn constraints_are_the_same_alone_and_in_the_pack() {
    let alone = parsed(schema("constraints").text);
    let pack = parsed(&schema("pack").alone());
    let inside = &pack["properties"]["constraints"];
    for key in ["title", "description", "type", "additionalProperties", "properties"] {
        assert!(!alone[key].is_null(), "{key}");
        assert_eq!(alone[key], inside[key], "{key}");
    }
}
