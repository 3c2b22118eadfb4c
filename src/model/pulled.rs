//! The images that a pack pulls with its own values: exactly those of its rendered charts, and those
//! that its manifests name outright.

use crate::model::image::ImageRef;
use crate::model::install::Installation;
use crate::model::literal;
use crate::model::literal_image::{self, LiteralImage};
use crate::model::pack::Pack;
use crate::model::rendered::{KUBE_VERSION, Written};
use crate::render::{KubeVersion, Rendered};
use crate::source::Span;
use crate::syntax::tree::{Kind, NodeRef};
use crate::syntax::yaml;

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

/// The kind of what manifests deploy.
const MANIFEST: &str = "manifest";

impl PulledImage {
    /// True where a manifest names it, and no chart.
    pub fn is_of_manifest(&self) -> bool {
        self.kind == MANIFEST
    }
}

impl Pack {
    /// The images that the pack pulls. A template that cannot be rendered, for want of a value that
    /// the user has to give, takes nothing from the others.
    pub fn pulled_images(&self) -> &[PulledImage] {
        self.pulled.get_or_init(|| of_pack(self))
    }
}

fn of_pack(pack: &Pack) -> Vec<PulledImage> {
    let literals = literal_image::of_manifests(pack, &|_| false);
    let mut pulled: Vec<PulledImage> = literals.into_iter().map(of_manifest).collect();
    for object in pack.objects() {
        let image = |node| of_node(node, object.kind(), &object.written(node.range()));
        pulled.extend(images(object.root).into_iter().filter_map(image));
    }
    pulled.extend(pack.releases().iter().flat_map(|release| beside_definitions(&release.rendered)));
    let Some(kube_version) = KubeVersion::parse(KUBE_VERSION) else { return pulled };
    let installation = Installation::new(pack, &[]);
    for manifest in pack.manifests() {
        let rendered = installation.render_manifest(manifest, kube_version.clone());
        let found = rendered.iter().flat_map(of_rendered);
        pulled.extend(found.map(|image| PulledImage { kind: MANIFEST.to_owned(), ..image }));
    }
    pulled
}

/// The images of the containers in what was rendered, those of tests left out.
pub(super) fn of_rendered(rendered: &Rendered) -> Vec<PulledImage> {
    let mut pulled = Vec::new();
    let documents = rendered.documents_of(|file| literal_image::names_image(&file.text));
    for document in documents.iter().filter(|document| !document.is_test()) {
        let image = |node: NodeRef<'_>| {
            let start = document.range.start + node.range().start as usize;
            let range = start..start + node.range().len() as usize;
            let traces = rendered.traces(&document.file, range);
            let written = Written {
                value: traces.iter().find_map(|trace| trace.value.clone()),
                default: None,
                template: traces.iter().find_map(|trace| trace.template.clone()),
            };
            of_node(node, Some(&document.kind), &written)
        };
        let root = document.root().into_iter();
        pulled.extend(root.flat_map(images).filter_map(image));
    }
    pulled
}

/// The images of what lies in `crds/` and is no definition: Helm installs it all the same.
fn beside_definitions(rendered: &Rendered) -> Vec<PulledImage> {
    let mut pulled = Vec::new();
    for file in rendered.crds.iter().filter(|file| literal_image::names_image(file.source.text())) {
        let document = yaml::parse(&file.source);
        for root in document.roots().flatten() {
            let kind = root.get("kind").and_then(NodeRef::as_str);
            if kind == Some("CustomResourceDefinition") {
                continue;
            }
            let image = |node: NodeRef<'_>| {
                let written = Written { template: Some(node.span()), ..Written::default() };
                of_node(node, kind, &written)
            };
            pulled.extend(images(root).into_iter().filter_map(image));
        }
    }
    pulled
}

fn of_manifest(literal: LiteralImage) -> PulledImage {
    PulledImage {
        reference: literal.reference,
        kind: MANIFEST.to_owned(),
        template: Some(literal.at),
        value: None,
    }
}

fn images(root: NodeRef<'_>) -> Vec<NodeRef<'_>> {
    let mut found = Vec::new();
    collect(root, &mut found);
    found
}

fn collect<'d>(node: NodeRef<'d>, found: &mut Vec<NodeRef<'d>>) {
    match node.kind() {
        Kind::Sequence => node.items().for_each(|item| collect(item, found)),
        Kind::Mapping => {
            for entry in node.entries() {
                if CONTAINERS.iter().any(|name| entry.is_named(name)) {
                    found.extend(entry.value.items().filter_map(|item| item.get("image")));
                }
                collect(entry.value, found);
            }
        }
        _ => {}
    }
}

fn of_node(node: NodeRef<'_>, kind: Option<&str>, written: &Written) -> Option<PulledImage> {
    let text = node.as_str().filter(|text| !literal::has_macro(text))?;
    Some(PulledImage {
        reference: ImageRef::parse(text).ok()?,
        kind: kind.unwrap_or_default().to_owned(),
        template: written.template.clone(),
        value: written.value.clone().or_else(|| written.default.clone()),
    })
}
