//! What templates do with any value: go into it, look whether it is there, use it.

use std::collections::BTreeSet;

use super::GLOBAL;
use super::execute::Frame;
use super::run::Run;
use super::tree::{ANY, NodeId};
use super::value::{Ref, Value};

impl Frame<'_, '_, '_> {
    /// The value at a key.
    pub(super) fn child(&mut self, value: &Value, key: &str) -> Value {
        let id = self.run.heap.text_id(key);
        let mut found = Value::default();
        for one in self.run.heap.with_merged(value).refs() {
            self.add_child(*one, key, id, &mut found);
            if let Some(writes) = self.run.heap.writes_of_looked(*one) {
                found.join(&writes.rest);
                if let Some(written) = writes.fields.get(&id) {
                    found.join(written);
                }
            }
        }
        found
    }

    fn add_child(&mut self, one: Ref, key: &str, id: u32, found: &mut Value) {
        match one {
            Ref::Node(node) => {
                let place = match self.run.places.get(&(node, id)) {
                    Some(place) => *place,
                    None => {
                        let place = self.place(node, key);
                        self.run.places.insert((node, id), place);
                        place
                    }
                };
                found.add(Ref::Node(place));
                if key == GLOBAL {
                    self.add_globals(node, found);
                }
            }
            Ref::Scope(chart) => {
                found.join(&self.of_scope(chart, key));
            }
            Ref::Subcharts(chart) => {
                let known = &self.run.charts.all[chart as usize].subcharts;
                let called = known.iter().filter(|(name, _)| name == key);
                called.for_each(|(_, id)| {
                    found.add(Ref::Scope(*id));
                });
            }
            Ref::Object(object) => {
                let object = self.run.heap.object(object);
                found.join(object.fields.get(&id).unwrap_or(&object.rest));
                found.join(&object.rest);
            }
            Ref::Files(_) => {
                found.add(one);
            }
            Ref::Text(_) | Ref::Ending(_) | Ref::Int(_) | Ref::Unknown => {
                found.add(Ref::Unknown);
            }
        }
    }

    fn of_scope(&self, chart: u32, key: &str) -> Value {
        match key {
            "Values" => Ref::Node(self.run.charts.all[chart as usize].node).into(),
            "Files" => Ref::Files(chart).into(),
            "Subcharts" => Ref::Subcharts(chart).into(),
            "Chart" | "Release" | "Capabilities" | "Template" => Value::unknown(),
            _ => Value::default(),
        }
    }

    fn place(&mut self, parent: NodeId, key: &str) -> NodeId {
        let (unit, at) = (self.unit, self.at);
        self.run.tree.child(parent, key, || unit.span(at))
    }

    /// What the charts above the one whose values lie at `node` hand down to it.
    fn add_globals(&mut self, node: NodeId, found: &mut Value) {
        for above in self.run.charts.above(node) {
            found.add(Ref::Node(self.place(above, GLOBAL)));
        }
    }

    /// The value at a key that is not known, or of any item.
    pub(super) fn any_child(&mut self, value: &Value) -> Value {
        let mut found = Value::default();
        for one in self.run.heap.with_merged(value).refs() {
            match *one {
                Ref::Node(node) => {
                    found.add(Ref::Node(self.place(node, ANY)));
                    self.add_globals(node, &mut found);
                }
                Ref::Scope(_) => self.use_whole(&Value::from(*one)),
                Ref::Subcharts(_) | Ref::Object(_) => {
                    found.join(&self.run.content(*one));
                }
                Ref::Files(_) => {
                    found.add(*one);
                }
                Ref::Text(_) | Ref::Ending(_) | Ref::Int(_) | Ref::Unknown => {
                    found.add(Ref::Unknown);
                }
            }
            found.join(&self.run.written(*one));
        }
        found
    }

    /// The value at the key or index `key`.
    pub(super) fn at_key(&mut self, value: &Value, key: &Value) -> Value {
        self.use_key(key);
        let mut found = Value::default();
        for one in key.refs() {
            let at = match one {
                Ref::Ending(text) => {
                    let ending = self.run.heap.text(*text);
                    self.ending_child(value, &ending)
                }
                Ref::Text(text) => {
                    let text = self.run.heap.text(*text);
                    self.at_text(value, &text)
                }
                Ref::Int(index) => self.at_text(value, &index.to_string()),
                one if !is_text(one) => continue,
                _ => self.any_child(value),
            };
            found.join(&at);
        }
        if key.refs().is_empty() { self.any_child(value) } else { found }
    }

    /// The value at a key of which only the end is known.
    fn ending_child(&mut self, value: &Value, ending: &str) -> Value {
        let is_node = |one: &Ref| matches!(one, Ref::Node(_));
        let all = self.run.heap.with_merged(value);
        let (nodes, others): (Vec<_>, Vec<_>) = all.refs().iter().partition(|one| is_node(one));
        let mut found = self.any_child(&others.into_iter().collect());
        for one in nodes {
            if let Ref::Node(node) = one {
                found.add(Ref::Node(self.place(node, &format!("{ANY}{ending}"))));
                if GLOBAL.ends_with(ending) {
                    self.add_globals(node, &mut found);
                }
            }
            found.join(&self.run.written(one));
        }
        found
    }

    fn at_text(&mut self, value: &Value, key: &str) -> Value {
        let found = self.child(value, key);
        if key.is_empty() || !key.bytes().all(|byte| byte.is_ascii_digit()) {
            return found;
        }
        // In the values it may as well be the index of an item.
        let nodes = value.refs().iter().copied().filter(|one| matches!(one, Ref::Node(_)));
        let items = self.any_child(&nodes.collect());
        found.union(&items)
    }

    /// What a loop over the value sees: keys and items. How often it runs depends on the keys.
    pub(super) fn iterate(&mut self, value: &Value) -> (Value, Value) {
        let mut keys = Value::default();
        for one in self.run.heap.with_merged(value).refs() {
            match *one {
                Ref::Node(node) => {
                    self.run.tree.read_itself(node);
                    let any = self.place(node, ANY);
                    self.run.tree.read_itself(any);
                    keys.add(Ref::Unknown);
                }
                Ref::Object(object) => {
                    let object = self.run.heap.object(object);
                    object.fields.keys().for_each(|key| {
                        keys.add(Ref::Text(*key));
                    });
                    if !object.rest.refs().is_empty() || self.run.heap.writes(*one).is_some() {
                        keys.add(Ref::Unknown);
                    }
                }
                _ => {
                    keys.add(Ref::Unknown);
                }
            }
        }
        (keys, self.any_child(value))
    }

    /// Notes that it matters whether the value is empty.
    pub(super) fn test(&mut self, value: &Value) {
        for one in self.run.heap.with_merged(value).refs() {
            let Ref::Node(node) = *one else { continue };
            if self.run.is_full(node) {
                self.run.tree.read_itself(node);
            } else {
                self.run.tree.read_whole(node);
            }
        }
    }

    /// Notes that it matters whether the value is there.
    pub(super) fn present(&mut self, value: &Value) {
        for one in value.refs() {
            if let Ref::Node(node) = *one {
                self.run.tree.read_itself(node);
            }
        }
    }

    /// Notes that the value is used as a key or a name. Whatever is no text cannot be one.
    pub(super) fn use_key(&mut self, key: &Value) {
        let texts = key.refs().iter().copied().filter(is_text);
        self.use_whole(&texts.collect());
    }

    /// Notes that the value is used with all that is in it.
    pub(super) fn use_whole(&mut self, value: &Value) {
        self.run.use_whole(value);
    }
}

