//! Images that an object names for the program it configures, such as those of an operator.
//!
//! A text that reads like a reference may be one of several to choose from, so that a repository is
//! left alone as soon as one of its bundled versions is named.

use crate::model::image::ImageRef;
use crate::model::literal::has_macro;
use crate::model::pack::Pack;
use crate::model::pulled::{CONTAINERS, PulledImage};
use crate::model::rendered::Object;
use crate::model::values::ContentImage;
use crate::syntax::tree::{Kind, NodeRef};

/// The images that are named in other versions than the bundled ones only, with one of these.
pub(super) fn in_other_versions<'b>(
    pack: &Pack,
    bundled: &'b [(ContentImage<'b>, &'b ImageRef)],
) -> Vec<(PulledImage, &'b (ContentImage<'b>, &'b ImageRef))> {
    let named: Vec<_> = pack.objects().flat_map(|object| of_object(&object, bundled)).collect();
    let is_bundled = |image: &ImageRef| bundled.iter().any(|(_, b)| b.may_stand_for(image));
    let known: Vec<&ImageRef> = named.iter().map(|image| &image.reference).collect();
    let known: Vec<ImageRef> =
        known.into_iter().filter(|image| is_bundled(image)).cloned().collect();
    let others = named
        .into_iter()
        .filter(|image| !known.iter().any(|known| known.same_repository(&image.reference)));
    let with_item = |image: PulledImage| {
        let item = bundled.iter().find(|(_, other)| other.same_repository(&image.reference))?;
        Some((image, item))
    };
    others.filter_map(with_item).collect()
}

fn of_object(object: &Object<'_>, bundled: &[(ContentImage<'_>, &ImageRef)]) -> Vec<PulledImage> {
    if bundled.is_empty() || object.kind() == Some("CustomResourceDefinition") {
        return Vec::new();
    }
    let mut texts = Vec::new();
    collect(object.root, &mut texts);
    let image = |node: NodeRef<'_>| {
        let text = node.as_str().filter(|text| !has_macro(text))?;
        bundled.iter().find(|(_, image)| text.contains(image.repository.as_str()))?;
        let reference = ImageRef::parse(text).ok().filter(|image| image.tag.is_some())?;
        bundled.iter().find(|(_, image)| image.same_repository(&reference))?;
        let written = object.written(node.range());
        Some(PulledImage {
            reference,
            kind: object.kind().unwrap_or_default().to_owned(),
            template: written.template,
            value: written.value.or(written.default),
        })
    };
    texts.into_iter().filter_map(image).collect()
}

/// The texts that are neither the image of a container nor there for people.
fn collect<'d>(node: NodeRef<'d>, texts: &mut Vec<NodeRef<'d>>) {
    match node.kind() {
        Kind::String => texts.push(node),
        Kind::Sequence => node.items().for_each(|item| collect(item, texts)),
        Kind::Mapping => {
            node.entries().filter(|entry| entry.name() != "metadata").for_each(|entry| {
                match CONTAINERS.contains(&&*entry.name()) {
                    true => entry.value.items().for_each(|item| of_container(item, texts)),
                    false => collect(entry.value, texts),
                }
            })
        }
        _ => {}
    }
}

fn of_container<'d>(container: NodeRef<'d>, texts: &mut Vec<NodeRef<'d>>) {
    let entries = container.entries().filter(|entry| entry.name() != "image");
    entries.for_each(|entry| collect(entry.value, texts));
}
