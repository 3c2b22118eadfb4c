//! Every image that a pack has to do with: declared in `pack.content.images`, pulled by what is
//! rendered, or brought by a preset.

use std::collections::BTreeMap;

use crate::finding::Place;
use crate::model::image::ImageRef;
use crate::model::pack::Pack;
use crate::model::preset_image;

/// Where an image comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// `pack.content.images` names it.
    Declared,
    /// A manifest deploys it.
    Manifest,
    /// A chart deploys it, in an object of this kind.
    Chart(String),
    /// What is rendered with this preset deploys it.
    Preset(String),
}

/// One reason to have an image.
#[derive(Debug, Clone)]
pub struct Source {
    /// What sort of reason.
    pub origin: Origin,
    /// Where it is written, where that is known.
    pub at: Option<Place>,
}

/// An image, with all that names it.
#[derive(Debug)]
pub struct NeededImage {
    /// The reference.
    pub reference: ImageRef,
    /// Who names it; declarations first.
    pub sources: Vec<Source>,
    /// True where something deploys it and `pack.content.images` lacks it.
    pub is_missing: bool,
}

impl Pack {
    /// The images of the pack, sorted by their text.
    pub fn needed_images(&self) -> Vec<NeededImage> {
        let declared: Vec<_> = self.parsed_images().collect();
        let mut images = Images::default();
        for (image, reference) in &declared {
            images.add(reference, Origin::Declared, Some(image.node.span().into()));
        }
        for image in self.pulled_images() {
            let origin = match image.is_of_manifest() {
                true => Origin::Manifest,
                false => Origin::Chart(image.kind.clone()),
            };
            images.add(&image.reference, origin, image.template.clone().map(Place::from));
        }
        for image in preset_image::of_pack(self) {
            let origin = Origin::Preset(image.preset.name().unwrap_or_default().to_owned());
            images.add(&image.reference, origin, Some(image.at.into()));
        }
        let declared: Vec<&ImageRef> = declared.iter().map(|(_, reference)| *reference).collect();
        images.0.into_values().map(|(image, sources)| judged(image, sources, &declared)).collect()
    }
}

fn judged(reference: ImageRef, sources: Vec<Source>, declared: &[&ImageRef]) -> NeededImage {
    let is_deployed = sources.iter().any(|source| source.origin != Origin::Declared);
    let is_declared = declared.iter().any(|declared| declared.may_stand_for(&reference));
    NeededImage { reference, sources, is_missing: is_deployed && !is_declared }
}

#[derive(Default)]
struct Images(BTreeMap<String, (ImageRef, Vec<Source>)>);

impl Images {
    fn add(&mut self, reference: &ImageRef, origin: Origin, at: Option<Place>) {
        let entry = self.0.entry(reference.to_string());
        let (_, sources) = entry.or_insert_with(|| (reference.clone(), Vec::new()));
        let source = Source { origin, at };
        let same = |known: &Source| known.origin == source.origin && known.at == source.at;
        if !sources.iter().any(same) {
            sources.push(source);
        }
    }
}
