//! Builds a [`Document`] from the events of a parser, with an explicit stack.
//!
//! Each node's size and height with all aliases followed are summed up as it is closed. An alias
//! that would make a cycle, or a document that is too large or too deep, is cut at that alias, so
//! that no walk over a finished tree needs a budget of its own.

use std::sync::Arc;

use crate::limits;
use crate::source::{SourceFile, TextRange};
use crate::syntax::allowance;
use crate::syntax::scalar::Scalar;
use crate::syntax::tree::{
    Body, Data, Document, Node, NodeId, Part, Problem, ProblemKind, Properties, Style, Text,
};

/// A collection that is still open.
struct Frame {
    id: NodeId,
    mapping: bool,
    children: Vec<NodeId>,
    extent: Extent,
}

/// What a node grows to when its aliases are followed.
#[derive(Clone, Copy)]
struct Extent {
    nodes: u64,
    /// Of the texts of scalars.
    bytes: u64,
    height: u32,
}

const LEAF: Extent = Extent { nodes: 1, bytes: 0, height: 1 };

pub(super) struct Builder {
    file: Arc<SourceFile>,
    body: Body,
    extents: Vec<Extent>,
    stack: Vec<Frame>,
    /// How many nodes there may be.
    room: usize,
}

/// Room is made for one node in so many bytes: a guess, which only saves some growing.
const BYTES_OF_NODE: usize = 24;

/// Nodes for which room is made before any is read.
const EXPECTED_NODES: usize = 1 << 16;

impl Builder {
    /// For the tree of a text of so many bytes.
    pub(super) fn new(file: Arc<SourceFile>, bytes: usize) -> Self {
        let room = limits::NODES.min(allowance::nodes());
        let expected = (bytes / BYTES_OF_NODE).min(EXPECTED_NODES);
        let body = Body { nodes: Vec::with_capacity(expected), ..Body::default() };
        let extents = Vec::with_capacity(expected);
        Self { file, body, extents, stack: Vec::new(), room }
    }

    /// True as long as there is room for more.
    pub(super) fn has_room(&self) -> bool {
        self.body.nodes.len() <= self.room && self.body.parts.len() <= limits::DOCUMENTS
    }

    /// True when there is no room for more: what follows is not read, which is told here.
    pub(super) fn is_full(&mut self) -> bool {
        if self.has_room() {
            return false;
        }
        let at = self.body.nodes.last().map_or(TextRange::default(), |node| node.range);
        let message = match self.room {
            _ if self.body.parts.len() > limits::DOCUMENTS => {
                format!("holds more than {} documents", limits::DOCUMENTS)
            }
            limits::NODES => format!("holds more than {} values", limits::NODES),
            _ => {
                allowance::refuse();
                format!("the texts of the pack hold more than {} values", limits::PACK_NODES)
            }
        };
        self.problem(Problem::new(ProblemKind::TooLarge, at, message));
        self.abandon_document();
        true
    }

    /// How many collections are open.
    pub(super) fn depth(&self) -> usize {
        self.stack.len()
    }

    pub(super) fn problem(&mut self, problem: Problem) {
        self.body.problems.push(problem);
    }

    pub(super) fn problem_count(&self) -> usize {
        self.body.problems.len()
    }

    pub(super) fn comment(&mut self, range: TextRange) {
        self.body.comments.push(range);
    }

    pub(super) fn start_document(&mut self, marker: TextRange) {
        self.body.parts.push(Part { marker, root: None });
    }

    /// Forgets what is open and the root of the current document: its text could not be parsed.
    pub(super) fn abandon_document(&mut self) {
        self.stack.clear();
        if let Some(part) = self.body.parts.last_mut() {
            part.root = None;
        }
    }

    pub(super) fn scalar(
        &mut self,
        range: TextRange,
        style: Style,
        value: (Text, Scalar),
    ) -> NodeId {
        let bytes = match &value.0 {
            Text::Slice(range) => u64::from(range.len()),
            Text::Owned(text) => text.len() as u64,
        };
        let data = Data::Scalar(value.0, value.1);
        let extent = Extent { bytes, ..LEAF };
        let id = self.push(Node { range, style, data, properties: None }, extent);
        self.attach(id);
        id
    }

    /// True where the next node is a key or value.
    pub(super) fn in_mapping(&self) -> bool {
        self.stack.last().is_some_and(|frame| frame.mapping)
    }

    pub(super) fn alias(&mut self, range: TextRange, target: NodeId) -> NodeId {
        let is_open = self.stack.iter().any(|frame| frame.id == target);
        let extent = self.extents[target.0 as usize];
        let deep = extent.height as usize + self.stack.len() > limits::NESTING;
        let nodes: u64 = self.stack.iter().map(|frame| frame.extent.nodes).sum();
        let bytes: u64 = self.stack.iter().map(|frame| frame.extent.bytes).sum();
        let expanded = Extent { nodes: nodes + extent.nodes, bytes: bytes + extent.bytes, ..LEAF };
        if let Some((kind, message)) = refusal(is_open, deep, expanded) {
            // Whatever follows the first alias that is too much is too much as well.
            let told = |p: &Problem| p.kind == kind && kind != ProblemKind::Invalid;
            if !self.body.problems.iter().any(told) {
                self.problem(Problem::new(kind, range, message));
            }
            return self.scalar(range, Style::Plain, (Text::Owned("".into()), Scalar::Null));
        }
        let node = Node { range, style: Style::Plain, data: Data::Alias(target), properties: None };
        let id = self.push(node, extent);
        self.attach(id);
        id
    }

