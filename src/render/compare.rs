//! Comparison: of scalars by their kind as templates do it, and of everything as reflection does.

use super::evaluate::Budget;
use super::failure::{Failure, Outcome};
use super::print::too_deep;
use super::value::{Data, Value};
use crate::limits;

/// What two values are to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// The same.
    Equal,
    /// Not the same.
    Different,
}

/// The kinds that templates tell apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Bool,
    Int,
    UInt,
    Float,
    Text,
    Other,
}

fn kind(value: &Value) -> Kind {
    match value.data {
        Data::Bool(_) => Kind::Bool,
        Data::Int(..) => Kind::Int,
        Data::UInt(_) => Kind::UInt,
        Data::Float(_) => Kind::Float,
        Data::Text(_) => Kind::Text,
        _ => Kind::Other,
    }
}

/// `eq` of two values.
pub fn equal(left: &Value, right: &Value) -> Outcome<Comparison> {
    let same = match (&left.data, &right.data) {
        (Data::Bool(a), Data::Bool(b)) => a == b,
        (Data::Int(_, a), Data::Int(_, b)) => a == b,
        (Data::UInt(a), Data::UInt(b)) => a == b,
        (Data::Int(_, a), Data::UInt(b)) | (Data::UInt(b), Data::Int(_, a)) => {
            u64::try_from(*a) == Ok(*b)
        }
        (Data::Float(a), Data::Float(b)) => a == b,
        (Data::Text(a), Data::Text(b)) => a == b,
        (Data::Invalid | Data::Nil, Data::Invalid | Data::Nil) => true,
        (Data::Invalid | Data::Nil, _) | (_, Data::Invalid | Data::Nil) => false,
        (Data::Time(a), Data::Time(b)) => a == b,
        _ if kind(left) != kind(right) => {
            return Err(Failure::new("incompatible types for comparison"));
        }
        _ if left.kind_name() != right.kind_name() => {
            return Err(Failure::new(format!(
                "non-comparable types {}, {}",
                left.type_name(),
                right.type_name()
            )));
        }
        _ => return Err(Failure::new(format!("non-comparable type {}", left.type_name()))),
    };
    Ok(if same { Comparison::Equal } else { Comparison::Different })
}

/// `lt`
pub fn less(left: &Value, right: &Value) -> Outcome<bool> {
    match (&left.data, &right.data) {
        (Data::Int(_, a), Data::Int(_, b)) => Ok(a < b),
        (Data::UInt(a), Data::UInt(b)) => Ok(a < b),
        (Data::Int(_, a), Data::UInt(b)) => Ok(u64::try_from(*a).is_ok_and(|a| a < *b) || *a < 0),
        (Data::UInt(a), Data::Int(_, b)) => Ok(u64::try_from(*b).is_ok_and(|b| *a < b)),
        (Data::Float(a), Data::Float(b)) => Ok(a < b),
        (Data::Text(a), Data::Text(b)) => Ok(a.as_bytes() < b.as_bytes()),
        _ if kind(left) == Kind::Other || kind(right) == Kind::Other => {
            Err(Failure::new("invalid type for comparison"))
        }
        (Data::Bool(_), Data::Bool(_)) => Err(Failure::new("invalid type for comparison")),
        _ => Err(Failure::new("incompatible types for comparison")),
    }
}

/// `reflect.DeepEqual`: types count.
pub fn deep_equal(budget: &mut Budget, left: &Value, right: &Value) -> Outcome<bool> {
    deep(budget, left, right, 0)
}

fn deep(budget: &mut Budget, left: &Value, right: &Value, depth: usize) -> Outcome<bool> {
    budget.steps(1)?;
    if depth > limits::VALUE_NESTING {
        return Err(too_deep());
    }
    match (&left.data, &right.data) {
        (Data::Invalid | Data::Nil, Data::Invalid | Data::Nil) => Ok(true),
        (Data::Int(a, x), Data::Int(b, y)) => Ok(a == b && x == y),
        (Data::Time(a), Data::Time(b)) => Ok(a == b),
        (Data::Bytes(a), Data::Bytes(b)) => Ok(a[..] == b[..]),
        (Data::List(a), Data::List(b)) => {
            if a.kind() != b.kind() || a.len() != b.len() {
                return Ok(false);
            }
            for (x, y) in a.iter().zip(b.iter()) {
                if !deep(budget, x, y, depth + 1)? {
                    return Ok(false);
                }
            }
            Ok(true)
        }
        (Data::Map(a), Data::Map(b)) => {
            if a.kind() != b.kind() || a.len() != b.len() {
                return Ok(false);
            }
            for (key, x) in a.entries() {
                let Some(y) = b.get(&key) else { return Ok(false) };
                if !deep(budget, &x, &y, depth + 1)? {
                    return Ok(false);
                }
            }
            Ok(true)
        }
        _ if kind(left) == kind(right) && kind(left) != Kind::Other => {
            Ok(equal(left, right)? == Comparison::Equal)
        }
        _ => Ok(false),
    }
}
