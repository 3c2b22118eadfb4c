//! What a chart says about itself in `Chart.yaml`, and in `requirements.yaml` where it is old.

use crate::syntax::tree::{Kind, NodeRef};

use super::Chart;

/// A chart that this one depends on.
#[derive(Debug, Clone)]
pub struct Dependency<'a> {
    /// The mapping.
    pub node: NodeRef<'a>,
    /// The name of the chart.
    pub name: &'a str,
    /// The range of versions that will do.
    pub version: Option<&'a str>,
    /// Where the chart comes from.
    pub repository: Option<&'a str>,
    /// The name that it goes by here.
    pub alias: Option<&'a str>,
    /// Paths in the values of which the first that is there switches the dependency.
    pub conditions: Vec<&'a str>,
    /// Names below `tags` in the values that switch groups of dependencies.
    pub tags: Vec<&'a str>,
    /// Values of the dependency that become values of this chart.
    pub imports: Vec<Import<'a>>,
}

/// An entry of `import-values`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Import<'a> {
    /// A path in the values of the dependency; below `exports` if only that is written.
    pub child: &'a str,
    /// True for the short form, which names a key below `exports`.
    pub from_exports: bool,
    /// A path in the values of this chart; `.` is their root.
    pub parent: &'a str,
}

impl Dependency<'_> {
    /// The key of the dependency's values.
    pub fn key(&self) -> &str {
        self.alias.unwrap_or(self.name)
    }
}

impl Chart {
    /// A field of `Chart.yaml`.
    pub fn field(&self, name: &str) -> Option<NodeRef<'_>> {
        self.manifest()?.root()?.get(name).filter(|node| !node.is_null())
    }

    /// The text of a scalar in `Chart.yaml`: versions without quotes may look like numbers.
    pub fn field_text(&self, name: &str) -> Option<&str> {
        self.field(name)?.text().filter(|text| !text.is_empty())
    }

    /// `name`
    pub fn name(&self) -> Option<&str> {
        self.field_text("name")
    }

    /// `version`
    pub fn version(&self) -> Option<&str> {
        self.field_text("version")
    }

    /// `appVersion`
    pub fn app_version(&self) -> Option<&str> {
        self.field_text("appVersion")
    }

    /// `kubeVersion`
    pub fn kube_version(&self) -> Option<&str> {
        self.field_text("kubeVersion")
    }

    /// `apiVersion`
    pub fn api_version(&self) -> Option<&str> {
        self.field_text("apiVersion")
    }

    /// True for a chart that only lends its named templates.
    pub fn is_library(&self) -> bool {
        self.field_text("type").is_some_and(|kind| kind.eq_ignore_ascii_case("library"))
    }

    /// The charts that this one depends on.
    pub fn dependencies(&self) -> Vec<Dependency<'_>> {
        let own = self.field("dependencies");
        let old = || self.member("requirements.yaml")?.document().root()?.get("dependencies");
        let list = match self.api_version() {
            Some("v1") => old().or(own),
            _ => own,
        };
        list.into_iter().flat_map(NodeRef::items).filter_map(dependency).collect()
    }
}

fn dependency(node: NodeRef<'_>) -> Option<Dependency<'_>> {
    let text = |key| node.get(key).and_then(NodeRef::as_str).filter(|text| !text.is_empty());
    let list = |key| node.get(key).into_iter().flat_map(NodeRef::items);
    let conditions = text("condition").into_iter().flat_map(|paths| paths.split(','));
    Some(Dependency {
        node,
        name: text("name")?,
        version: node.get("version").and_then(NodeRef::text),
        repository: text("repository"),
        alias: text("alias"),
        conditions: conditions.map(str::trim).filter(|path| !path.is_empty()).collect(),
        tags: list("tags").filter_map(NodeRef::as_str).collect(),
        imports: list("import-values").filter_map(import).collect(),
    })
}

fn import(node: NodeRef<'_>) -> Option<Import<'_>> {
    if node.kind() == Kind::Mapping {
        let text = |key| node.get(key).and_then(NodeRef::as_str);
        return Some(Import {
            child: text("child")?,
            from_exports: false,
            parent: text("parent")?,
        });
    }
    Some(Import { child: node.as_str()?, from_exports: true, parent: "." })
}
