//! A tree of JSON or YAML to a profile.

use std::sync::OnceLock;

use super::embedded::Content;
use super::field::Field;
use super::layer::{AttachedManifest, Layer, LayerRegistry};
use super::tier::{Property, Tier};
use super::variable::{Variable, VariableOption};
use super::{Profile, Shape, Syntax};
use crate::limits;
use crate::source::{Span, TextRange};
use crate::syntax::tree::{Kind, NodeRef};

/// The profile that the mapping `root` is.
pub(super) fn profile(root: NodeRef<'_>, shape: Shape, syntax: Syntax) -> Profile {
    let metadata = root.get("metadata");
    let spec = root.get("spec");
    let template = spec.and_then(|spec| spec.get("template"));
    let description = field(metadata, "description");
    let annotations = metadata.and_then(|metadata| metadata.get("annotations"));
    let readable = !matches!(shape, Shape::FullResource | Shape::Misplaced);
    let template = template.filter(|_| readable);
    let spec = spec.filter(|_| readable);
    Profile {
        shape,
        syntax,
        opening: opening(root),
        name: field(metadata, "name"),
        description: description.or_else(|| field(annotations, "description")),
        version: field(spec, "version"),
        kind: field(template, "type"),
        cloud: field(template, "cloudType"),
        layers: numbered(template, "packs", limits::LAYERS, layer),
        has_all_layers: is_whole(template, "packs"),
        tiers: numbered(template, "appTiers", limits::LAYERS, tier),
        variables: numbered(spec, "variables", limits::VARIABLES, variable),
        has_all_variables: is_whole(spec, "variables"),
        module: None,
    }
}

fn field(node: Option<NodeRef<'_>>, name: &str) -> Option<Field> {
    node?.entry(name).map(Field::of)
}

/// The mappings of a list, each with its place in it.
fn numbered<T>(
    node: Option<NodeRef<'_>>,
    name: &str,
    limit: usize,
    read: fn(usize, NodeRef<'_>) -> T,
) -> Vec<T> {
    let list = node.and_then(|node| node.get(name));
    let items = list.into_iter().flat_map(NodeRef::items).take(limit).enumerate();
    let mappings = items.filter(|(_, item)| item.kind() == Kind::Mapping);
    mappings.map(|(index, item)| read(index, item)).collect()
}

fn mappings<'d>(node: NodeRef<'d>, name: &str) -> impl Iterator<Item = NodeRef<'d>> {
    let list = node.get(name).into_iter().flat_map(NodeRef::items).take(limits::LAYERS);
    list.filter(|item| item.kind() == Kind::Mapping)
}

/// True where all items of a list are mappings, and not too many; and where there is no list.
fn is_whole(node: Option<NodeRef<'_>>, name: &str) -> bool {
    let Some(list) = node.and_then(|node| node.get(name)) else { return true };
    let items = list.items();
    list.is_null()
        || list.kind() == Kind::Sequence
            && items.len() <= limits::LAYERS
            && list.items().all(|item| item.kind() == Kind::Mapping)
}

/// The brace of a mapping, or its first key.
fn opening(node: NodeRef<'_>) -> Span {
    let range = node.range();
    let document = node.document();
    if document.file().slice(range).starts_with('{') {
        return document.span(TextRange::new(range.start, range.start + 1));
    }
    node.entries().next().map_or_else(|| node.span(), |entry| entry.key.span())
}

fn layer(index: usize, node: NodeRef<'_>) -> Layer {
    let of = |name| field(Some(node), name);
    let registry = node.at(&["registry", "metadata"]);
    Layer {
        index,
        opening: opening(node),
        whole: node.span(),
        name: of("name"),
        kind: of("type"),
        layer: of("layer"),
        version: of("version"),
        tag: of("tag"),
        uid: of("uid"),
        registry_uid: of("registryUid"),
        registry: LayerRegistry {
            name: field(registry, "name"),
            kind: field(registry, "kind"),
            provider: field(registry, "providerType"),
        },
        values: Content::of(node.get("values")),
        manifests: mappings(node, "manifests").map(manifest).collect(),
        has_all_manifests: is_whole(Some(node), "manifests"),
        macros: OnceLock::new(),
    }
}

fn manifest(node: NodeRef<'_>) -> AttachedManifest {
    AttachedManifest {
        opening: opening(node),
        name: field(Some(node), "name"),
        content: Content::of(node.get("content")),
    }
}

fn tier(index: usize, node: NodeRef<'_>) -> Tier {
    let of = |name| field(Some(node), name);
    let property =
        |node| Property { name: field(Some(node), "name"), value: field(Some(node), "value") };
    Tier {
        index,
        opening: opening(node),
        whole: node.span(),
        name: of("name"),
        kind: of("type"),
        version: of("version"),
        install_order: of("installOrder"),
        values: Content::of(node.get("values")),
        manifests: mappings(node, "manifests").map(manifest).collect(),
        properties: mappings(node, "properties").map(property).collect(),
        macros: OnceLock::new(),
    }
}

fn variable(index: usize, node: NodeRef<'_>) -> Variable {
    let of = |name| field(Some(node), name);
    Variable {
        index,
        opening: opening(node),
        name: of("name"),
        display_name: of("displayName"),
        description: of("description"),
        default_value: of("defaultValue"),
        format: of("format"),
        regex: of("regex"),
        required: of("required"),
        immutable: of("immutable"),
        hidden: of("hidden"),
        is_sensitive: of("isSensitive"),
        input_type: of("inputType"),
        options: mappings(node, "options").map(option).collect(),
        has_all_options: is_whole(Some(node), "options"),
    }
}

fn option(node: NodeRef<'_>) -> VariableOption {
    let of = |name| field(Some(node), name);
    VariableOption {
        opening: opening(node),
        value: of("value"),
        label: of("label"),
        description: of("description"),
        default: of("default"),
    }
}
