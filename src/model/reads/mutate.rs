//! Functions that make mappings and lists, or write into them.

use std::collections::BTreeMap;

use super::execute::Frame;
use super::heap::Object;
use super::value::{Ref, Value};

impl Frame<'_, '_, '_> {
    fn make(&mut self, object: Object) -> Value {
        let site = (self.unit_id, self.at.start);
        let mut lost = Value::default();
        let made = self.run.heap.make(site, object, &mut lost);
        self.use_whole(&lost);
        made
    }

    /// `dict key value ...`
    pub(super) fn dict(&mut self, arguments: &[Value]) -> Value {
        let mut object = Object::default();
        for pair in arguments.chunks(2) {
            let [key, value] = pair else { continue };
            self.use_key(key);
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
        self.make(Object { fields, rest: Value::default(), is_list: true })
    }

    /// The items of a list that is known through and through.
    pub(super) fn items(&self, list: &Value) -> Option<Vec<Value>> {
        let [Ref::Object(id)] = list.refs() else { return None };
        let object = self.run.heap.object(*id);
        if !object.is_list || self.run.heap.writes(list.refs()[0]).is_some() {
            return None;
        }
        let mut items: Vec<_> = object.fields.iter().collect();
        items.sort_by_key(|(index, _)| self.run.heap.text(**index).parse().unwrap_or(0));
        Some(items.into_iter().map(|(_, item)| item.clone()).collect())
    }

    /// A list of which any item may be `item`.
    pub(super) fn list_with(&mut self, item: Value) -> Value {
        self.make(Object { rest: item, ..Object::default() })
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
            self.use_key(key);
            let Some(texts) = key.texts() else { return mapping.clone() };
            for id in texts {
                let text = self.run.heap.text(id);
                fields.insert(id, self.child(mapping, &text));
            }
        }
        self.make(Object { fields, ..Object::default() })
    }

    /// `set mapping key value`
    pub(super) fn set(&mut self, mapping: &Value, key: &Value, value: &Value) {
        self.use_key(key);
        let keys = match key.texts() {
            Some(keys) => keys.into_iter().map(Some).collect(),
            None => vec![None],
        };
        let holds_keys = |one: &Ref| matches!(one, Ref::Node(_) | Ref::Scope(_) | Ref::Object(_));
        for target in mapping.refs().iter().copied().filter(holds_keys) {
            for key in &keys {
                if !self.run.heap.write(target, *key, value) {
                    self.use_whole(value);
                }
            }
        }
    }

    /// `merge mapping other ...`
    pub(super) fn merge(&mut self, arguments: &[Value]) -> Value {
        let Some((first, others)) = arguments.split_first() else { return Value::default() };
        let others = others.iter().fold(Value::default(), |all, other| all.union(other));
        for one in first.refs() {
            self.merge_into(*one, &others);
        }
        first.clone().union(&others)
    }

    fn merge_into(&mut self, target: Ref, others: &Value) {
        // A part of the target that is merged into it would contain itself without end.
        let tree = &self.run.tree;
        let is_part = |one: &Ref| match (target, *one) {
            (Ref::Node(target), Ref::Node(one)) => tree.is_inside(one, target),
            _ => false,
        };
        let (parts, others): (Vec<_>, Vec<_>) = others.refs().iter().copied().partition(is_part);
        let others: Value = others.into_iter().collect();
        self.use_whole(&parts.into_iter().collect());
        if !self.run.heap.merge(target, &others) {
            self.use_whole(&others);
        }
    }
}
