//! How a tree is kept: small nodes side by side, and beside them what does not fit into one. A run
//! holds millions of nodes, so what they weigh is what palint weighs.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use foldhash::HashMap;

use super::{Problem, Style};
use crate::source::TextRange;
use crate::syntax::origin::Origin;
use crate::syntax::scalar::Scalar;

/// The index of a node in its document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::syntax) struct NodeId(pub(in crate::syntax) u32);

/// The text of a scalar as a parser hands it over: a slice of the file where nothing had to be
/// decoded.
#[derive(Debug)]
pub(in crate::syntax) enum Text<'t> {
    Slice(TextRange),
    Decoded(Cow<'t, str>),
}

#[derive(Debug)]
pub(in crate::syntax) struct Node {
    pub(in crate::syntax) range: TextRange,
    pub(in crate::syntax) data: Data,
    pub(in crate::syntax) style: Style,
}

#[derive(Debug, Clone, Copy)]
pub(in crate::syntax) enum Data {
    /// A scalar whose text is a slice of the file.
    Slice(TextRange, Value),
    /// A scalar whose text is a slice of [`Body::decoded`].
    Decoded(TextRange, Value),
    /// A scalar that is a number: its place in [`Body::numbers`].
    Number(u32),
    Sequence(Children),
    /// Keys and values by turns.
    Mapping(Children),
    Alias(NodeId),
}

impl Data {
    #[inline]
    pub(in crate::syntax) fn is_scalar(&self) -> bool {
        matches!(self, Self::Slice(..) | Self::Decoded(..) | Self::Number(_))
    }

    #[inline]
    pub(in crate::syntax) fn is_collection(&self) -> bool {
        matches!(self, Self::Sequence(_) | Self::Mapping(_))
    }
}

/// What a scalar says that is no number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::syntax) enum Value {
    Null,
    False,
    True,
    String,
}

/// A number and its text.
#[derive(Debug)]
struct Number {
    text: Written,
    value: Scalar,
}

#[derive(Debug, Clone, Copy)]
enum Written {
    Slice(TextRange),
    Decoded(TextRange),
}

/// Places in [`Body::children`].
#[derive(Debug, Clone, Copy)]
pub(in crate::syntax) struct Children {
    start: u32,
    end: u32,
}

impl Children {
    fn to_usize(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// `&anchor` and `!tag` of a node.
#[derive(Debug, Default)]
pub(in crate::syntax) struct Properties {
    pub(in crate::syntax) anchor: Option<TextRange>,
    pub(in crate::syntax) tag: Option<Box<str>>,
}

/// One document of a YAML stream.
#[derive(Debug, Clone, Copy)]
pub(in crate::syntax) struct Part {
    pub(in crate::syntax) marker: TextRange,
    pub(in crate::syntax) root: Option<NodeId>,
}

/// What a text says, whichever file it is the text of.
#[derive(Debug, Default)]
pub(in crate::syntax) struct Body {
    pub(in crate::syntax) nodes: Vec<Node>,
    children: Vec<NodeId>,
    decoded: String,
    numbers: Vec<Number>,
    /// Few nodes have any.
    properties: HashMap<NodeId, Properties>,
    pub(in crate::syntax) parts: Vec<Part>,
    pub(in crate::syntax) comments: Vec<TextRange>,
    pub(in crate::syntax) problems: Vec<Problem>,
    /// What was parsed, where that is a text within the file.
    pub(in crate::syntax) embedding: Option<Embedding>,
}

/// A text within a file, and where each byte of it comes from.
#[derive(Debug)]
pub(in crate::syntax) struct Embedding {
    pub(in crate::syntax) text: Arc<str>,
    pub(in crate::syntax) origin: Origin,
}

impl Body {
    #[inline]
    pub(in crate::syntax) fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.0 as usize]
    }

    /// The nodes in a collection, the keys of a mapping among them.
    #[inline]
    pub(in crate::syntax) fn children(&self, data: &Data) -> &[NodeId] {
        match data {
            Data::Sequence(children) | Data::Mapping(children) => {
                &self.children[children.to_usize()]
            }
            _ => &[],
        }
    }

