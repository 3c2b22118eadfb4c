//! A pack directory: `pack.json` and the files beside it.

use std::sync::{Arc, OnceLock};

use crate::files::{Files, ReadError};
use crate::finding::Place;
use crate::model::chart::{self, ListedChart, Shelf};
use crate::model::conformance::{self, Violation};
use crate::model::ignores::{self, Directive};
use crate::model::image::{ImageError, ImageRef};
use crate::model::literal_image::LiteralImage;
use crate::model::macros::{self, Macro};
use crate::model::manifest::{self, Manifest};
use crate::model::presets::{self, Preset};
use crate::model::pulled::PulledImage;
use crate::model::rendered::Release;
use crate::model::schema::{self, Constraint};
use crate::model::schemas;
use crate::syntax::tree::{Document, Kind, NodeRef};
use crate::syntax::{json, yaml};

/// The file that makes a directory a pack.
pub const PACK_JSON: &str = "pack.json";
/// The parameters of the pack.
pub const VALUES: &str = "values.yaml";
/// Named changes to the parameters.
pub const PRESETS: &str = "presets.yaml";
/// Constraints on the parameters.
pub const SCHEMA: &str = "schema.yaml";
/// The picture in the console.
pub const LOGO: &str = "logo.png";
/// The text in the console.
pub const README: &str = "README.md";

/// One pack.
#[derive(Debug)]
pub struct Pack {
    files: Files,
    json: OnceLock<Loaded>,
    values: OnceLock<Loaded>,
    presets: OnceLock<Loaded>,
    schema: OnceLock<Loaded>,
    violations: OnceLock<Vec<Violation>>,
    preset_violations: OnceLock<Vec<Violation>>,
    added: OnceLock<Vec<Option<Document>>>,
    macros: OnceLock<Vec<Macro>>,
    charts: OnceLock<Vec<ListedChart>>,
    manifests: OnceLock<Vec<Manifest>>,
    constraints: OnceLock<Vec<Constraint>>,
    pub(super) images: OnceLock<Vec<Option<Result<ImageRef, ImageError>>>>,
    pub(super) literals: OnceLock<Vec<LiteralImage>>,
    pub(super) pulled: OnceLock<Vec<PulledImage>>,
    pub(super) releases: OnceLock<Vec<Release>>,
    pub(super) definitions: OnceLock<Vec<Document>>,
    ignores: OnceLock<Vec<Directive>>,
    shelf: Option<Arc<Shelf>>,
}

/// A text of the pack, or why there is none.
#[derive(Debug)]
pub struct Loaded {
    /// Its path in the pack.
    pub path: &'static str,
    /// The parsed text.
    pub document: Result<Document, ReadError>,
}

/// The lists of paths in `pack.json`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum List {
    /// `charts`
    Charts,
    /// `kubeManifests`
    KubeManifests,
    /// `ansibleRoles`
    AnsibleRoles,
}

impl List {
    /// All of them, in the order of the documentation.
    pub const ALL: [Self; 3] = [Self::Charts, Self::KubeManifests, Self::AnsibleRoles];

    /// The key in `pack.json`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Charts => "charts",
            Self::KubeManifests => "kubeManifests",
            Self::AnsibleRoles => "ansibleRoles",
        }
    }

    /// The directory where such files lie by convention.
    pub fn directory(self) -> &'static str {
        match self {
            Self::Charts => "charts",
            Self::KubeManifests => "manifests",
            Self::AnsibleRoles => "ansible-roles",
        }
    }
}

/// A path that `pack.json` lists.
#[derive(Debug, Clone, Copy)]
pub struct Listed<'a> {
    /// The list it stands in.
    pub list: List,
    /// The string.
    pub node: NodeRef<'a>,
    /// Its text.
    pub path: &'a str,
}

impl Pack {
    /// The pack whose files these are.
    pub fn new(files: Files) -> Self {
        Self {
            files,
            json: OnceLock::new(),
            values: OnceLock::new(),
            presets: OnceLock::new(),
            schema: OnceLock::new(),
            violations: OnceLock::new(),
            preset_violations: OnceLock::new(),
            added: OnceLock::new(),
            macros: OnceLock::new(),
            charts: OnceLock::new(),
            manifests: OnceLock::new(),
            constraints: OnceLock::new(),
            images: OnceLock::new(),
            literals: OnceLock::new(),
            pulled: OnceLock::new(),
            releases: OnceLock::new(),
            definitions: OnceLock::new(),
            ignores: OnceLock::new(),
            shelf: None,
        }
    }

    /// The pack whose files these are, with other values: what a profile makes of it.
    pub fn with_values(files: Files, values: Document) -> Self {
        let values = Loaded { path: VALUES, document: Ok(values) };
        Self { values: OnceLock::from(values), ..Self::new(files) }
    }

    /// Takes charts from `shelf` that were read before.
    pub fn shelved(mut self, shelf: Arc<Shelf>) -> Self {
        self.shelf = Some(shelf);
        self
    }

    pub(in crate::model) fn shelf(&self) -> Option<&Shelf> {
        self.shelf.as_deref()
    }

    /// The files of the pack.
    pub fn files(&self) -> &Files {
        &self.files
    }

    /// `pack.json` with its problems.
    pub fn json(&self) -> &Loaded {
        self.json.get_or_init(|| self.load(PACK_JSON, json::parse))
    }

    /// Gives `pack.json` away; `None` where it cannot be read.
    pub fn into_json(self) -> Option<Document> {
        self.json();
        self.json.into_inner()?.document.ok()
    }

    /// `values.yaml` with its problems.
    pub fn values_file(&self) -> &Loaded {
        self.values.get_or_init(|| self.load(VALUES, yaml::parse))
    }

