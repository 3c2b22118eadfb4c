//! The Kubernetes objects in a YAML stream: what identifies each, as far as that is certain.

use crate::source::TextRange;
use crate::syntax::template::Masked;
use crate::syntax::tree::{Document, Entry, Kind, NodeRef};

/// One object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Object {
    /// From its first key to the end of its last value.
    pub range: TextRange,
    /// `apiVersion`
    pub api_version: Field,
    /// `kind`
    pub kind: Field,
    /// `metadata.name`
    pub name: Field,
    /// `metadata.generateName`
    pub generate_name: Field,
    /// `metadata.namespace`
    pub namespace: Field,
    /// The bytes of the key `metadata`.
    pub metadata: Option<TextRange>,
    /// True for an element of a `List`.
    pub is_item: bool,
}

/// A string that identifies an object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Field {
    /// It is certain that there is none.
    Missing,
    /// It is written out.
    Known(Word),
    /// A template decides, or it is no string.
    Unknown,
}

/// A string and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// The string.
    pub text: String,
    /// Its bytes.
    pub range: TextRange,
}

impl Field {
    /// The string, if it is written out.
    pub fn known(&self) -> Option<&Word> {
        match self {
            Self::Known(word) => Some(word),
            _ => None,
        }
    }

    /// The text of the string, if it is written out.
    pub fn text(&self) -> Option<&str> {
        self.known().map(|word| word.text.as_str())
    }
}

impl Object {
    /// The API group: the part of the `apiVersion` before the slash, empty for the core group.
    pub fn group(&self) -> Option<&str> {
        let version = self.api_version.text()?;
        Some(version.rsplit_once('/').map_or("", |(group, _)| group))
    }
}

/// The objects of a stream; `masked` is what `document` was parsed from if that was a template.
pub fn objects(document: &Document, masked: Option<&Masked>) -> Vec<Object> {
    let reader = Reader { document, masked };
    let documents: Vec<_> = document.documents().collect();
    let starts = documents.iter().skip(1).map(|(marker, _)| marker.start);
    let ends = starts.chain([u32::MAX]);
    let mut objects = Vec::new();
    for ((marker, root), end) in documents.iter().zip(ends) {
        let Some(root) = root.filter(|root| root.kind() == Kind::Mapping) else { continue };
        // Only the first document can do without a marker.
        let start = if marker.is_empty() { 0 } else { marker.end };
        reader.read(root, TextRange::new(start, end), &mut objects);
    }
    objects
}

struct Reader<'d> {
    document: &'d Document,
    masked: Option<&'d Masked>,
}

impl<'d> Reader<'d> {
    fn read(&self, root: NodeRef<'d>, area: TextRange, objects: &mut Vec<Object>) {
        let written: Vec<_> = root.entries().collect();
        let parts = split(&written);
        let area = |part: &[Entry<'d>]| match (&parts[..], part.first(), part.last()) {
            ([_], ..) => area,
            (_, Some(first), Some(last)) => first.range().cover(last.range()),
            _ => area,
        };
        for part in &parts {
            // Merge keys are resolved where the object is whole.
            let members = if parts.len() == 1 { root.members() } else { part.to_vec() };
            let object = self.object(&members, area(part));
            let items = members.iter().find(|entry| entry.name() == "items");
            match items.filter(|_| object.kind.text() == Some("List")) {
                Some(items) => self.items(items.value, objects),
                None => objects.push(object),
            }
        }
    }

    fn items(&self, items: NodeRef<'d>, objects: &mut Vec<Object>) {
        for item in items.items().filter(|item| item.kind() == Kind::Mapping) {
            // Where an item ends and the next begins is lost with the tags between them.
            let area = items.range();
            objects.push(Object { is_item: true, ..self.object(&item.members(), area) });
        }
    }

