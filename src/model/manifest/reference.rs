//! What a manifest reads of its values: a walk over the template with the meaning of `.` and of
//! variables. Where a meaning is lost, in `range` and in named templates, nothing is recorded, and
//! a value that goes whole into a function counts as read with all that is below it.

use std::collections::HashMap;

use crate::source::TextRange;
use crate::syntax::template::{
    Action, Branch, Command, Expr, ExprKind, List, Node, Pipeline, Template, slice, variable_name,
};

/// A chain of fields below `.Values`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// The keys from `.Values` down; empty for all the values.
    pub path: Vec<String>,
    /// The bytes of the operand.
    pub range: TextRange,
    /// True where the template foresees that there is no such value.
    pub is_guarded: bool,
}

/// Keys of a path that are looked at; real ones have up to seven.
const DEEPEST: usize = 64;

/// All that `template`, parsed from `text`, reads of `.Values`, in no particular order.
pub fn references(text: &str, template: &Template) -> Vec<Reference> {
    let variables = Variables::default();
    let mut walker = Walker { text, template, found: Vec::new(), variables, guards: 0 };
    walker.list(&template.main, &Subject::Root);
    for define in &template.defines {
        walker.variables.leave(0);
        walker.guarded(true, |walker| walker.list(&define.body, &Subject::Unknown));
    }
    walker.found
}

/// What an operand stands for.
#[derive(Debug, Clone)]
enum Subject {
    /// What the whole template gets.
    Root,
    /// Something at or below `.Values`.
    Values(Vec<String>),
    Unknown,
}

impl Subject {
    fn fields<'t>(&self, fields: impl Iterator<Item = &'t str>) -> Self {
        let mut fields = fields.peekable();
        let mut path = match self {
            Self::Values(path) => path.clone(),
            Self::Root if fields.peek().is_none() => return Self::Root,
            Self::Root if fields.next() == Some("Values") => Vec::new(),
            _ => return Self::Unknown,
        };
        path.extend(fields.map(str::to_owned));
        path.truncate(DEEPEST);
        Self::Values(path)
    }
}

/// The variables in scope.
#[derive(Default)]
struct Variables<'t> {
    order: Vec<&'t str>,
    meaning: HashMap<&'t str, Vec<Subject>>,
}

impl<'t> Variables<'t> {
    fn enter(&mut self, name: &'t str, subject: Subject) {
        self.order.push(name);
        self.meaning.entry(name).or_default().push(subject);
    }

    /// Forgets all but the first `count`.
    fn leave(&mut self, count: usize) {
        for name in self.order.drain(count.min(self.order.len())..) {
            self.meaning.get_mut(name).and_then(Vec::pop);
        }
    }
}

struct Walker<'t> {
    text: &'t str,
    template: &'t Template,
    found: Vec<Reference>,
    variables: Variables<'t>,
    guards: usize,
}

impl<'t> Walker<'t> {
    fn list(&mut self, list: &List, dot: &Subject) {
        let template = self.template;
        for node in template.nodes(list) {
            match node {
                Node::Action(action) => self.action(action, dot),
                Node::If(id) => self.branch(template.branch(*id), dot, Some(dot)),
                Node::With(id) => self.branch(template.branch(*id), dot, None),
                Node::Range(id) => {
                    self.branch(template.branch(*id), dot, Some(&Subject::Unknown));
                }
                Node::Template(id) => {
                    template.call(*id).pipe.iter().for_each(|pipe| self.pipeline(*pipe, dot));
                }
                Node::Text(_) | Node::Comment(_) | Node::Break(_) | Node::Continue(_) => {}
            }
        }
    }

    fn action(&mut self, action: &Action, dot: &Subject) {
        let guarded = action.pipe.declares() || self.has_guard(action.pipe);
        self.guarded(guarded, |walker| walker.pipeline(action.pipe, dot));
        let subject = self.subject_of(action.pipe, dot);
        self.declare(action.pipe, &subject);
    }

    /// `inner` is `.` in the list; without one it is what the pipeline yields.
    fn branch(&mut self, branch: &Branch, dot: &Subject, inner: Option<&Subject>) {
        let outside = self.variables.order.len();
        let subject = self.subject_of(branch.pipe, dot);
        self.guarded(true, |walker| {
            walker.pipeline(branch.pipe, dot);
            let is_range = matches!(inner, Some(Subject::Unknown));
            walker.declare(branch.pipe, if is_range { &Subject::Unknown } else { &subject });
            walker.list(&branch.list, inner.unwrap_or(&subject));
            walker.variables.leave(outside + walker.template.decls(branch.pipe).len());
            if let Some(otherwise) = &branch.else_list {
                walker.list(otherwise, dot);
            }
        });
        self.variables.leave(outside);
    }

