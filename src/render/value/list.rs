//! Slices. No function changes one in place, so they are shared without a lock.

use std::ops::Deref;
use std::rc::Rc;

use super::Value;
use super::map::drop_flat;

/// The Go type of a slice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListKind {
    /// `[]interface {}`
    Any,
    /// A `[]interface {}` that was never made: JSON's null.
    Nil,
    /// `[]string`
    Strings,
    /// A `[]string` that was never made.
    NilStrings,
    /// `[]int`
    Ints,
    /// `[][]interface {}`
    Lists,
    /// `common.VersionSet`: strings, with a method.
    Versions,
}

impl ListKind {
    /// The name of the type.
    pub fn type_name(self) -> &'static str {
        match self {
            Self::Any | Self::Nil => "[]interface {}",
            Self::Strings | Self::NilStrings => "[]string",
            Self::Ints => "[]int",
            Self::Lists => "[][]interface {}",
            Self::Versions => "common.VersionSet",
        }
    }
}

#[derive(Debug)]
struct Inner(Vec<Value>);

/// A slice.
#[derive(Debug, Clone)]
pub struct List {
    kind: ListKind,
    inner: Rc<Inner>,
}

impl List {
    /// A slice of a type.
    pub fn new(kind: ListKind, items: Vec<Value>) -> Self {
        Self { kind, inner: Rc::new(Inner(items)) }
    }

    /// The type.
    pub fn kind(&self) -> ListKind {
        self.kind
    }

    /// True for a slice that was never made.
    pub fn is_nil(&self) -> bool {
        matches!(self.kind, ListKind::Nil | ListKind::NilStrings)
    }

    /// The items, if nobody else holds the list.
    pub(super) fn into_last_items(self) -> Vec<Value> {
        Rc::into_inner(self.inner).map(|mut inner| std::mem::take(&mut inner.0)).unwrap_or_default()
    }
}

impl Deref for List {
    type Target = [Value];

    fn deref(&self) -> &[Value] {
        &self.inner.0
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        if self.0.iter().any(Value::is_nested) {
            drop_flat(std::mem::take(&mut self.0).into_iter());
        }
    }
}
