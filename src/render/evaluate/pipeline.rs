//! Evaluates pipelines and commands.

use super::super::failure::Outcome;
use super::super::value::{Data, IntKind, Value};
use super::context::position;
use super::{Engine, State};
use crate::source::TextRange;
use crate::syntax::template::{Command, Expr, ExprKind, NumberForm, Pipeline, variable_name};

impl Engine<'_> {
    pub(super) fn pipeline<'s>(
        &mut self,
        state: &mut State<'s>,
        dot: &Value,
        pipe: Pipeline,
    ) -> Outcome<Value> {
        self.budget.enter()?;
        let template = state.source.template();
        let mut last: Option<Value> = None;
        for command in template.commands(pipe) {
            self.budget.steps(1)?;
            let value = self.command(state, dot, command, last)?;
            // A place that holds nil becomes nothing at all.
            last = Some(match value.data {
                Data::Nil => Value { data: Data::Invalid, ..value },
                _ => value,
            });
        }
        self.budget.leave();
        let value = last.unwrap_or_else(Value::invalid);
        for decl in template.decls(pipe) {
            let name = state.text(decl);
            if pipe.is_assign {
                state.set_variable(name, value.clone());
            } else {
                state.variables.push((name, value.clone()));
            }
        }
        Ok(value)
    }

    fn command<'s>(
        &mut self,
        state: &mut State<'s>,
        dot: &Value,
        command: Command<'s>,
        last: Option<Value>,
    ) -> Outcome<Value> {
        let Some(first) = command.args.first() else { return Ok(Value::invalid()) };
        let rest = command.args.get(1..).unwrap_or_default();
        match &first.kind {
            ExprKind::Function(id) => {
                let callee = (*id, state.text(first.range));
                return self.function(state, dot, (callee, command.range()), (rest, last));
            }
            ExprKind::Field | ExprKind::Variable | ExprKind::Chain(_) => {
                return self.operand_with(state, dot, first, (rest, last));
            }
            _ => {}
        }
        if !rest.is_empty() || last.is_some() {
            let shown = state.text(first.range);
            return state.fail(first.range, format!("can't give argument to non-function {shown}"));
        }
        match &first.kind {
            ExprKind::Nil => state.fail(first.range, "nil is not a command"),
            _ => self.operand(state, dot, first),
        }
    }

    /// The value of an operand that is given no arguments.
    pub(super) fn operand<'s>(
        &mut self,
        state: &mut State<'s>,
        dot: &Value,
        expr: &'s Expr,
    ) -> Outcome<Value> {
        let (template, text) = (state.source.template(), state.source.text());
        match expr.kind {
            ExprKind::Dot => Ok(dot.clone()),
            ExprKind::Nil => Ok(Value::nil()),
            ExprKind::Bool(value) => Ok(value.into()),
            ExprKind::Number(form) => constant(state, form, expr.range),
            ExprKind::String(_) => Ok(template.string(expr, text).unwrap_or_default().into()),
            ExprKind::Pipe(pipe) => self.pipeline(state, dot, template.pipe(pipe)),
            ExprKind::Function(id) => {
                let callee = (id, state.text(expr.range));
                self.function(state, dot, (callee, expr.range), (&[], None))
            }
            _ => self.operand_with(state, dot, expr, (&[], None)),
        }
    }

    /// The value of an operand with fields, the last of which may be a method with arguments.
    fn operand_with<'s>(
        &mut self,
        state: &mut State<'s>,
        dot: &Value,
        expr: &'s Expr,
        arguments: (&'s [Expr], Option<Value>),
    ) -> Outcome<Value> {
        let template = state.source.template();
        let receiver = match expr.kind {
            ExprKind::Field => dot.clone(),
            ExprKind::Variable => {
                let name = state.text(variable_name(expr, state.source.text()));
                let Some(value) = state.variable(name) else {
                    return state.fail(expr.range, format!("undefined variable: {name}"));
                };
                value.clone()
            }
            ExprKind::Chain(of) => self.operand(state, dot, template.operand(of))?,
            _ => return self.operand(state, dot, expr),
        };
        let mut fields = template.fields(expr, state.source.text());
        let Some(mut next) = fields.next() else {
            if !arguments.0.is_empty() || arguments.1.is_some() {
                let shown = state.text(expr.range);
                return state
                    .fail(expr.range, format!("can't give argument to non-function {shown}"));
            }
            return Ok(receiver);
        };
        let place = (position(state, expr), expr.range);
        let mut receiver = receiver;
        for after in fields {
            let name = state.text(next);
            receiver = self.field(state, dot, (receiver, name, place), (&[], None))?;
            next = after;
        }
        let name = state.text(next);
        self.field(state, dot, (receiver, name, place), arguments)
    }
}

/// A constant whose type nothing asks for.
fn constant(state: &State<'_>, form: NumberForm, range: TextRange) -> Outcome<Value> {
    let text = state.text(range);
    let number = form.value(text);
    let is_character = text.starts_with('\'');
    let is_hex = text.starts_with("0x") || text.starts_with("0X");
    let is_hex_int = is_hex && !text.contains(['p', 'P']);
    if number.complex.is_some() {
        return state.fail(range, format!("palint does not compute with complex numbers: {text}"));
    }
    match number.float {
        Some(float) if !is_hex_int && !is_character && text.contains(['.', 'e', 'E', 'p', 'P']) => {
            return Ok(float.into());
        }
        _ => {}
    }
    match number.int {
        Some(int) if is_character => Ok(Value::new(Data::Int(IntKind::Int, int))),
        Some(int) => Ok(Value::int(int)),
        None => state.fail(range, format!("{text} overflows int")),
    }
}