    /// `presets.yaml` with its problems.
    pub fn presets_file(&self) -> &Loaded {
        self.presets.get_or_init(|| self.load(PRESETS, yaml::parse))
    }

    /// `schema.yaml` with its problems.
    pub fn schema_file(&self) -> &Loaded {
        self.schema.get_or_init(|| self.load(SCHEMA, yaml::parse))
    }

    fn load(
        &self,
        path: &'static str,
        parse: fn(&Arc<crate::source::SourceFile>) -> Document,
    ) -> Loaded {
        Loaded { path, document: self.files.text(path).map(|file| parse(&file)) }
    }

    /// The texts that Palette reads, whether they are there or not.
    pub fn texts(&self) -> [&Loaded; 4] {
        [self.json(), self.values_file(), self.presets_file(), self.schema_file()]
    }

    /// The texts that are there.
    pub fn documents(&self) -> impl Iterator<Item = &Document> {
        self.texts().into_iter().filter_map(|text| text.document.as_ref().ok())
    }

    /// The object in `pack.json`; `None` where it is missing, broken or not an object.
    pub fn manifest(&self) -> Option<NodeRef<'_>> {
        let root = self.json().document.as_ref().ok()?.root()?;
        (root.kind() == Kind::Mapping).then_some(root)
    }

    /// The mapping in `values.yaml`; `None` where it is missing, broken, empty or not a mapping.
    pub fn values(&self) -> Option<NodeRef<'_>> {
        let root = self.values_file().document.as_ref().ok()?.root()?;
        (root.kind() == Kind::Mapping).then_some(root)
    }

    /// A non-empty string of `pack.json`.
    pub fn field(&self, name: &str) -> Option<NodeRef<'_>> {
        self.manifest()?.get(name).filter(|node| node.as_str().is_some_and(|text| !text.is_empty()))
    }

    /// The text of a non-empty string of `pack.json`.
    pub fn field_text(&self, name: &str) -> Option<&str> {
        self.field(name)?.as_str()
    }

    /// The layer, as it is written.
    pub fn layer(&self) -> Option<&str> {
        self.field_text("layer")
    }

    /// True for a pack of the layer `os`.
    pub fn is_os(&self) -> bool {
        self.layer() == Some("os")
    }

    /// True for a pack of the layer `addon`.
    pub fn is_addon(&self) -> bool {
        self.layer() == Some("addon")
    }

    /// `name@version` as far as `pack.json` tells them, else the name of the directory.
    pub fn label(&self) -> String {
        let name = self.field_text("name").unwrap_or_else(|| self.files.root().file_name());
        match self.field_text("version") {
            Some(version) => format!("{name}@{version}"),
            None => name.to_owned(),
        }
    }

    /// The strings of a list of `pack.json`, empty ones left out.
    pub fn listed(&self, list: List) -> impl Iterator<Item = Listed<'_>> {
        let items = self.manifest().and_then(|manifest| manifest.get(list.key()));
        items.into_iter().flat_map(NodeRef::items).filter_map(move |node| {
            let path = node.as_str().filter(|path| !path.is_empty())?;
            Some(Listed { list, node, path })
        })
    }

    /// The strings of all lists of `pack.json`.
    pub fn all_listed(&self) -> impl Iterator<Item = Listed<'_>> {
        List::ALL.into_iter().flat_map(|list| self.listed(list))
    }

    /// Where to point for something that the pack lacks: at the pack's name, else at its directory.
    pub fn anchor(&self) -> Place {
        match self.manifest().and_then(|manifest| manifest.get("name")) {
            Some(name) => name.span().into(),
            None => Place::File(self.files.root().clone()),
        }
    }

    /// A file of the pack as a whole.
    pub fn file(&self, path: &str) -> Place {
        Place::File(self.files.virtual_path(path))
    }

    /// The charts that `pack.json` lists, readable or not.
    pub fn charts(&self) -> &[ListedChart] {
        self.charts.get_or_init(|| chart::listed(self))
    }

    /// The unpacked charts in `charts/`, whether they are listed or not;
    /// [`chart::Chart::read_directory`] reads one.
    pub fn chart_directories(&self) -> impl Iterator<Item = &str> {
        chart::directories(&self.files)
    }

    /// The constraints of `schema.yaml` that have a template.
    pub fn constraints(&self) -> &[Constraint] {
        self.constraints.get_or_init(|| schema::constraints(self))
    }

    /// Where `pack.json` does not follow its schema.
    pub fn violations(&self) -> &[Violation] {
        self.violations.get_or_init(|| match &self.json().document {
            Ok(document) => conformance::violations(document, &schemas::PACK),
            Err(_) => Vec::new(),
        })
    }

    /// Where `presets.yaml` does not follow its schema.
    pub fn preset_violations(&self) -> &[Violation] {
        self.preset_violations.get_or_init(|| match &self.presets_file().document {
            Ok(document) => conformance::violations(document, &schemas::PRESETS),
            Err(_) => Vec::new(),
        })
    }

    /// The presets, as far as they are mappings.
    pub fn presets(&self) -> Vec<Preset<'_>> {
        let added = self.added.get_or_init(|| presets::read_added(self));
        presets::of(self, added)
    }

    /// The macros in the values, the presets and the manifests.
    pub fn macros(&self) -> &[Macro] {
        self.macros.get_or_init(|| macros::collect(self))
    }

    /// The manifests that `pack.json` lists and that are there.
    pub fn manifests(&self) -> &[Manifest] {
        self.manifests.get_or_init(|| manifest::load(self))
    }

    /// The comments that tell palint what to ignore.
    pub fn ignores(&self) -> &[Directive] {
        self.ignores.get_or_init(|| ignores::collect(self))
    }
}
