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
    pub parsed: Option<Result<ImageRef, ImageError>>,
}

impl Pack {
    /// The value of a list of `pack.content`, whatever it is.
    pub fn content_list(&self, list: ContentList) -> Option<NodeRef<'_>> {
        self.pack_section()?.content()?.get(list.key())
    }

    /// The images that `pack.content.images` names.
    pub fn content_images(&self) -> Vec<ContentImage<'_>> {
        let items = self.content_list(ContentList::Images).into_iter().flat_map(NodeRef::items);
        items.filter_map(content_image).collect()
    }

    /// The references that can be read, with the nodes that hold them.
    pub fn parsed_images(&self) -> impl Iterator<Item = (ContentImage<'_>, ImageRef)> {
        self.content_images().into_iter().filter_map(|image| {
            let parsed = image.parsed.as_ref()?.as_ref().ok()?.clone();
            Some((image, parsed))
        })
    }
}

fn content_image(item: NodeRef<'_>) -> Option<ContentImage<'_>> {
    let node = match item.kind() {
        Kind::Mapping => item.get("image")?,
        _ => return None,
    };
    let text = node.text()?;
    let parsed = (!literal::has_macro(text)).then(|| ImageRef::parse(text));
    Some(ContentImage { item, node, text, parsed })
}
