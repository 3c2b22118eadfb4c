//! Calls functions: counts and types of the arguments are checked as Go checks them.

use super::super::failure::Outcome;
use super::super::functions::{self, Function, Type};
use super::super::value::{Data, Origin, Value};
use super::{Engine, State};
use crate::source::TextRange;
use crate::syntax::template::{Expr, FunctionId};

/// A function, and the name by which it is called.
pub(super) type Callee<'s> = (Option<FunctionId>, &'s str);

/// The operands behind a function, and what the pipeline hands on as the last argument.
pub(super) type Arguments<'s> = (&'s [Expr], Option<Value>);

impl Engine<'_> {
    pub(super) fn function<'s>(
        &mut self,
        state: &mut State<'s>,
        dot: &Value,
        (callee, range): (Callee<'s>, TextRange),
        arguments: Arguments<'s>,
    ) -> Outcome<Value> {
        let (id, name) = callee;
        let Some(function) = id.and_then(functions::get) else {
            return state.fail(range, format!("\"{name}\" is not a defined function"));
        };
        if matches!(name, "and" | "or") {
            return self.short_circuit(state, dot, (name == "or", range), arguments);
        }
        let values = self.arguments(state, dot, (function, range), arguments)?;
        self.pay_for_arguments(&values)?;
        let result = (function.call)(self, &values);
        let value = result.map_err(|failure| state.calling(failure, (range, range), name))?;
        self.pay_for_result(&value)?;
        Ok(with_origin(value, &values))
    }

    /// What is read costs as much as what is written: a text may be hashed again and again.
    pub(super) fn pay_for_arguments(&mut self, values: &[Value]) -> Outcome<()> {
        let read = values.iter().map(|value| match &value.data {
            Data::Text(text) => text.as_bytes().len(),
            Data::Bytes(bytes) => bytes.len(),
            _ => 0,
        });
        self.budget.bytes(read.sum())
    }

    pub(super) fn pay_for_result(&mut self, value: &Value) -> Outcome<()> {
        match &value.data {
            Data::Text(text) => self.budget.bytes(text.as_str().len()),
            Data::Bytes(bytes) => self.budget.bytes(bytes.len()),
            Data::List(list) => self.budget.steps(list.len() / 4),
            Data::Map(map) => self.budget.steps(map.len() / 4),
            _ => Ok(()),
        }
    }

    fn short_circuit<'s>(
        &mut self,
        state: &mut State<'s>,
        dot: &Value,
        (until, range): (bool, TextRange),
        (exprs, last): Arguments<'s>,
    ) -> Outcome<Value> {
        if exprs.is_empty() && last.is_none() {
            let name = if until { "or" } else { "and" };
            let message = format!("wrong number of args for {name}: want at least 1 got 0");
            return state.fail(range, message);
        }
        let mut value = Value::invalid();
        for expr in exprs {
            value = self.argument(state, dot, expr, Type::Reflect)?;
            if value.truth() == until {
                return Ok(value);
            }
        }
        Ok(last.unwrap_or(value))
    }

    /// The arguments of a function in its types.
    pub(super) fn arguments<'s>(
        &mut self,
        state: &mut State<'s>,
        dot: &Value,
        (function, range): (&Function, TextRange),
        (exprs, last): Arguments<'s>,
    ) -> Outcome<Vec<Value>> {
        let (name, fixed) = (function.name, function.params.len());
        let count = exprs.len() + usize::from(last.is_some());
        if function.rest.is_some() {
            if count < fixed {
                let got = exprs.len();
                let message =
                    format!("wrong number of args for {name}: want at least {fixed} got {got}");
                return state.fail(range, message);
            }
        } else if count != fixed {
            let message = format!("wrong number of args for {name}: want {fixed} got {count}");
            return state.fail(range, message);
        }
        let wanted =
            |at: usize| function.params.get(at).copied().or(function.rest).unwrap_or(Type::Any);
        let mut values = Vec::with_capacity(count);
        for (at, expr) in exprs.iter().enumerate() {
            values.push(self.argument(state, dot, expr, wanted(at))?);
        }
        if let Some(last) = last {
            let at = exprs.last().map_or(range, |expr| expr.range);
            values.push(state.validated(last, wanted(exprs.len()), at)?);
        }
        Ok(values)
    }
}

/// A text or number that a function makes comes from the value that went into it.
fn with_origin(value: Value, arguments: &[Value]) -> Value {
    let knows = value.origin != Origin::NONE
        || matches!(&value.data, Data::Text(text) if !text.pieces().is_empty());
    if knows || matches!(value.data, Data::Map(_) | Data::List(_) | Data::Object(_)) {
        return value;
    }
    let origin = arguments.iter().rev().map(|argument| argument.origin);
    let origin = origin.into_iter().find(|origin| *origin != Origin::NONE);
    value.or_from(origin.unwrap_or_default())
}
