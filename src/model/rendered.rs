//! What a pack installs: each of its charts rendered with the pack's own values, and the objects
//! in there, each with the way back to what wrote it.
//!
//! A pack is rendered once, and its output is parsed once, when the first rule asks for it.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use crate::model::chart::ListedChart;
use crate::model::install::Installation;
use crate::model::kubernetes::schema;
use crate::model::pack::Pack;
use crate::render::{self, Document, KubeVersion, ReleaseOptions, Rendered, RenderedFile};
use crate::source::{SourceFile, Span, TextRange};
use crate::syntax::tree::{Kind, NodeRef};

/// The version of the cluster that nothing else is said of.
pub const KUBE_VERSION: &str = "1.34.0";

/// A chart of the pack as it is installed with the pack's values.
#[derive(Debug)]
pub struct Release {
    /// The string in `pack.json` that lists the chart.
    pub listed: Span,
    /// Its place among [`Pack::charts`].
    pub chart: usize,
    /// Its name, its namespace and the version of the cluster.
    pub options: ReleaseOptions,
    /// What the renderer made of it.
    pub rendered: Rendered,
    /// The pack's `values.yaml`.
    values: Option<Arc<SourceFile>>,
    documents: OnceLock<Vec<Document>>,
}

/// An object that a release installs: a document, or an item of a list in one.
#[derive(Debug, Clone, Copy)]
pub struct Object<'r> {
    /// What it is installed by.
    pub release: &'r Release,
    /// The document that it stands in.
    pub document: &'r Document,
    /// The object.
    pub root: NodeRef<'r>,
}

/// What wrote a part of the output.
#[derive(Debug, Clone, Default)]
pub struct Written {
    /// The value in the pack's `values.yaml`, if one was printed there.
    pub value: Option<Span>,
    /// The default of a chart, if one was printed there.
    pub default: Option<Span>,
    /// The text or the tag of a template.
    pub template: Option<Span>,
}

impl Pack {
    /// The charts of the pack that can be read, rendered for [`KUBE_VERSION`] with the pack's own
    /// values. One that Helm would refuse has errors, and the output of the templates without.
    pub fn releases(&self) -> &[Release] {
        self.releases.get_or_init(|| {
            let charts = self.charts().iter().enumerate();
            charts.filter_map(|(at, listed)| release(self, at, listed)).collect()
        })
    }

    /// The objects that the charts install, without the tests of the charts and without the
    /// definitions in `crds/`. Documents that are no YAML or no mapping have none.
    pub fn objects(&self) -> impl Iterator<Item = Object<'_>> {
        self.releases().iter().flat_map(Release::objects)
    }

    /// How Palette installs a chart of the pack on a cluster of that version.
    pub fn release_options(&self, chart: &str, kube_version: KubeVersion) -> ReleaseOptions {
        Installation::new(self, &[]).release_options(chart, kube_version)
    }
}

fn release(pack: &Pack, at: usize, listed: &ListedChart) -> Option<Release> {
    let chart = listed.chart()?;
    let values: Vec<_> = listed.overrides(pack).into_iter().collect();
    let options = pack.release_options(chart.name()?, KubeVersion::parse(KUBE_VERSION)?);
    Some(Release {
        listed: listed.listed.clone(),
        chart: at,
        rendered: render::render(chart, &values, &options),
        options,
        values: pack.values().map(|values| Arc::clone(values.document().file())),
        documents: OnceLock::new(),
    })
}

