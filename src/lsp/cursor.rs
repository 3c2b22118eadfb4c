//! Where in a document a place is, as a path of keys.
//!
//! What is being typed is rarely a document: [`typing`] reads the text before the cursor and asks no
//! parser, while [`at`] knows the tree of a text that is whole.

mod json;
mod yaml;

use crate::source::{SourceFile, TextRange};
use crate::syntax::tree::{Document, Entry, Kind, NodeRef};

/// A step from a collection to what is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    /// To the value of a key.
    Key(String),
    /// To an item.
    Item(usize),
}

impl Step {
    /// The step as paths of values name it.
    pub(super) fn name(&self) -> &str {
        match self {
            Self::Key(name) => name,
            Self::Item(_) => "[]",
        }
    }
}

/// The names of the steps.
pub(super) fn names(path: &[Step]) -> Vec<&str> {
    path.iter().map(Step::name).collect()
}

/// A place in a document.
#[derive(Debug)]
pub(super) struct Cursor<'d> {
    /// The way from the root to the value.
    pub(super) path: Vec<Step>,
    /// The entry with the key, unless the value is the root or an item.
    pub(super) entry: Option<Entry<'d>>,
    /// The value.
    pub(super) value: NodeRef<'d>,
    /// True for a place in the key itself.
    pub(super) on_key: bool,
}

impl Cursor<'_> {
    /// The JSON pointer to the value.
    pub(super) fn pointer(&self) -> String {
        let token = |step: &Step| match step {
            Step::Key(name) => format!("/{}", name.replace('~', "~0").replace('/', "~1")),
            Step::Item(index) => format!("/{index}"),
        };
        self.path.iter().map(token).collect()
    }

    /// The bytes of the key, or of the value where there is none or the place is in it.
    pub(super) fn range(&self) -> TextRange {
        match &self.entry {
            Some(entry) if self.on_key => entry.key.range(),
            _ => self.value.range(),
        }
    }
}

/// The innermost key or value at a byte of a document.
pub(super) fn at(document: &Document, offset: u32) -> Option<Cursor<'_>> {
    let value = document.root()?;
    let mut cursor = Cursor { path: Vec::new(), entry: None, value, on_key: false };
    loop {
        let value = cursor.value;
        let holds = |range: TextRange| range.start <= offset && offset <= range.end;
        if value.is_alias() {
            return Some(cursor);
        }
        match value.kind() {
            Kind::Mapping => {
                let found = value.entries().rev().find(|entry| holds(entry.range()));
                let Some(entry) = found else { return Some(cursor) };
                cursor.path.push(Step::Key(entry.name().into_owned()));
                cursor.on_key = !holds(entry.value.range()) || holds(entry.key.range());
                (cursor.entry, cursor.value) = (Some(entry), entry.value);
                if cursor.on_key {
                    return Some(cursor);
                }
            }
            Kind::Sequence => {
                let found = value.items().enumerate().find(|(_, item)| holds(item.range()));
                let Some((index, item)) = found else { return Some(cursor) };
                cursor.path.push(Step::Item(index));
                (cursor.entry, cursor.value) = (None, item);
            }
            _ => return Some(cursor),
        }
    }
}

/// What is being typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Typing {
    /// The way to the mapping that a key is typed in, or to the value that is typed.
    pub(super) path: Vec<Step>,
    /// True for a key.
    pub(super) is_key: bool,
    /// What stands there already.
    pub(super) word: TextRange,
    /// True between quotes.
    pub(super) quoted: bool,
}

/// What is being typed before byte `offset`.
pub(super) fn typing(file: &SourceFile, offset: u32) -> Option<Typing> {
    let before = file.text().get(..offset as usize)?;
    match file.path().as_str().ends_with(".json") {
        true => json::typing(before),
        false => yaml::typing(before),
    }
}

#[cfg(test)]
mod tests;
