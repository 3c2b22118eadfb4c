//! Mappings and lists that templates make, and what is written into anything later on.
//!
//! A made mapping is known by the place of its making and its first content; once something is
//! written into it, by the place alone, so that a template which calls itself makes few. Writes are
//! not ordered: whatever is ever written counts everywhere, and what looked there is run again.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use foldhash::HashMap;

use super::marks::Marks;
use super::value::{Ref, Value};

/// How deep made mappings may hold each other before they are no longer told apart.
const DEPTH: u32 = 12;

/// Made mappings. The largest real chart makes 1 900.
const OBJECTS: usize = 50_000;

/// Made mappings at one place that are told apart.
const VARIANTS: u32 = 64;

/// Different things that are written to one place before they are no longer told apart.
const WRITTEN: usize = 8;

/// The place of making: text and offset.
pub(super) type Site = (u32, u32);

/// A mapping or a list that a template makes.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub(super) struct Object {
    /// Values by key; the items of a list by index.
    pub(super) fields: BTreeMap<u32, Value>,
    /// What may be at any key.
    pub(super) rest: Value,
    /// True for a list of which every item is known.
    pub(super) is_list: bool,
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

#[derive(Debug)]
struct Made {
    content: Rc<Object>,
    site: Site,
    depth: u32,
}

/// Where templates look.
#[derive(Debug)]
struct Looked {
    places: Vec<Ref>,
    /// Places are marked with the turn in which they were looked at last.
    marks: Marks,
    turn: u32,
}

impl Default for Looked {
    fn default() -> Self {
        Self { places: Vec::new(), marks: Marks::default(), turn: 1 }
    }
}

#[derive(Debug, Default)]
pub(super) struct Heap {
    texts: Vec<Rc<str>>,
    text_ids: HashMap<Rc<str>, u32>,
    objects: Vec<Made>,
    object_ids: HashMap<(Site, Rc<Object>), u32>,
    /// How many mappings were made at a place.
    variants: HashMap<Site, u32>,
    /// The mapping that stands for all that are made at a place.
    shared: HashMap<Site, u32>,
    writes: HashMap<Ref, Writes>,
    /// Where something was written that was not known before.
    pub(super) grown: BTreeSet<Ref>,
    /// What was looked into since it was taken: whatever is written there later matters.
    looked: RefCell<Looked>,
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

    /// Makes a mapping or a list. `lost` is given what is not noted, which must count as used.
    pub(super) fn make(&mut self, site: Site, object: Object, lost: &mut Value) -> Value {
        if let Some(id) = self.shared.get(&site).copied() {
            return self.share(id, &object, lost);
        }
        let inside = object.fields.values().chain([&object.rest]).flat_map(|v| v.refs());
        let depth = inside.filter_map(|one| self.depth(*one)).max().unwrap_or(0) + 1;
        let content = Rc::new(object);
        let key = (site, Rc::clone(&content));
        if let Some(id) = self.object_ids.get(&key) {
            let one = Ref::Object(*id);
            self.look(one);
            return one.into();
        }
        if depth > DEPTH || self.objects.len() >= OBJECTS {
            content.fields.values().chain([&content.rest]).for_each(|value| {
                lost.join(value);
            });
            return Value::unknown();
        }
        let id = self.objects.len() as u32;
        self.look(Ref::Object(id));
        self.objects.push(Made { content, site, depth });
        self.object_ids.insert(key, id);
        let variants = self.variants.entry(site).or_default();
        *variants += 1;
        if *variants >= VARIANTS {
            self.shared.insert(site, id);
        }
        Ref::Object(id).into()
    }

    /// Lets one more mapping be made at a place where all are one.
    fn share(&mut self, id: u32, object: &Object, lost: &mut Value) -> Value {
        let one = Ref::Object(id);
        let fields = object.fields.iter().map(|(key, value)| (Some(*key), value));
        for (key, value) in fields.chain([(None, &object.rest)]) {
            if !self.write(one, key, value) {
                lost.join(value);
            }
        }
        one.into()
    }

