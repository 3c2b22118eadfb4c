//! The resources of a Terraform file that are profiles.

pub mod arguments;
mod lower;
mod misuse;
#[cfg(test)]
mod tests;

use std::sync::Arc;

pub use misuse::Misuse;

use super::{Profile, ProfileFile};
use crate::limits;
use crate::source::{SourceFile, Span, TextRange};
use crate::syntax::hcl::{self, Attribute, Block, Configuration, Expression, Value};

/// What a resource makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ResourceKind {
    /// `spectrocloud_cluster_profile`
    ClusterProfile,
    /// `spectrocloud_application_profile`
    ApplicationProfile,
    /// `spectrocloud_cluster_profile_import`
    Import,
}

impl ResourceKind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::ClusterProfile, Self::ApplicationProfile, Self::Import];

    /// The first label of such a resource.
    pub fn label(self) -> &'static str {
        match self {
            Self::ClusterProfile => "spectrocloud_cluster_profile",
            Self::ApplicationProfile => "spectrocloud_application_profile",
            Self::Import => "spectrocloud_cluster_profile_import",
        }
    }
}

/// One resource.
#[derive(Clone, Copy)]
pub struct Resource<'a> {
    /// What it makes.
    pub kind: ResourceKind,
    /// Its block.
    pub block: &'a Block,
    file: &'a Arc<SourceFile>,
}

impl<'a> Resource<'a> {
    /// The place of a part of the file.
    pub fn span(&self, range: TextRange) -> Span {
        Span::new(self.file, range)
    }

    /// An attribute of `block` that is not null.
    pub fn set(&self, block: &'a Block, name: &str) -> Option<&'a Attribute> {
        let attribute = block.body.attribute(name)?;
        (!matches!(attribute.value.value, Value::Null)).then_some(attribute)
    }

    /// The attribute's value where it is written out and not empty.
    pub fn text(&self, block: &'a Block, name: &str) -> Option<(&'a str, Span)> {
        let value = &self.set(block, name)?.value;
        let text = value.text().filter(|text| !text.is_empty())?;
        Some((text, self.span(value.range)))
    }

    /// True where an attribute is left out, null, or an empty string.
    pub fn lacks(&self, block: &'a Block, name: &str) -> bool {
        self.set(block, name).is_none_or(|attribute| attribute.value.text() == Some(""))
    }

    /// Its blocks `pack`.
    pub fn packs(self) -> impl Iterator<Item = &'a Block> {
        self.block.body.blocks_of("pack").take(limits::LAYERS)
    }

    /// What the author wrote for a value.
    pub fn written(&self, expression: &Expression) -> &'a str {
        self.file.slice(expression.range)
    }

    /// The name in a message: that of the attribute `name`, else that of the block.
    pub fn label(&self, block: &'a Block) -> String {
        let name = self.set(block, "name").and_then(|attribute| attribute.value.text());
        match name.or_else(|| block.labels.last().map(|label| label.text.as_str())) {
            Some(name) => format!("`{name}`"),
            None => format!("this `{}`", block.kind.text),
        }
    }
}

/// The resources of a file, in order.
pub fn resources(configuration: &Configuration) -> impl Iterator<Item = Resource<'_>> {
    configuration.body.blocks_of("resource").filter_map(|block| {
        let label = block.labels.first()?;
        let kind = ResourceKind::ALL.into_iter().find(|kind| kind.label() == label.text)?;
        Some(Resource { kind, block, file: &configuration.file })
    })
}

/// The profiles in a file; `None` where it has no resource that is one. A broken file counts where a
/// line of it looks like such a resource.
pub(super) fn read(file: &Arc<SourceFile>) -> Option<ProfileFile> {
    let labels = ResourceKind::ALL.map(ResourceKind::label);
    if !hcl::mentions_resource(file.text(), &labels) {
        return None;
    }
    let configuration = hcl::parse(file);
    if configuration.problem.is_none() && resources(&configuration).next().is_none() {
        return None;
    }
    let profiles: Vec<Profile> = resources(&configuration).filter_map(lower::profile).collect();
    Some(ProfileFile::of_terraform(configuration, profiles))
}
