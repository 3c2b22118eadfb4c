//! Commands and operands as far as they lead to places in the values; everything else is nothing.

use super::{Frame, Search};
use crate::model::reads::operation::Operation;
use crate::model::reads::value::Value;
use crate::syntax::template::{Command, Expr, ExprKind, slice, variable_name};

impl<'c> Search<'c> {
    /// The value of a command; `piped` is that of the command before it.
    pub(super) fn command(
        &mut self,
        frame: &mut Frame<'c>,
        command: Command<'c>,
        dot: &Value,
        piped: Option<Value>,
    ) -> Value {
        let Some((first, rest)) = command.args.split_first() else { return Value::default() };
        // One allocation serves many commands.
        let mut arguments = self.spare.pop().unwrap_or_default();
        for expr in rest {
            let value = self.operand(frame, expr, dot);
            arguments.push(value);
        }
        arguments.extend(piped);
        let value = match first.kind {
            ExprKind::Function(function) => {
                let texts = rest.iter().map(|expr| literal(frame, expr));
                self.function(Operation::of(function), &arguments, texts)
            }
            _ => {
                arguments.iter().for_each(|argument| self.use_whole(argument));
                self.operand(frame, first, dot)
            }
        };
        arguments.clear();
        self.spare.push(arguments);
        value
    }

    fn operand(&mut self, frame: &mut Frame<'c>, expr: &'c Expr, dot: &Value) -> Value {
        match expr.kind {
            ExprKind::Dot => dot.clone(),
            ExprKind::Field => self.fields(frame, dot.clone(), expr),
            ExprKind::Variable => {
                let value = frame.variable(variable_name(expr, frame.text));
                self.fields(frame, value, expr)
            }
            ExprKind::Chain(operand) => {
                let value = self.operand(frame, frame.template.operand(operand), dot);
                self.fields(frame, value, expr)
            }
            ExprKind::Pipe(pipe) => self.pipeline(frame, frame.template.pipe(pipe), dot),
            _ => Value::default(),
        }
    }

    fn fields(&mut self, frame: &Frame<'c>, value: Value, expr: &Expr) -> Value {
        frame.template.fields(expr, frame.text).fold(value, |value, field| match value.refs() {
            [] => value,
            _ => self.child(&value, slice(frame.text, field)),
        })
    }

    /// `texts` are those of the arguments that are written as texts.
    fn function(
        &mut self,
        operation: Operation,
        arguments: &[Value],
        mut texts: impl Iterator<Item = Option<&'c str>>,
    ) -> Value {
        use Operation as O;
        let Some((last, before)) = arguments.split_last() else { return Value::default() };
        match operation {
            O::Convert => last.clone(),
            O::Junction => {
                before.iter().for_each(|argument| self.note(argument));
                union(arguments)
            }
            O::Default | O::Coalesce => {
                self.note(last);
                union(arguments)
            }
            O::Ternary => {
                self.note(last);
                union(before)
            }
            O::Required => {
                self.note(last);
                last.clone()
            }
            O::Test => {
                arguments.iter().for_each(|argument| self.note(argument));
                Value::default()
            }
            O::Keys | O::Values | O::Len => {
                arguments.iter().for_each(|argument| self.note(argument));
                Value::default()
            }
            O::Print | O::Printf | O::Join | O::SplitList | O::Textual => union(arguments),
            O::Use => {
                arguments.iter().for_each(|argument| self.use_whole(argument));
                Value::default()
            }
            O::Dict => self.dict(arguments, texts),
            O::Descend | O::HasKey => self.descend(operation, arguments, texts),
            O::Include => {
                if let Some(Some(name)) = texts.next() {
                    let nothing = Value::default();
                    self.call(name, arguments.get(1).unwrap_or(&nothing));
                }
                Value::default()
            }
            _ => Value::default(),
        }
    }

    /// A mapping of which every key is written as a text.
    fn dict(&mut self, arguments: &[Value], texts: impl Iterator<Item = Option<&'c str>>) -> Value {
        let values = arguments.iter().skip(1).step_by(2);
        let object = texts.step_by(2).zip(values).map(|(key, value)| Some((key?, value.clone())));
        object.collect::<Option<Vec<_>>>().map(|object| self.make(object)).unwrap_or_default()
    }

    fn descend(
        &mut self,
        operation: Operation,
        arguments: &[Value],
        texts: impl Iterator<Item = Option<&'c str>>,
    ) -> Value {
        // What is piped is the last key, and no text.
        let Some((mapping, keys)) = arguments.split_first() else { return Value::default() };
        let texts: Option<Vec<&str>> = texts.skip(1).collect();
        let Some(texts) = texts.filter(|texts| texts.len() == keys.len()) else {
            return Value::default();
        };
        let value = texts.iter().fold(mapping.clone(), |value, key| self.child(&value, key));
        if operation == Operation::HasKey {
            self.note(&value);
            return Value::default();
        }
        value
    }
}

fn union(values: &[Value]) -> Value {
    values.iter().fold(Value::default(), |all, one| all.union(one))
}

fn literal<'c>(frame: &Frame<'c>, expr: &'c Expr) -> Option<&'c str> {
    frame.template.string(expr, frame.text)
}
