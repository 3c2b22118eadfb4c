//! Maps: shared, changeable, ordered by key as Go prints and ranges over them.

use std::cell::{Ref, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use super::{Data, Value};

/// The Go type of a map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MapKind {
    /// `map[string]interface {}`
    Any,
    /// `common.Values`: the same with methods.
    Values,
    /// `map[string]string`
    Strings,
    /// A `map[string]string` that was never made.
    NilStrings,
    /// `engine.files`: names to bytes, with methods.
    Files,
}

impl MapKind {
    /// The name of the type.
    pub fn type_name(self) -> &'static str {
        match self {
            Self::Any => "map[string]interface {}",
            Self::Values => "common.Values",
            Self::Strings | Self::NilStrings => "map[string]string",
            Self::Files => "engine.files",
        }
    }

    /// True when a function that takes any `map[string]interface {}` takes this one.
    pub fn holds_anything(self) -> bool {
        matches!(self, Self::Any | Self::Values)
    }
}

type Members = BTreeMap<Rc<str>, Value>;

#[derive(Debug)]
struct Inner {
    members: RefCell<Members>,
}

/// A map.
#[derive(Debug, Clone)]
pub struct Map {
    kind: MapKind,
    inner: Rc<Inner>,
}

impl Map {
    /// A map of a type.
    pub fn new(kind: MapKind, members: Members) -> Self {
        Self { kind, inner: Rc::new(Inner { members: RefCell::new(members) }) }
    }

    /// An empty `map[string]interface {}`.
    pub fn empty() -> Self {
        Self::new(MapKind::Any, Members::new())
    }

    /// The type.
    pub fn kind(&self) -> MapKind {
        self.kind
    }

    /// The same map under another type.
    pub fn as_kind(&self, kind: MapKind) -> Self {
        Self { kind, inner: Rc::clone(&self.inner) }
    }

    /// The value at a key.
    pub fn get(&self, key: &str) -> Option<Value> {
        self.inner.members.borrow().get(key).cloned()
    }

    /// True when there is a value, `nil` included, at a key.
    pub fn contains(&self, key: &str) -> bool {
        self.inner.members.borrow().contains_key(key)
    }

    /// Puts a value at a key; every holder of the map sees it.
    pub fn insert(&self, key: impl Into<Rc<str>>, value: Value) {
        let value = if matches!(value.data, Data::Invalid) {
            Value { data: Data::Nil, ..value }
        } else {
            value
        };
        let old = self.inner.members.borrow_mut().insert(key.into(), value);
        drop(old);
    }

    /// Takes a value away.
    pub fn remove(&self, key: &str) -> Option<Value> {
        self.inner.members.borrow_mut().remove(key)
    }

    /// The number of keys.
    pub fn len(&self) -> usize {
        self.inner.members.borrow().len()
    }

    /// True when there is no key.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The members as they are now, to look at without changing any.
    pub fn members(&self) -> Ref<'_, Members> {
        self.inner.members.borrow()
    }

    /// A copy of the members, in the order of their keys.
    pub fn entries(&self) -> Vec<(Rc<str>, Value)> {
        let members = self.inner.members.borrow();
        members.iter().map(|(key, value)| (Rc::clone(key), value.clone())).collect()
    }

    /// The keys in order.
    pub fn keys(&self) -> Vec<Rc<str>> {
        self.inner.members.borrow().keys().cloned().collect()
    }

    /// True when both are one map, so that a change to one is a change to the other.
    pub fn is(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.inner, &other.inner)
    }

    /// A map of the same type with the same members.
    pub fn shallow_copy(&self) -> Self {
        Self::new(self.kind, self.inner.members.borrow().clone())
    }
}

impl FromIterator<(Rc<str>, Value)> for Map {
    fn from_iter<I: IntoIterator<Item = (Rc<str>, Value)>>(members: I) -> Self {
        Self::new(MapKind::Any, members.into_iter().collect())
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        let members = self.members.get_mut();
        if members.values().any(Value::is_nested) {
            drop_flat(std::mem::take(members).into_values());
        }
    }
}

/// Drops values without a call for each level: a template may nest maps as deep as it likes.
pub(super) fn drop_flat(values: impl Iterator<Item = Value>) {
    let mut queue: Vec<Value> = values.filter(Value::is_nested).collect();
    while let Some(value) = queue.pop() {
        match value.data {
            Data::Map(map) => {
                let Some(mut inner) = Rc::into_inner(map.inner) else { continue };
                let members = inner.members.get_mut();
                if members.values().any(Value::is_nested) {
                    let values = std::mem::take(members).into_values();
                    queue.extend(values.filter(Value::is_nested));
                }
            }
            Data::List(list) => {
                queue.extend(list.into_last_items().into_iter().filter(Value::is_nested));
            }
            _ => {}
        }
    }
}
