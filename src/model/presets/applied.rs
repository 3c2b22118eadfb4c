//! The values after presets, as Palette makes them: first the paths of `remove` are deleted, then
//! `add` is merged.
//!
//! What no preset touches stays a node, so every value still knows where it was written, and
//! nothing is copied but the mappings along a changed path.

use std::collections::HashMap;

use super::Preset;
use super::path;
use crate::syntax::tree::{Entry, Kind, NodeRef};

/// A value after presets.
#[derive(Debug, Clone)]
pub enum Value<'a> {
    /// As it is written, with all below it.
    Node(NodeRef<'a>),
    /// A mapping in which something changed.
    Mapping(Vec<(String, Value<'a>)>),
}

impl<'a> Value<'a> {
    /// What `root` becomes by `presets`, in their order. Without a root the values are empty.
    pub fn after(root: Option<NodeRef<'a>>, presets: &[Preset<'a>]) -> Self {
        let mut value = root.map_or_else(|| Self::Mapping(Vec::new()), Self::Node);
        for preset in presets {
            preset.removed().for_each(|(_, path)| value.remove(path));
            if let Some(added) = preset.added() {
                value.merge(added);
            }
        }
        value
    }

    /// The node, where nothing changed.
    pub fn node(&self) -> Option<NodeRef<'a>> {
        match self {
            Self::Node(node) => Some(*node),
            Self::Mapping(_) => None,
        }
    }

    /// True for a mapping.
    pub fn is_mapping(&self) -> bool {
        self.node().is_none_or(|node| node.kind() == Kind::Mapping)
    }

    /// The names and values of a mapping.
    pub fn members(&self) -> Vec<(String, Value<'a>)> {
        match self {
            Self::Node(node) => node.members().iter().map(member).collect(),
            Self::Mapping(members) => members.clone(),
        }
    }

    /// The value of a key.
    pub fn get(&self, name: &str) -> Option<Value<'a>> {
        match self {
            Self::Node(node) => node.get(name).map(Value::Node),
            Self::Mapping(members) => {
                members.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone())
            }
        }
    }

    /// The value at a path of keys.
    pub fn at(&self, keys: &[&str]) -> Option<Value<'a>> {
        keys.iter().try_fold(self.clone(), |value, key| value.get(key))
    }

    /// The value at a dotted path, whose keys may hold dots.
    pub fn at_dotted(&self, path: &str) -> Option<Value<'a>> {
        match self {
            Self::Node(node) => path::entry_at(*node, path).map(|entry| Value::Node(entry.value)),
            Self::Mapping(members) => {
                members.iter().find_map(|(key, value)| match path.strip_prefix(key.as_str())? {
                    "" => Some(value.clone()),
                    rest => value.at_dotted(rest.strip_prefix('.')?),
                })
            }
        }
    }

    /// As JSON.
    pub fn to_json(&self) -> serde_json::Value {
        match self {
            Self::Node(node) => node.to_json(),
            Self::Mapping(members) => {
                let member = |(key, value): &(String, Value<'_>)| (key.clone(), value.to_json());
                serde_json::Value::Object(members.iter().map(member).collect())
            }
        }
    }

    /// Deletes what a dotted path names; nothing where there is nothing.
    pub fn remove(&mut self, path: &str) {
        if self.at_dotted(path).is_none() {
            return;
        }
        let members = self.unfolded();
        if let Some(at) = members.iter().position(|(key, _)| key == path) {
            members.remove(at);
            return;
        }
        let below = members.iter_mut().find_map(|(key, value)| {
            let rest = path.strip_prefix(key.as_str())?.strip_prefix('.')?;
            value.at_dotted(rest).is_some().then_some((value, rest))
        });
        if let Some((value, rest)) = below {
            value.remove(rest);
        }
    }

    /// Lays a mapping over the value.
    pub fn merge(&mut self, added: NodeRef<'a>) {
        if !self.is_mapping() || added.kind() != Kind::Mapping {
            *self = Self::Node(added);
            return;
        }
        let members = self.unfolded();
        let keys = members.iter().enumerate().map(|(at, (key, _))| (key.clone(), at));
        let known: HashMap<String, usize> = keys.collect();
        for entry in added.members() {
            match known.get(&*entry.name()) {
                Some(at) => members[*at].1.merge(entry.value),
                None => members.push(member(&entry)),
            }
        }
    }

    /// The members, for a change.
    fn unfolded(&mut self) -> &mut Vec<(String, Value<'a>)> {
        if let Self::Node(_) = self {
            *self = Self::Mapping(self.members());
        }
        match self {
            Self::Mapping(members) => members,
            Self::Node(_) => unreachable!("a node was replaced by its members above"),
        }
    }
}

fn member<'a>(entry: &Entry<'a>) -> (String, Value<'a>) {
    (entry.name().into_owned(), Value::Node(entry.value))
}
