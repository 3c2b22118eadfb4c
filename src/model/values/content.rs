//! `pack.content`: what is bundled for clusters without a network.

use crate::model::image::{ImageError, ImageRef};
use crate::model::literal;
use crate::model::pack::Pack;
use crate::syntax::tree::{Kind, NodeRef};

/// The documented lists of `pack.content`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContentList {
    /// `images`
    Images,
    /// `charts`
    Charts,
}

impl ContentList {
    /// The key below `pack.content`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Images => "images",
            Self::Charts => "charts",
        }
    }
}

/// An item of `pack.content.images` that names an image.
#[derive(Debug)]
pub struct ContentImage<'a> {
    /// The item of the list.
    pub item: NodeRef<'a>,
    /// The reference.
    pub node: NodeRef<'a>,
    /// Its text.
    pub text: &'a str,
    /// What it says; `None` where it holds a macro, which only Palette can resolve.
    pub parsed: Option<&'a Result<ImageRef, ImageError>>,
}

impl Pack {
    /// The value of a list of `pack.content`, whatever it is.
    pub fn content_list(&self, list: ContentList) -> Option<NodeRef<'_>> {
        self.pack_section()?.content()?.get(list.key())
    }

    /// The images that `pack.content.images` names.
    pub fn content_images(&self) -> Vec<ContentImage<'_>> {
        let parsed = self.images.get_or_init(|| {
            let texts = self.image_nodes().map(|(_, _, text)| text);
            texts.map(|text| (!literal::has_macro(text)).then(|| ImageRef::parse(text))).collect()
        });
        let nodes = self.image_nodes().zip(parsed);
        nodes
            .map(|((item, node, text), parsed)| {
                let parsed = parsed.as_ref();
                ContentImage { item, node, text, parsed }
            })
            .collect()
    }

    /// The items that name an image, the references in them, and their texts.
    fn image_nodes(&self) -> impl Iterator<Item = (NodeRef<'_>, NodeRef<'_>, &str)> {
        let items = self.content_list(ContentList::Images).into_iter().flat_map(NodeRef::items);
        let mappings = items.filter(|item| item.kind() == Kind::Mapping);
        mappings.filter_map(|item| {
            let node = item.get("image")?;
            Some((item, node, node.text()?))
        })
    }

    /// The references that can be read, with the nodes that hold them.
    pub fn parsed_images(&self) -> impl Iterator<Item = (ContentImage<'_>, &ImageRef)> {
        let images = self.content_images().into_iter();
        images.filter_map(|image| {
            let reference = image.parsed?.as_ref().ok()?;
            Some((image, reference))
        })
    }
}
