//! The images that a pack pulls with its own values: exactly those of its rendered charts, and those
//! that its manifests name outright.

use crate::model::chart::ListedChart;
use crate::model::image::ImageRef;
use crate::model::literal;
use crate::model::literal_image::{self, LiteralImage};
use crate::model::pack::Pack;
use crate::render::{self, Document, KubeVersion, ReleaseOptions, Rendered};
use crate::source::Span;
use crate::syntax::tree::{Kind, NodeRef};

/// An image of a container that is deployed.
#[derive(Debug)]
pub struct PulledImage {
    /// What is pulled.
    pub reference: ImageRef,
    /// The kind of the object that pulls it.
    pub kind: String,
    /// The template or manifest that names it.
    pub template: Option<Span>,
    /// The value that names it, if one does.
    pub value: Option<Span>,
}

/// The keys of a pod whose items are containers.
pub const CONTAINERS: [&str; 3] = ["containers", "initContainers", "ephemeralContainers"];

/// The version of the cluster that nothing else is said of.
pub const KUBE_VERSION: &str = "1.34.0";

impl Pack {
    /// The images that the pack pulls. A template that cannot be rendered, for want of a value that
    /// the user has to give, takes nothing from the others.
    pub fn pulled_images(&self) -> &[PulledImage] {
        self.pulled.get_or_init(|| of_pack(self))
    }

    /// How Palette installs a chart of the pack on a cluster of that version.
    pub fn release_options(&self, chart: &str, kube_version: KubeVersion) -> ReleaseOptions {
        let text = |path: &[&str]| {
            let text = self.values().and_then(|values| values.at(path)?.as_str());
            text.filter(|text| !text.is_empty())
        };
        let name = self.field_text("name").unwrap_or_default();
        let given = text(&["pack", "releaseNameOverride", chart]);
        ReleaseOptions {
            name: given.map_or_else(|| format!("{name}-{chart}"), str::to_owned),
            namespace: text(&["pack", "namespace"]).unwrap_or("default").to_owned(),
            kube_version,
        }
    }
}

fn of_pack(pack: &Pack) -> Vec<PulledImage> {
    let literals = literal_image::of_manifests(pack, &|_| false);
    let mut pulled: Vec<PulledImage> = literals.into_iter().map(of_manifest).collect();
    for listed in pack.charts() {
        let Some(rendered) = rendered(pack, listed) else { continue };
        let documents = rendered.documents_of(|file| literal_image::names_image(&file.text));
        for document in documents.iter().filter(|document| !document.is_test()) {
            if let Some(root) = document.root() {
                let mut found = Vec::new();
                images(root, &mut found);
                pulled.extend(found.iter().filter_map(|node| of_node(&rendered, document, *node)));
            }
        }
    }
    pulled
}

fn of_manifest(literal: LiteralImage) -> PulledImage {
    PulledImage {
        reference: literal.reference,
        kind: "manifest".to_owned(),
        template: Some(literal.at),
        value: None,
    }
}

/// The chart as it is installed with the pack's values; `None` where it cannot be read.
fn rendered(pack: &Pack, listed: &ListedChart) -> Option<Rendered> {
    let chart = listed.chart()?;
    let values: Vec<_> = listed.overrides(pack).into_iter().collect();
    let options = pack.release_options(chart.name()?, KubeVersion::parse(KUBE_VERSION)?);
    Some(render::render(chart, &values, &options))
}

fn images<'d>(node: NodeRef<'d>, found: &mut Vec<NodeRef<'d>>) {
    match node.kind() {
        Kind::Sequence => node.items().for_each(|item| images(item, found)),
        Kind::Mapping => {
            for entry in node.entries() {
                if CONTAINERS.contains(&&*entry.name()) {
                    found.extend(entry.value.items().filter_map(|item| item.get("image")));
                }
                images(entry.value, found);
            }
        }
        _ => {}
    }
}

fn of_node(rendered: &Rendered, document: &Document<'_>, node: NodeRef<'_>) -> Option<PulledImage> {
    let text = node.as_str().filter(|text| !literal::has_macro(text))?;
    let reference = ImageRef::parse(text).ok()?;
    let start = document.range.start + node.range().start as usize;
    let traces = rendered.traces(document.file, start..start + node.range().len() as usize);
    Some(PulledImage {
        reference,
        kind: document.kind.clone(),
        template: traces.iter().find_map(|trace| trace.template.clone()),
        value: traces.iter().find_map(|trace| trace.value.clone()),
    })
}
