//! What a chart reads for certain, told by one walk over its templates that follows nothing but
//! plain paths.
//!
//! Whatever is found here the whole analysis finds as well, at many times the cost. Most values are
//! found here, so that the whole analysis is needed only for the charts that have others.

mod evaluate;

use std::rc::Rc;

use foldhash::{HashMap, HashSet};

use crate::model::chart::{Chart, Member};
use crate::source::TextRange;
use crate::syntax::template::{
    Branch, Define, List, Node, Pipeline, Template, TemplateCall, slice,
};

use super::GLOBAL;
use super::instance::Instances;
use super::tree::{ANY, Tree};
use super::value::{Ref, Value};

/// Named templates that are run, each with what `.` is in it. Beyond that less is certain, and
/// nothing is told wrongly.
const CALLS: usize = 10_000;

/// Mappings that templates make in a call and that are told apart.
const OBJECTS: usize = 10_000;

/// The values that a chart reads for certain.
#[derive(Debug)]
pub struct Certain(Tree);

impl Certain {
    /// Looks into the templates of `chart` and of all charts in it.
    pub fn of(chart: &Chart) -> Self {
        let mut tree = Tree::new();
        let charts = Instances::new(chart, &mut tree);
        let mut search = Search {
            tree,
            charts,
            named: HashMap::default(),
            calls: HashSet::default(),
            pending: Vec::new(),
            objects: Vec::new(),
            object_ids: HashMap::default(),
            spare: Vec::new(),
        };
        let starts = search.load();
        for (body, dot) in starts {
            search.run(body, dot);
        }
        while let Some((body, dot)) = search.pending.pop() {
            search.run(body, dot);
        }
        Self(search.tree)
    }

    /// True where the value at `path`, something above it as a whole, or something in it is read.
    pub fn reads(&self, path: &[&str]) -> bool {
        self.0.may_read(path)
    }

    /// The paths that are noted, an item of a sequence being `[]`.
    #[cfg(test)]
    pub(super) fn paths(&self) -> Vec<Vec<&str>> {
        let item = |key| if key == ANY { "[]" } else { key };
        self.0.read().map(|path| path.into_iter().map(item).collect()).collect()
    }
}

/// A list of nodes, and the text that it is a part of.
#[derive(Clone, Copy)]
struct Body<'c> {
    text: &'c str,
    template: &'c Template,
    list: &'c List,
}

struct Search<'c> {
    tree: Tree,
    charts: Instances<'c>,
    named: HashMap<&'c str, Vec<Body<'c>>>,
    calls: HashSet<(*const List, Value)>,
    pending: Vec<(Body<'c>, Value)>,
    objects: Vec<Rc<Object<'c>>>,
    object_ids: HashMap<Rc<Object<'c>>, u32>,
    /// Empty lists of arguments to be filled again.
    spare: Vec<Vec<Value>>,
}

/// A mapping that a template makes, by key.
type Object<'c> = Vec<(&'c str, Value)>;

impl<'c> Search<'c> {
    /// Takes in all named templates, and tells which files Helm renders on their own.
    fn load(&mut self) -> Vec<(Body<'c>, Value)> {
        let mut starts = Vec::new();
        for id in 0..self.charts.all.len() {
            let chart = self.charts.all[id].chart;
            for member in chart.templates() {
                let text = member.source().text();
                self.name_all(member, text);
                if !member.file_name().starts_with('_') && !chart.is_library() {
                    let template = member.template();
                    let body = Body { text, template, list: &template.main };
                    starts.push((body, Ref::Scope(id as u32).into()));
                }
            }
        }
        starts
    }

    fn name_all(&mut self, member: &'c Member, text: &'c str) {
        let template = member.template();
        for Define { name, body: list, .. } in &template.defines {
            let bodies = self.named.entry(name.value(text)).or_default();
            // The same file may belong to several instances of its chart.
            if !bodies.iter().any(|known| std::ptr::eq(known.list, list)) {
                bodies.push(Body { text, template, list });
            }
        }
    }

    fn call(&mut self, name: &str, argument: &Value) {
        let Some(bodies) = self.named.get(name) else { return };
        for body in bodies {
            let call = (std::ptr::from_ref(body.list), argument.clone());
            if self.calls.len() < CALLS && self.calls.insert(call) {
                self.pending.push((*body, argument.clone()));
            }
        }
    }

    fn run(&mut self, body: Body<'c>, dot: Value) {
        let Body { text, template, list } = body;
        let mut frame = Frame { text, template, root: dot.clone(), variables: Vec::new() };
        self.list(&mut frame, list, &dot);
    }

    fn list(&mut self, frame: &mut Frame<'c>, list: &'c List, dot: &Value) {
        let mark = frame.variables.len();
        for node in frame.template.nodes(list) {
            self.node(frame, node, dot);
        }
        frame.variables.truncate(mark);
    }

