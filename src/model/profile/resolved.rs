//! A profile with the packs that its layers name.
//!
//! What an expression hides is not resolved, and neither is a layer that is no pack.

use std::sync::{Arc, OnceLock};

use super::{Field, Layer, Profile, Tag};
use crate::model::catalog::{Catalog, CatalogPack};
use crate::model::constraint::{self, Dependency};
use crate::model::literal::has_macro;
use crate::model::macros::Macro;
use crate::model::pack::Pack;
use crate::model::values::{INSTALL_PRIORITY, PackSection};
use crate::model::version::Version;
use crate::source::Span;

/// A profile with its packs.
#[derive(Debug)]
pub struct Resolved<'p> {
    /// The profile.
    pub profile: &'p Profile,
    /// The packs that there are.
    pub catalog: &'p Catalog,
    /// Its layers, in order.
    pub layers: Vec<ResolvedLayer<'p>>,
}

/// A layer with its pack.
#[derive(Debug)]
pub struct ResolvedLayer<'p> {
    /// The layer.
    pub layer: &'p Layer,
    /// What it names.
    pub resolution: Resolution<'p>,
    overlaid: OnceLock<Option<Pack>>,
}

/// What a layer names.
#[derive(Debug, Clone, Copy)]
pub enum Resolution<'p> {
    /// A pack.
    Found(&'p Arc<CatalogPack>),
    /// A pack that is not there.
    NoPack(&'p str),
    /// A version that is not there, of a pack that is; the field that names it.
    NoVersion(&'p str, &'p Field),
    /// Something that is no pack, or that is not known.
    Unknown,
}

impl<'p> Resolved<'p> {
    /// Looks up the layers of a profile.
    pub fn new(profile: &'p Profile, catalog: &'p Catalog) -> Self {
        let resolve = |layer| ResolvedLayer {
            layer,
            resolution: resolution(layer, catalog),
            overlaid: OnceLock::new(),
        };
        Self { profile, catalog, layers: profile.layers.iter().map(resolve).collect() }
    }

    /// The layers whose packs are there, each with its pack.
    pub fn packs(&self) -> impl Iterator<Item = (&ResolvedLayer<'p>, &'p Pack)> {
        self.layers.iter().filter_map(|layer| Some((layer, layer.pack()?)))
    }

    /// The layers that are a pack or a chart of this name.
    pub fn named<'s>(&'s self, name: &'s str) -> impl Iterator<Item = &'s ResolvedLayer<'p>> {
        self.layers.iter().filter(move |resolved| {
            let layer = resolved.layer;
            layer.pack_name() == Some(name) || layer.name_text() == Some(name)
        })
    }

    /// True where no layer is hidden by an expression.
    pub fn has_all_names(&self) -> bool {
        let named = |layer: &Layer| layer.name.as_ref().is_some_and(|name| !name.is_unknown());
        self.profile.has_all_layers && self.profile.layers.iter().all(named)
    }

    /// What the packs of the layers say of other packs.
    pub fn dependencies(
        &self,
    ) -> impl Iterator<Item = (&ResolvedLayer<'p>, &'p Pack, Dependency<'p>)> {
        self.packs().flat_map(|(layer, pack)| {
            let manifest = pack.manifest().into_iter();
            manifest.flat_map(constraint::dependencies).map(move |found| (layer, pack, found))
        })
    }

    /// The macros of all layers that take a value of a pack of this name.
    pub fn references<'s>(
        &'s self,
        name: &'s str,
    ) -> impl Iterator<Item = &'p Macro> + use<'s, 'p> {
        let macros = self.profile.layers.iter().flat_map(Layer::macros);
        macros.filter(move |found| found.is_of("pack") && found.pack_reference().0 == name)
    }
}

impl<'p> ResolvedLayer<'p> {
    /// The pack, where it is there.
    pub fn pack(&self) -> Option<&'p Pack> {
        match self.resolution {
            Resolution::Found(found) => found.pack(),
            _ => None,
        }
    }

    /// The pack with the values of the layer; `None` where they are left out, unknown or no mapping.
    pub fn overlaid(&self) -> Option<&Pack> {
        let Resolution::Found(found) = self.resolution else { return None };
        let values = self.layer.values.text()?;
        self.layer.values_root().filter(|_| self.layer.has_known_values())?;
        self.overlaid.get_or_init(|| found.with_values(values)).as_ref()
    }

    /// The version, and where it is written.
    pub fn version(&self) -> Option<(Version, Span)> {
        let field = [&self.layer.version, &self.layer.tag].into_iter().flatten().next()?;
        let written = || Version::lenient(field.filled().filter(|_| self.layer.is_pack())?);
        let version = match self.resolution {
            Resolution::Found(found) => found.version.clone(),
            _ => written(),
        };
        Some((version?, field.place.clone()))
    }

    /// The install priority: that of the values, else that of the pack, else 0. `None` where it is
    /// not known.
    pub fn priority(&self) -> Option<i64> {
        let pack = self.pack();
        let section = match self.layer.values.text() {
            Some(_) if self.layer.has_known_values() => self.layer.pack_section(),
            None if self.layer.has_known_values() => pack?.pack_section(),
            _ => return None,
        };
        match section.and_then(|PackSection { node }| node.get(INSTALL_PRIORITY)) {
            None => Some(0),
            Some(node) if node.is_null() => Some(0),
            Some(node) => node.text().filter(|text| !has_macro(text))?.trim().parse().ok(),
        }
    }
}

fn resolution<'p>(layer: &'p Layer, catalog: &'p Catalog) -> Resolution<'p> {
    let Some(name) = layer.pack_name().filter(|_| layer.is_pack()) else {
        return Resolution::Unknown;
    };
    if catalog.versions(name).is_empty() {
        return Resolution::NoPack(name);
    }
    // An export has both: the version is what the layer holds, the tag what it follows.
    let concrete = layer.version.as_ref().filter(|field| !field.is_empty());
    let Some(field) = concrete.or(layer.tag.as_ref()) else { return Resolution::Unknown };
    let Some(text) = field.filled() else { return Resolution::Unknown };
    let Some(tag) = Tag::read(text) else { return Resolution::Unknown };
    match catalog.tagged(name, &tag, text) {
        Some(found) => Resolution::Found(found),
        None => Resolution::NoVersion(name, field),
    }
}
