//! Whether an object looks as its schema says: what an API server refuses, and what it drops.
//!
//! Silent where a text is not certain: at macros and at what a template puts there.

use std::borrow::Cow;

use super::schema::{Fields, Scalar, Schema, Shape};
use crate::limits;
use crate::model::literal::has_macro;
use crate::nearest::nearest;
use crate::source::TextRange;
use crate::syntax::scalar;
use crate::syntax::tree::{Entry, Kind, NodeRef};

/// A place where an object is not what its schema says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The field: `spec.ports[0].name`.
    pub path: String,
    /// The shortest part of the object that shows it.
    pub range: TextRange,
    /// The value of an unknown field, else the same.
    pub value: TextRange,
    /// What is wrong.
    pub kind: FaultKind,
}

/// The kinds of [`Fault`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FaultKind {
    /// No such field; one of these is near.
    Unknown(Option<String>),
    /// The value has another type: the one that it has, and the one that it should have.
    Type(&'static str, &'static str),
    /// A field is missing that must be there.
    Missing,
    /// The text, and the words that it may be.
    NotOneOf(String, Vec<String>),
}

/// What in `root` is not as `schema` says: at most [`limits::PROBLEMS`] faults. Of a part for which
/// `is_uncertain` holds, nothing is said; of a mapping for which it holds, not what is missing.
pub fn faults<'n>(
    root: NodeRef<'n>,
    schema: Schema<'_>,
    is_uncertain: &dyn Fn(TextRange) -> bool,
) -> Vec<Fault> {
    let left = limits::OBJECT_STEPS;
    let mut judge = Judge { is_uncertain, path: Vec::new(), faults: Vec::new(), left };
    judge.node(root, root.range(), schema);
    judge.faults
}

struct Judge<'u, 'n> {
    is_uncertain: &'u dyn Fn(TextRange) -> bool,
    path: Vec<Step<'n>>,
    faults: Vec<Fault>,
    left: usize,
}

/// A step on the way to a part of an object.
enum Step<'n> {
    Field(Cow<'n, str>),
    Item(usize),
}

impl<'n> Judge<'_, 'n> {
    fn node(&mut self, node: NodeRef<'n>, owner: TextRange, schema: Schema<'_>) {
        // To say nothing is what null means to an API server.
        if self.faults.len() >= limits::PROBLEMS || node.is_null() || holds_macro(node) {
            return;
        }
        let shape = schema.shape();
        let expected = match &shape {
            Shape::Any => return,
            Shape::Scalar(scalar, words) => return self.scalar(node, *scalar, words),
            Shape::List(_) => Kind::Sequence,
            Shape::Map(_) | Shape::Fields(_) => Kind::Mapping,
        };
        if node.kind() != expected {
            return self.wrong_type(node, expected.described());
        }
        match shape {
            Shape::List(item) => {
                for (at, node) in node.items().enumerate() {
                    self.below(Step::Item(at), |judge| judge.node(node, node.range(), item));
                }
            }
            Shape::Map(value) => {
                for entry in node.members() {
                    self.entry(&entry, value);
                }
            }
            Shape::Fields(fields) => self.fields(node, owner, &fields),
            Shape::Any | Shape::Scalar(..) => {}
        }
    }

    fn fields(&mut self, node: NodeRef<'n>, owner: TextRange, fields: &Fields<'_>) {
        let members = node.members();
        let steps = members.len().saturating_add(1).saturating_mul(fields.known.len());
        let Some(left) = self.left.checked_sub(steps) else { return };
        self.left = left;
        let mut is_complete = !(self.is_uncertain)(node.range());
        for entry in &members {
            let name = entry.name();
            if has_macro(&name) || (self.is_uncertain)(entry.key.range()) {
                is_complete = false;
                continue;
            }
            match fields.known.iter().find(|(known, _)| *known == name) {
                Some((_, schema)) => self.value(entry, name, *schema),
                None if fields.is_open => {}
                None => {
                    let known = fields.known.iter().map(|(known, _)| *known);
                    let near = nearest(&name, known).map(str::to_owned);
                    self.below(Step::Field(name), |judge| {
                        judge.fault(entry.key.range(), FaultKind::Unknown(near));
                        if let Some(fault) = judge.faults.last_mut() {
                            fault.value = entry.value.range();
                        }
                    });
                }
            }
        }
        for missing in fields.required.iter().filter(|_| is_complete) {
            let written = members.iter().find(|entry| entry.name() == **missing);
            if written.is_none_or(|entry| entry.value.is_null()) {
                let step = Step::Field(Cow::Owned((*missing).to_owned()));
                self.below(step, |judge| judge.fault(owner, FaultKind::Missing));
            }
        }
    }

    fn entry(&mut self, entry: &Entry<'n>, schema: Schema<'_>) {
        let name = entry.name();
        if !has_macro(&name) && !(self.is_uncertain)(entry.key.range()) {
            self.value(entry, name, schema);
        }
    }

    fn value(&mut self, entry: &Entry<'n>, name: Cow<'n, str>, schema: Schema<'_>) {
        self.below(Step::Field(name), |judge| judge.node(entry.value, entry.key.range(), schema));
    }

    fn scalar(&mut self, node: NodeRef<'_>, wanted: Scalar, words: &[&str]) {
        if (self.is_uncertain)(node.range()) {
            return;
        }
        let kind = node.kind();
        let is_whole = || match node.scalar() {
            Some(scalar::Scalar::Float(value)) => value.fract() == 0.0,
            _ => true,
        };
        let (fits, expected) = match wanted {
            Scalar::String => (kind == Kind::String, "a string"),
            Scalar::Integer => (kind == Kind::Number && is_whole(), "an integer"),
            Scalar::Number => (kind == Kind::Number, "a number"),
            Scalar::Boolean => (kind == Kind::Bool, "a boolean"),
            Scalar::NumberOrString => {
                (matches!(kind, Kind::Number | Kind::String), "a number or a string")
            }
        };
        if !fits {
            return self.wrong_type(node, expected);
        }
        let text = node.as_str().unwrap_or_default();
        if !words.is_empty() && !text.is_empty() && !words.contains(&text) {
            let words = words.iter().map(|word| (*word).to_owned()).collect();
            self.fault(node.range(), FaultKind::NotOneOf(text.to_owned(), words));
        }
    }

    fn wrong_type(&mut self, node: NodeRef<'_>, expected: &'static str) {
        if !(self.is_uncertain)(node.range()) {
            self.fault(node.range(), FaultKind::Type(node.kind().described(), expected));
        }
    }

    fn below(&mut self, step: Step<'n>, judge: impl FnOnce(&mut Self)) {
        self.path.push(step);
        judge(self);
        self.path.pop();
    }

    fn fault(&mut self, range: TextRange, kind: FaultKind) {
        if self.faults.len() < limits::PROBLEMS {
            let steps = self.path.iter().map(|step| match step {
                Step::Field(name) => name.to_string(),
                Step::Item(at) => format!("[{at}]"),
            });
            let path = steps.collect::<Vec<_>>().join(".").replace(".[", "[");
            self.faults.push(Fault { path, range, value: range, kind });
        }
    }
}

/// A macro without quotes is a mapping in a mapping to YAML.
fn holds_macro(node: NodeRef<'_>) -> bool {
    match node.kind() {
        Kind::Mapping => node.span().text().starts_with("{{"),
        Kind::Sequence => false,
        _ => node.text().is_some_and(has_macro),
    }
}

#[cfg(test)]
mod tests;