/// True for what may be a text.
pub(super) fn is_text(one: &Ref) -> bool {
    !matches!(one, Ref::Scope(_) | Ref::Subcharts(_) | Ref::Object(_))
}

impl Run<'_> {
    /// What a mapping that is no part of the values holds from the start.
    pub(super) fn content(&self, one: Ref) -> Value {
        match one {
            Ref::Object(object) => {
                let object = self.heap.object(object);
                object.fields.values().fold(object.rest.clone(), |all, field| all.union(field))
            }
            Ref::Subcharts(chart) => {
                let subcharts = &self.charts.all[chart as usize].subcharts;
                subcharts.iter().map(|(_, id)| Ref::Scope(*id)).collect()
            }
            Ref::Scope(chart) => Ref::Node(self.charts.all[chart as usize].node).into(),
            _ => Value::default(),
        }
    }

    /// What is ever written into `one`, merged mappings left out.
    fn written(&self, one: Ref) -> Value {
        let Some(writes) = self.heap.writes(one) else { return Value::default() };
        writes.fields.values().fold(writes.rest.clone(), |all, field| all.union(field))
    }

    /// Everything that can be reached from `value`, the values themselves not entered.
    pub(super) fn reachable(&self, value: &Value) -> Value {
        let mut all = Value::default();
        let mut pending = value.refs().to_vec();
        while let Some(one) = pending.pop() {
            if !all.add(one) {
                continue;
            }
            pending.extend_from_slice(self.content(one).refs());
            pending.extend_from_slice(self.written(one).refs());
            if let Some(writes) = self.heap.writes(one) {
                pending.extend_from_slice(writes.merged.refs());
            }
        }
        all
    }

    /// Notes that what is new in something that is used is used as well.
    pub(super) fn use_written(&mut self, grown: &BTreeSet<Ref>) {
        for one in grown.iter().filter(|one| self.used.get(**one) > 0).copied().collect::<Vec<_>>()
        {
            let mut written = self.written(one);
            if let Some(writes) = self.heap.writes(one) {
                written.join(&writes.merged);
            }
            self.use_whole(&written);
        }
    }

    fn use_whole(&mut self, value: &Value) {
        if value.refs().iter().all(|one| self.used.get(*one) > 0) {
            return;
        }
        for one in self.reachable(value).refs() {
            if let (true, Ref::Node(node)) = (self.used.set(*one, 1) == 0, *one) {
                self.tree.read_whole(node);
                for above in self.charts.above(node) {
                    let global = self.tree.child(above, GLOBAL, || None);
                    self.tree.read_whole(global);
                }
            }
        }
    }

    fn is_full(&mut self, node: NodeId) -> bool {
        if let Some(full) = self.full.get(&node) {
            return *full;
        }
        let full = self.charts.has_members(&self.tree.path(node));
        self.full.insert(node, full);
        full
    }
}
