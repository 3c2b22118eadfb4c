//! One tier of an app profile.

use std::sync::OnceLock;

use super::embedded::{Content, Embedded};
use super::field::{Field, text};
use super::layer::AttachedManifest;
use crate::model::macros::{self, Macro};
use crate::source::Span;

/// One tier.
#[derive(Debug)]
pub struct Tier {
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
    /// `version`
    pub version: Option<Field>,
    /// `installOrder`
    pub install_order: Option<Field>,
    /// `values`
    pub values: Content,
    /// `manifests`; those that are no mappings are left out.
    pub manifests: Vec<AttachedManifest>,
    /// `properties`; those that are no mappings are left out.
    pub properties: Vec<Property>,
    pub(super) macros: OnceLock<Vec<Macro>>,
}

/// A property of a service.
#[derive(Debug)]
pub struct Property {
    /// `name`
    pub name: Option<Field>,
    /// `value`
    pub value: Option<Field>,
}

impl Tier {
    /// The name, if it is written out and not empty.
    pub fn name_text(&self) -> Option<&str> {
        text(self.name.as_ref())
    }

    /// The type, `manifest` where it is left out; `None` where it is not known.
    pub fn kind_text(&self) -> Option<&str> {
        self.kind.as_ref().map_or(Some("manifest"), Field::filled)
    }

    /// The install order, 0 where it is left out; `None` where it is not known.
    pub fn order(&self) -> Option<i64> {
        match &self.install_order {
            None => Some(0),
            Some(field) if field.is_empty() => Some(0),
            Some(field) => field.scalar_text()?.parse().ok(),
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

    /// Where to point for something that the tier lacks.
    pub fn anchor(&self) -> Span {
        self.name.as_ref().map_or(&self.opening, |name| &name.place).clone()
    }
}
