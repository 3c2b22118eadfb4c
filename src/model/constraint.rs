//! `constraints` of a pack.json: what a pack needs of other packs and of the cluster.
//!
//! Read from the tree of the file and not from the pack, so that the packs of a registry have them
//! too. What is not of the right shape is left out: the schema tells that.

pub mod parameter;
pub mod quantity;

use crate::limits;
use crate::model::version::Version;
use crate::syntax::tree::NodeRef;

/// An entry of `dependencies`.
#[derive(Debug, Clone, Copy)]
pub struct Dependency<'p> {
    /// The object.
    pub node: NodeRef<'p>,
}

/// An entry of `resources`.
#[derive(Debug, Clone, Copy)]
pub struct Resource<'p> {
    /// The object.
    pub node: NodeRef<'p>,
}

/// A string of a component that names a parameter in `values.yaml`.
#[derive(Debug, Clone, Copy)]
pub struct ParamRef<'p> {
    /// The string.
    pub node: NodeRef<'p>,
    /// The path, without blanks around it.
    pub path: &'p str,
    /// What the parameter is to hold.
    pub holds: Holds,
}

/// What a parameter is to hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// The request of one replica, a Kubernetes quantity.
    Request,
    /// A number of replicas.
    Replicas,
}

/// The dependencies of a manifest, at most [`limits::CONSTRAINTS`].
pub fn dependencies(manifest: NodeRef<'_>) -> impl Iterator<Item = Dependency<'_>> {
    list(manifest, "dependencies").map(|node| Dependency { node })
}

/// The resources of a manifest, at most [`limits::CONSTRAINTS`].
pub fn resources(manifest: NodeRef<'_>) -> impl Iterator<Item = Resource<'_>> {
    list(manifest, "resources").map(|node| Resource { node })
}

/// The references of all components, at most [`limits::CONSTRAINTS`].
pub fn param_refs(manifest: NodeRef<'_>) -> impl Iterator<Item = ParamRef<'_>> {
    let components = resources(manifest).flat_map(Resource::components);
    components.flat_map(component_refs).take(limits::CONSTRAINTS)
}

fn list<'p>(manifest: NodeRef<'p>, name: &str) -> impl Iterator<Item = NodeRef<'p>> + use<'p> {
    let items = manifest.at(&["constraints", name]);
    items.into_iter().flat_map(NodeRef::items).take(limits::CONSTRAINTS)
}

fn component_refs(component: NodeRef<'_>) -> impl Iterator<Item = ParamRef<'_>> {
    let fields =
        [("resourceRequestParamRef", Holds::Request), ("replicaCountParamRef", Holds::Replicas)];
    fields.into_iter().filter_map(move |(name, holds)| {
        let node = filled(component, name)?;
        Some(ParamRef { node, path: node.as_str()?.trim(), holds })
    })
}

/// A string of an object that is not blank.
fn filled<'p>(object: NodeRef<'p>, name: &str) -> Option<NodeRef<'p>> {
    object.get(name).filter(|node| node.as_str().is_some_and(|text| !text.trim().is_empty()))
}

impl<'p> Dependency<'p> {
    /// `packName`.
    pub fn pack_name(self) -> Option<NodeRef<'p>> {
        filled(self.node, "packName")
    }

    /// `layer`.
    pub fn layer(self) -> Option<&'p str> {
        filled(self.node, "layer")?.as_str()
    }

    /// `type`.
    pub fn kind(self) -> Option<NodeRef<'p>> {
        filled(self.node, "type")
    }

    /// The text of `type`.
    pub fn kind_text(self) -> Option<&'p str> {
        self.kind()?.as_str()
    }

    /// `minVersion` and `maxVersion`, where they are set.
    pub fn bounds(self) -> [Option<NodeRef<'p>>; 2] {
        ["minVersion", "maxVersion"].map(|name| filled(self.node, name))
    }

    /// The versions that the dependency is about; `None` where a bound cannot be read.
    pub fn interval(self) -> Option<Interval> {
        let read = |bound: Option<NodeRef<'_>>| match bound.and_then(NodeRef::as_str) {
            Some(text) => Version::lenient(text).map(Some),
            None => Some(None),
        };
        let [min, max] = self.bounds();
        Some(Interval { min: read(min)?, max: read(max)? })
    }
}

impl<'p> Resource<'p> {
    /// The text of `type`.
    pub fn kind(self) -> Option<&'p str> {
        filled(self.node, "type")?.as_str()
    }

    /// `minLimit`.
    pub fn min_limit(self) -> Option<NodeRef<'p>> {
        self.node.get("minLimit")
    }

    /// The objects in `components`.
    pub fn components(self) -> impl Iterator<Item = NodeRef<'p>> {
        self.node.get("components").into_iter().flat_map(NodeRef::items)
    }
}

/// Versions from one to another, both included; a missing end is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interval {
    /// The lowest version.
    pub min: Option<Version>,
    /// The highest version.
    pub max: Option<Version>,
}

impl Interval {
    /// True when no version lies in it.
    pub fn is_empty(&self) -> bool {
        self.min.as_ref().zip(self.max.as_ref()).is_some_and(|(min, max)| min > max)
    }

    /// True for one that is open on both sides.
    pub fn is_open(&self) -> bool {
        self.min.is_none() && self.max.is_none()
    }

    /// True when some version lies in both.
    pub fn meets(&self, other: &Self) -> bool {
        let from = self.min.as_ref().max(other.min.as_ref());
        let ends = [self.max.as_ref(), other.max.as_ref()];
        ends.into_iter().flatten().all(|end| from.is_none_or(|from| from <= end))
    }

    /// True when every version of `other` lies in it.
    pub fn covers(&self, other: &Self) -> bool {
        let from = self.min.as_ref().is_none_or(|min| other.min.as_ref().is_some_and(|o| min <= o));
        let to = self.max.as_ref().is_none_or(|max| other.max.as_ref().is_some_and(|o| o <= max));
        from && to
    }
}

#[cfg(test)]
mod tests {
    use super::{Interval, Version};

    fn interval(min: &str, max: &str) -> Interval {
        Interval { min: Version::lenient(min), max: Version::lenient(max) }
    }

    #[test]
    fn ends_are_included_and_may_be_open() {
        assert!(!interval("1.27", "v1.27.0").is_empty());
        assert!(interval("1.27.1", "1.27").is_empty());
        assert!(!interval("", "").is_empty());
        assert!(interval("1", "2").meets(&interval("2.0.0", "")));
        assert!(!interval("1", "2").meets(&interval("2.0.1", "")));
        assert!(interval("", "").meets(&interval("1", "1")));
        assert!(interval("", "").covers(&interval("1", "")));
        assert!(!interval("2", "").covers(&interval("1", "")));
        assert!(!interval("1", "2").covers(&interval("1", "")));
    }
}
