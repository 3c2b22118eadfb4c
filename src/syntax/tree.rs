//! The tree that JSON and YAML share: nodes in one arena, each with its byte range.
//!
//! An alias is a node that points at its target, never a copy. The builder refuses cycles and
//! explosive aliases (see `builder.rs`), so whoever walks a finished tree through its aliases
//! ends within [`crate::limits::EXPANDED_NODES`] steps.

mod body;
mod to_json;

use std::borrow::Cow;
use std::sync::Arc;

use foldhash::HashMapExt;

use crate::source::{SourceFile, Span, TextRange};
use crate::syntax::scalar::Scalar;

pub use crate::syntax::problem::{Problem, ProblemKind};

use body::Value;
pub(super) use body::{Body, Data, Embedding, Node, NodeId, Part, Text};

/// How a node is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// A scalar without quotes.
    Plain,
    /// A scalar in single quotes.
    SingleQuoted,
    /// A scalar in double quotes.
    DoubleQuoted,
    /// A block scalar that keeps its line breaks, `|`.
    Literal,
    /// A block scalar that folds its line breaks, `>`.
    Folded,
    /// A mapping or sequence by indentation.
    Block,
    /// A mapping or sequence in brackets.
    Flow,
}

/// A parsed JSON or YAML file.
#[derive(Debug)]
pub struct Document {
    pub(super) file: Arc<SourceFile>,
    pub(super) body: Arc<Body>,
}

impl Document {
    /// The file that was parsed.
    pub fn file(&self) -> &Arc<SourceFile> {
        &self.file
    }

    /// The first document's root: what Helm and Palette read. `None` where the text could not be
    /// parsed or holds nothing but comments.
    pub fn root(&self) -> Option<NodeRef<'_>> {
        self.roots().next()?
    }

    /// The root of each document of the stream, in order.
    pub fn roots(&self) -> impl Iterator<Item = Option<NodeRef<'_>>> {
        self.body.parts.iter().map(|part| part.root.map(|id| NodeRef { document: self, id }))
    }

    /// Each document's marker `---` (empty where it is left out) and root.
    pub fn documents(&self) -> impl Iterator<Item = (TextRange, Option<NodeRef<'_>>)> {
        self.body.parts.iter().map(|part| part.marker).zip(self.roots())
    }

    /// All comments, from `#` to the end of their line.
    pub fn comments(&self) -> &[TextRange] {
        &self.body.comments
    }

    /// What is wrong with the text.
    pub fn problems(&self) -> &[Problem] {
        &self.body.problems
    }

    /// True when the text was not understood, so that nothing can be said of what is not in it.
    pub fn is_broken(&self) -> bool {
        self.root().is_none() && !self.body.problems.is_empty()
    }

    /// The place `range` of this document's file.
    pub fn span(&self, range: TextRange) -> Span {
        Span::new(&self.file, range)
    }

    /// The node that a JSON pointer names, such as `/constraints/dependencies/0`.
    pub fn at_pointer(&self, pointer: &str) -> Option<NodeRef<'_>> {
        pointer.split('/').skip(1).try_fold(self.root()?, |node, token| {
            let token = token.replace("~1", "/").replace("~0", "~");
            match node.kind() {
                Kind::Sequence => node.item(token.parse().ok()?),
                _ => node.get(&token),
            }
        })
    }

    /// Every mapping of the file, in no particular order.
    pub fn mappings(&self) -> impl Iterator<Item = NodeRef<'_>> {
        self.every(|data| matches!(data, Data::Mapping(_)))
    }

    /// Every scalar of the file, keys included, in no particular order.
    pub fn scalars(&self) -> impl Iterator<Item = NodeRef<'_>> {
        self.every(Data::is_scalar)
    }

    fn every(&self, wanted: impl Fn(&Data) -> bool) -> impl Iterator<Item = NodeRef<'_>> {
        let ids = (0u32..).zip(&self.body.nodes);
        ids.filter(move |(_, node)| wanted(&node.data))
            .map(|(id, _)| NodeRef { document: self, id: NodeId(id) })
    }

    fn node(&self, id: NodeId) -> &Node {
        self.body.node(id)
    }

    #[cfg(test)]
    pub(super) fn shares_tree(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.body, &other.body)
    }
}

/// What a node is, aliases followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Nothing, or one of YAML's spellings of null.
    Null,
    /// true or false.
    Bool,
    /// An integer or a float.
    Number,
    /// Any other scalar.
    String,
    /// A list.
    Sequence,
    /// Keys with values.
    Mapping,
}

