//! Arguments: operands converted to the type of a parameter, with Go's words where that fails.

use super::super::failure::Outcome;
use super::super::functions::Type;
use super::super::value::{Data, IntKind, Value};
use super::{Engine, State};
use crate::source::TextRange;
use crate::syntax::template::{Expr, ExprKind, Number};

impl Type {
    /// The name of the Go type.
    pub(super) fn go_name(self) -> &'static str {
        match self {
            Self::Any => "interface {}",
            Self::Reflect => "reflect.Value",
            Self::String => "string",
            Self::Int => "int",
            Self::Float => "float64",
            Self::Bool => "bool",
            Self::Map => "map[string]interface {}",
            Self::Time => "time.Time",
        }
    }

    fn can_be_nil(self) -> bool {
        matches!(self, Self::Any | Self::Reflect | Self::Map)
    }

    fn takes(self, value: &Value) -> bool {
        match (self, &value.data) {
            (Self::Any | Self::Reflect, _)
            | (Self::String, Data::Text(_))
            | (Self::Int, Data::Int(IntKind::Int, _))
            | (Self::Float, Data::Float(_))
            | (Self::Bool, Data::Bool(_))
            | (Self::Time, Data::Time(_)) => true,
            (Self::Map, Data::Map(map)) => map.kind().holds_anything(),
            _ => false,
        }
    }
}

impl Engine<'_> {
    pub(super) fn argument<'s>(
        &mut self,
        state: &mut State<'s>,
        dot: &Value,
        expr: &'s Expr,
        wanted: Type,
    ) -> Outcome<Value> {
        self.budget.steps(1)?;
        match &expr.kind {
            ExprKind::Nil if wanted.can_be_nil() => Ok(Value::nil()),
            ExprKind::Nil => {
                state.fail(expr.range, format!("cannot assign nil to {}", wanted.go_name()))
            }
            ExprKind::Bool(_) | ExprKind::Number(_) | ExprKind::String(_) => {
                self.literal(state, dot, expr, wanted)
            }
            _ => {
                let value = self.operand(state, dot, expr)?;
                state.validated(value, wanted, expr.range)
            }
        }
    }

    /// A constant takes the type that is asked for, if it can.
    fn literal<'s>(
        &mut self,
        state: &mut State<'s>,
        dot: &Value,
        expr: &'s Expr,
        wanted: Type,
    ) -> Outcome<Value> {
        let number = |state: &State<'_>, kind: &ExprKind| match kind {
            ExprKind::Number(form) => form.value(state.text(expr.range)),
            _ => Number::default(),
        };
        let expected = match (wanted, &expr.kind) {
            (Type::Any | Type::Reflect, _)
            | (Type::String, ExprKind::String(_))
            | (Type::Bool, ExprKind::Bool(_)) => return self.operand(state, dot, expr),
            (Type::Int, kind) => match number(state, kind).int {
                Some(int) => return Ok(Value::int(int)),
                None => "integer",
            },
            (Type::Float, kind) => match number(state, kind).float {
                Some(float) => return Ok(float.into()),
                None => "float",
            },
            (Type::String, _) => "string",
            (Type::Bool, _) => "bool",
            (Type::Map | Type::Time, _) => {
                let shown = state.text(expr.range);
                let message = format!("can't handle {shown} for arg of type {}", wanted.go_name());
                return state.fail(expr.range, message);
            }
        };
        let shown = state.text(expr.range);
        state.fail(expr.range, format!("expected {expected}; found {shown}"))
    }
}

impl State<'_> {
    /// A value if it has the type, or can be taken for one.
    pub(super) fn validated(&self, value: Value, wanted: Type, range: TextRange) -> Outcome<Value> {
        if wanted.takes(&value) {
            return Ok(value);
        }
        let name = wanted.go_name();
        match value.data {
            Data::Invalid if wanted.can_be_nil() => Ok(Value { data: Data::Nil, ..value }),
            Data::Invalid => self.fail(range, format!("invalid value; expected {name}")),
            _ => {
                let got = value.static_type_name();
                self.fail(range, format!("wrong type for value; expected {name}; got {got}"))
            }
        }
    }
}