    pub(super) fn open(&mut self, range: TextRange, style: Style, mapping: bool) -> NodeId {
        let data = Data::Sequence(Box::default());
        let id = self.push(Node { range, style, data, properties: None }, LEAF);
        self.stack.push(Frame { id, mapping, children: Vec::new(), extent: LEAF });
        id
    }

    /// Closes the innermost collection; `end` is one past its last byte where the syntax marks it,
    /// otherwise the collection ends with its last child.
    pub(super) fn close(&mut self, end: Option<u32>) {
        let Some(frame) = self.stack.pop() else { return };
        let last = frame.children.last().map(|id| self.body.nodes[id.0 as usize].range.end);
        let first = frame.children.first().map(|id| self.body.nodes[id.0 as usize].range.start);
        let node = &mut self.body.nodes[frame.id.0 as usize];
        let start = first.map_or(node.range.start, |first| node.range.start.min(first));
        let end = end.or(last).unwrap_or(node.range.end);
        node.range = TextRange::new(start, end.max(start));
        node.data = match frame.mapping {
            true => Data::Mapping(pairs(&frame.children)),
            false => Data::Sequence(frame.children.into_boxed_slice()),
        };
        self.extents[frame.id.0 as usize] = frame.extent;
        self.refuse_collections_as_keys(frame.id);
        self.attach(frame.id);
    }

    /// go-yaml has no place for a key that is itself a collection. Nearly always it is a macro that
    /// was meant as text, so text is what the tree says.
    fn refuse_collections_as_keys(&mut self, id: NodeId) {
        let node = &self.body.nodes[id.0 as usize];
        let Data::Mapping(entries) = &node.data else { return };
        let collection = |key: &NodeId| {
            let key = &self.body.nodes[key.0 as usize].data;
            matches!(key, Data::Mapping(_) | Data::Sequence(_))
        };
        if !entries.iter().any(|(key, _)| collection(key)) {
            return;
        }
        let range = node.range;
        let macro_like = self.file.slice(range).starts_with("{{");
        let (message, help) = match macro_like {
            true => {
                let message = "a value that starts with `{{` is read as a flow mapping";
                (message, Some("put the whole value in quotes".to_owned()))
            }
            false => ("a mapping or list cannot be a key", None),
        };
        self.problem(Problem { help, ..Problem::new(ProblemKind::Invalid, range, message) });
        self.body.nodes[id.0 as usize].data = Data::Scalar(Text::Slice(range), Scalar::String);
    }

    pub(super) fn set_anchor(&mut self, id: NodeId, anchor: TextRange) {
        self.properties(id).anchor = Some(anchor);
    }

    pub(super) fn set_tag(&mut self, id: NodeId, tag: String) {
        self.properties(id).tag = Some(tag.into_boxed_str());
    }

    pub(super) fn finish(mut self) -> Document {
        while !self.stack.is_empty() {
            self.close(None);
        }
        allowance::take_nodes(self.body.nodes.len());
        Document { file: self.file, body: Arc::new(self.body) }
    }

    fn properties(&mut self, id: NodeId) -> &mut Properties {
        self.body.nodes[id.0 as usize].properties.get_or_insert_default()
    }

    fn push(&mut self, node: Node, extent: Extent) -> NodeId {
        let id = NodeId(u32::try_from(self.body.nodes.len()).unwrap_or(u32::MAX));
        self.body.nodes.push(node);
        self.extents.push(extent);
        id
    }

    fn attach(&mut self, id: NodeId) {
        let extent = self.extents[id.0 as usize];
        if let Some(frame) = self.stack.last_mut() {
            frame.children.push(id);
            frame.extent.nodes += extent.nodes;
            frame.extent.bytes += extent.bytes;
            frame.extent.height = frame.extent.height.max(extent.height + 1);
        } else if let Some(part) = self.body.parts.last_mut() {
            part.root.get_or_insert(id);
        }
    }
}

fn refusal(is_open: bool, deep: bool, expanded: Extent) -> Option<(ProblemKind, String)> {
    if is_open {
        return Some((ProblemKind::Invalid, "this alias stands inside its own anchor".into()));
    }
    if deep {
        let message = format!("aliases nest deeper than {} levels", limits::NESTING);
        return Some((ProblemKind::TooDeep, message));
    }
    let message = if expanded.nodes > limits::EXPANDED_NODES {
        format!("aliases expand to more than {} nodes", limits::EXPANDED_NODES)
    } else if expanded.bytes > limits::EXPANDED_BYTES {
        format!("aliases expand to more than {} MiB", limits::EXPANDED_BYTES >> 20)
    } else {
        return None;
    };
    Some((ProblemKind::TooLarge, message))
}

fn pairs(children: &[NodeId]) -> Box<[(NodeId, NodeId)]> {
    children.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect()
}