    fn object(&self, members: &[Entry<'d>], area: TextRange) -> Object {
        let metadata = members.iter().rposition(|entry| entry.name() == "metadata");
        let inside = metadata.map(|at| {
            let next = members.get(at + 1).map_or(area.end, |next| next.key.range().start);
            let (key, value) = (members[at].key.range(), members[at].value);
            (value, TextRange::new(key.end, next.max(value.range().end).max(key.end)))
        });
        let of_metadata = |name| match inside {
            Some((node, _)) if self.is_templated(node, members, metadata) => Field::Unknown,
            Some((node, area)) => self.field(&node.members(), area, name),
            None => self.absent(members, area),
        };
        Object {
            range: range(members),
            api_version: self.field(members, area, "apiVersion"),
            kind: self.field(members, area, "kind"),
            name: of_metadata("name"),
            generate_name: of_metadata("generateName"),
            namespace: of_metadata("namespace"),
            metadata: metadata.map(|at| members[at].key.range()),
            is_item: false,
        }
    }

    /// True for metadata that is no mapping, because a tag or something else stands there.
    fn is_templated(&self, node: NodeRef<'_>, members: &[Entry<'_>], at: Option<usize>) -> bool {
        let key_end = at.map_or(0, |at| members[at].key.range().end);
        match node.kind() {
            Kind::Mapping => false,
            Kind::Null => self.fills(key_end),
            _ => true,
        }
    }

    fn field(&self, members: &[Entry<'d>], area: TextRange, name: &str) -> Field {
        let Some(entry) = members.iter().rfind(|entry| entry.name() == name) else {
            return self.absent(members, area);
        };
        let range = entry.value.range();
        if self.touches(entry.key.range()) || self.touches(range) {
            return Field::Unknown;
        }
        match entry.value.as_str() {
            Some(text) if text.contains("{{") => Field::Unknown,
            Some(text) => Field::Known(Word { text: text.to_owned(), range }),
            None if entry.value.is_null() && !self.fills(entry.key.range().end) => Field::Missing,
            None => Field::Unknown,
        }
    }

    /// Whether a key that is not written may be there all the same: put there by a tag.
    fn absent(&self, members: &[Entry<'_>], area: TextRange) -> Field {
        let Some(masked) = self.masked else { return Field::Missing };
        if members.iter().any(|entry| self.touches(entry.key.range())) {
            return Field::Unknown;
        }
        let from = masked.structures.partition_point(|hole| hole.start < area.start);
        let mut loose = masked.structures[from..].iter().take_while(|hole| hole.start < area.end);
        // Members come in the order of the text unless a merge key is among them.
        let within = |hole: &TextRange| {
            let before = members.partition_point(|entry| entry.key.range().start <= hole.start);
            before.checked_sub(1).is_some_and(|at| members[at].range().contains(*hole))
        };
        match loose.all(within) {
            true => Field::Missing,
            false => Field::Unknown,
        }
    }

    fn touches(&self, range: TextRange) -> bool {
        self.masked.is_some_and(|masked| !range.is_empty() && masked.is_templated(range))
    }

    fn fills(&self, key_end: u32) -> bool {
        let text = self.document.file().text();
        self.masked.is_some_and(|masked| masked.fills(text, key_end))
    }
}

/// Entries of one object each. Two alternatives of a template, without a `---` between them, are
/// one mapping in the masked text: then what identifies an object stands there twice.
fn split<'e, 'd>(entries: &'e [Entry<'d>]) -> Vec<&'e [Entry<'d>]> {
    let mut parts = Vec::new();
    let (mut start, mut seen) = (0, Vec::new());
    for (at, entry) in entries.iter().enumerate() {
        let name = entry.name();
        if !matches!(&*name, "apiVersion" | "kind" | "metadata" | "spec" | "data") {
            continue;
        }
        if seen.contains(&name) {
            parts.push(&entries[start..at]);
            (start, seen) = (at, Vec::new());
        }
        seen.push(name);
    }
    parts.push(&entries[start..]);
    parts
}

fn range(members: &[Entry<'_>]) -> TextRange {
    let mut ranges = members.iter().map(Entry::range);
    let first = ranges.next().unwrap_or_default();
    ranges.fold(first, TextRange::cover)
}
