//! What the JSON Schemas say of a key: its meaning, the keys below it, the values it may have.

use std::sync::LazyLock;

use serde_json::Value;

use super::cursor::Step;
use crate::config::NAMES;
use crate::model::pack::{PACK_JSON, PRESETS, VALUES};
use crate::model::schemas;

/// Of values.yaml only what Palette itself reads is described, so that nothing is checked by it.
static PARAMETERS: LazyLock<Value> =
    LazyLock::new(|| parsed(include_str!("../../schemas/values.schema.json")));
static CONFIGURATION: LazyLock<Value> =
    LazyLock::new(|| parsed(include_str!("../../schemas/config.schema.json")));

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).expect("embedded schemas are JSON")
}

/// A schema and what stands at a place of it.
#[derive(Clone, Copy)]
pub(super) struct Place {
    root: &'static Value,
    at: &'static Value,
}

/// The schema of a file of a pack.
pub(super) fn of_file(name: &str) -> Option<Place> {
    let root: &'static Value = match name {
        PACK_JSON => &schemas::PACK.schema,
        PRESETS => &schemas::PRESETS.schema,
        VALUES => &PARAMETERS,
        name if NAMES.contains(&name) => &CONFIGURATION,
        _ => return None,
    };
    Some(Place { root, at: root })
}

impl Place {
    /// What is said of the value at `path`.
    pub(super) fn at(self, path: &[Step]) -> Option<Self> {
        path.iter().try_fold(self, |place, step| {
            let place = place.followed();
            let next = match step {
                Step::Item(_) => &place.at["items"],
                Step::Key(name) => {
                    place.at["properties"].get(name).unwrap_or(&place.at["additionalProperties"])
                }
            };
            next.is_object().then_some(Self { at: next, ..place })
        })
    }

    /// The schema that this one refers to, if it does.
    fn followed(self) -> Self {
        let pointer = self.at["$ref"].as_str().and_then(|reference| reference.strip_prefix('#'));
        let target = pointer.and_then(|pointer| self.root.pointer(pointer));
        Self { at: target.unwrap_or(self.at), ..self }
    }

    /// The meaning.
    pub(super) fn description(self) -> Option<&'static str> {
        let own = self.at["description"].as_str();
        own.or_else(|| self.followed().at["description"].as_str())
    }

    /// The keys below, with what is said of each.
    pub(super) fn properties(self) -> Vec<(&'static str, Self)> {
        let properties = self.followed().at["properties"].as_object();
        let place =
            |(name, at): (&'static String, &'static Value)| (name.as_str(), Self { at, ..self });
        properties.into_iter().flatten().map(place).collect()
    }

    /// The words that the value may be: those of a closed list, and examples.
    pub(super) fn words(self) -> Vec<&'static str> {
        let followed = self.followed().at;
        let lists = [&followed["enum"], &self.at["examples"], &followed["examples"]];
        let words = lists.into_iter().filter_map(Value::as_array).flatten();
        let mut words: Vec<_> = words.filter_map(Value::as_str).filter(|w| !w.is_empty()).collect();
        words.dedup();
        words
    }

    /// What a value of this kind begins with in JSON, and ends with.
    pub(super) fn brackets(self) -> (&'static str, &'static str) {
        let followed = self.followed().at;
        let kind = match &followed["type"] {
            Value::Array(kinds) => kinds.first().and_then(Value::as_str),
            kind => kind.as_str(),
        };
        match kind {
            Some("object") => ("{", "}"),
            Some("array") => ("[", "]"),
            Some("string") => ("\"", "\""),
            _ => ("", ""),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps(path: &str) -> Vec<Step> {
        let step = |part: &str| match part {
            "0" => Step::Item(0),
            name => Step::Key(name.to_owned()),
        };
        path.split('/').filter(|part| !part.is_empty()).map(step).collect()
    }

    #[test]
    fn references_lists_and_parts_are_followed() {
        let words =
            |file: &str, path: &str| of_file(file).unwrap().at(&steps(path)).unwrap().words();
        assert!(words("pack.json", "cloudTypes/0").contains(&"edge-native"));
        assert!(words("pack.json", "constraints/dependencies/0/type").contains(&"upgrade"));
        assert!(words("palint.yaml", "policy").contains(&"airgap"));
        assert!(of_file("pack.json").unwrap().at(&steps("nothing/here")).is_none());
        assert!(of_file("README.md").is_none());
    }

    #[test]
    fn every_key_of_a_pack_is_described() {
        for file in ["pack.json", "presets.yaml", "values.yaml"] {
            let mut pending = of_file(file).unwrap().properties();
            while let Some((name, place)) = pending.pop() {
                assert!(place.description().is_some(), "{file}: {name}");
                pending.extend(place.properties());
                pending
                    .extend(place.at(&[Step::Item(0)]).iter().flat_map(|items| items.properties()));
            }
        }
    }
}
