//! Fields and methods.

use super::super::failure::Outcome;
use super::super::objects;
use super::super::value::{Bytes, Data, MapKind, Value};
use super::call::Arguments;
use super::{Engine, State};
use crate::source::TextRange;

impl Engine<'_> {
    /// `receiver.name`; the place is the position that Go names and the range of the operand.
    pub(super) fn field<'s>(
        &mut self,
        state: &mut State<'s>,
        dot: &Value,
        (receiver, name, place): (Value, &'s str, (TextRange, TextRange)),
        arguments: Arguments<'s>,
    ) -> Outcome<Value> {
        self.budget.steps(1)?;
        if let Some(method) = objects::method(&receiver, name) {
            let mut values = self.arguments(state, dot, (method, place.1), arguments)?;
            values.insert(0, receiver);
            self.pay_for_arguments(&values)?;
            let result = (method.call)(self, &values);
            let value = result.map_err(|failure| state.calling(failure, place, name))?;
            self.pay_for_result(&value)?;
            return Ok(value);
        }
        match &receiver.data {
            Data::Invalid => Ok(Value::invalid()),
            Data::Nil => {
                let message = format!("nil pointer evaluating interface {{}}.{name}");
                state.fail(place.0, message).map_err(|failure| with_context(failure, state, place))
            }
            Data::Map(map) => {
                if !arguments.0.is_empty() || arguments.1.is_some() {
                    return state
                        .fail(place.1, format!("{name} is not a method but has arguments"));
                }
                Ok(map.get(name).unwrap_or_else(|| missing(map.kind())))
            }
            Data::Object(object) => match objects::field(self, object, name) {
                Some(value) => Ok(value),
                None => unknown(state, place, name, receiver.type_name()),
            },
            _ => unknown(state, place, name, receiver.type_name()),
        }
    }
}

/// What a map has for a key that it lacks.
fn missing(kind: MapKind) -> Value {
    match kind {
        MapKind::Any | MapKind::Values => Value::nil(),
        MapKind::Strings | MapKind::NilStrings => "".into(),
        MapKind::Files => Value::new(Data::Bytes(Bytes::default())),
    }
}

fn unknown(
    state: &State<'_>,
    place: (TextRange, TextRange),
    name: &str,
    type_name: &str,
) -> Outcome<Value> {
    let message = format!("can't evaluate field {name} in type {type_name}");
    state.fail(place.0, message).map_err(|failure| with_context(failure, state, place))
}

/// Go names the second field as the position, and shows the whole operand.
fn with_context(
    mut failure: Box<super::super::failure::Failure>,
    state: &State<'_>,
    place: (TextRange, TextRange),
) -> Box<super::super::failure::Failure> {
    if let Some(frame) = failure.frames.last_mut() {
        frame.context = state.text(place.1).to_owned();
        frame.place.range = place.1;
    }
    failure
}
