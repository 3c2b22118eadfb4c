//! The images that a pack pulls with its own values: exactly those of its rendered charts, and those
//! that its manifests name outright.

use crate::model::image::ImageRef;
use crate::model::literal;
use crate::model::literal_image::{self, LiteralImage};
use crate::model::pack::Pack;
use crate::model::rendered::Object;
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
        let mut found = Vec::new();
        images(object.root, &mut found);
        pulled.extend(found.iter().filter_map(|node| of_node(&object, *node)));
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

fn of_node(object: &Object<'_>, node: NodeRef<'_>) -> Option<PulledImage> {
    let text = node.as_str().filter(|text| !literal::has_macro(text))?;
    let reference = ImageRef::parse(text).ok()?;
    let written = object.written(node.range());
    Some(PulledImage {
        reference,
        kind: object.kind().unwrap_or_default().to_owned(),
        template: written.template,
        value: written.value.or(written.default),
    })
}