    fn depth(&self, one: Ref) -> Option<u32> {
        match one {
            Ref::Object(id) => Some(self.objects[id as usize].depth),
            _ => None,
        }
    }

    /// What a made mapping holds from the start.
    pub(super) fn object(&self, id: u32) -> Rc<Object> {
        Rc::clone(&self.objects[id as usize].content)
    }

    /// What is written into `one`.
    pub(super) fn writes(&self, one: Ref) -> Option<&Writes> {
        self.look(one);
        self.writes_of_looked(one)
    }

    /// The same for what [`Self::with_merged`] gave, which was looked into by that.
    pub(super) fn writes_of_looked(&self, one: Ref) -> Option<&Writes> {
        if self.writes.is_empty() { None } else { self.writes.get(&one) }
    }

    fn look(&self, one: Ref) {
        let looked = &mut *self.looked.borrow_mut();
        if looked.marks.set(one, looked.turn) != looked.turn {
            looked.places.push(one);
        }
    }

    /// What was looked into since the last time.
    pub(super) fn take_looked(&mut self) -> Box<[Ref]> {
        let looked = self.looked.get_mut();
        looked.turn += 1;
        let taken = looked.places.as_slice().into();
        looked.places.clear();
        taken
    }

    /// Writes `value` into `one`, at a key or at one that is not known. False where so much is
    /// written already that it is not noted: then it must count as used.
    #[must_use]
    pub(super) fn write(&mut self, one: Ref, key: Option<u32>, value: &Value) -> bool {
        if value.refs().is_empty() {
            return true;
        }
        self.note_written(one);
        let writes = self.writes.entry(one).or_default();
        let field = match key {
            Some(key) => writes.fields.entry(key).or_default(),
            None => &mut writes.rest,
        };
        let (room, is_grown) = join_some(field, value);
        self.note_grown(one, is_grown);
        room
    }

    /// Merges `value` into `one`; false as in [`Self::write`].
    #[must_use]
    pub(super) fn merge(&mut self, one: Ref, value: &Value) -> bool {
        let others = value.refs().iter().copied().filter(|other| *other != one);
        let others: Value = others.filter(|other| holds_keys(*other)).collect();
        if others.refs().is_empty() {
            return true;
        }
        self.note_written(one);
        let merged = &mut self.writes.entry(one).or_default().merged;
        let (room, is_grown) = join_some(merged, &others);
        self.note_grown(one, is_grown);
        room
    }

    fn note_grown(&mut self, one: Ref, is_grown: bool) {
        if is_grown {
            self.grown.insert(one);
        }
    }

    fn note_written(&mut self, one: Ref) {
        if let Ref::Object(id) = one {
            self.shared.entry(self.objects[id as usize].site).or_insert(id);
        }
    }

    /// `value` and all that is merged into it.
    pub(super) fn with_merged<'v>(&self, value: &'v Value) -> Cow<'v, Value> {
        value.refs().iter().for_each(|one| self.look(*one));
        let merges =
            |one: &Ref| self.writes.get(one).is_some_and(|writes| !writes.merged.refs().is_empty());
        if self.writes.is_empty() || !value.refs().iter().any(merges) {
            return Cow::Borrowed(value);
        }
        let mut all = value.clone();
        let mut pending = value.refs().to_vec();
        while let Some(one) = pending.pop() {
            let Some(writes) = self.writes.get(&one) else { continue };
            pending.extend(writes.merged.refs().iter().filter(|one| all.add(**one)));
        }
        all.refs().iter().for_each(|one| self.look(*one));
        Cow::Owned(all)
    }
}

/// Joins `value` into `place` while there is room in it: whether there was, and whether it grew.
fn join_some(place: &mut Value, value: &Value) -> (bool, bool) {
    let (mut room, mut is_grown) = (true, false);
    for one in value.refs() {
        if place.refs().len() < WRITTEN {
            is_grown |= place.add(*one);
        } else {
            room &= place.refs().contains(one);
        }
    }
    (room, is_grown)
}

fn holds_keys(one: Ref) -> bool {
    matches!(one, Ref::Node(_) | Ref::Scope(_) | Ref::Object(_))
}
