//! Mappings and lists that templates make, and what is written into anything later on.
//!
//! A made mapping is known by the place of its making and its first content, so that a template
//! which calls itself makes finitely many. Writes are not ordered: whatever is ever written counts
//! everywhere, and the analysis is repeated until nothing new is written.

use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use super::value::{Ref, Value};

/// How deep made mappings may hold each other before they are no longer told apart.
const DEPTH: u32 = 12;

/// Made mappings. The largest real chart makes 3 000.
const OBJECTS: usize = 50_000;

/// The place of making: text and offset.
pub(super) type Site = (u32, u32);

/// A mapping or a list that a template makes.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub(super) struct Object {
    /// Values by key; the items of a list by index.
    pub(super) fields: BTreeMap<u32, Value>,
    /// What may be at any key.
    pub(super) rest: Value,
}

/// What is written into a value after it is made.
#[derive(Debug, Default)]
pub(super) struct Writes {
    /// By key.
    pub(super) fields: BTreeMap<u32, Value>,
    /// At a key that is not known.
    pub(super) rest: Value,
    /// Mappings that are merged into it.
    pub(super) merged: Value,
}

#[derive(Debug, Default)]
pub(super) struct Heap {
    texts: Vec<Rc<str>>,
    text_ids: HashMap<Rc<str>, u32>,
    objects: Vec<(Rc<Object>, u32)>,
    object_ids: HashMap<(Site, Rc<Object>), u32>,
    writes: HashMap<Ref, Writes>,
    /// True when something was written that was not known before.
    pub(super) grown: bool,
}

impl Heap {
    /// The number of a text.
    pub(super) fn text_id(&mut self, text: &str) -> u32 {
        if let Some(id) = self.text_ids.get(text) {
            return *id;
        }
        let (id, shared) = (self.texts.len() as u32, Rc::from(text));
        self.texts.push(Rc::clone(&shared));
        self.text_ids.insert(shared, id);
        id
    }

    /// The text of a number.
    pub(super) fn text(&self, id: u32) -> Rc<str> {
        Rc::clone(&self.texts[id as usize])
    }

    /// Makes a mapping or a list; `None` where too many are made.
    pub(super) fn make(&mut self, site: Site, object: Object) -> Option<Value> {
        let inside = object.fields.values().chain([&object.rest]).flat_map(|v| v.refs());
        let depth = inside.filter_map(|one| self.depth(*one)).max().unwrap_or(0) + 1;
        let object = Rc::new(object);
        let key = (site, Rc::clone(&object));
        if let Some(id) = self.object_ids.get(&key) {
            return Some(Ref::Object(*id).into());
        }
        if depth > DEPTH || self.objects.len() >= OBJECTS {
            return None;
        }
        let id = self.objects.len() as u32;
        self.objects.push((object, depth));
        self.object_ids.insert(key, id);
        Some(Ref::Object(id).into())
    }

    fn depth(&self, one: Ref) -> Option<u32> {
        match one {
            Ref::Object(id) => Some(self.objects[id as usize].1),
            _ => None,
        }
    }

    /// What a made mapping holds from the start.
    pub(super) fn object(&self, id: u32) -> Rc<Object> {
        Rc::clone(&self.objects[id as usize].0)
    }

    /// What is written into `one`.
    pub(super) fn writes(&self, one: Ref) -> Option<&Writes> {
        self.writes.get(&one)
    }

    /// Writes `value` into `one`, at a key or at one that is not known.
    pub(super) fn write(&mut self, one: Ref, key: Option<u32>, value: &Value) {
        let writes = self.writes.entry(one).or_default();
        let field = match key {
            Some(key) => writes.fields.entry(key).or_default(),
            None => &mut writes.rest,
        };
        self.grown |= field.join(value);
    }

    /// Merges `value` into `one`.
    pub(super) fn merge(&mut self, one: Ref, value: &Value) {
        let others = value.refs().iter().copied().filter(|other| *other != one);
        let others: Value = others.filter(|other| holds_keys(*other)).collect();
        if !others.refs().is_empty() {
            self.grown |= self.writes.entry(one).or_default().merged.join(&others);
        }
    }

    /// `value` and all that is merged into it.
    pub(super) fn with_merged(&self, value: &Value) -> Value {
        let mut all = value.clone();
        if self.writes.is_empty() {
            return all;
        }
        let mut pending = value.refs().to_vec();
        while let Some(one) = pending.pop() {
            let Some(writes) = self.writes.get(&one) else { continue };
            pending.extend(writes.merged.refs().iter().filter(|one| all.add(**one)));
        }
        all
    }
}

fn holds_keys(one: Ref) -> bool {
    matches!(one, Ref::Node(_) | Ref::Scope(_) | Ref::Object(_))
}
