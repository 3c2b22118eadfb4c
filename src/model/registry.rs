//! Every pack of a run, as far as rules that compare packs need it.
//!
//! A pack is indexed when it has been linted and then dropped: of it stay the tree of its pack.json
//! and the names of its images. Archives are not compared, since packing the same chart twice gives
//! other bytes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::finding::Place;
use crate::limits;
use crate::model::constraint::{self, Dependency};
use crate::model::pack::{Pack, VALUES};
use crate::model::version::Version;
use crate::source::VirtualPath;
use crate::syntax::tree::{Document, Kind, NodeRef};

/// The packs of a run, in the order of their paths.
#[derive(Debug, Default)]
pub struct Registry {
    members: Vec<Member>,
}

/// One pack of a run.
#[derive(Debug)]
pub struct Member {
    json: Document,
    label: Arc<str>,
    values: VirtualPath,
    images: BTreeSet<String>,
}

impl Registry {
    /// The registry of these packs.
    pub fn new(mut members: Vec<Member>) -> Self {
        members.sort_by(|a, b| a.path().cmp(b.path()));
        Self { members }
    }

    /// The packs, sorted by path.
    pub fn members(&self) -> &[Member] {
        &self.members
    }

    /// The packs by their name, each with all its versions in the order of their paths.
    pub fn by_name(&self) -> BTreeMap<&str, Vec<&Member>> {
        let mut packs: BTreeMap<&str, Vec<&Member>> = BTreeMap::new();
        for member in &self.members {
            if let Some(name) = member.field_text("name") {
                packs.entry(name).or_default().push(member);
            }
        }
        packs
    }
}

impl Member {
    /// What stays of a pack; `None` where its pack.json is missing, broken, no object, or far larger
    /// than any real one.
    pub fn of(pack: Pack) -> Option<Self> {
        let label = pack.label().into();
        let values = pack.files().virtual_path(VALUES);
        let images = images(&pack);
        let json = pack.into_json()?;
        let small = json.file().text().len() <= limits::INDEXED_BYTES;
        let object = json.root().is_some_and(|root| root.kind() == Kind::Mapping);
        (small && object).then_some(Self { json, label, values, images })
    }

    fn path(&self) -> &VirtualPath {
        self.json.file().path()
    }

    /// True for a place in the files of the pack that are indexed.
    pub fn holds(&self, place: &Place) -> bool {
        place.path() == self.path() || *place.path() == self.values
    }

    /// `name@version`.
    pub fn label(&self) -> &Arc<str> {
        &self.label
    }

    /// A non-empty string of `pack.json`.
    pub fn field(&self, name: &str) -> Option<NodeRef<'_>> {
        let node = self.json.root()?.get(name)?;
        node.as_str().is_some_and(|text| !text.is_empty()).then_some(node)
    }

    /// The text of a non-empty string of `pack.json`.
    pub fn field_text(&self, name: &str) -> Option<&str> {
        self.field(name)?.as_str()
    }

    /// The version, where it can be read.
    pub fn version(&self) -> Option<Version> {
        Version::lenient(self.field_text("version")?)
    }

    /// What the pack depends on.
    pub fn dependencies(&self) -> impl Iterator<Item = Dependency<'_>> {
        self.json.root().into_iter().flat_map(constraint::dependencies)
    }

    /// The images in `pack.content`, at most [`limits::INDEXED_IMAGES`].
    pub fn images(&self) -> &BTreeSet<String> {
        &self.images
    }

    /// `values.yaml` as a whole: its text is no longer there.
    pub fn values(&self) -> Place {
        Place::File(self.values.clone())
    }
}

fn images(pack: &Pack) -> BTreeSet<String> {
    let images = pack.content_images().into_iter().take(limits::INDEXED_IMAGES);
    let images = images.map(|image| image.text.trim().to_owned());
    images.filter(|image| image.len() <= limits::INDEXED_IMAGE).collect()
}
