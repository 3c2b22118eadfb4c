//! The presets of a pack: named changes to its values.
//!
//! The text `add` of a preset is YAML inside a string. It is parsed as a document whose places lie
//! in presets.yaml, so that a rule can underline a single key of it.

pub mod applied;
pub mod header;
pub mod keys;
pub mod path;
pub mod residue;
pub mod sections;
#[cfg(test)]
mod tests;

use crate::limits;
use crate::model::pack::Pack;
use crate::syntax::tree::{Document, Kind, NodeRef};
use crate::syntax::yaml;

/// One preset.
#[derive(Debug, Clone, Copy)]
pub struct Preset<'a> {
    /// The mapping.
    pub node: NodeRef<'a>,
    /// The text of `add`, parsed; `None` where it is no string.
    pub add: Option<&'a Document>,
}

impl<'a> Preset<'a> {
    /// The value of a key of the preset.
    pub fn get(&self, key: &str) -> Option<NodeRef<'a>> {
        self.node.get(key)
    }

    /// A non-empty text of the preset.
    pub fn field(&self, key: &str) -> Option<NodeRef<'a>> {
        self.get(key).filter(|node| node.as_str().is_some_and(|text| !text.trim().is_empty()))
    }

    /// The text of `name`.
    pub fn name(&self) -> Option<&'a str> {
        self.field("name")?.as_str()
    }

    /// The text of `group`.
    pub fn group(&self) -> Option<&'a str> {
        self.field("group")?.as_str()
    }

    /// Where to point for the preset as a whole.
    pub fn anchor(&self) -> NodeRef<'a> {
        let first = || self.node.entries().next().map(|entry| entry.key);
        self.field("name").or_else(first).unwrap_or(self.node)
    }

    /// The dotted paths that it removes.
    pub fn removed(&self) -> impl Iterator<Item = (NodeRef<'a>, &'a str)> + use<'a> {
        let items = self.get("remove").into_iter().flat_map(NodeRef::items);
        items.take(limits::REMOVED_PATHS).filter_map(|node| Some((node, node.as_str()?)))
    }

    /// The mapping that it adds; `None` where there is none, or where it could not be read.
    pub fn added(&self) -> Option<NodeRef<'a>> {
        self.add?.root().filter(|root| root.kind() == Kind::Mapping)
    }

    /// False where `add` is there and could not be read, so that its effect is not known.
    pub fn is_readable(&self) -> bool {
        let removes = self
            .get("remove")
            .is_none_or(|node| node.is_null() || node.items().all(|item| item.as_str().is_some()));
        let adds = match (self.get("add"), self.add) {
            (None, _) => true,
            (Some(node), None) => node.is_null(),
            (_, Some(add)) => {
                !add.is_broken()
                    && add.root().is_none_or(|root| root.is_null() || root.kind() == Kind::Mapping)
            }
        };
        removes && adds
    }
}

fn items(pack: &Pack) -> impl Iterator<Item = NodeRef<'_>> {
    let root = pack.presets_file().document.as_ref().ok().and_then(Document::root);
    let list = root.and_then(|root| root.get("presets"));
    list.into_iter().flat_map(NodeRef::items).take(limits::PRESETS)
}

/// The text `add` of each item of the list.
pub(super) fn read_added(pack: &Pack) -> Vec<Option<Document>> {
    let read = |item: NodeRef<'_>| {
        let add = item.get("add").filter(|add| add.as_str().is_some())?;
        yaml::parse_scalar(add)
    };
    items(pack).map(read).collect()
}

/// The items of the list that are mappings.
pub(super) fn of<'a>(pack: &'a Pack, added: &'a [Option<Document>]) -> Vec<Preset<'a>> {
    let both = items(pack).zip(added);
    let presets = both.map(|(node, add)| Preset { node, add: add.as_ref() });
    presets.filter(|preset| preset.node.kind() == Kind::Mapping).collect()
}

/// True where presets.yaml is there and could not be read in full.
pub fn are_unreadable(pack: &Pack) -> bool {
    match &pack.presets_file().document {
        Ok(document) => document.is_broken(),
        Err(error) => *error != crate::files::ReadError::Missing,
    }
}