impl Release {
    /// The entry of `pack.json`.
    pub fn listed_chart<'p>(&self, pack: &'p Pack) -> Option<&'p ListedChart> {
        pack.charts().get(self.chart)
    }

    /// The documents in the order in which Helm installs them, tests of the chart included.
    pub fn documents(&self) -> &[Document] {
        self.documents.get_or_init(|| self.rendered.documents())
    }

    /// See [`Pack::objects`].
    pub fn objects(&self) -> impl Iterator<Item = Object<'_>> {
        let installed = self.documents().iter().filter(|document| !document.is_test());
        installed.flat_map(move |document| {
            let roots = document.root().map(roots).unwrap_or_default().into_iter();
            roots.map(move |root| Object { release: self, document, root })
        })
    }

    /// The objects of the release on a cluster that serves Kubernetes' own APIs and no others:
    /// `apiVersion` and `kind` of each.
    ///
    /// Without a cluster, Helm says of APIs that are long gone that they are there, and a template
    /// that asks for them is answered otherwise than on any cluster.
    pub fn on_cluster(&self, pack: &Pack) -> Vec<(String, String)> {
        let Some(listed) = self.listed_chart(pack) else { return Vec::new() };
        let Some(chart) = listed.chart() else { return Vec::new() };
        let values: Vec<_> = listed.overrides(pack).into_iter().collect();
        let served = schema::served();
        let rendered = render::render_on_cluster(chart, &values, &self.options, &served);
        let roots = |document: &Document| -> Vec<(String, String)> {
            let roots = document.root().map(roots).unwrap_or_default().into_iter();
            let key = |root| Some((text(root, &["apiVersion"])?, text(root, &["kind"])?));
            roots.filter_map(key).map(|(version, kind)| (version.into(), kind.into())).collect()
        };
        rendered.documents().iter().flat_map(roots).collect()
    }

    /// What wrote the bytes of a file's output.
    pub fn written(&self, file: &RenderedFile, range: Range<usize>) -> Written {
        let mut written = Written::default();
        for trace in self.rendered.traces(file, range) {
            let own =
                |span: &Span| self.values.as_ref().is_some_and(|f| Arc::ptr_eq(f, span.file()));
            let slot = match &trace.value {
                Some(value) if own(value) => &mut written.value,
                _ => &mut written.default,
            };
            *slot = slot.take().or(trace.value);
            written.template = written.template.or(trace.template);
        }
        written
    }
}

/// The objects of a document: those of a list are installed one by one.
fn roots(root: NodeRef<'_>) -> Vec<NodeRef<'_>> {
    if root.kind() != Kind::Mapping {
        return Vec::new();
    }
    let is_list = text(root, &["kind"]).is_some_and(|kind| kind.ends_with("List"));
    match root.get("items").filter(|items| is_list && items.kind() == Kind::Sequence) {
        Some(items) => items.items().filter(|item| item.kind() == Kind::Mapping).collect(),
        None => vec![root],
    }
}

fn text<'d>(node: NodeRef<'d>, path: &[&str]) -> Option<&'d str> {
    node.at(path)?.as_str().filter(|text| !text.is_empty())
}

impl<'r> Object<'r> {
    /// `apiVersion`, a non-empty string.
    pub fn api_version(&self) -> Option<&'r str> {
        text(self.root, &["apiVersion"])
    }

    /// The API group: empty for the core group.
    pub fn group(&self) -> Option<&'r str> {
        Some(self.api_version()?.rsplit_once('/').map_or("", |(group, _)| group))
    }

    /// `kind`, a non-empty string.
    pub fn kind(&self) -> Option<&'r str> {
        text(self.root, &["kind"])
    }

    /// `metadata.name`, a non-empty string.
    pub fn name(&self) -> Option<&'r str> {
        text(self.root, &["metadata", "name"])
    }

    /// `metadata.namespace`, a non-empty string: one that the release gives it is not in there.
    pub fn namespace(&self) -> Option<&'r str> {
        text(self.root, &["metadata", "namespace"])
    }

    /// True for an object that is installed at certain events only.
    pub fn is_hook(&self) -> bool {
        !self.document.hooks.is_empty()
    }

    /// The bytes of a node of the object in what the file wrote.
    pub fn range(&self, node: TextRange) -> Range<usize> {
        let start = self.document.range.start;
        start + node.start as usize..start + node.end as usize
    }

    /// What wrote a node of the object.
    pub fn written(&self, node: TextRange) -> Written {
        self.release.written(&self.document.file, self.range(node))
    }
}

#[cfg(test)]
mod tests;
