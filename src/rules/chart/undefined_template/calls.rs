//! The calls of named templates in one file, where the name is written out.

use crate::model::chart::Member;
use crate::source::TextRange;
use crate::syntax::template::{
    Branch, Command, Expr, ExprKind, List, Node, Pipeline, Template, slice,
};

/// One `{{ template "x" }}` or `include "x"`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Call<'c> {
    pub(super) name: &'c str,
    pub(super) range: TextRange,
    /// True where a branch decides whether the call happens.
    pub(super) guarded: bool,
    /// The `define` that it stands in.
    pub(super) within: Option<&'c str>,
}

/// Functions whose later arguments may be skipped.
const LAZY: [&str; 2] = ["and", "or"];

/// Every call in the file. The parser limits how deep it nests.
pub(super) fn of(file: &Member) -> Vec<Call<'_>> {
    let (template, text) = (file.template(), file.source().text());
    let mut walk = Walk { text, template, within: None, guards: 0, calls: Vec::new() };
    walk.list(&template.main);
    for define in &template.defines {
        walk.within = Some(define.name.value(text));
        walk.list(&define.body);
    }
    walk.calls
}

struct Walk<'c> {
    text: &'c str,
    template: &'c Template,
    within: Option<&'c str>,
    guards: usize,
    calls: Vec<Call<'c>>,
}

impl<'c> Walk<'c> {
    fn list(&mut self, list: &'c List) {
        let template = self.template;
        for node in template.nodes(list) {
            match node {
                Node::Action(action) => self.pipeline(action.pipe),
                Node::If(id) | Node::With(id) | Node::Range(id) => {
                    self.branch(template.branch(*id));
                }
                Node::Template(id) => {
                    let call = template.call(*id);
                    self.add(call.name.value(self.text), call.name.range);
                    call.pipe.iter().for_each(|pipe| self.pipeline(*pipe));
                }
                Node::Text(_) | Node::Comment(_) => {}
                // What follows may not be reached.
                Node::Break(_) | Node::Continue(_) => {}
            }
        }
    }

    fn branch(&mut self, branch: &'c Branch) {
        self.pipeline(branch.pipe);
        self.guards += 1;
        self.list(&branch.list);
        branch.else_list.iter().for_each(|list| self.list(list));
        self.guards -= 1;
    }

    fn pipeline(&mut self, pipe: Pipeline) {
        self.template.commands(pipe).for_each(|command| self.command(command));
    }

    fn command(&mut self, command: Command<'c>) {
        let [first, arguments @ ..] = command.args else { return };
        let function = match first.kind {
            ExprKind::Function(_) => slice(self.text, first.range),
            _ => "",
        };
        let called = arguments.first().filter(|_| function == "include");
        if let Some(name) = called {
            let value = self.template.string(name, self.text);
            value.into_iter().for_each(|value| self.add(value, name.range));
        }
        self.expr(first);
        let lazy = LAZY.contains(&function);
        for (nth, argument) in arguments.iter().enumerate() {
            self.guards += usize::from(lazy && nth > 0);
            self.expr(argument);
            self.guards -= usize::from(lazy && nth > 0);
        }
    }

    fn expr(&mut self, expr: &'c Expr) {
        match expr.kind {
            ExprKind::Pipe(pipe) => self.pipeline(self.template.pipe(pipe)),
            ExprKind::Chain(of) => self.expr(self.template.operand(of)),
            _ => {}
        }
    }

    fn add(&mut self, name: &'c str, range: TextRange) {
        let (guarded, within) = (self.guards > 0, self.within);
        self.calls.push(Call { name, range, guarded, within });
    }
}
