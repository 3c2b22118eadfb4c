//! Builds a [`Document`] from the events of a parser, with an explicit stack.
//!
//! What a document grows to with all aliases followed is summed up as it is built. An alias that
//! would make a cycle, or a document that is too large or too deep, is cut at that alias, so
//! that no walk over a finished tree needs a budget of its own.

use std::sync::Arc;

use foldhash::HashMap;

use crate::limits;
use crate::source::{SourceFile, TextRange};
use crate::syntax::allowance;
use crate::syntax::scalar::Scalar;
use crate::syntax::tree::{
    Body, Data, Document, Node, NodeId, Part, Problem, ProblemKind, Style, Text,
};

/// A collection that is still open.
struct Frame {
    id: NodeId,
    mapping: bool,
    /// Where its children begin among those that wait.
    first: usize,
}

/// What a node grows to when its aliases are followed.
#[derive(Clone, Copy, Default)]
struct Extent {
    nodes: u64,
    /// Of the texts of scalars.
    bytes: u64,
    height: usize,
}

impl Extent {
    fn add(&mut self, child: Self) {
        self.nodes += child.nodes;
        self.bytes += child.bytes;
        self.height = self.height.max(child.height + 1);
    }
}

pub(super) struct Builder {
    file: Arc<SourceFile>,
    body: Body,
    stack: Vec<Frame>,
    /// The children of the collections that are open.
    waiting: Vec<NodeId>,
    /// Of the document so far.
    extent: Extent,
    /// Of what aliases lead to.
    targets: HashMap<NodeId, Extent>,
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
        let mut body = Body::default();
        body.nodes.reserve(expected);
        let (stack, waiting) = (Vec::new(), Vec::new());
        let (extent, targets) = (Extent::default(), HashMap::default());
        Self { file, body, stack, waiting, extent, targets, room }
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
        self.extent = Extent::default();
    }

    /// Forgets what is open and the root of the current document: its text could not be parsed.
    pub(super) fn abandon_document(&mut self) {
        self.stack.clear();
        self.waiting.clear();
        if let Some(part) = self.body.parts.last_mut() {
            part.root = None;
        }
    }

    pub(super) fn scalar(
        &mut self,
        range: TextRange,
        style: Style,
        (text, value): (Text<'_>, Scalar),
    ) -> NodeId {
        self.extent.bytes += match &text {
            Text::Slice(range) => u64::from(range.len()),
            Text::Decoded(text) => text.len() as u64,
        };
        let data = self.body.add_scalar(text, value);
        let id = self.push(Node { range, data, style });
        self.attach(id);
        id
    }

    /// True where the next node is a key or value.
    pub(super) fn in_mapping(&self) -> bool {
        self.stack.last().is_some_and(|frame| frame.mapping)
    }

    pub(super) fn alias(&mut self, range: TextRange, target: NodeId) -> NodeId {
        let is_open = self.stack.iter().any(|frame| frame.id == target);
        let extent = if is_open { Extent::default() } else { self.extent_of(target) };
        let deep = extent.height + self.stack.len() > limits::NESTING;
        let mut expanded = self.extent;
        expanded.add(extent);
        if let Some((kind, message)) = refusal(is_open, deep, expanded) {
            // Whatever follows the first alias that is too much is too much as well.
            let told = |p: &Problem| p.kind == kind && kind != ProblemKind::Invalid;
            if !self.body.problems.iter().any(told) {
                self.problem(Problem::new(kind, range, message));
            }
            return self.scalar(range, Style::Plain, (Text::Decoded("".into()), Scalar::Null));
        }
        let id = self.push(Node { range, data: Data::Alias(target), style: Style::Plain });
        // In place of the alias its target counts.
        self.extent = expanded;
        self.attach(id);
        id
    }

    /// What a finished node grows to. Aliases in it were followed when they were read.
    fn extent_of(&mut self, id: NodeId) -> Extent {
        if let Some(known) = self.targets.get(&id) {
            return *known;
        }
        let extent = self.measured(id);
        self.targets.insert(id, extent);
        extent
    }

    fn measured(&self, id: NodeId) -> Extent {
        let data = &self.body.node(id).data;
        if let Data::Alias(target) = data {
            return self.targets.get(target).copied().unwrap_or_default();
        }
        let text = self.body.verbatim(data).map(|range| range.len() as usize);
        let text = text.or_else(|| self.body.decoded(data).map(str::len)).unwrap_or_default();
        let mut extent = Extent { nodes: 1, bytes: text as u64, height: 1 };
        // No node is nested deeper than the parsers allow.
        self.body.children(data).iter().for_each(|child| extent.add(self.measured(*child)));
        extent
    }

    pub(super) fn open(&mut self, range: TextRange, style: Style, mapping: bool) -> NodeId {
        let data = Data::Sequence(self.body.add_children([].into_iter()));
        let id = self.push(Node { range, data, style });
        self.stack.push(Frame { id, mapping, first: self.waiting.len() });
        id
    }

    /// Closes the innermost collection; `end` is one past its last byte where the syntax marks it,
    /// otherwise the collection ends with its last child.
    pub(super) fn close(&mut self, end: Option<u32>) {
        let Some(frame) = self.stack.pop() else { return };
        let children = &self.waiting[frame.first..];
        let last = children.last().map(|id| self.body.node(*id).range.end);
        let first = children.first().map(|id| self.body.node(*id).range.start);
        // A key without a value is no entry.
        let whole = if frame.mapping { children.len() / 2 * 2 } else { children.len() };
        let children = self.body.add_children(self.waiting.drain(frame.first..).take(whole));
        let node = &mut self.body.nodes[frame.id.0 as usize];
        let start = first.map_or(node.range.start, |first| node.range.start.min(first));
        let end = end.or(last).unwrap_or(node.range.end);
        node.range = TextRange::new(start, end.max(start));
        node.data = match frame.mapping {
            true => Data::Mapping(children),
            false => Data::Sequence(children),
        };
        self.refuse_collections_as_keys(frame.id);
        self.attach(frame.id);
    }

    /// go-yaml has no place for a key that is itself a collection. Nearly always it is a macro that
    /// was meant as text, so text is what the tree says.
    fn refuse_collections_as_keys(&mut self, id: NodeId) {
        let node = self.body.node(id);
        let is_collection = |id: NodeId| self.body.node(id).data.is_collection();
        let mut entries = self.body.children(&node.data).chunks_exact(2);
        let is_mapping = matches!(node.data, Data::Mapping(_));
        if !is_mapping || !entries.any(|entry| is_collection(entry[0])) {
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
        let text = self.body.add_scalar(Text::Slice(range), Scalar::String);
        self.body.nodes[id.0 as usize].data = text;
    }

    pub(super) fn set_anchor(&mut self, id: NodeId, anchor: TextRange) {
        self.body.properties_mut(id).anchor = Some(anchor);
    }

    pub(super) fn set_tag(&mut self, id: NodeId, tag: String) {
        self.body.properties_mut(id).tag = Some(tag.into_boxed_str());
    }

    pub(super) fn finish(mut self) -> Document {
        while !self.stack.is_empty() {
            self.close(None);
        }
        allowance::take_nodes(self.body.nodes.len());
        self.body.shrink();
        Document { file: self.file, body: Arc::new(self.body) }
    }

    fn push(&mut self, node: Node) -> NodeId {
        let id = NodeId(u32::try_from(self.body.nodes.len()).unwrap_or(u32::MAX));
        self.body.nodes.push(node);
        self.extent.nodes += 1;
        id
    }

    fn attach(&mut self, id: NodeId) {
        if !self.stack.is_empty() {
            self.waiting.push(id);
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
