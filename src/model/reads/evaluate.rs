//! Evaluates commands and operands.

use crate::source::TextRange;
use crate::syntax::template::{Command, Expr, ExprKind, Number, variable_name};

use super::execute::Frame;
use super::operation::Operation;
use super::value::{Ref, Value};

/// Functions that make a mapping.
const FRESH: [&str; 7] =
    ["dict", "deepCopy", "mustDeepCopy", "fromYaml", "fromJson", "mustFromJson", "pick"];

impl<'u> Frame<'_, 'u, '_> {
    /// The value of a command; `piped` is that of the command before it.
    pub(super) fn command(
        &mut self,
        command: Command<'u>,
        dot: &Value,
        piped: Option<Value>,
    ) -> Value {
        let Some((first, rest)) = command.args.split_first() else { return Value::default() };
        // One allocation serves many commands.
        let mut arguments = self.run.spare.pop().unwrap_or_default();
        for expr in rest {
            let value = self.operand(expr, dot);
            arguments.push(value);
        }
        arguments.extend(piped);
        let value = self.apply(first, rest, &arguments, dot);
        arguments.clear();
        self.run.spare.push(arguments);
        value
    }

    fn apply(&mut self, first: &'u Expr, rest: &[Expr], arguments: &[Value], dot: &Value) -> Value {
        let ExprKind::Function(function) = first.kind else {
            // With arguments it is the call of a method, such as `.Files.Get`.
            arguments.iter().for_each(|argument| self.use_whole(argument));
            return self.operand(first, dot);
        };
        self.at = first.range;
        let operation = Operation::of(function);
        if operation == Operation::Merge && self.is_fresh(rest.first()) {
            return arguments.iter().fold(Value::default(), |all, one| all.union(one));
        }
        self.function(operation, arguments)
    }

    /// True for a mapping that was just made, so that nothing sees what is merged into it but the
    /// result.
    fn is_fresh(&self, expr: Option<&Expr>) -> bool {
        let Some(ExprKind::Pipe(pipe)) = expr.map(|expr| expr.kind) else { return false };
        let pipe = self.template.pipe(pipe);
        let makes = |command: Command<'_>| {
            let name = command.args.first().map(|first| self.slice(first.range));
            name.is_some_and(|name| FRESH.contains(&name))
        };
        !pipe.declares() && self.template.commands(pipe).next_back().is_some_and(makes)
    }

    fn operand(&mut self, expr: &'u Expr, dot: &Value) -> Value {
        if !self.run.step() {
            return Value::default();
        }
        match expr.kind {
            ExprKind::Dot => dot.clone(),
            ExprKind::Nil => Value::default(),
            ExprKind::Bool(_) => Value::unknown(),
            ExprKind::Number(form) => number_value(&form.value(self.slice(expr.range))),
            ExprKind::String(_) => {
                let text = self.template.string(expr, self.unit.text()).unwrap_or_default();
                Ref::Text(self.run.heap.text_id(text)).into()
            }
            ExprKind::Field => self.fields(dot.clone(), expr),
            ExprKind::Variable => {
                let name = variable_name(expr, self.unit.text());
                let value = self.variable(self.slice(name));
                self.fields(value, expr)
            }
            ExprKind::Chain(operand) => {
                let value = self.operand(self.template.operand(operand), dot);
                self.fields(value, expr)
            }
            ExprKind::Function(function) => {
                self.at = expr.range;
                self.function(Operation::of(function), &[])
            }
            ExprKind::Pipe(pipe) => self.pipeline(self.template.pipe(pipe), dot),
        }
    }

    fn fields(&mut self, value: Value, expr: &Expr) -> Value {
        let fields = self.template.fields(expr, self.unit.text());
        fields.fold(value, |value, field| {
            self.at = TextRange::new(expr.range.start, field.end);
            self.child(&value, self.slice(field))
        })
    }
}

fn number_value(number: &Number) -> Value {
    match number.uint.and_then(|number| u32::try_from(number).ok()) {
        Some(number) => Ref::Int(number).into(),
        None => Value::unknown(),
    }
}
