//! `.Chart`: the fields of `Chart.yaml` under the names that they have in Helm.

use super::super::dependencies::{Declared, Release};
use super::super::value::{Map, MapKind, Value};
use crate::syntax::tree::NodeRef;

/// The fields that are texts: their name in Helm and in the file.
const TEXTS: [(&str, &str); 11] = [
    ("Home", "home"),
    ("Version", "version"),
    ("Description", "description"),
    ("Icon", "icon"),
    ("Condition", "condition"),
    ("Tags", "tags"),
    ("AppVersion", "appVersion"),
    ("KubeVersion", "kubeVersion"),
    ("Type", "type"),
    ("APIVersion", "apiVersion"),
    ("Name", "name"),
];

/// The metadata of a chart in its place.
pub(in crate::render) fn metadata(release: &Release<'_>, is_root: bool) -> Map {
    let map = Map::empty();
    let root = release.chart.manifest().and_then(|manifest| manifest.root());
    let field = |key: &str| root.and_then(|root| root.get(key));
    for (name, key) in TEXTS {
        map.insert(name, text(field(key)));
    }
    if map.get("APIVersion").is_none_or(|version| !version.truth()) {
        map.insert("APIVersion", "v1".into());
    }
    map.insert("Name", release.name.as_str().into());
    map.insert(
        "Deprecated",
        field("deprecated").and_then(NodeRef::as_bool).unwrap_or(false).into(),
    );
    for (name, key) in [("Sources", "sources"), ("Keywords", "keywords")] {
        let items = field(key).into_iter().flat_map(NodeRef::items);
        map.insert(name, Value::list(items.map(|item| text(Some(item))).collect()));
    }
    map.insert("Annotations", annotations(field("annotations")).into());
    let maintainers = field("maintainers").into_iter().flat_map(NodeRef::items);
    map.insert("Maintainers", Value::list(maintainers.map(maintainer).collect()));
    let dependencies = release.declared.iter().map(dependency).collect();
    map.insert("Dependencies", Value::list(dependencies));
    map.insert("IsRoot", is_root.into());
    map
}

/// Any scalar as text.
fn text(node: Option<NodeRef<'_>>) -> Value {
    node.filter(|node| !node.is_null()).and_then(NodeRef::text).unwrap_or_default().into()
}

fn annotations(node: Option<NodeRef<'_>>) -> Map {
    let Some(node) = node.filter(|node| !node.is_null()) else {
        return Map::new(MapKind::NilStrings, std::collections::BTreeMap::new());
    };
    let members = node.members().into_iter();
    let members = members.map(|member| (member.name().as_ref().into(), text(Some(member.value))));
    Map::new(MapKind::Strings, members.collect())
}

fn maintainer(node: NodeRef<'_>) -> Value {
    let map = Map::empty();
    for (name, key) in [("Name", "name"), ("Email", "email"), ("URL", "url")] {
        map.insert(name, text(node.get(key)));
    }
    map.into()
}

fn dependency(declared: &Declared<'_>) -> Value {
    let dependency = &declared.dependency;
    let map = Map::empty();
    map.insert("Name", declared.name.as_str().into());
    map.insert("Enabled", declared.enabled.into());
    for (name, key) in [
        ("Version", "version"),
        ("Repository", "repository"),
        ("Condition", "condition"),
        ("Alias", "alias"),
    ] {
        map.insert(name, text(dependency.node.get(key)));
    }
    let tags = dependency.tags.iter().map(|tag| Value::from(*tag)).collect();
    map.insert("Tags", Value::list(tags));
    let imports = dependency.imports.iter().map(|import| {
        let map = Map::empty();
        let exports = if import.from_exports { "exports." } else { "" };
        map.insert("child", format!("{exports}{}", import.child).into());
        map.insert("parent", import.parent.into());
        Value::from(map.as_kind(MapKind::Strings))
    });
    map.insert("ImportValues", Value::list(imports.collect()));
    map.into()
}
