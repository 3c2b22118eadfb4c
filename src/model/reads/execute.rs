//! Runs the nodes of a template: every branch, and loops until their variables settle.

use crate::source::TextRange;
use crate::syntax::template::{Branch, List, Node, Pipeline, Template, TemplateCall, slice};

use super::run::{Run, Unit};
use super::value::{Ref, Value};

/// How often a loop is run before its variables are given up.
const TURNS: usize = 4;

/// One template being run.
pub(super) struct Frame<'r, 'u, 'c> {
    pub(super) run: &'r mut Run<'c>,
    pub(super) unit: &'u Unit<'c>,
    pub(super) template: &'u Template,
    pub(super) unit_id: u32,
    /// The operand that is evaluated.
    pub(super) at: TextRange,
    /// `$`
    root: Value,
    variables: Vec<(&'u str, Value)>,
    /// The first variable that an assignment told something new.
    changed: usize,
}

impl<'r, 'u, 'c> Frame<'r, 'u, 'c> {
    pub(super) fn new(run: &'r mut Run<'c>, unit: &'u Unit<'c>, unit_id: u32, root: Value) -> Self {
        let (at, template, variables) = (TextRange::default(), unit.template(), Vec::new());
        Self { run, unit, template, unit_id, at, root, variables, changed: usize::MAX }
    }

    pub(super) fn run(mut self, list: &'u List) {
        let dot = self.root.clone();
        self.list(list, &dot);
    }

    pub(super) fn slice(&self, range: TextRange) -> &'u str {
        slice(self.unit.text(), range)
    }

    fn list(&mut self, list: &'u List, dot: &Value) {
        let mark = self.variables.len();
        for node in self.template.nodes(list) {
            if self.run.is_over() {
                break;
            }
            self.node(node, dot);
        }
        self.variables.truncate(mark);
    }

    fn node(&mut self, node: &'u Node, dot: &Value) {
        let mark = self.variables.len();
        match node {
            Node::Text(_) | Node::Comment(_) | Node::Break(_) | Node::Continue(_) => {}
            Node::Action(action) => {
                let value = self.pipeline(action.pipe, dot);
                if !action.pipe.declares() {
                    self.use_whole(&value);
                }
                // What a tag declares lives to the end of the list.
                return;
            }
            Node::If(id) => {
                let branch = self.template.branch(*id);
                let value = self.pipeline(branch.pipe, dot);
                self.test(&value);
                self.list(&branch.list, dot);
                self.otherwise(branch, dot);
            }
            Node::With(id) => {
                let branch = self.template.branch(*id);
                let value = self.pipeline(branch.pipe, dot);
                self.test(&value);
                self.list(&branch.list, &value);
                self.otherwise(branch, dot);
            }
            Node::Range(id) => {
                let branch = self.template.branch(*id);
                self.range(branch, dot);
                self.otherwise(branch, dot);
            }
            Node::Template(id) => self.template_call(self.template.call(*id), dot),
        }
        self.variables.truncate(mark);
    }

    fn otherwise(&mut self, branch: &'u Branch, dot: &Value) {
        if let Some(list) = &branch.else_list {
            self.list(list, dot);
        }
    }

    fn range(&mut self, branch: &'u Branch, dot: &Value) {
        let value = self.commands(branch.pipe, dot);
        if let Some(items) = self.items(&value) {
            return self.unroll(branch, &items);
        }
        let (key, item) = self.iterate(&value);
        self.bind_loop(branch, &key, &item);
        let mark = self.variables.len();
        for turn in 0..TURNS {
            let before = std::mem::replace(&mut self.changed, usize::MAX);
            self.list(&branch.list, &item);
            let settled = self.changed >= mark;
            self.changed = self.changed.min(before);
            if settled || self.run.is_over() {
                return;
            }
            if turn + 1 == TURNS {
                self.give_up_variables();
            }
        }
    }

    /// Runs a loop over a list of which every item is known.
    fn unroll(&mut self, branch: &'u Branch, items: &[Value]) {
        for (index, item) in items.iter().enumerate() {
            let mark = self.variables.len();
            let index = Ref::Int(index as u32).into();
            self.bind_loop(branch, &index, item);
            self.list(&branch.list, item);
            self.variables.truncate(mark);
        }
    }

    fn bind_loop(&mut self, branch: &'u Branch, key: &Value, item: &Value) {
        let decls = self.template.decls(branch.pipe);
        let values = if decls.len() == 1 { [item, item] } else { [key, item] };
        for (variable, value) in decls.zip(values) {
            self.bind(branch.pipe, variable, value);
        }
    }

    /// Whatever a variable may yet become lies in what it holds now.
    fn give_up_variables(&mut self) {
        for (_, value) in self.variables.clone() {
            self.use_whole(&value);
        }
    }

    fn template_call(&mut self, call: &'u TemplateCall, dot: &Value) {
        let argument = call.pipe.map(|pipe| self.pipeline(pipe, dot));
        let name = call.name.value(self.unit.text());
        self.call_named(name, &argument.unwrap_or_default());
    }

    /// The value of a pipeline, which its variables are given.
    pub(super) fn pipeline(&mut self, pipe: Pipeline, dot: &Value) -> Value {
        let value = self.commands(pipe, dot);
        for variable in self.template.decls(pipe) {
            self.bind(pipe, variable, &value);
        }
        value
    }

    fn commands(&mut self, pipe: Pipeline, dot: &Value) -> Value {
        let mut value = None;
        for command in self.template.commands(pipe) {
            value = Some(self.command(command, dot, value));
        }
        value.unwrap_or_default()
    }

    fn bind(&mut self, pipe: Pipeline, variable: TextRange, value: &Value) {
        let name = self.slice(variable);
        if !pipe.is_assign {
            return self.variables.push((name, value.clone()));
        }
        // An assignment may or may not have happened, so the variable keeps what it had.
        let Some(at) = self.variables.iter().rposition(|(known, _)| *known == name) else { return };
        if self.variables[at].1.join(value) {
            self.changed = self.changed.min(at);
        }
    }

    pub(super) fn variable(&self, name: &str) -> Value {
        if name == "$" {
            return self.root.clone();
        }
        let known = self.variables.iter().rev().find(|(known, _)| *known == name);
        known.map(|(_, value)| value.clone()).unwrap_or_default()
    }
}