    fn node(&mut self, frame: &mut Frame<'c>, node: &'c Node, dot: &Value) {
        let mark = frame.variables.len();
        match node {
            Node::Text(_) | Node::Comment(_) | Node::Break(_) | Node::Continue(_) => {}
            Node::Action(action) => {
                let value = self.pipeline(frame, action.pipe, dot);
                if !action.pipe.declares() {
                    self.use_whole(&value);
                }
                return;
            }
            Node::If(id) => {
                let branch = frame.template.branch(*id);
                let value = self.pipeline(frame, branch.pipe, dot);
                self.note(&value);
                self.branch(frame, branch, (dot, dot));
            }
            Node::With(id) => {
                let branch = frame.template.branch(*id);
                let value = self.pipeline(frame, branch.pipe, dot);
                self.note(&value);
                self.branch(frame, branch, (&value, dot));
            }
            Node::Range(id) => self.range(frame, frame.template.branch(*id), dot),
            Node::Template(id) => self.template(frame, frame.template.call(*id), dot),
        }
        frame.variables.truncate(mark);
    }

    fn branch(
        &mut self,
        frame: &mut Frame<'c>,
        branch: &'c Branch,
        (then, otherwise): (&Value, &Value),
    ) {
        self.list(frame, &branch.list, then);
        if let Some(list) = &branch.else_list {
            self.list(frame, list, otherwise);
        }
    }

    fn range(&mut self, frame: &mut Frame<'c>, branch: &'c Branch, dot: &Value) {
        let value = self.commands(frame, branch.pipe, dot);
        self.note(&value);
        let item = self.child(&value, ANY);
        self.note(&item);
        let decls = frame.template.decls(branch.pipe);
        let last = decls.len().saturating_sub(1);
        for (nth, variable) in decls.enumerate() {
            let bound = if nth == last { item.clone() } else { Value::default() };
            frame.variables.push((slice(frame.text, variable), bound));
        }
        // What is made of a list that a template makes may be run over or not.
        if !value.refs().is_empty() {
            self.list(frame, &branch.list, &item);
        }
        if let Some(list) = &branch.else_list {
            self.list(frame, list, dot);
        }
    }

    fn template(&mut self, frame: &mut Frame<'c>, call: &'c TemplateCall, dot: &Value) {
        let argument = call.pipe.map(|pipe| self.pipeline(frame, pipe, dot));
        self.call(call.name.value(frame.text), &argument.unwrap_or_default());
    }

    fn pipeline(&mut self, frame: &mut Frame<'c>, pipe: Pipeline, dot: &Value) -> Value {
        let value = self.commands(frame, pipe, dot);
        // What is assigned later a variable may become; what it has it keeps.
        for variable in frame.template.decls(pipe).filter(|_| !pipe.is_assign) {
            frame.variables.push((slice(frame.text, variable), value.clone()));
        }
        value
    }

    fn commands(&mut self, frame: &mut Frame<'c>, pipe: Pipeline, dot: &Value) -> Value {
        let mut value = None;
        for command in frame.template.commands(pipe) {
            value = Some(self.command(frame, command, dot, value));
        }
        value.unwrap_or_default()
    }

    /// The places at `key` of what can be followed.
    fn child(&mut self, value: &Value, key: &str) -> Value {
        let mut found = Value::default();
        for one in value.refs() {
            match *one {
                Ref::Node(node) => {
                    found.add(Ref::Node(self.tree.child(node, key, || None)));
                    let above = if key == GLOBAL { self.charts.above(node) } else { Vec::new() };
                    for above in above {
                        found.add(Ref::Node(self.tree.child(above, GLOBAL, || None)));
                    }
                }
                Ref::Object(object) => {
                    let fields = self.objects.get(object as usize).map(Rc::clone);
                    let fields = fields.iter().flat_map(|fields| fields.iter());
                    fields.filter(|(name, _)| *name == key).for_each(|(_, value)| {
                        found.join(value);
                    });
                }
                Ref::Scope(chart) if key == "Values" => {
                    found.add(Ref::Node(self.charts.all[chart as usize].node));
                }
                _ => {}
            }
        }
        found
    }

    /// A mapping of these keys and values.
    fn make(&mut self, object: Object<'c>) -> Value {
        if let Some(known) = self.object_ids.get(&object) {
            return Ref::Object(*known).into();
        }
        if self.objects.len() >= OBJECTS {
            return Value::default();
        }
        let (id, object) = (self.objects.len() as u32, Rc::new(object));
        self.objects.push(Rc::clone(&object));
        self.object_ids.insert(object, id);
        Ref::Object(id).into()
    }

    /// Notes that it matters whether the value is there.
    fn note(&mut self, value: &Value) {
        for one in value.refs() {
            if let Ref::Node(node) = *one {
                self.tree.read_itself(node);
            }
        }
    }

    /// Notes that the value is used with all that is in it.
    fn use_whole(&mut self, value: &Value) {
        for one in value.refs() {
            match *one {
                Ref::Node(node) => self.tree.read_whole(node),
                Ref::Scope(chart) => self.tree.read_whole(self.charts.all[chart as usize].node),
                _ => {}
            }
        }
    }
}

/// A template being run.
struct Frame<'c> {
    text: &'c str,
    template: &'c Template,
    /// `$`
    root: Value,
    variables: Vec<(&'c str, Value)>,
}

impl Frame<'_> {
    fn variable(&self, name: TextRange) -> Value {
        let name = slice(self.text, name);
        if name == "$" {
            return self.root.clone();
        }
        let known = self.variables.iter().rev().find(|(known, _)| *known == name);
        known.map(|(_, value)| value.clone()).unwrap_or_default()
    }
}
