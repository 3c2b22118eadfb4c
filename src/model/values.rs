//! What Palette reads in `values.yaml`: the section `pack`, and which other sections there are.

mod content;
pub mod misplaced;
pub mod places;
mod reference;
#[cfg(test)]
mod tests;
mod unread;

use std::collections::BTreeSet;

use crate::model::chart::ListedChart;
use crate::model::pack::Pack;
use crate::syntax::tree::{Kind, NodeRef};

pub use content::{ContentImage, ContentList};

/// The key of the order in which add-ons are installed.
pub const INSTALL_PRIORITY: &str = "spectrocloud.com/install-priority";

/// The two maps from namespaces to `key=value` texts.
pub const NAMESPACE_MAPS: [&str; 2] = ["namespaceLabels", "namespaceAnnotations"];

/// Where charts are installed that name no namespace.
pub const DEFAULT_NAMESPACE: &str = "default";

/// The section `pack`.
#[derive(Debug, Clone, Copy)]
pub struct PackSection<'a> {
    /// The mapping.
    pub node: NodeRef<'a>,
}

impl Pack {
    /// The section `pack` of `values.yaml`, where it is a mapping.
    pub fn pack_section(&self) -> Option<PackSection<'_>> {
        PackSection::of(self.values()?)
    }

    /// True for the layers whose values are documented in full. Packs of operating systems and
    /// Kubernetes keep settings of their own there.
    pub fn has_documented_values(&self) -> bool {
        !matches!(self.layer(), None | Some("os" | "k8s" | "kernel"))
    }

    /// The names of the pack's charts, as their `Chart.yaml` tell them; `None` where one of them
    /// cannot be read.
    pub fn chart_names(&self) -> Option<Vec<String>> {
        let name = |listed: &ListedChart| listed.name().map(str::to_owned);
        self.charts().iter().map(name).collect()
    }
}

impl<'a> PackSection<'a> {
    /// The section `pack` of the mapping `values`, where it is a mapping too.
    pub fn of(values: NodeRef<'a>) -> Option<Self> {
        let node = values.get("pack")?;
        (node.kind() == Kind::Mapping).then_some(Self { node })
    }

    /// The namespace; `None` where it is left out, null or empty.
    pub fn namespace(self) -> Option<NodeRef<'a>> {
        self.node.get("namespace").filter(|node| node.text() != Some("") && !node.is_null())
    }

    /// The namespaces that the pack creates besides its own, whichever shape they are given in.
    pub fn additional_namespaces(self) -> BTreeSet<String> {
        let Some(node) = self.node.get("additionalNamespaces") else { return BTreeSet::new() };
        let words = |text: &str| -> Vec<String> {
            let separators = |c: char| c == ',' || c.is_whitespace();
            text.split(separators).filter(|word| !word.is_empty()).map(str::to_owned).collect()
        };
        match node.kind() {
            Kind::Mapping => node
                .members()
                .into_iter()
                .flat_map(|entry| {
                    let value = entry.value.text().map(words).unwrap_or_default();
                    [entry.name().into_owned()].into_iter().chain(value)
                })
                .collect(),
            Kind::Sequence => node.items().filter_map(NodeRef::text).flat_map(words).collect(),
            _ => node.text().map(words).unwrap_or_default().into_iter().collect(),
        }
    }

    /// `namespaceLabels` and `namespaceAnnotations`, whatever they are, each with its key.
    pub fn namespace_maps(self) -> impl Iterator<Item = (&'static str, NodeRef<'a>)> {
        NAMESPACE_MAPS.into_iter().filter_map(move |key| Some((key, self.node.get(key)?)))
    }

    /// The section `content`, where it is a mapping.
    pub fn content(self) -> Option<NodeRef<'a>> {
        self.node.get("content").filter(|node| node.kind() == Kind::Mapping)
    }
}
