//! What tells a profile from any other JSON or YAML: its shape, never its name.

use std::sync::{Arc, LazyLock};

use regex::bytes::Regex;

use super::Syntax;
use crate::source::SourceFile;
use crate::syntax::tree::{Document, Kind, NodeRef};

/// The kinds of text that hold a profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// What Palette exports and imports.
    Export,
    /// The body by which the API creates a cluster profile: registries by their identifier.
    CreateEntity,
    /// What the API returns for a cluster profile; it cannot be imported.
    FullResource,
    /// The fields of `spec.template` stand in `spec`.
    Misplaced,
    /// The body by which the API creates an app profile.
    AppProfile,
    /// A resource of Terraform.
    Terraform,
}

/// What the names of files that may hold profiles end with.
pub const EXTENSIONS: [&str; 4] = ["json", "tf", "yaml", "yml"];

static WORDS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("packs|appTiers|spectrocloud_").expect("the pattern above compiles")
});

/// False for bytes that cannot be a profile: most texts can be told apart without being parsed.
pub fn may_be_profile(bytes: &[u8]) -> bool {
    WORDS.is_match(bytes)
}

/// How the file is written, by its name and otherwise by its first character.
pub(super) fn syntax(file: &Arc<SourceFile>) -> Option<Syntax> {
    let name = file.path().file_name();
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    match extension.as_deref() {
        Some("json") => Some(Syntax::Json),
        Some("yaml" | "yml") => Some(Syntax::Yaml),
        Some("tf") => Some(Syntax::Terraform),
        _ if file.text().trim_start().starts_with('{') => Some(Syntax::Json),
        _ => Some(Syntax::Yaml),
    }
}

/// The shape of a text; `None` for one that is no profile.
pub(super) fn of(root: NodeRef<'_>) -> Option<Shape> {
    let spec = root.get("spec").filter(|spec| spec.kind() == Kind::Mapping)?;
    if let Some(template) = spec.get("template").filter(|node| node.kind() == Kind::Mapping) {
        return of_template(root, template);
    }
    let stored = |key: &str| spec.get(key).is_some_and(|part| has(part, &["packs", "cloudType"]));
    if stored("published") || stored("draft") {
        return Some(Shape::FullResource);
    }
    is_misplaced(spec).then_some(Shape::Misplaced)
}

fn of_template(root: NodeRef<'_>, template: NodeRef<'_>) -> Option<Shape> {
    if template.get("appTiers").is_some() {
        return Some(Shape::AppProfile);
    }
    let packs = template.get("packs");
    if packs.is_none() && !(has(template, &["cloudType"]) && has(template, &["type"])) {
        return None;
    }
    let items = || packs.into_iter().flat_map(NodeRef::items);
    let any = |keys: &[&str]| items().any(|item| has(item, keys));
    let annotated = root.at(&["metadata", "annotations", "description"]).is_some();
    match (any(&["registryUid", "uid"]) || annotated) && !any(&["registry"]) {
        true => Some(Shape::CreateEntity),
        false => Some(Shape::Export),
    }
}

/// Layers where `template` should be around them.
fn is_misplaced(spec: NodeRef<'_>) -> bool {
    let mut layers = spec.get("packs").into_iter().flat_map(NodeRef::items);
    has(spec, &["type", "cloudType"])
        && spec.get("profiles").is_none()
        && layers.any(|layer| has(layer, &["name"]) && has(layer, &["layer", "values", "tag"]))
}

fn has(node: NodeRef<'_>, keys: &[&str]) -> bool {
    node.kind() == Kind::Mapping && keys.iter().any(|key| node.get(key).is_some())
}

/// True for a text that a mistake hides, and that was meant as a profile all the same.
pub(super) fn is_broken_profile(document: &Document) -> bool {
    let text = document.file().text();
    let has_key = |key: &str| {
        text.match_indices(key).any(|(at, _)| {
            let before = text[..at].chars().next_back();
            let after = text[at + key.len()..].trim_start_matches(['"', '\'']);
            before.is_none_or(|c| c.is_whitespace() || matches!(c, '"' | '\'' | '{' | ','))
                && after.trim_start_matches(' ').starts_with(':')
        })
    };
    let layers = ["packs", "cloudType", "layer"].into_iter().all(has_key);
    !document.problems().is_empty()
        && ["metadata", "spec", "template"].into_iter().all(has_key)
        && (layers || has_key("appTiers"))
}
