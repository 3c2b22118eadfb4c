//! One layer of a cluster profile: a pack, a chart or manifests, with its values.

use std::sync::OnceLock;

use super::embedded::{Content, Embedded};
use super::field::{Field, text};
use crate::model::literal::has_macro;
use crate::model::macros::{self, Macro};
use crate::model::values::PackSection;
use crate::source::Span;
use crate::syntax::tree::{Kind, NodeRef};

/// What stands between a display name and the name of a pack in the name of a layer.
const COPY: &str = "--";

/// The key of the display name in the section `pack`.
pub const DISPLAY_NAME: &str = "spectrocloud.com/display-name";

/// One layer.
#[derive(Debug)]
pub struct Layer {
    /// Its place in the list, from 0.
    pub index: usize,
    /// Where it begins.
    pub opening: Span,
    /// All of it.
    pub whole: Span,
    /// `name`
    pub name: Option<Field>,
    /// `type`
    pub kind: Option<Field>,
    /// `layer`
    pub layer: Option<Field>,
    /// `version`
    pub version: Option<Field>,
    /// `tag`
    pub tag: Option<Field>,
    /// `uid`
    pub uid: Option<Field>,
    /// `registryUid`
    pub registry_uid: Option<Field>,
    /// `registry.metadata`
    pub registry: LayerRegistry,
    /// `values`
    pub values: Content,
    /// `manifests`; those that are no mappings are left out.
    pub manifests: Vec<AttachedManifest>,
    /// False where an expression may add manifests, or where the list could not be read.
    pub has_all_manifests: bool,
    pub(super) macros: OnceLock<Vec<Macro>>,
}

/// The registry that a layer comes from.
#[derive(Debug, Default)]
pub struct LayerRegistry {
    /// Its name.
    pub name: Option<Field>,
    /// `pack`, `helm` or `oci`.
    pub kind: Option<Field>,
    /// `pack`, `helm` or `zarf`, of an OCI registry.
    pub provider: Option<Field>,
}

/// A manifest of a layer or a tier.
#[derive(Debug)]
pub struct AttachedManifest {
    /// Where it begins.
    pub opening: Span,
    /// `name`
    pub name: Option<Field>,
    /// `content`
    pub content: Content,
}

impl Layer {
    /// The name, if it is written out and not empty.
    pub fn name_text(&self) -> Option<&str> {
        text(self.name.as_ref())
    }

    /// The layer, if it is written out and not empty.
    pub fn layer_text(&self) -> Option<&str> {
        text(self.layer.as_ref())
    }

    /// The type, `spectro` where it is left out; `None` where it is not known.
    pub fn kind_text(&self) -> Option<&str> {
        self.kind.as_ref().map_or(Some("spectro"), Field::filled)
    }

    /// True for a layer that is nothing but manifests.
    pub fn is_manifest(&self) -> bool {
        self.kind_text() == Some("manifest")
    }

    /// True for a layer that is a pack; a chart of a Helm registry and a Zarf package are none.
    pub fn is_pack(&self) -> bool {
        let provider = text(self.registry.provider.as_ref());
        let registry = text(self.registry.kind.as_ref());
        matches!(self.kind_text(), Some("spectro" | "oci"))
            && !matches!(provider, Some("helm" | "zarf"))
            && registry != Some("helm")
    }

    /// The name of the pack: what follows the display name in the name of a copy.
    pub fn pack_name(&self) -> Option<&str> {
        let name = self.name_text()?;
        Some(name.split_once(COPY).map_or(name, |(_, pack)| pack))
    }

    /// The display name that the name of a copy begins with.
    pub fn copy_name(&self) -> Option<&str> {
        self.name_text()?.split_once(COPY).map(|(display_name, _)| display_name)
    }

    /// `pack."spectrocloud.com/display-name"` in the values.
    pub fn display_name(&self) -> Option<NodeRef<'_>> {
        self.pack_section()?.node.get(DISPLAY_NAME).filter(|node| !node.is_null())
    }

    /// The section `pack` of the values, where it is a mapping.
    pub fn pack_section(&self) -> Option<PackSection<'_>> {
        PackSection::of(self.values_root()?)
    }

    /// The mapping that the values are.
    pub fn values_root(&self) -> Option<NodeRef<'_>> {
        self.values.text()?.mapping()
    }

    /// The namespace that the values name; `None` where they name none, or where a macro does.
    pub fn namespace(&self) -> Option<NodeRef<'_>> {
        let namespace = self.pack_section()?.namespace()?;
        namespace.text().filter(|text| !has_macro(text)).map(|_| namespace)
    }

    /// True where all that the values say is known: they are a mapping, or there are none.
    pub fn has_known_values(&self) -> bool {
        match &self.values {
            Content::Absent => true,
            Content::Unknown => false,
            Content::Text(text) => {
                let document = text.document();
                document.problems().is_empty()
                    && document.root().is_none_or(|r| r.is_null() || r.kind() == Kind::Mapping)
            }
        }
    }

    /// The values and the contents of the manifests.
    pub fn embedded(&self) -> impl Iterator<Item = &Embedded> {
        let manifests = self.manifests.iter().filter_map(|manifest| manifest.content.text());
        self.values.text().into_iter().chain(manifests)
    }

    /// The macros in the values and the manifests.
    pub fn macros(&self) -> &[Macro] {
        self.macros.get_or_init(|| {
            let values = self.values.text();
            let manifests = self.manifests.iter().filter_map(|manifest| manifest.content.text());
            macros::embedded(values, manifests)
        })
    }

    /// Where to point for something that the layer lacks.
    pub fn anchor(&self) -> Span {
        self.name.as_ref().map_or(&self.opening, |name| &name.place).clone()
    }

    /// The layer in a message: by its name, else by its place in the list, from 1.
    pub fn label(&self) -> String {
        match self.name_text() {
            Some(name) => format!("`{name}`"),
            None => format!("layer {}", self.index + 1),
        }
    }
}

impl AttachedManifest {
    /// The name, if it is written out and not empty.
    pub fn name_text(&self) -> Option<&str> {
        text(self.name.as_ref())
    }

    /// Where to point for the manifest as a whole.
    pub fn anchor(&self) -> Span {
        self.name.as_ref().map_or(&self.opening, |name| &name.place).clone()
    }
}