    fn guarded(&mut self, guarded: bool, walk: impl FnOnce(&mut Self)) {
        self.guards += usize::from(guarded);
        walk(self);
        self.guards -= usize::from(guarded);
    }

    fn declare(&mut self, pipe: Pipeline, subject: &Subject) {
        let text = self.text;
        for name in self.template.decls(pipe) {
            // An assignment in a branch may or may not happen.
            let subject = if pipe.is_assign { &Subject::Unknown } else { subject };
            self.variables.enter(slice(text, name), subject.clone());
        }
    }

    fn pipeline(&mut self, pipe: Pipeline, dot: &Subject) {
        for command in self.template.commands(pipe) {
            if let Some(subject) = self.lookup(command, dot) {
                self.record(subject, command.range());
                continue;
            }
            for operand in command.args {
                self.operand(operand, dot);
            }
        }
    }

    fn operand(&mut self, operand: &Expr, dot: &Subject) {
        match operand.kind {
            ExprKind::Pipe(pipe) => self.pipeline(self.template.pipe(pipe), dot),
            ExprKind::Chain(of) => match self.subject(operand, dot) {
                Subject::Unknown => self.operand(self.template.operand(of), dot),
                known => self.record(known, operand.range),
            },
            _ => {
                let subject = self.subject(operand, dot);
                self.record(subject, operand.range);
            }
        }
    }

    fn record(&mut self, subject: Subject, range: TextRange) {
        let path = match subject {
            Subject::Root => Vec::new(),
            Subject::Values(path) => path,
            Subject::Unknown => return,
        };
        self.found.push(Reference { path, range, is_guarded: self.guards > 0 });
    }

    fn subject(&self, operand: &Expr, dot: &Subject) -> Subject {
        let fields = self.template.fields(operand, self.text);
        let names = fields.map(|field| slice(self.text, field));
        match operand.kind {
            ExprKind::Dot => dot.clone(),
            ExprKind::Field => dot.fields(names),
            ExprKind::Variable => {
                let name = variable_name(operand, self.text);
                self.variable(slice(self.text, name)).fields(names)
            }
            ExprKind::Chain(of) => self.subject(self.template.operand(of), dot).fields(names),
            ExprKind::Pipe(pipe) => self.subject_of(self.template.pipe(pipe), dot),
            _ => Subject::Unknown,
        }
    }

    fn variable(&self, name: &str) -> Subject {
        match self.variables.meaning.get(name).and_then(|meanings| meanings.last()) {
            Some(subject) => subject.clone(),
            None if name == "$" => Subject::Root,
            None => Subject::Unknown,
        }
    }

    fn subject_of(&self, pipe: Pipeline, dot: &Subject) -> Subject {
        let mut commands = self.template.commands(pipe);
        match (commands.next(), commands.next()) {
            (Some(command), None) => match command.args {
                [operand] => self.subject(operand, dot),
                _ => self.lookup(command, dot).unwrap_or(Subject::Unknown),
            },
            _ => Subject::Unknown,
        }
    }

    /// `index .Values "a" "b"` and `get .Values "a"`.
    fn lookup(&self, command: Command<'_>, dot: &Subject) -> Option<Subject> {
        let [function, of, keys @ ..] = command.args else { return None };
        let is_lookup = matches!(slice(self.text, function.range), "index" | "get");
        if !is_lookup || keys.is_empty() {
            return None;
        }
        let key = |operand| self.template.string(operand, self.text);
        let keys: Vec<&str> = keys.iter().map(key).collect::<Option<_>>()?;
        match self.subject(of, dot) {
            Subject::Values(path) => Some(Subject::Values(path).fields(keys.into_iter())),
            _ => None,
        }
    }

    fn has_guard(&self, pipe: Pipeline) -> bool {
        let template = self.template;
        template.commands(pipe).flat_map(|command| command.args).any(|operand| match operand.kind {
            ExprKind::Function(_) => GUARDS.contains(&slice(self.text, operand.range)),
            ExprKind::Pipe(pipe) => self.has_guard(template.pipe(pipe)),
            ExprKind::Chain(of) => match template.operand(of).kind {
                ExprKind::Pipe(pipe) => self.has_guard(template.pipe(pipe)),
                _ => false,
            },
            _ => false,
        })
    }
}

/// Functions to which a value may be missing: they stand in for it, ask for it, or say so.
static GUARDS: &[&str] = &[
    "and", "coalesce", "default", "dig", "empty", "fail", "get", "hasKey", "index", "kindIs",
    "not", "or", "required", "ternary", "typeIs",
];
