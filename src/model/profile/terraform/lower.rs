//! A resource to a profile.
//!
//! Terraform turns a number into text where text is wanted, and text into a number or a boolean; the
//! provider trims the values and manifests. What reaches Palette is what the fields say.

use std::sync::OnceLock;

use super::{Resource, ResourceKind};
use crate::limits;
use crate::model::profile::layer::{AttachedManifest, Layer, LayerRegistry};
use crate::model::profile::tier::{Property, Tier};
use crate::model::profile::variable::{Variable, VariableOption};
use crate::model::profile::{Content, Embedded, Field, Profile, Shape, Syntax};
use crate::source::Span;
use crate::syntax::hcl::{Attribute, Block, Literal, Value};
use crate::syntax::origin::Origin;
use crate::syntax::tree::Kind;

/// The profile that a resource is; `None` for the import of a file.
pub(super) fn profile(resource: Resource<'_>) -> Option<Profile> {
    let is_app = match resource.kind {
        ResourceKind::ClusterProfile => false,
        ResourceKind::ApplicationProfile => true,
        ResourceKind::Import => return None,
    };
    let reader = Reader { resource };
    let block = resource.block;
    let packs = || numbered(block, "pack", limits::LAYERS);
    let variables = block.body.blocks_of("profile_variables").take(limits::LAYERS);
    let variables: Vec<&Block> =
        variables.flat_map(|b| b.body.blocks_of("variable")).take(limits::VARIABLES).collect();
    let has_all_variables = !is_generated(block, "profile_variables")
        && !block.body.blocks_of("profile_variables").any(|b| is_generated(b, "variable"))
        && variables.len() < limits::VARIABLES;
    let layers = if is_app { Vec::new() } else { packs().map(|p| reader.layer(p)).collect() };
    let tiers = if is_app { packs().map(|p| reader.tier(p)).collect() } else { Vec::new() };
    Some(Profile {
        shape: if is_app { Shape::AppProfile } else { Shape::Terraform },
        syntax: Syntax::Terraform,
        opening: reader.opening(block),
        name: reader.text(block, "name"),
        description: reader.text(block, "description"),
        version: reader.text(block, "version"),
        kind: reader.text(block, "type").filter(|_| !is_app),
        cloud: reader.text(block, "cloud"),
        layers,
        has_all_layers: is_whole(block, "pack"),
        tiers,
        variables: (0..).zip(variables).map(|variable| reader.variable(variable)).collect(),
        has_all_variables,
        module: Some(module(&reader)),
    })
}

fn module(reader: &Reader<'_>) -> String {
    let block = reader.resource.block;
    let path = reader.opening(block).file().path().as_str().to_owned();
    let directory = path.rsplit_once('/').map_or("", |(directory, _)| directory);
    let context = reader
        .set(block, "context")
        .map_or("\"project\"", |attribute| reader.resource.written(&attribute.value));
    format!("{directory}\n{context}")
}

/// The blocks of a kind with their places among them.
fn numbered<'a>(
    block: &'a Block,
    kind: &'a str,
    limit: usize,
) -> impl Iterator<Item = (usize, &'a Block)> {
    block.body.blocks_of(kind).take(limit).enumerate()
}

/// True where `dynamic` makes blocks of that kind.
fn is_generated(block: &Block, kind: &str) -> bool {
    let names_it = |b: &Block| b.labels.first().is_some_and(|label| label.text == kind);
    block.body.blocks_of("dynamic").any(names_it)
}

fn is_whole(block: &Block, kind: &str) -> bool {
    !is_generated(block, kind) && block.body.blocks_of(kind).count() <= limits::LAYERS
}

struct Reader<'a> {
    resource: Resource<'a>,
}

impl<'a> Reader<'a> {
    fn opening(&self, block: &Block) -> Span {
        self.resource.span(block.kind.range)
    }

