//! Nodes of YAML files to values, by way of JSON as Helm reads them: every number is a `float64`.

use std::sync::Arc;

use super::value::{Data, List, Map, MapKind, Origin, Value};
use crate::model::presets::applied;
use crate::source::{SourceFile, TextRange};
use crate::syntax::scalar::Scalar;
use crate::syntax::tree::{Document, Kind, NodeRef, Style};

/// The places in values files that values of a run come from.
#[derive(Debug, Default)]
pub struct Origins {
    files: Vec<Arc<SourceFile>>,
    places: Vec<(u32, TextRange)>,
}

impl Origins {
    /// The file and the place of an origin.
    pub fn place(&self, origin: Origin) -> Option<(&Arc<SourceFile>, TextRange)> {
        let at = (origin.0 as usize).checked_sub(1)?;
        let (file, range) = self.places.get(at)?;
        Some((self.files.get(*file as usize)?, *range))
    }

    /// Reads the mappings of all documents of a file, later ones over earlier ones.
    pub(super) fn read(&mut self, document: &Document) -> Map {
        let mut merged = Map::empty();
        for root in document.roots().flatten() {
            if let Some(map) = self.value(root).as_map() {
                merged = merged_over(&merged, map);
            }
        }
        merged
    }

    /// Reads a node.
    pub(super) fn value(&mut self, node: NodeRef<'_>) -> Value {
        let file = self.file(node.document().file());
        let places = &mut self.places;
        value(node, &mut |range| {
            places.push((file, range));
            Origin(u32::try_from(places.len()).unwrap_or(0))
        })
    }

    /// Reads what presets made of a node.
    pub(super) fn applied(&mut self, value: &applied::Value<'_>) -> Value {
        match value {
            applied::Value::Node(node) => self.value(*node),
            applied::Value::Mapping(members) => {
                let member = |(name, value): &(String, applied::Value<'_>)| {
                    (name.as_str().into(), self.applied(value))
                };
                Map::new(MapKind::Any, members.iter().map(member).collect()).into()
            }
        }
    }

    fn file(&mut self, file: &Arc<SourceFile>) -> u32 {
        let known = self.files.iter().position(|known| Arc::ptr_eq(known, file));
        let at = known.unwrap_or_else(|| {
            self.files.push(Arc::clone(file));
            self.files.len() - 1
        });
        u32::try_from(at).unwrap_or(u32::MAX)
    }
}

/// A node as a value; the origin of each part is what `origin_of` makes of its place.
pub(super) fn value(node: NodeRef<'_>, origin_of: &mut dyn FnMut(TextRange) -> Origin) -> Value {
    let origin = origin_of(node.range());
    let value = match node.kind() {
        Kind::Sequence => Value::list(node.items().map(|item| value(item, origin_of)).collect()),
        Kind::Mapping => {
            let members = node.members().into_iter();
            let member = members.map(|m| (m.name().as_ref().into(), value(m.value, origin_of)));
            Map::new(MapKind::Any, member.collect()).into()
        }
        _ => match node.scalar() {
            Some(Scalar::Bool(value)) => value.into(),
            Some(Scalar::Int(value)) => (value as f64).into(),
            Some(Scalar::UInt(value)) => (value as f64).into(),
            Some(Scalar::Float(value)) => value.into(),
            Some(Scalar::String) if lacks_line_break(node) => {
                format!("{}\n", node.text().unwrap_or_default()).into()
            }
            Some(Scalar::String) => node.text().unwrap_or_default().into(),
            Some(Scalar::Null) | None => Value::nil(),
        },
    };
    Value { origin, ..value }
}

/// Helm ends the last line of a values file before it reads it, so that a block scalar there ends
/// in a line break.
fn lacks_line_break(node: NodeRef<'_>) -> bool {
    let text = node.document().file().text();
    let is_block = matches!(node.style(), Style::Literal | Style::Folded) && !node.is_alias();
    if !is_block || text.ends_with('\n') || node.range().end as usize != text.len() {
        return false;
    }
    let before = text.get(..node.range().start as usize).unwrap_or_default();
    let header = before.trim_end().lines().next_back().unwrap_or_default();
    let chomping = header.rfind(['|', '>']).and_then(|at| header.get(at..)).unwrap_or_default();
    let indicator = chomping.split_whitespace().next().unwrap_or_default();
    !indicator.contains('-')
}

/// Both maps in one, the second over the first; maps in them likewise.
pub(super) fn merged_over(below: &Map, above: &Map) -> Map {
    let merged = below.shallow_copy();
    for (key, value) in above.entries() {
        let own = merged.get(&key);
        let maps = own.as_ref().and_then(Value::as_map).zip(value.as_map());
        match maps {
            Some((own, map)) => {
                merged.insert(key, Value::from(merged_over(own, map)).or_from(value.origin));
            }
            None => merged.insert(key, value),
        }
    }
    merged
}

/// A copy that shares no map with the original. Values files are never deep, so this may recur.
pub(super) fn copied(map: &Map) -> Map {
    let mut members = map.members().clone();
    members.values_mut().for_each(unshare);
    Map::new(MapKind::Any, members)
}

/// The value with maps of its own.
pub(super) fn copied_value(value: &Value) -> Value {
    let mut copy = value.clone();
    unshare(&mut copy);
    copy
}

fn unshare(value: &mut Value) {
    match &mut value.data {
        Data::Map(map) => *map = copied(map),
        // Lists never change: one without maps can be shared.
        Data::List(list) if list.iter().any(Value::is_nested) => {
            *list = List::new(list.kind(), list.iter().map(copied_value).collect());
        }
        _ => {}
    }
}
