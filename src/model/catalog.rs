//! The packs that layers of profiles may name, as `--registry` and `registry:` bring them.
//!
//! Only `pack.json` is read for the index. A pack is opened when a layer names it, once for all
//! profiles of a run.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, OnceLock};

use crate::files::Files;
use crate::model::pack::Pack;
use crate::model::profile::{Embedded, Tag};
use crate::model::version::Version;
use crate::source::VirtualPath;
use crate::syntax::yaml;

/// Packs by name.
#[derive(Debug, Default)]
pub struct Catalog {
    /// The newest version of each first.
    packs: BTreeMap<String, Vec<Arc<CatalogPack>>>,
}

/// One version of a pack.
pub struct CatalogPack {
    /// `name`
    pub name: String,
    /// `version`
    pub version_text: String,
    /// The version, where it can be read.
    pub version: Option<Version>,
    /// `group`, where it is not blank.
    pub group: Option<String>,
    /// Its directory or archive.
    pub root: VirtualPath,
    open: Opener,
    pack: OnceLock<Option<Pack>>,
}

/// Lists the files of a pack; `None` where they are no longer there.
pub type Opener = Box<dyn Fn() -> Option<Files> + Send + Sync>;

impl Catalog {
    /// All of these packs. Of two with one name and one version the first counts.
    pub fn new(packs: impl IntoIterator<Item = Arc<CatalogPack>>) -> Self {
        let mut catalog = Self::default();
        for pack in packs {
            let versions = catalog.packs.entry(pack.name.clone()).or_default();
            if versions.iter().all(|known| known.version_text != pack.version_text) {
                versions.push(pack);
            }
        }
        for versions in catalog.packs.values_mut() {
            versions
                .sort_by(|a, b| (&b.version, &b.version_text).cmp(&(&a.version, &a.version_text)));
        }
        catalog
    }

    /// The names of all packs, sorted.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.packs.keys().map(String::as_str)
    }

    /// The versions of a pack, the newest first; empty where there is no such pack.
    pub fn versions(&self, name: &str) -> &[Arc<CatalogPack>] {
        self.packs.get(name).map_or(&[], Vec::as_slice)
    }

    /// The pack of this version: as it is written, else one that means the same.
    pub fn exact(&self, name: &str, version: &str) -> Option<&Arc<CatalogPack>> {
        let version = version.split_once("__").map_or(version, |(_, version)| version);
        let versions = self.versions(name);
        let wanted = Version::lenient(version);
        let same = |pack: &&Arc<CatalogPack>| wanted.is_some() && pack.version == wanted;
        let written = versions.iter().find(|pack| pack.version_text == version);
        written.or_else(|| versions.iter().find(same))
    }

    /// The pack that a tag stands for: that version, or the newest of its train.
    pub fn tagged(&self, name: &str, tag: &Tag<'_>, text: &str) -> Option<&Arc<CatalogPack>> {
        if !tag.is_train() {
            return self.exact(name, text);
        }
        let mut train = self.versions(name).iter().filter(|pack| tag.holds(&pack.version_text));
        // What group a pack is of is rarely written down.
        train.find(|pack| pack.group.is_none() || pack.group.as_deref() == tag.group)
    }
}

impl CatalogPack {
    /// The entry of the pack whose files `open` lists; `None` where its `pack.json` names no pack.
    pub fn read(open: Opener) -> Option<Self> {
        let pack = Pack::new(open()?);
        let filled = |name| pack.field_text(name).filter(|text| !text.trim().is_empty());
        let version_text = filled("version")?.to_owned();
        Some(Self {
            name: filled("name")?.to_owned(),
            version: Version::lenient(&version_text),
            version_text,
            group: filled("group").map(str::to_owned),
            root: pack.files().root().clone(),
            open,
            pack: OnceLock::new(),
        })
    }

    /// `name@version`.
    pub fn label(&self) -> String {
        format!("{}@{}", self.name, self.version_text)
    }

    /// The pack; `None` where it has vanished since it was indexed.
    pub fn pack(&self) -> Option<&Pack> {
        self.pack.get_or_init(|| (self.open)().map(Pack::new)).as_ref()
    }

    /// The pack with the values of a profile instead of its own.
    pub fn with_values(&self, values: &Embedded) -> Option<Pack> {
        let document = yaml::parse_embedded(values.file(), values.text(), values.origin());
        Some(Pack::with_values((self.open)()?, document))
    }
}

impl fmt::Debug for CatalogPack {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} in {}", self.label(), self.root)
    }
}