    fn set(&self, block: &'a Block, name: &str) -> Option<&'a Attribute> {
        self.resource.set(block, name)
    }

    fn text(&self, block: &'a Block, name: &str) -> Option<Field> {
        Some(self.text_of(self.set(block, name)?))
    }

    fn text_of(&self, attribute: &Attribute) -> Field {
        let (key, place) = self.places(attribute);
        match &attribute.value.value {
            Value::Text(literal) => Field::literal(key, place, &*literal.text),
            Value::Bool(value) => Field::literal(key, place, value.to_string()),
            Value::Number(number) => match as_text(number) {
                Some(text) => Field::literal(key, place, text),
                None => Field::unknown(key, place),
            },
            Value::Null | Value::List(_) | Value::Object(_) | Value::Unknown => {
                Field::unknown(key, place)
            }
        }
    }

    fn boolean(&self, block: &'a Block, name: &str) -> Option<Field> {
        self.scalar(block, name, |value| match value {
            Value::Bool(value) => Some((Kind::Bool, value.to_string())),
            Value::Text(text) if matches!(&*text.text, "true" | "false") => {
                Some((Kind::Bool, text.text.to_string()))
            }
            _ => None,
        })
    }

    fn number(&self, block: &'a Block, name: &str) -> Option<Field> {
        self.scalar(block, name, |value| {
            let text = match value {
                Value::Number(number) => as_text(number)?,
                Value::Text(text) => text.text.to_string(),
                _ => return None,
            };
            text.parse::<f64>().is_ok().then_some((Kind::Number, text))
        })
    }

    fn scalar(
        &self,
        block: &'a Block,
        name: &str,
        read: impl Fn(&Value) -> Option<(Kind, String)>,
    ) -> Option<Field> {
        let attribute = self.set(block, name)?;
        let (key, place) = self.places(attribute);
        Some(match read(&attribute.value.value) {
            Some((kind, text)) => Field::scalar(key, place, (kind, &text)),
            None => Field::unknown(key, place),
        })
    }

    fn places(&self, attribute: &Attribute) -> (Option<Span>, Span) {
        let key = self.resource.span(attribute.name.range);
        (Some(key), self.resource.span(attribute.value.range))
    }

    fn content(&self, block: &'a Block, name: &str) -> Content {
        let Some(attribute) = self.set(block, name) else { return Content::Absent };
        match &attribute.value.value {
            Value::Text(literal) => Content::Text(Box::new(self.embedded(attribute, literal))),
            _ => Content::Unknown,
        }
    }

    fn embedded(&self, attribute: &Attribute, literal: &Literal) -> Embedded {
        let place = self.resource.span(attribute.value.range);
        let is_block = self.resource.written(&attribute.value).starts_with("<<");
        let from_start = literal.text.trim_start();
        let skipped = u32::try_from(literal.text.len() - from_start.len()).unwrap_or(u32::MAX);
        let origin = Origin::new(vec![(0, skipped)]).then(&literal.origin);
        let mut embedded = Embedded::new(place, from_start.trim_end(), origin);
        embedded.is_block = is_block;
        embedded
    }

    fn layer(&self, (index, block): (usize, &'a Block)) -> Layer {
        Layer {
            index,
            opening: self.opening(block),
            whole: self.resource.span(block.range),
            name: self.text(block, "name"),
            kind: self.text(block, "type"),
            layer: None,
            version: None,
            tag: self.text(block, "tag"),
            uid: self.text(block, "uid"),
            registry_uid: self.text(block, "registry_uid"),
            registry: LayerRegistry {
                name: self.text(block, "registry_name"),
                ..LayerRegistry::default()
            },
            values: self.content(block, "values"),
            manifests: self.manifests(block),
            has_all_manifests: is_whole(block, "manifest"),
            macros: OnceLock::new(),
        }
    }

    fn manifests(&self, block: &'a Block) -> Vec<AttachedManifest> {
        let manifest = |(_, block)| AttachedManifest {
            opening: self.opening(block),
            name: self.text(block, "name"),
            content: self.content(block, "content"),
        };
        numbered(block, "manifest", limits::LAYERS).map(manifest).collect()
    }

    fn tier(&self, (index, block): (usize, &'a Block)) -> Tier {
        // Without a type the provider sends `spectro`, which no tier can be.
        let default = || Field::unknown(None, self.opening(block));
        Tier {
            index,
            opening: self.opening(block),
            whole: self.resource.span(block.range),
            name: self.text(block, "name"),
            kind: Some(self.text(block, "type").unwrap_or_else(default)),
            version: self.text(block, "tag"),
            install_order: self.number(block, "install_order"),
            values: self.content(block, "values"),
            manifests: self.manifests(block),
            properties: self.properties(block),
            macros: OnceLock::new(),
        }
    }

    fn properties(&self, block: &'a Block) -> Vec<Property> {
        let Some(Attribute { value, .. }) = self.set(block, "properties") else {
            return Vec::new();
        };
        let Value::Object(entries) = &value.value else { return Vec::new() };
        let property = |entry: &Attribute| {
            let place = self.resource.span(entry.name.range);
            Property {
                name: Some(Field::literal(None, place, entry.name.text.as_str())),
                value: Some(self.text_of(entry)),
            }
        };
        entries.iter().take(limits::LAYERS).map(property).collect()
    }

    fn variable(&self, (index, block): (usize, &'a Block)) -> Variable {
        Variable {
            index,
            opening: self.opening(block),
            name: self.text(block, "name"),
            display_name: self.text(block, "display_name"),
            description: self.text(block, "description"),
            default_value: self.text(block, "default_value"),
            format: self.text(block, "format"),
            regex: self.text(block, "regex"),
            required: self.boolean(block, "required"),
            immutable: self.boolean(block, "immutable"),
            hidden: self.boolean(block, "hidden"),
            is_sensitive: self.boolean(block, "is_sensitive"),
            input_type: self.text(block, "input_type"),
            options: numbered(block, "options", limits::LAYERS)
                .map(|(_, block)| self.option(block))
                .collect(),
            has_all_options: is_whole(block, "options"),
        }
    }

    fn option(&self, block: &'a Block) -> VariableOption {
        VariableOption {
            opening: self.opening(block),
            value: self.text(block, "value"),
            label: self.text(block, "label"),
            description: self.text(block, "description"),
            // The provider computes it.
            default: None,
        }
    }
}

/// The text that Terraform makes of a number; `None` where that takes arithmetic.
fn as_text(number: &str) -> Option<String> {
    let unsigned = number.strip_prefix('-').unwrap_or(number).trim_start();
    let sign = if unsigned.len() == number.len() { "" } else { "-" };
    if unsigned.contains(['e', 'E']) {
        return None;
    }
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        digits => digits,
    };
    match fraction.trim_end_matches('0') {
        "" => Some(format!("{sign}{whole}")),
        fraction => Some(format!("{sign}{whole}.{fraction}")),
    }
}

#[cfg(test)]
mod tests {
    use super::as_text;

    // Measured with Terraform 1.x: `output "x" { value = "${1.30}" }`.
    #[test]
    fn numbers_lose_what_does_not_count() {
        let pairs = [("1.30", "1.3"), ("1.0", "1"), ("007", "7"), ("- 2.50", "-2.5"), ("0.0", "0")];
        for (written, text) in pairs {
            assert_eq!(as_text(written).as_deref(), Some(text), "{written}");
        }
        assert_eq!(as_text("1e3"), None);
    }
}
