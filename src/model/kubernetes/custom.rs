//! The kinds of objects that a pack defines itself: by the CustomResourceDefinitions in `crds/`, by
//! those that its charts render, and by those in its manifests.

use super::schema::{Schema, built_in};
use crate::model::pack::Pack;
use crate::syntax::tree::{Document, Kind, NodeRef};
use crate::syntax::yaml;

impl Pack {
    /// The schema of a kind: one of Kubernetes' own, or one that the pack defines.
    pub fn object_schema(&self, api_version: &str, kind: &str) -> Option<Schema<'_>> {
        if let Some(schema) = built_in(api_version, kind) {
            return Some(schema);
        }
        let wanted = Wanted { group: api_version.split_once('/')?, kind };
        let rendered = self.objects().map(|object| object.root);
        let manifests = self.manifests().iter().filter_map(|m| m.plain_document());
        let manifests = manifests.flat_map(Document::roots).flatten();
        let roots = self.definitions().iter().flat_map(Document::roots).flatten();
        let mut all = roots.chain(rendered).chain(manifests);
        all.find_map(|root| wanted.schema_in(root)).map(Schema::CustomRoot)
    }

    /// The texts in `crds/` that may define a kind of which the pack has an object.
    fn definitions(&self) -> &[Document] {
        self.definitions.get_or_init(|| {
            let rendered = self.objects().filter_map(|o| Some((o.api_version()?, o.kind()?)));
            let manifests = self.manifests().iter().flat_map(|manifest| &manifest.objects);
            let manifests = manifests.filter_map(|o| Some((o.api_version.text()?, o.kind.text()?)));
            let custom = rendered.chain(manifests).filter(|(version, kind)| {
                version.contains('.') && built_in(version, kind).is_none()
            });
            let mut kinds: Vec<_> = custom.map(|(_, kind)| kind).collect();
            kinds.sort_unstable();
            kinds.dedup();
            let crds = self.releases().iter().flat_map(|release| &release.rendered.crds);
            let used = crds.filter(|crd| kinds.iter().any(|kind| crd.source.text().contains(kind)));
            used.map(|crd| yaml::parse(&crd.source)).collect()
        })
    }
}

/// A kind of which the definition is wanted.
struct Wanted<'w> {
    /// The group and the version.
    group: (&'w str, &'w str),
    kind: &'w str,
}

impl Wanted<'_> {
    /// The schema, if `root` is the definition of the kind.
    fn schema_in<'d>(&self, root: NodeRef<'d>) -> Option<NodeRef<'d>> {
        let text = |path: &[&str]| root.at(path).and_then(NodeRef::as_str);
        let is_definition = text(&["kind"]) == Some("CustomResourceDefinition")
            && text(&["spec", "names", "kind"]) == Some(self.kind)
            && text(&["spec", "group"]) == Some(self.group.0);
        if !is_definition {
            return None;
        }
        let mut versions = root.at(&["spec", "versions"])?.items();
        let named = |version: &NodeRef<'_>| {
            version.get("name").and_then(NodeRef::as_str) == Some(self.group.1)
        };
        let schema = versions.find(named)?.at(&["schema", "openAPIV3Schema"])?;
        (schema.kind() == Kind::Mapping).then_some(schema)
    }
}

#[cfg(test)]
mod tests;
