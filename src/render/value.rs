//! Values as a Go template sees them: their Go type decides how they compare, print and convert.
//!
//! Copies are cheap, and maps are shared as in Go: `set` changes what every holder of the map sees.
//! A value remembers where in a values file it was written, so that output can be traced to it.

mod bytes;
mod list;
mod map;
mod object;
#[cfg(test)]
mod tests;
mod text;

use std::rc::Rc;

pub use bytes::Bytes;
pub use list::{List, ListKind};
pub use map::{Map, MapKind};
pub use object::{KubeVersion, Object, Time};
pub use text::{Origin, Piece, Text, Where};

/// A value and where it comes from.
#[derive(Debug, Clone)]
pub struct Value {
    /// What it is.
    pub data: Data,
    /// Where in a values file it was written.
    pub origin: Origin,
}

/// The types of value.
#[derive(Debug, Clone)]
pub enum Data {
    /// What a pipeline leaves that ended in nothing: its fields are nothing again, and it prints as
    /// `<no value>`, which Helm deletes.
    Invalid,
    /// A place in a map or a list that holds `nil`. Asking it for a field is an error.
    Nil,
    /// `bool`
    Bool(bool),
    /// `int`, `int64` and `int32`.
    Int(IntKind, i64),
    /// `uint64`
    UInt(u64),
    /// `float64`
    Float(f64),
    /// `string`
    Text(Text),
    /// `[]byte`
    Bytes(Bytes),
    /// A slice.
    List(List),
    /// A map with text keys.
    Map(Map),
    /// `time.Time`
    Time(Time),
    /// One of Helm's own objects.
    Object(Rc<Object>),
}

/// The signed integer types.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IntKind {
    /// `int`: constants, lengths and indices.
    Int,
    /// `int64`: the results of sprig's arithmetic.
    Int64,
    /// `int32`: character constants.
    Int32,
}

impl Value {
    /// A value without an origin.
    pub fn new(data: Data) -> Self {
        Self { data, origin: Origin::NONE }
    }

    /// Nothing at all.
    pub fn invalid() -> Self {
        Self::new(Data::Invalid)
    }

    /// `nil`
    pub fn nil() -> Self {
        Self::new(Data::Nil)
    }

    /// An `int`.
    pub fn int(value: i64) -> Self {
        Self::new(Data::Int(IntKind::Int, value))
    }

    /// An `int64`.
    pub fn int64(value: i64) -> Self {
        Self::new(Data::Int(IntKind::Int64, value))
    }

    /// A list of anything.
    pub fn list(items: Vec<Value>) -> Self {
        Self::new(Data::List(List::new(ListKind::Any, items)))
    }

    /// A list of strings.
    pub fn strings<S: Into<Text>>(items: impl IntoIterator<Item = S>) -> Self {
        let items = items.into_iter().map(|item| Self::from(item.into())).collect();
        Self::new(Data::List(List::new(ListKind::Strings, items)))
    }

    /// The same value, written at `origin` unless it is known to be written elsewhere.
    pub fn or_from(mut self, origin: Origin) -> Self {
        if self.origin == Origin::NONE {
            self.origin = origin;
        }
        self
    }

    /// True for both kinds of nothing.
    pub fn is_nil(&self) -> bool {
        matches!(self.data, Data::Invalid | Data::Nil)
    }

    /// True for what holds other values.
    pub fn is_nested(&self) -> bool {
        matches!(self.data, Data::Map(_) | Data::List(_))
    }

    /// The text of a string.
    pub fn as_text(&self) -> Option<&Text> {
        match &self.data {
            Data::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The characters of a string.
    pub fn as_str(&self) -> Option<&str> {
        self.as_text().map(Text::as_str)
    }

    /// A map.
    pub fn as_map(&self) -> Option<&Map> {
        match &self.data {
            Data::Map(map) => Some(map),
            _ => None,
        }
    }

    /// A list.
    pub fn as_list(&self) -> Option<&List> {
        match &self.data {
            Data::List(list) => Some(list),
            _ => None,
        }
    }

    /// Go's truth: false for nothing, false, zero and what is empty.
    pub fn truth(&self) -> bool {
        match &self.data {
            Data::Invalid | Data::Nil => false,
            Data::Bool(value) => *value,
            Data::Int(_, value) => *value != 0,
            Data::UInt(value) => *value != 0,
            Data::Float(value) => *value != 0.0,
            Data::Text(text) => !text.is_empty(),
            Data::Bytes(bytes) => !bytes.is_empty(),
            Data::List(list) => !list.is_empty(),
            Data::Map(map) => !map.is_empty(),
            Data::Time(_) | Data::Object(_) => true,
        }
    }

    /// The name of the Go type, as `%T` prints it.
    pub fn type_name(&self) -> &'static str {
        match &self.data {
            Data::Invalid | Data::Nil => "<nil>",
            Data::Bool(_) => "bool",
            Data::Int(IntKind::Int, _) => "int",
            Data::Int(IntKind::Int64, _) => "int64",
            Data::Int(IntKind::Int32, _) => "int32",
            Data::UInt(_) => "uint64",
            Data::Float(_) => "float64",
            Data::Text(_) => "string",
            Data::Bytes(_) => "[]uint8",
            Data::List(list) => list.kind().type_name(),
            Data::Map(map) => map.kind().type_name(),
            Data::Time(_) => "time.Time",
            Data::Object(object) => object.type_name(),
        }
    }

    /// The name of the Go kind.
    pub fn kind_name(&self) -> &'static str {
        match &self.data {
            Data::Invalid | Data::Nil => "invalid",
            Data::Bytes(_) | Data::List(_) => "slice",
            Data::Map(_) => "map",
            Data::Time(_) => "struct",
            Data::Object(object) => object.kind_name(),
            _ => self.type_name(),
        }
    }

    /// The name of the type of the place that holds the value, as error messages have it.
    pub fn static_type_name(&self) -> &'static str {
        match &self.data {
            Data::Nil => "interface {}",
            _ => self.type_name(),
        }
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::new(Data::Bool(value))
    }
}

impl From<f64> for Value {
    fn from(value: f64) -> Self {
        Self::new(Data::Float(value))
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self::from(Text::from(value))
    }
}

impl From<String> for Value {
    fn from(value: String) -> Self {
        Self::from(Text::from(value))
    }
}

impl From<Text> for Value {
    fn from(value: Text) -> Self {
        Self::new(Data::Text(value))
    }
}

impl From<Map> for Value {
    fn from(value: Map) -> Self {
        Self::new(Data::Map(value))
    }
}
