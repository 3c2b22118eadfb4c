//! Places: whatever the bytes are, every range is text of its file.

use std::sync::Arc;

use palint::source::{SourceFile, Span, TextRange, VirtualPath};
use palint::syntax::origin::Origin;
use palint::syntax::tree::{Document, Kind, NodeRef};

/// Characters of one scalar that are traced back to the file.
const TRACED: usize = 2000;

/// The bytes as a file.
pub fn file(name: &'static str, data: &[u8]) -> Arc<SourceFile> {
    SourceFile::from_bytes(VirtualPath::new(name), data.to_vec())
}

/// The range is in order, and lies on the boundaries of characters of the text.
pub fn range(text: &str, range: TextRange, what: &str) {
    let is_text = range.start <= range.end && text.get(range.to_usize()).is_some();
    assert!(is_text, "{what}: {range:?} of {} bytes", text.len());
}

/// A range that lies within another one.
pub fn within(outer: TextRange, inner: TextRange, what: &str) {
    assert!(outer.contains(inner), "{what}: {inner:?} is not within {outer:?}");
}

/// The span is text of its own file, and can be told as lines and columns.
pub fn span(span: &Span, what: &str) {
    range(span.file().text(), span.range(), what);
    assert!(span.start() <= span.end(), "{what}: {span:?}");
    assert!(span.end().line <= span.file().line_count(), "{what}: {span:?}");
}

/// Every part of a derived text leads to text of the file, in order.
pub fn origin(file: &SourceFile, text: &str, origin: &Origin, what: &str) {
    let mut before = 0;
    for (at, character) in text.char_indices().take(TRACED) {
        let at = u32::try_from(at).expect("texts are small");
        let end = at + u32::try_from(character.len_utf8()).expect("four at most");
        let outer = origin.outer_range(TextRange::new(at, end));
        range(file.text(), outer, what);
        assert!(before <= outer.start, "{what}: {outer:?} stands before {before}");
        before = outer.start;
    }
}

/// Every range of a tree.
pub fn document(document: &Document) {
    let text = document.file().text();
    for problem in document.problems() {
        range(text, problem.range, &problem.message);
        assert!(!problem.message.is_empty());
        let others = problem.related.map(|(at, _)| at).into_iter();
        others.chain(problem.cure.map(|(at, _)| at)).for_each(|at| range(text, at, "related"));
    }
    document.comments().iter().for_each(|comment| range(text, *comment, "comment"));
    for (marker, root) in document.documents() {
        range(text, marker, "marker");
        root.into_iter().for_each(tree);
    }
    document.mappings().for_each(|mapping| node(mapping, "mapping"));
    for scalar in document.scalars() {
        node(scalar, "scalar");
        let text = scalar.text().expect("a scalar has a text");
        origin(document.file(), text, &scalar.inner_origin(), "scalar");
    }
}

fn node(node: NodeRef<'_>, what: &str) {
    let text = node.document().file().text();
    range(text, node.range(), what);
    node.anchor().into_iter().for_each(|anchor| range(text, anchor, "anchor"));
}

/// A node and all below it; what an alias stands for is looked at where it is written.
fn tree(root: NodeRef<'_>) {
    node(root, "node");
    if root.is_alias() {
        return;
    }
    match root.kind() {
        Kind::Sequence => ordered(root, root.items()),
        Kind::Mapping => {
            let entries = root.entries().flat_map(|entry| [entry.key, entry.value]);
            ordered(root, entries);
            root.entries().for_each(|entry| {
                range(root.document().file().text(), entry.range(), "entry");
            });
            assert!(root.members().len() >= usize::from(root.entries().any(|e| !e.is_merge())));
        }
        _ => {}
    }
}

/// The children of a node stand in it, one behind the other.
fn ordered<'n>(parent: NodeRef<'n>, children: impl Iterator<Item = NodeRef<'n>>) {
    let mut before = parent.range().start;
    for child in children {
        within(parent.range(), child.range(), "child");
        assert!(before <= child.range().start, "{child:?} stands before {before}");
        before = child.range().end;
        tree(child);
    }
}
