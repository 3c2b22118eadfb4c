//! Named templates, and texts in the values that `tpl` renders.

use std::rc::Rc;

use crate::syntax::template;
use crate::syntax::tree::NodeRef;

use super::execute::Frame;
use super::instance::places;
use super::operate::is_text;
use super::run::{Body, Run, Unit};
use super::tree::NodeId;
use super::value::{Ref, Value};

impl Frame<'_, '_, '_> {
    /// `include name argument`
    pub(super) fn include(&mut self, name: &Value, arguments: &[Value]) {
        self.use_key(name);
        let argument = arguments.first().cloned().unwrap_or_default();
        for one in name.refs() {
            match one {
                Ref::Text(text) => {
                    let text = self.run.heap.text(*text);
                    self.call_named(&text, &argument);
                }
                Ref::Ending(text) => {
                    let ending = self.run.heap.text(*text);
                    self.call_all(&ending, &argument);
                }
                one if !is_text(one) => {}
                _ => self.call_all("", &argument),
            }
        }
    }

    /// Calls a template by its name.
    pub(super) fn call_named(&mut self, name: &str, argument: &Value) {
        match self.run.named.get(name).cloned() {
            Some(bodies) => bodies.iter().for_each(|body| self.run.call(*body, argument.clone())),
            // It may be called by its full path, or be in a chart that is not there.
            None if name.contains("/templates/") => self.call_file(name, argument),
            None => self.use_whole(argument),
        }
    }

    fn call_file(&mut self, name: &str, argument: &Value) {
        let path = name.split_once('/').map_or(name, |(_, path)| path);
        let ending = path.rfind("templates/").map_or(path, |at| &path[at..]);
        self.call_all(ending, argument);
    }

    /// Calls all templates whose names end so.
    fn call_all(&mut self, ending: &str, argument: &Value) {
        let named = self.run.named.iter().filter(|(name, _)| name.ends_with(ending));
        let bodies: Vec<_> = named.flat_map(|(_, bodies)| bodies.iter()).copied().collect();
        if bodies.is_empty() {
            return self.use_whole(argument);
        }
        for body in bodies {
            self.run.call(body, argument.clone());
        }
    }

    /// `tpl text context`
    pub(super) fn tpl(&mut self, text: &Value, context: Option<&Value>) {
        self.use_whole(text);
        let context = context.cloned().unwrap_or_default();
        for one in self.run.reachable(text).refs() {
            let units = match *one {
                Ref::Text(id) => self.run.literal_unit(id).into_iter().collect(),
                Ref::Node(node) => self.run.string_units(node),
                Ref::Files(chart) => self.run.file_units(chart),
                Ref::Unknown | Ref::Ending(_) => self.run.string_units(self.run.tree.root()),
                Ref::Int(_) | Ref::Object(_) | Ref::Scope(_) | Ref::Subcharts(_) => continue,
            };
            for unit in units.iter() {
                self.run.call_unit(*unit, &context);
            }
        }
    }
}

impl<'c> Run<'c> {
    fn call_unit(&mut self, unit: u32, context: &Value) {
        let defines = self.units[unit as usize].template().defines.len() as u32;
        self.call(Body { unit, define: None }, context.clone());
        for define in 0..defines {
            self.call(Body { unit, define: Some(define) }, context.clone());
        }
    }

    fn text_unit(&mut self, text: &str, place: Option<crate::source::Span>) -> u32 {
        let template = Box::new(template::parse(text));
        self.add(Unit::Text(text.into(), template, place))
    }

    /// A text that stands in a template.
    fn literal_unit(&mut self, id: u32) -> Option<u32> {
        if let Some(unit) = self.literals.get(&id) {
            return Some(*unit);
        }
        let text = self.heap.text(id);
        if !text.contains("{{") {
            return None;
        }
        let unit = self.text_unit(&text, None);
        self.literals.insert(id, unit);
        // Half a template is made whole by something that is not known.
        let broken = self.units[unit as usize].is_broken();
        self.give_up_if(broken, "a template renders a text that is put together");
        Some(unit)
    }

    /// The texts at `node` and below in the values of the charts, and in those laid over them.
    fn string_units(&mut self, node: NodeId) -> Rc<[u32]> {
        if let Some(units) = self.strings_at.get(&node) {
            return Rc::clone(units);
        }
        let path = self.tree.path(node);
        let mut pending = self.charts.defaults(&path);
        pending.extend(self.overrides.into_iter().flat_map(|root| places(root, &path)));
        if path.is_empty() {
            pending.extend(self.charts.all.iter().filter_map(|one| one.chart.values()));
        }
        let mut units = Vec::new();
        while let Some(node) = pending.pop() {
            pending.extend(node.items());
            pending.extend(node.entries().flat_map(|entry| [entry.key, entry.value]));
            if node.text().is_some_and(|text| text.contains("{{")) {
                units.push(self.string_unit(node));
            }
        }
        let units: Rc<[u32]> = units.into();
        self.strings_at.insert(node, Rc::clone(&units));
        units
    }

    fn string_unit(&mut self, node: NodeRef<'c>) -> u32 {
        let text = node.text().unwrap_or_default();
        let key = (node.document().file().text().as_ptr(), node.range().start);
        if let Some(unit) = self.strings.get(&key) {
            return *unit;
        }
        let unit = self.text_unit(text, Some(node.span()));
        self.strings.insert(key, unit);
        unit
    }

    /// The files that templates reach through `.Files`, as far as they are templates.
    fn file_units(&mut self, chart: u32) -> Rc<[u32]> {
        let chart = self.charts.all[chart as usize].chart;
        let mut units = Vec::new();
        for member in chart.other_files() {
            if let Some(unit) = self.members.get(&std::ptr::from_ref(member)) {
                units.push(*unit);
            } else if memchr::memmem::find(member.bytes(), b"{{").is_some() {
                let unit = self.add(Unit::Member(member));
                self.members.insert(member, unit);
                units.push(unit);
            }
        }
        units.into()
    }
}
