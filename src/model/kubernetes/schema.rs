//! The schemas of objects: those of Kubernetes' own kinds from a table that is embedded, and those
//! that a CustomResourceDefinition brings along.
//!
//! `schemas/kubernetes.txt` is written by `examples/kubernetes_schemas.rs`, which says what its
//! letters mean. It is read where it lies: a type is a piece of that text.

use std::borrow::Cow;
use std::sync::{LazyLock, OnceLock};

use foldhash::{HashMap, HashMapExt};

use crate::syntax::tree::{Kind, NodeRef};

const TABLE: &str = include_str!("../../../schemas/kubernetes.txt");
const OBJECT_META: &str = "#meta.v1.ObjectMeta";

/// What a part of an object has to look like.
#[derive(Debug, Clone, Copy)]
pub enum Schema<'s> {
    /// A kind of the embedded table.
    Kind(&'static Type),
    /// What the embedded table says of a field.
    BuiltIn(&'static str),
    /// A part of an `openAPIV3Schema`.
    Custom(NodeRef<'s>),
    /// The whole of one.
    CustomRoot(NodeRef<'s>),
}

/// A schema, opened by one level.
#[derive(Debug, Clone)]
pub enum Shape<'s> {
    /// Anything, or what palint does not judge.
    Any,
    /// A scalar, and the words that it may be if not any.
    Scalar(Scalar, Vec<&'s str>),
    /// A list of these.
    List(Schema<'s>),
    /// Keys of the author's with such values.
    Map(Schema<'s>),
    /// Fields.
    Fields(Cow<'s, Fields<'s>>),
}

/// The types of scalars.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scalar {
    /// Text; a number without quotes is none.
    String,
    /// A whole number.
    Integer,
    /// Any number.
    Number,
    /// true or false.
    Boolean,
    /// A number or a text, such as a port, a percentage or a quantity.
    NumberOrString,
}

/// The fields of an object.
#[derive(Debug, Clone, Default)]
pub struct Fields<'s> {
    /// Their names and schemas.
    pub known: Vec<(&'s str, Schema<'s>)>,
    /// Those that must be there.
    pub required: Vec<&'s str>,
    /// True where others are kept too.
    pub is_open: bool,
}

/// A type of the embedded table; its fields are read when they are first asked for.
#[derive(Debug)]
pub struct Type {
    lines: &'static str,
    fields: OnceLock<Fields<'static>>,
}

impl Type {
    fn fields(&self) -> &Fields<'static> {
        self.fields.get_or_init(|| built_in_fields(self.lines))
    }
}

struct Table {
    /// The names of the types, by version and kind.
    kinds: HashMap<(&'static str, &'static str), &'static str>,
    types: HashMap<&'static str, Type>,
}

static INDEX: LazyLock<Table> = LazyLock::new(|| {
    let (mut kinds, mut types) = (HashMap::new(), HashMap::new());
    for block in TABLE.split("\n=").skip(1) {
        let (head, lines) = block.split_once('\n').unwrap_or((block, ""));
        let mut words = head.split(' ');
        let name = words.next().unwrap_or_default();
        if let (Some(version), Some(kind)) = (words.next(), words.next()) {
            kinds.insert((version, kind), name);
        }
        types.insert(name, Type { lines, fields: OnceLock::new() });
    }
    Table { kinds, types }
});

/// The schema of one of Kubernetes' own kinds.
pub fn built_in(api_version: &str, kind: &str) -> Option<Schema<'static>> {
    let name = INDEX.kinds.get(&(api_version, kind))?;
    INDEX.types.get(name).map(Schema::Kind)
}

/// What a cluster says that it serves, as far as it is Kubernetes' own: versions of groups, and kinds
/// in these.
pub fn served() -> Vec<String> {
    let mut served: Vec<String> = (INDEX.kinds.keys())
        .flat_map(|(version, kind)| [(*version).to_owned(), format!("{version}/{kind}")])
        .collect();
    served.sort_unstable();
    served.dedup();
    served
}

impl<'s> Schema<'s> {
    /// What the schema says of the level below.
    pub fn shape(self) -> Shape<'s> {
        match self {
            Self::Kind(kind) => Shape::Fields(Cow::Borrowed(kind.fields())),
            Self::BuiltIn(text) => built_in_shape(text),
            Self::Custom(node) => custom_shape(node, false),
            Self::CustomRoot(node) => custom_shape(node, true),
        }
    }
}

