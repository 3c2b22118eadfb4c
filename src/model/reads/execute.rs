//! Runs the nodes of a template: every branch, and loops until their variables settle.

use crate::source::TextRange;
use crate::syntax::template::{Branch, List, Node, Pipeline, TemplateCall, slice};

use super::run::{Run, Unit};
use super::value::Value;

/// How often a loop is run before its variables are given up.
const TURNS: usize = 4;

/// One template being run.
pub(super) struct Frame<'r, 'u, 'c> {
    pub(super) run: &'r mut Run<'c>,
    pub(super) unit: &'u Unit<'c>,
    pub(super) unit_id: u32,
    /// The operand that is evaluated.
    pub(super) at: TextRange,
    /// `$`
    root: Value,
    variables: Vec<(&'u str, Value)>,
    /// How often an assignment told a variable something new.
    changes: u32,
}

impl<'r, 'u, 'c> Frame<'r, 'u, 'c> {
    pub(super) fn new(run: &'r mut Run<'c>, unit: &'u Unit<'c>, unit_id: u32, root: Value) -> Self {
        let at = TextRange::default();
        Self { run, unit, unit_id, at, root, variables: Vec::new(), changes: 0 }
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
        for node in &list.nodes {
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
                let value = self.pipeline(&action.pipe, dot);
                if action.pipe.decls.is_empty() {
                    self.use_whole(&value);
                }
                // What a tag declares lives to the end of the list.
                return;
            }
            Node::If(branch) => {
                let value = self.pipeline(&branch.pipe, dot);
                self.test(&value);
                self.list(&branch.list, dot);
                self.otherwise(branch, dot);
            }
            Node::With(branch) => {
                let value = self.pipeline(&branch.pipe, dot);
                self.test(&value);
                self.list(&branch.list, &value);
                self.otherwise(branch, dot);
            }
            Node::Range(branch) => {
                self.range(branch, dot);
                self.otherwise(branch, dot);
            }
            Node::Template(call) => self.template(call, dot),
        }
        self.variables.truncate(mark);
    }

    fn otherwise(&mut self, branch: &'u Branch, dot: &Value) {
        if let Some(list) = &branch.else_list {
            self.list(list, dot);
        }
    }

    fn range(&mut self, branch: &'u Branch, dot: &Value) {
        let value = self.commands(&branch.pipe, dot);
        let (key, item) = self.iterate(&value);
        match &*branch.pipe.decls {
            [one] => self.bind(&branch.pipe, *one, &item),
            [first, second] => {
                self.bind(&branch.pipe, *first, &key);
                self.bind(&branch.pipe, *second, &item);
            }
            _ => {}
        }
        for turn in 0..TURNS {
            let before = self.changes;
            self.list(&branch.list, &item);
            if self.changes == before || self.run.is_over() {
                return;
            }
            if turn + 1 == TURNS {
                self.give_up_variables();
            }
        }
    }

    /// Whatever a variable may yet become lies in what it holds now.
    fn give_up_variables(&mut self) {
        for (_, value) in self.variables.clone() {
            self.use_whole(&value);
        }
    }

    fn template(&mut self, call: &'u TemplateCall, dot: &Value) {
        let argument = call.pipe.as_ref().map(|pipe| self.pipeline(pipe, dot));
        let name = call.name.value(self.unit.text());
        self.call_named(name, &argument.unwrap_or_default());
    }

    /// The value of a pipeline, which its variables are given.
    pub(super) fn pipeline(&mut self, pipe: &'u Pipeline, dot: &Value) -> Value {
        let value = self.commands(pipe, dot);
        for variable in &pipe.decls {
            self.bind(pipe, *variable, &value);
        }
        value
    }

    fn commands(&mut self, pipe: &'u Pipeline, dot: &Value) -> Value {
        let mut value = None;
        for command in &pipe.commands {
            value = Some(self.command(command, dot, value));
        }
        value.unwrap_or_default()
    }

    fn bind(&mut self, pipe: &Pipeline, variable: TextRange, value: &Value) {
        let name = self.slice(variable);
        if !pipe.is_assign {
            return self.variables.push((name, value.clone()));
        }
        // An assignment may or may not have happened, so the variable keeps what it had.
        let known = self.variables.iter_mut().rev().find(|(known, _)| *known == name);
        if known.is_some_and(|(_, known)| known.join(value)) {
            self.changes += 1;
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
