//! The calls of named templates in one file, where the name is written out.

use crate::model::chart::Member;
use crate::source::TextRange;
use crate::syntax::template::{Branch, Command, Expr, ExprKind, List, Node, Pipeline, slice};

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
    let mut walk = Walk { text, within: None, guards: 0, calls: Vec::new() };
    walk.list(&template.main);
    for define in &template.defines {
        walk.within = Some(define.name.value(text));
        walk.list(&define.body);
    }
    walk.calls
}

struct Walk<'c> {
    text: &'c str,
    within: Option<&'c str>,
    guards: usize,
    calls: Vec<Call<'c>>,
}

impl<'c> Walk<'c> {
    fn list(&mut self, list: &'c List) {
        for node in &list.nodes {
            match node {
                Node::Action(action) => self.pipeline(&action.pipe),
                Node::If(branch) | Node::With(branch) | Node::Range(branch) => self.branch(branch),
                Node::Template(call) => {
                    self.add(call.name.value(self.text), call.name.range);
                    call.pipe.iter().for_each(|pipe| self.pipeline(pipe));
                }
                Node::Text(_) | Node::Comment(_) => {}
                // What follows may not be reached.
                Node::Break(_) | Node::Continue(_) => {}
            }
        }
    }

    fn branch(&mut self, branch: &'c Branch) {
        self.pipeline(&branch.pipe);
        self.guards += 1;
        self.list(&branch.list);
        branch.else_list.iter().for_each(|list| self.list(list));
        self.guards -= 1;
    }

    fn pipeline(&mut self, pipe: &'c Pipeline) {
        pipe.commands.iter().for_each(|command| self.command(command));
    }

    fn command(&mut self, command: &'c Command) {
        let [first, arguments @ ..] = &*command.args else { return };
        let function = match first.kind {
            ExprKind::Function(_) => slice(self.text, first.range),
            _ => "",
        };
        if let ("include", Some(ExprKind::String(name))) =
            (function, arguments.first().map(|argument| &argument.kind))
        {
            self.add(name.value(self.text), name.range);
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
        match &expr.kind {
            ExprKind::Pipe(pipe) => self.pipeline(pipe),
            ExprKind::Chain(chain) => self.expr(&chain.operand),
            _ => {}
        }
    }

    fn add(&mut self, name: &'c str, range: TextRange) {
        let (guarded, within) = (self.guards > 0, self.within);
        self.calls.push(Call { name, range, guarded, within });
    }
}
