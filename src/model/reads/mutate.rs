//! Functions that make mappings and lists, or write into them.

use std::collections::BTreeMap;

use super::execute::Frame;
use super::heap::Object;
use super::value::{Ref, Value};

impl Frame<'_, '_, '_> {
    fn make(&mut self, object: Object) -> Value {
        let site = (self.unit_id, self.at.start);
        let content: Vec<_> = object.fields.values().chain([&object.rest]).cloned().collect();
        match self.run.heap.make(site, object) {
            Some(made) => made,
            // What is no longer told apart counts as used.
            None => {
                content.iter().for_each(|value| self.use_whole(value));
                Value::unknown()
            }
        }
    }

    /// `dict key value ...`
    pub(super) fn dict(&mut self, arguments: &[Value]) -> Value {
        let mut object = Object::default();
        for pair in arguments.chunks(2) {
            let [key, value] = pair else { continue };
            match key.texts() {
                Some(keys) => keys.into_iter().for_each(|key| {
                    object.fields.entry(key).or_default().join(value);
                }),
                None => {
                    object.rest.join(value);
                }
            }
        }
        self.make(object)
    }

    /// `list item ...`
    pub(super) fn list_of(&mut self, items: &[Value]) -> Value {
        let mut fields = BTreeMap::new();
        for (index, item) in items.iter().enumerate() {
            fields.insert(self.run.heap.text_id(&index.to_string()), item.clone());
        }
        self.make(Object { fields, rest: Value::default() })
    }

    /// A list of which any item may be `item`.
    pub(super) fn list_with(&mut self, item: Value) -> Value {
        self.make(Object { fields: BTreeMap::new(), rest: item })
    }

    /// A list with the same items at other places.
    pub(super) fn moved(&mut self, list: &Value) -> Value {
        let is_made = |one: &Ref| matches!(one, Ref::Object(_));
        let (made, others): (Vec<_>, Vec<_>) = list.refs().iter().copied().partition(is_made);
        let others: Value = others.into_iter().collect();
        if made.is_empty() {
            return others;
        }
        let items = self.any_child(&made.into_iter().collect());
        let list = self.list_with(items);
        others.union(&list)
    }

    /// `pick mapping key ...`
    pub(super) fn pick(&mut self, mapping: &Value, keys: &[Value]) -> Value {
        let mut fields = BTreeMap::new();
        for key in keys {
            let Some(texts) = key.texts() else { return mapping.clone() };
            for id in texts {
                let text = self.run.heap.text(id);
                fields.insert(id, self.child(mapping, &text));
            }
        }
        self.make(Object { fields, rest: Value::default() })
    }

    /// `set mapping key value`
    pub(super) fn set(&mut self, mapping: &Value, key: &Value, value: &Value) {
        let targets = mapping.refs().iter().copied();
        for target in
            targets.filter(|one| matches!(one, Ref::Node(_) | Ref::Scope(_) | Ref::Object(_)))
        {
            match key.texts() {
                Some(keys) => {
                    keys.into_iter().for_each(|key| self.run.heap.write(target, Some(key), value));
                }
                None => self.run.heap.write(target, None, value),
            }
        }
    }

    /// `merge mapping other ...`
    pub(super) fn merge(&mut self, arguments: &[Value]) -> Value {
        let Some((first, others)) = arguments.split_first() else { return Value::default() };
        let others = others.iter().fold(Value::default(), |all, other| all.union(other));
        for one in first.refs() {
            self.run.heap.merge(*one, &others);
        }
        first.clone().union(&others)
    }
}