    /// What a scalar says.
    #[inline]
    pub(in crate::syntax) fn scalar(&self, data: &Data) -> Option<Scalar> {
        Some(match data {
            Data::Slice(_, value) | Data::Decoded(_, value) => match value {
                Value::Null => Scalar::Null,
                Value::False => Scalar::Bool(false),
                Value::True => Scalar::Bool(true),
                Value::String => Scalar::String,
            },
            Data::Number(at) => self.numbers[*at as usize].value,
            _ => return None,
        })
    }

    /// Where the text of a scalar stands in the file, if nothing of it had to be decoded.
    #[inline]
    pub(in crate::syntax) fn verbatim(&self, data: &Data) -> Option<TextRange> {
        match data {
            Data::Slice(range, _) => Some(*range),
            Data::Number(at) => match self.numbers[*at as usize].text {
                Written::Slice(range) => Some(range),
                Written::Decoded(_) => None,
            },
            _ => None,
        }
    }

    /// The text of a scalar that is no slice of the file.
    #[inline]
    pub(in crate::syntax) fn decoded(&self, data: &Data) -> Option<&str> {
        let range = match data {
            Data::Decoded(range, _) => *range,
            Data::Number(at) => match self.numbers[*at as usize].text {
                Written::Slice(_) => return None,
                Written::Decoded(range) => range,
            },
            _ => return None,
        };
        self.decoded.get(range.to_usize())
    }

    #[inline]
    pub(in crate::syntax) fn properties(&self, id: NodeId) -> Option<&Properties> {
        // Asked for nearly every node, and nearly always in vain.
        if self.properties.is_empty() { None } else { self.properties.get(&id) }
    }

    pub(in crate::syntax) fn properties_mut(&mut self, id: NodeId) -> &mut Properties {
        self.properties.entry(id).or_default()
    }

    pub(in crate::syntax) fn add_scalar(&mut self, text: Text<'_>, value: Scalar) -> Data {
        let text = match text {
            Text::Slice(range) => Written::Slice(range),
            Text::Decoded(text) => {
                let start = self.decoded.len();
                self.decoded.push_str(&text);
                Written::Decoded(TextRange::from_usize(start..self.decoded.len()))
            }
        };
        let value = match value {
            Scalar::Null => Value::Null,
            Scalar::Bool(false) => Value::False,
            Scalar::Bool(true) => Value::True,
            Scalar::String => Value::String,
            Scalar::Int(_) | Scalar::UInt(_) | Scalar::Float(_) => {
                self.numbers.push(Number { text, value });
                return Data::Number(index(self.numbers.len() - 1));
            }
        };
        match text {
            Written::Slice(range) => Data::Slice(range, value),
            Written::Decoded(range) => Data::Decoded(range, value),
        }
    }

    pub(in crate::syntax) fn add_children(
        &mut self,
        ids: impl Iterator<Item = NodeId>,
    ) -> Children {
        let start = index(self.children.len());
        self.children.extend(ids);
        Children { start, end: index(self.children.len()) }
    }

    /// Gives back the room that was made for more.
    pub(in crate::syntax) fn shrink(&mut self) {
        self.nodes.shrink_to_fit();
        self.children.shrink_to_fit();
        self.decoded.shrink_to_fit();
        self.numbers.shrink_to_fit();
        self.comments.shrink_to_fit();
    }

    /// The bytes that it takes in memory, problems aside.
    pub(in crate::syntax) fn weight(&self) -> usize {
        size_of_val(&*self.nodes)
            + size_of_val(&*self.children)
            + size_of_val(&*self.numbers)
            + size_of_val(&*self.comments)
            + self.decoded.len()
    }
}

/// Texts are smaller than 4 GiB, and nothing of a tree is more than one for each byte.
fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::Node;

    /// What it costs to read anything; a larger node needs a reason.
    #[test]
    fn nodes_are_small() {
        assert_eq!(size_of::<Node>(), 24);
    }
}