impl Kind {
    /// The kind with its article, for messages.
    pub fn described(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool => "a boolean",
            Self::Number => "a number",
            Self::String => "a string",
            Self::Sequence => "a list",
            Self::Mapping => "a mapping",
        }
    }

    /// True for everything but mappings and sequences.
    pub fn is_scalar(self) -> bool {
        !matches!(self, Self::Sequence | Self::Mapping)
    }
}

/// A node and the document that it belongs to.
#[derive(Clone, Copy)]
pub struct NodeRef<'a> {
    document: &'a Document,
    id: NodeId,
}

/// The merge key.
const MERGE: &str = "<<";

/// So few keys are sooner compared than hashed.
const FEW: usize = 8;

/// A key with its value.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    /// The key.
    pub key: NodeRef<'a>,
    /// The value; an alias is not followed until it is asked.
    pub value: NodeRef<'a>,
}

impl<'a> Entry<'a> {
    /// The key's text.
    pub fn name(&self) -> Cow<'a, str> {
        self.key.key_text()
    }

    /// True for an entry of that name, merge keys aside.
    pub fn is_named(&self, name: &str) -> bool {
        !self.is_another(name) && self.name() == name
    }

    /// True where the length alone says that the key is neither `name` nor the merge key.
    fn is_another(&self, name: &str) -> bool {
        match &self.key.own().data {
            Data::Slice(range, Value::String) => {
                let length = range.len() as usize;
                length != name.len() && length != MERGE.len()
            }
            _ => false,
        }
    }

    /// The bytes from the key to the end of the value.
    pub fn range(&self) -> TextRange {
        self.key.range().cover(self.value.range())
    }

    /// True for the merge key `<<`.
    pub fn is_merge(&self) -> bool {
        let node = self.key.own();
        node.style == Style::Plain
            && match &node.data {
                Data::Slice(range, _) if range.len() as usize != MERGE.len() => false,
                _ => self.key.text() == Some(MERGE),
            }
    }
}

