//! Evaluates pipelines and commands.

use super::super::failure::Outcome;
use super::super::value::{Data, IntKind, Value};
use super::context::position;
use super::{Engine, State};
use crate::source::TextRange;
use crate::syntax::template::{Command, Expr, ExprKind, Number, Pipeline};

impl Engine<'_> {
    pub(super) fn pipeline<'s>(
        &mut self,
        state: &mut State<'s>,
        dot: &Value,
        pipe: &'s Pipeline,
    ) -> Outcome<Value> {
        self.budget.enter()?;
        let mut last: Option<Value> = None;
        for command in &pipe.commands {
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
        for decl in &pipe.decls {
            let name = state.text(*decl);
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
        command: &'s Command,
        last: Option<Value>,
    ) -> Outcome<Value> {
        let Some(first) = command.args.first() else { return Ok(Value::invalid()) };
        let rest = command.args.get(1..).unwrap_or_default();
        match &first.kind {
            ExprKind::Function(id) => {
                let callee = (*id, state.text(first.range));
                return self.function(state, dot, (callee, command.range), (rest, last));
            }
            ExprKind::Field(_) | ExprKind::Variable(_) | ExprKind::Chain(_) => {
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
        match &expr.kind {
            ExprKind::Dot => Ok(dot.clone()),
            ExprKind::Nil => Ok(Value::nil()),
            ExprKind::Bool(value) => Ok((*value).into()),
            ExprKind::Number(number) => constant(state, number, expr.range),
            ExprKind::String(literal) => Ok(literal.value(state.source.text()).into()),
            ExprKind::Pipe(pipe) => self.pipeline(state, dot, pipe),
            ExprKind::Function(id) => {
                let callee = (*id, state.text(expr.range));
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
        let (receiver, fields) = match &expr.kind {
            ExprKind::Field(fields) => (dot.clone(), fields),
            ExprKind::Variable(variable) => {
                let name = state.text(variable.name);
                let Some(value) = state.variable(name) else {
                    return state.fail(expr.range, format!("undefined variable: {name}"));
                };
                (value.clone(), &variable.fields)
            }
            ExprKind::Chain(chain) => (self.operand(state, dot, &chain.operand)?, &chain.fields),
            _ => return self.operand(state, dot, expr),
        };
        let Some((last, path)) = fields.split_last() else {
            if !arguments.0.is_empty() || arguments.1.is_some() {
                let shown = state.text(expr.range);
                return state
                    .fail(expr.range, format!("can't give argument to non-function {shown}"));
            }
            return Ok(receiver);
        };
        let place = (position(expr), expr.range);
        let mut receiver = receiver;
        for field in path {
            let name = state.text(*field);
            receiver = self.field(state, dot, (receiver, name, place), (&[], None))?;
        }
        let name = state.text(*last);
        self.field(state, dot, (receiver, name, place), arguments)
    }
}

/// A constant whose type nothing asks for.
fn constant(state: &State<'_>, number: &Number, range: TextRange) -> Outcome<Value> {
    let text = state.text(range);
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