fn built_in_shape<'s>(text: &'static str) -> Shape<'s> {
    let rest = text.get(1..).unwrap_or_default();
    let scalar = |scalar| Shape::Scalar(scalar, Vec::new());
    match text.as_bytes() {
        [b'#', ..] => {
            let kind = INDEX.types.get(rest);
            kind.map_or(Shape::Any, |kind| Shape::Fields(Cow::Borrowed(kind.fields())))
        }
        [b'[', _, ..] => Shape::List(Schema::BuiltIn(rest)),
        [b'{', _, ..] => Shape::Map(Schema::BuiltIn(rest)),
        [b's', b'(', ..] => {
            let words = rest.trim_matches(['(', ')']).split('|');
            Shape::Scalar(Scalar::String, words.collect())
        }
        [b's'] => scalar(Scalar::String),
        [b'i'] => scalar(Scalar::Integer),
        [b'n'] => scalar(Scalar::Number),
        [b'b'] => scalar(Scalar::Boolean),
        [b'x'] | [b'q'] => scalar(Scalar::NumberOrString),
        _ => Shape::Any,
    }
}

fn built_in_fields(lines: &'static str) -> Fields<'static> {
    let mut fields = Fields::default();
    for (name, schema) in lines.lines().filter_map(|line| line.split_once(' ')) {
        let known = name.trim_end_matches('!');
        if known.len() < name.len() {
            fields.required.push(known);
        }
        fields.known.push((known, Schema::BuiltIn(schema)));
    }
    fields
}

fn custom_shape(node: NodeRef<'_>, is_root: bool) -> Shape<'_> {
    let says = |key: &str| node.get(key).and_then(NodeRef::as_bool) == Some(true);
    if says("x-kubernetes-int-or-string") {
        return Shape::Scalar(Scalar::NumberOrString, Vec::new());
    }
    let words = || {
        let words: Option<Vec<_>> =
            node.get("enum").into_iter().flat_map(NodeRef::items).map(NodeRef::as_str).collect();
        words.unwrap_or_default()
    };
    match node.get("type").and_then(NodeRef::as_str) {
        Some("string") => Shape::Scalar(Scalar::String, words()),
        Some("integer") => Shape::Scalar(Scalar::Integer, Vec::new()),
        Some("number") => Shape::Scalar(Scalar::Number, Vec::new()),
        Some("boolean") => Shape::Scalar(Scalar::Boolean, Vec::new()),
        Some("array") => {
            node.get("items").map_or(Shape::Any, |items| Shape::List(Schema::Custom(items)))
        }
        Some("object") => custom_object(node, is_root || says("x-kubernetes-embedded-resource")),
        _ => Shape::Any,
    }
}

fn custom_object(node: NodeRef<'_>, is_resource: bool) -> Shape<'_> {
    let properties = node.get("properties").filter(|node| node.kind() == Kind::Mapping);
    if let Some(values) = node.get("additionalProperties")
        && properties.is_none()
    {
        return match values.kind() {
            Kind::Mapping => Shape::Map(Schema::Custom(values)),
            _ => Shape::Any,
        };
    }
    let preserves = node.get("x-kubernetes-preserve-unknown-fields").and_then(NodeRef::as_bool);
    let is_open = preserves == Some(true) || node.get("additionalProperties").is_some();
    let mut fields = Fields { is_open, ..Fields::default() };
    for entry in properties.into_iter().flat_map(NodeRef::entries) {
        if let Some(name) = entry.key.as_str() {
            fields.known.push((name, Schema::Custom(entry.value)));
        }
    }
    if is_resource {
        let implicit = ["apiVersion", "kind", "metadata"];
        fields.known.retain(|(name, _)| !implicit.contains(name));
        fields.known.extend([
            ("apiVersion", Schema::BuiltIn("s")),
            ("kind", Schema::BuiltIn("s")),
            ("metadata", Schema::BuiltIn(OBJECT_META)),
        ]);
    }
    if fields.known.is_empty() && !is_open {
        // Kubernetes drops what is in there; more often its author forgot to say that it stays.
        return Shape::Any;
    }
    let required = node.get("required").into_iter().flat_map(NodeRef::items);
    fields.required = required.filter_map(NodeRef::as_str).collect();
    Shape::Fields(Cow::Owned(fields))
}

#[cfg(test)]
mod tests;