impl<'a> NodeRef<'a> {
    fn own(self) -> &'a Node {
        self.document.node(self.id)
    }

    fn followed(self) -> &'a Node {
        self.document.node(self.target())
    }

    fn target(self) -> NodeId {
        match self.own().data {
            Data::Alias(target) => target,
            _ => self.id,
        }
    }

    /// The document.
    pub fn document(self) -> &'a Document {
        self.document
    }

    /// The bytes of the node: of the alias where it is one, without anchor and tag.
    pub fn range(self) -> TextRange {
        self.own().range
    }

    /// The place of the node.
    pub fn span(self) -> Span {
        self.document.span(self.range())
    }

    /// What the node is, aliases followed.
    pub fn kind(self) -> Kind {
        match &self.followed().data {
            Data::Slice(_, value) | Data::Decoded(_, value) => match value {
                Value::Null => Kind::Null,
                Value::False | Value::True => Kind::Bool,
                Value::String => Kind::String,
            },
            Data::Number(_) => Kind::Number,
            Data::Alias(_) => Kind::Null,
            Data::Sequence(_) => Kind::Sequence,
            Data::Mapping(_) => Kind::Mapping,
        }
    }

    /// How the node is written, aliases followed.
    pub fn style(self) -> Style {
        self.followed().style
    }

    /// True when the node is an alias such as `*name`.
    pub fn is_alias(self) -> bool {
        matches!(self.own().data, Data::Alias(_))
    }

    /// The place of the node's own `&anchor`.
    pub fn anchor(self) -> Option<TextRange> {
        self.document.body.properties(self.id)?.anchor
    }

    /// The node's tag, resolved: `tag:yaml.org,2002:str`.
    pub fn tag(self) -> Option<&'a str> {
        self.document.body.properties(self.target())?.tag.as_deref()
    }

    /// The decoded text of any scalar, whatever its type; `None` for a collection.
    pub fn text(self) -> Option<&'a str> {
        let (body, data) = (&self.document.body, &self.followed().data);
        match body.verbatim(data) {
            Some(range) => Some(self.document.file.slice(range)),
            None => body.decoded(data),
        }
    }

    /// The bytes of the node that holds the value: an alias is followed.
    pub(super) fn target_range(self) -> TextRange {
        self.followed().range
    }

    /// Where the text stands in the file, if nothing of it had to be decoded.
    pub(super) fn verbatim(self) -> Option<TextRange> {
        self.document.body.verbatim(&self.own().data)
    }

    /// The value of a scalar.
    pub fn scalar(self) -> Option<Scalar> {
        self.document.body.scalar(&self.followed().data)
    }

    /// The text of a string; `None` for every other type, numbers included.
    pub fn as_str(self) -> Option<&'a str> {
        self.text().filter(|_| self.kind() == Kind::String)
    }

    /// The value of a boolean.
    pub fn as_bool(self) -> Option<bool> {
        match self.scalar() {
            Some(Scalar::Bool(value)) => Some(value),
            _ => None,
        }
    }

    /// True for null, an empty value included.
    pub fn is_null(self) -> bool {
        self.kind() == Kind::Null
    }

    /// The text by which this node is looked up when it is a key, as JSON would write it: `on`
    /// becomes `true`, `0x10` becomes `16`.
    pub fn key_text(self) -> Cow<'a, str> {
        match self.followed().data {
            Data::Slice(range, Value::String) => Cow::Borrowed(self.document.file.slice(range)),
            _ => match self.scalar() {
                Some(Scalar::String) | None => Cow::Borrowed(self.text().unwrap_or_default()),
                Some(scalar) => Cow::Owned(scalar.to_json_text()),
            },
        }
    }

    /// The items of a sequence; none for other nodes.
    pub fn items(self) -> impl DoubleEndedIterator<Item = NodeRef<'a>> + ExactSizeIterator {
        self.children(Kind::Sequence).iter().map(move |id| NodeRef { id: *id, ..self })
    }

    /// The item of a sequence at `index`, from 0.
    pub fn item(self, index: usize) -> Option<NodeRef<'a>> {
        self.children(Kind::Sequence).get(index).map(|id| NodeRef { id: *id, ..self })
    }

    /// The entries of a mapping as they are written: duplicates and merge keys included.
    pub fn entries(self) -> impl DoubleEndedIterator<Item = Entry<'a>> + ExactSizeIterator + Clone {
        let node = move |id: NodeId| NodeRef { id, ..self };
        let pairs = self.children(Kind::Mapping).chunks_exact(2);
        pairs.map(move |pair| Entry { key: node(pair[0]), value: node(pair[1]) })
    }

    /// The nodes in a collection of this kind.
    fn children(self, kind: Kind) -> &'a [NodeId] {
        let data = &self.followed().data;
        match (data, kind) {
            (Data::Sequence(_), Kind::Sequence) | (Data::Mapping(_), Kind::Mapping) => {
                self.document.body.children(data)
            }
            _ => &[],
        }
    }

    /// The entries that count: merge keys expanded, and of duplicates the last, as go-yaml v2 reads
    /// them. It applies a merge where it stands, so a merge after a key overrides that key.
    pub fn members(self) -> Vec<Entry<'a>> {
        let entries = self.entries();
        let mut members: Vec<Entry<'a>> = Vec::with_capacity(entries.len());
        if entries.len() <= FEW && entries.clone().all(|entry| !entry.is_merge()) {
            for entry in entries {
                let name = entry.name();
                match members.iter_mut().find(|earlier| earlier.is_named(&name)) {
                    Some(earlier) => *earlier = entry,
                    None => members.push(entry),
                }
            }
            return members;
        }
        let mut index = foldhash::HashMap::with_capacity(members.capacity());
        self.collect_members(&mut |entry| {
            let place = *index.entry(entry.name()).or_insert(members.len());
            match members.get_mut(place) {
                Some(earlier) => *earlier = entry,
                None => members.push(entry),
            }
        });
        members
    }

    fn collect_members(self, add: &mut dyn FnMut(Entry<'a>)) {
        for entry in self.entries() {
            if !entry.is_merge() {
                add(entry);
            } else if entry.value.kind() == Kind::Sequence {
                // The first of several merged mappings wins, so it is applied last.
                entry.value.items().rev().for_each(|merged| merged.collect_members(add));
            } else {
                entry.value.collect_members(add);
            }
        }
    }

    /// The entry that counts for `name`, see [`Self::members`].
    pub fn entry(self, name: &str) -> Option<Entry<'a>> {
        let mut likely = self.entries().rev().filter(|entry| !entry.is_another(name));
        likely.find_map(|entry| {
            if !entry.is_merge() {
                return (entry.name() == name).then_some(entry);
            }
            match entry.value.kind() {
                Kind::Sequence => entry.value.items().find_map(|merged| merged.entry(name)),
                _ => entry.value.entry(name),
            }
        })
    }

    /// The value that counts for `name`.
    pub fn get(self, name: &str) -> Option<NodeRef<'a>> {
        self.entry(name).map(|entry| entry.value)
    }

    /// The value at a path of keys.
    pub fn at(self, path: &[&str]) -> Option<NodeRef<'a>> {
        path.iter().try_fold(self, |node, key| node.get(key))
    }
}

impl std::fmt::Debug for NodeRef<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?} {:?}", self.kind(), self.span())
    }
}
