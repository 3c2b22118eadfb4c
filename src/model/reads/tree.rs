//! The tree of places in the values that templates go to, and which of them they use.

use std::sync::Arc;

use foldhash::HashMap;

use crate::source::Span;

/// A place in the values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct NodeId(u32);

impl NodeId {
    /// Its number, from 0.
    pub(super) fn index(self) -> usize {
        self.0 as usize
    }
}

/// The key that stands for any key, and for every item of a sequence; with more after it, for any
/// key that ends so.
pub(super) const ANY: &str = "*";

/// How a path names an item of a sequence.
const ITEM: &str = "[]";

/// How deep places are told apart. Templates of real charts go 14 keys deep, unless they recurse.
const DEPTH: u32 = 24;

/// Places that are told apart. The largest real chart has 6 000.
const NODES: usize = 200_000;

/// The number of a key.
type Name = u32;

#[derive(Debug, Default)]
struct Node {
    name: Name,
    parent: Option<NodeId>,
    depth: u32,
    /// The child that is newest; each leads to the one before it.
    last_child: Option<NodeId>,
    /// The same for the children that stand for many keys.
    last_open: Option<NodeId>,
    previous: Option<NodeId>,
    /// The node and everything below it is used.
    whole: bool,
    /// It is used whether the node exists, or is empty.
    itself: bool,
    /// Something below is used.
    below: bool,
    place: Option<Span>,
}

impl Node {
    fn is_read(&self) -> bool {
        self.whole || self.itself || self.below
    }
}

/// All places that were gone to.
#[derive(Debug)]
pub(super) struct Tree {
    nodes: Vec<Node>,
    names: Vec<Arc<str>>,
    name_ids: HashMap<Arc<str>, Name>,
    /// Most places are gone to many times, from template after template.
    children: HashMap<(NodeId, Name), NodeId>,
}

impl Tree {
    pub(super) fn new() -> Self {
        let mut tree = Self {
            nodes: vec![Node::default()],
            names: Vec::new(),
            name_ids: HashMap::default(),
            children: HashMap::default(),
        };
        // The root has no key; no other place is asked for the name that its number stands for.
        tree.name_id("");
        tree
    }

    fn name_id(&mut self, name: &str) -> Name {
        if let Some(id) = self.name_ids.get(name) {
            return *id;
        }
        let (id, shared) = (self.names.len() as Name, Arc::from(name));
        self.names.push(Arc::clone(&shared));
        self.name_ids.insert(shared, id);
        id
    }

    fn name(&self, id: NodeId) -> &str {
        &self.names[self.node(id).name as usize]
    }

    fn chain(&self, last: Option<NodeId>) -> impl Iterator<Item = NodeId> {
        std::iter::successors(last, |child| self.node(*child).previous)
    }

    /// The places right below one, sorted by key.
    fn children(&self, id: NodeId) -> Vec<NodeId> {
        let Node { last_child, last_open, .. } = self.node(id);
        let mut children: Vec<_> = self.chain(*last_child).chain(self.chain(*last_open)).collect();
        children.sort_unstable_by_key(|child| self.name(*child));
        children
    }

    pub(super) fn root(&self) -> NodeId {
        NodeId(0)
    }

    fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.0 as usize]
    }

    fn node_mut(&mut self, id: NodeId) -> &mut Node {
        &mut self.nodes[id.0 as usize]
    }

    /// The place of `key` below `parent`. Where the tree would grow too deep or too large, it is
    /// `parent` itself, which then counts as read with all below it.
    pub(super) fn child(
        &mut self,
        parent: NodeId,
        key: &str,
        place: impl FnOnce() -> Option<Span>,
    ) -> NodeId {
        let name = self.name_id(key);
        if let Some(child) = self.children.get(&(parent, name)) {
            return *child;
        }
        let depth = self.node(parent).depth + 1;
        if depth > DEPTH || self.nodes.len() >= NODES {
            self.read_whole(parent);
            return parent;
        }
        let id = NodeId(self.nodes.len() as u32);
        let above = self.node_mut(parent);
        let last = if key.starts_with(ANY) { &mut above.last_open } else { &mut above.last_child };
        let previous = last.replace(id);
        let (above, place) = (Some(parent), place());
        self.nodes.push(Node { name, parent: above, depth, previous, place, ..Node::default() });
        self.children.insert((parent, name), id);
        id
    }

    /// Notes that the value is used with all that is in it.
    pub(super) fn read_whole(&mut self, id: NodeId) {
        if !std::mem::replace(&mut self.node_mut(id).whole, true) {
            self.tell_ancestors(id);
        }
    }

    /// Notes that it is used whether the value is there.
    pub(super) fn read_itself(&mut self, id: NodeId) {
        if !std::mem::replace(&mut self.node_mut(id).itself, true) {
            self.tell_ancestors(id);
        }
    }

    /// True when everything at and below the place is used.
    pub(super) fn is_whole(&self, id: NodeId) -> bool {
        self.node(id).whole
    }

    /// True when `one` lies below `other`.
    pub(super) fn is_inside(&self, one: NodeId, other: NodeId) -> bool {
        let above = |id: &NodeId| self.node(*id).parent;
        std::iter::successors(above(&one), above).any(|id| id == other)
    }

    fn tell_ancestors(&mut self, id: NodeId) {
        let mut next = self.node(id).parent;
        while let Some(id) = next {
            if std::mem::replace(&mut self.node_mut(id).below, true) {
                return;
            }
            next = self.node(id).parent;
        }
    }

    /// The keys from the root.
    pub(super) fn path(&self, id: NodeId) -> Vec<&str> {
        let mut path = Vec::new();
        let mut next = id;
        while let Some(parent) = self.node(next).parent {
            path.push(self.name(next));
            next = parent;
        }
        path.reverse();
        path
    }

    /// The places that `path` may lead to, and the first one on the way that is read as a whole.
    fn follow(&self, path: &[&str]) -> (Vec<NodeId>, Option<NodeId>) {
        let (mut places, mut below) = (vec![self.root()], Vec::new());
        for key in path {
            if let Some(whole) = places.iter().copied().find(|id| self.node(*id).whole) {
                return (places, Some(whole));
            }
            let name = if *key == ITEM { None } else { self.name_ids.get(*key) };
            for id in places.drain(..) {
                below.extend(name.and_then(|name| self.children.get(&(id, *name))));
                below.extend(self.open_children(id, key));
            }
            std::mem::swap(&mut places, &mut below);
        }
        let whole = places.iter().find(|id| self.node(**id).whole).copied();
        (places, whole)
    }

    /// The places right below one that stand for `key` and others, sorted by what they stand for.
    fn open_children(&self, id: NodeId, key: &str) -> Vec<NodeId> {
        let is_meant = |child: &NodeId| {
            let name = self.name(*child);
            name != key && name.strip_prefix(ANY).is_some_and(|ending| key.ends_with(ending))
        };
        let mut open: Vec<_> = self.chain(self.node(id).last_open).filter(is_meant).collect();
        open.sort_unstable_by_key(|child| self.name(*child));
        open
    }

    /// The paths of all places that are read.
    #[cfg(test)]
    pub(super) fn read(&self) -> impl Iterator<Item = Vec<&str>> {
        let ids = (0..).map(NodeId).zip(&self.nodes).filter(|(_, node)| node.is_read());
        ids.map(|(id, _)| self.path(id))
    }

    pub(super) fn may_read(&self, path: &[&str]) -> bool {
        let (places, whole) = self.follow(path);
        whole.is_some() || places.iter().any(|id| self.node(*id).is_read())
    }

    pub(super) fn where_read(&self, path: &[&str]) -> Option<Span> {
        let (places, whole) = self.follow(path);
        if let Some(whole) = whole {
            return self.node(whole).place.clone();
        }
        let mut next: Vec<_> =
            places.into_iter().filter(|id| self.node(*id).is_read()).rev().collect();
        while let Some(id) = next.pop() {
            let node = self.node(id);
            if node.itself || node.whole {
                return node.place.clone();
            }
            let children = self.children(id).into_iter().rev();
            next.extend(children.filter(|id| self.node(*id).is_read()));
        }
        None
    }

    /// The keys that are read in the mapping at `path`.
    pub(super) fn keys_read(&self, path: &[&str]) -> Vec<String> {
        let (places, _) = self.follow(path);
        let children = places.iter().flat_map(|id| self.children(*id));
        let read = children.filter(|id| self.node(*id).is_read()).map(|id| self.name(id));
        read.filter(|name| !name.starts_with(ANY)).map(str::to_owned).collect()
    }

    /// The shortest path that is read and that ends like `path`, or that `path` ends like.
    pub(super) fn read_elsewhere(&self, path: &[&str]) -> Option<Vec<String>> {
        let mut found: Vec<Vec<&str>> = Vec::new();
        for (id, node) in (0..).map(NodeId).zip(&self.nodes) {
            if !node.is_read() || path.last() != Some(&self.name(id)) {
                continue;
            }
            let candidate = self.path(id);
            let deeper = candidate.ends_with(path);
            if candidate != path && (deeper || (candidate.len() > 1 && path.ends_with(&candidate)))
            {
                found.push(candidate);
            }
        }
        let best = found.into_iter().min_by_key(|path| (path.len(), path.join(".")))?;
        Some(best.into_iter().map(str::to_owned).collect())
    }
}
