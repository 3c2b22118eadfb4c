//! Evaluates commands and operands.

use crate::source::TextRange;
use crate::syntax::template::{Command, Expr, ExprKind, Number};

use super::execute::Frame;
use super::value::{Ref, Value};

impl<'u> Frame<'_, 'u, '_> {
    /// The value of a command; `piped` is that of the command before it.
    pub(super) fn command(
        &mut self,
        command: &'u Command,
        dot: &Value,
        piped: Option<Value>,
    ) -> Value {
        let Some((first, rest)) = command.args.split_first() else { return Value::default() };
        let mut arguments: Vec<_> = rest.iter().map(|expr| self.operand(expr, dot)).collect();
        arguments.extend(piped);
        if matches!(first.kind, ExprKind::Function) {
            self.at = first.range;
            return self.function(self.slice(first.range), &arguments);
        }
        // With arguments it is the call of a method, such as `.Files.Get`.
        arguments.iter().for_each(|argument| self.use_whole(argument));
        self.operand(first, dot)
    }

    fn operand(&mut self, expr: &'u Expr, dot: &Value) -> Value {
        if !self.run.step() {
            return Value::default();
        }
        match &expr.kind {
            ExprKind::Dot => dot.clone(),
            ExprKind::Nil => Value::default(),
            ExprKind::Bool(_) => Value::unknown(),
            ExprKind::Number(number) => number_value(number),
            ExprKind::String(literal) => {
                let text = literal.value(self.unit.text());
                Ref::Text(self.run.heap.text_id(text)).into()
            }
            ExprKind::Field(fields) => self.fields(dot.clone(), fields, expr.range),
            ExprKind::Variable(variable) => {
                let value = self.variable(self.slice(variable.name));
                self.fields(value, &variable.fields, expr.range)
            }
            ExprKind::Chain(chain) => {
                let value = self.operand(&chain.operand, dot);
                self.fields(value, &chain.fields, expr.range)
            }
            ExprKind::Function => {
                self.at = expr.range;
                self.function(self.slice(expr.range), &[])
            }
            ExprKind::Pipe(pipe) => self.pipeline(pipe, dot),
        }
    }

    fn fields(&mut self, value: Value, fields: &[TextRange], whole: TextRange) -> Value {
        fields.iter().fold(value, |value, field| {
            self.at = TextRange::new(whole.start.min(field.start), field.end);
            self.child(&value, self.slice(*field))
        })
    }
}

fn number_value(number: &Number) -> Value {
    match number.uint.and_then(|number| u32::try_from(number).ok()) {
        Some(number) => Ref::Int(number).into(),
        None => Value::unknown(),
    }
}
