//! Numbers. Whatever is no number counts as 0, as sprig has it.

use super::super::evaluate::Engine;
use super::super::failure::{Failure, Outcome};
use super::super::print;
use super::super::value::{Data, List, ListKind, Value};
use super::arguments::{any, count, float, int, text};
use super::{Function, Type, fixed, variadic};

const A: Type = Type::Any;

pub(super) static FUNCTIONS: &[Function] = &[
    variadic("add", &[], A, |_, a| {
        Ok(Value::int64(a.iter().fold(0, |sum, value| sum.wrapping_add(to_int64(value)))))
    }),
    fixed("add1", &[A], |_, a| Ok(Value::int64(to_int64(&any(a, 0)).wrapping_add(1)))),
    fixed("sub", &[A, A], |_, a| {
        Ok(Value::int64(to_int64(&any(a, 0)).wrapping_sub(to_int64(&any(a, 1)))))
    }),
    fixed("div", &[A, A], |_, a| divided(a, i64::wrapping_div)),
    fixed("mod", &[A, A], |_, a| divided(a, i64::wrapping_rem)),
    variadic("mul", &[A], A, |_, a| {
        Ok(Value::int64(a.iter().fold(1, |product, value| product.wrapping_mul(to_int64(value)))))
    }),
    variadic("max", &[A], A, |_, a| Ok(Value::int64(a.iter().map(to_int64).max().unwrap_or(0)))),
    variadic("biggest", &[A], A, |_, a| {
        Ok(Value::int64(a.iter().map(to_int64).max().unwrap_or(0)))
    }),
    variadic("min", &[A], A, |_, a| Ok(Value::int64(a.iter().map(to_int64).min().unwrap_or(0)))),
    variadic("maxf", &[A], A, |_, a| {
        Ok(a.iter().map(to_float64).fold(f64::NEG_INFINITY, f64::max).into())
    }),
    variadic("minf", &[A], A, |_, a| {
        Ok(a.iter().map(to_float64).fold(f64::INFINITY, f64::min).into())
    }),
    fixed("add1f", &[A], |_, a| Ok(near(to_float64(&any(a, 0)) + 1.0).into())),
    variadic("addf", &[], A, |_, a| Ok(folded(&[&[0.0.into()], a].concat(), |x, y| x + y))),
    variadic("subf", &[A], A, |_, a| Ok(folded(a, |x, y| x - y))),
    variadic("mulf", &[A], A, |_, a| Ok(folded(a, |x, y| x * y))),
    variadic("divf", &[A], A, |_, a| {
        if a.iter().skip(1).any(|value| to_float64(value) == 0.0) {
            return Err(Failure::new("decimal division by 0"));
        }
        Ok(folded(a, |x, y| x / y))
    }),
    fixed("floor", &[A], |_, a| Ok(to_float64(&any(a, 0)).floor().into())),
    fixed("ceil", &[A], |_, a| Ok(to_float64(&any(a, 0)).ceil().into())),
    variadic("round", &[A, Type::Int], Type::Float, round),
    fixed("int", &[A], |_, a| Ok(Value::int(to_int64(&any(a, 0))))),
    fixed("int64", &[A], |_, a| Ok(Value::int64(to_int64(&any(a, 0))))),
    fixed("float64", &[A], |_, a| Ok(to_float64(&any(a, 0)).into())),
    fixed("atoi", &[Type::String], |_, a| Ok(Value::int(text(a, 0).parse().unwrap_or(0)))),
    fixed("toDecimal", &[A], |engine, a| {
        let shown = print::shown(&mut engine.budget, &any(a, 0))?;
        Ok(Value::int64(i64::from_str_radix(&shown, 8).unwrap_or(0)))
    }),
    fixed("until", &[Type::Int], |engine, a| {
        let end = int(a, 0);
        ints(engine, 0, end, if end < 0 { -1 } else { 1 })
    }),
    fixed("untilStep", &[Type::Int; 3], |engine, a| ints(engine, int(a, 0), int(a, 1), int(a, 2))),
    variadic("seq", &[], Type::Int, seq),
    fixed("randInt", &[Type::Int, Type::Int], rand_int),
];

/// Numbers that are not exact in binary come out as decimal arithmetic would have them.
fn near(value: f64) -> f64 {
    let text = format!("{value:.15e}");
    match text.parse::<f64>() {
        // 16 digits undo the error of one operation on short decimals, and harm no long number.
        Ok(rounded) if (rounded - value).abs() <= value.abs() * 4.0 * f64::EPSILON => {
            if format!("{rounded}").len() + 4 < format!("{value}").len() { rounded } else { value }
        }
        _ => value,
    }
}

fn folded(values: &[Value], operate: fn(f64, f64) -> f64) -> Value {
    let numbers = values.iter().map(to_float64);
    numbers.reduce(|x, y| near(operate(x, y))).unwrap_or(0.0).into()
}

fn divided(a: &[Value], operate: fn(i64, i64) -> i64) -> Outcome<Value> {
    let (left, right) = (to_int64(&any(a, 0)), to_int64(&any(a, 1)));
    if right == 0 {
        return Err(Failure::new("runtime error: integer divide by zero"));
    }
    Ok(Value::int64(operate(left, right)))
}

fn round(_: &mut Engine<'_>, a: &[Value]) -> Outcome<Value> {
    let power = 10f64.powf(int(a, 1) as f64);
    let digit = power * to_float64(&any(a, 0));
    let limit = if a.len() > 2 { float(a, 2) } else { 0.5 };
    let rounded = if digit.fract() >= limit { digit.ceil() } else { digit.floor() };
    Ok((rounded / power).into())
}

fn steps(engine: &mut Engine<'_>, start: i64, stop: i64, step: i64) -> Outcome<Vec<i64>> {
    let forward = stop >= start;
    if step == 0 && start != stop || forward == (step < 0) && start != stop {
        return Ok(Vec::new());
    }
    if start == stop {
        return Ok(Vec::new());
    }
    let distance = i128::from(stop) - i128::from(start);
    let rounds = distance.unsigned_abs().div_ceil(i128::from(step).unsigned_abs());
    count(engine, usize::try_from(rounds).unwrap_or(usize::MAX), size_of::<Value>())?;
    let items = std::iter::successors(Some(start), |at| {
        at.checked_add(step).filter(|at| if forward { *at < stop } else { *at > stop })
    });
    Ok(items.collect())
}

fn ints(engine: &mut Engine<'_>, start: i64, stop: i64, step: i64) -> Outcome<Value> {
    let items = steps(engine, start, stop, step)?.into_iter().map(Value::int).collect();
    Ok(Value::new(Data::List(List::new(ListKind::Ints, items))))
}

fn seq(engine: &mut Engine<'_>, a: &[Value]) -> Outcome<Value> {
    let away = |start: i64, end: i64| if end < start { -1 } else { 1 };
    let (start, end, step) = match a.len() {
        1 => (1, int(a, 0), away(1, int(a, 0))),
        2 => (int(a, 0), int(a, 1), away(int(a, 0), int(a, 1))),
        3 if int(a, 2) < int(a, 0) && int(a, 1) > 0 => return Ok("".into()),
        3 => (int(a, 0), int(a, 2), int(a, 1)),
        _ => return Ok("".into()),
    };
    let stop = end.saturating_add(away(start, end));
    let items = steps(engine, start, stop, step)?;
    let texts: Vec<String> = items.iter().map(i64::to_string).collect();
    Ok(texts.join(" ").into())
}

fn rand_int(engine: &mut Engine<'_>, a: &[Value]) -> Outcome<Value> {
    let size = int(a, 1).saturating_sub(int(a, 0));
    let Some(size) = u64::try_from(size).ok().filter(|size| *size > 0) else {
        return Err(Failure::new("invalid argument to Intn"));
    };
    let offset = i64::try_from(engine.next_random() % size).unwrap_or(0);
    Ok(Value::int(int(a, 0).saturating_add(offset)))
}

/// Any value as sprig reads a whole number from it.
pub(super) fn to_int64(value: &Value) -> i64 {
    match &value.data {
        Data::Int(_, value) => *value,
        Data::UInt(value) => *value as i64,
        Data::Float(value) => *value as i64,
        Data::Bool(value) => i64::from(*value),
        Data::Text(text) => whole_number(text.as_str()).unwrap_or(0),
        _ => 0,
    }
}

/// The base is told by a prefix; `.0` at the end is nothing.
fn whole_number(text: &str) -> Option<i64> {
    let text = match text.rsplit_once('.') {
        Some((whole, zeros)) if !zeros.is_empty() && zeros.bytes().all(|b| b == b'0') => whole,
        _ => text,
    };
    let (negative, digits) = match text.as_bytes().first()? {
        b'-' => (true, &text[1..]),
        b'+' => (false, &text[1..]),
        _ => (false, text),
    };
    let prefixes = [("0x", 16), ("0X", 16), ("0o", 8), ("0O", 8), ("0b", 2), ("0B", 2)];
    let prefixed = prefixes.iter().find_map(|(p, radix)| Some((*radix, digits.strip_prefix(p)?)));
    let (radix, digits) = match (prefixed, digits.strip_prefix('0')) {
        (Some(found), _) => found,
        (None, Some(rest)) if !rest.is_empty() => (8, rest),
        _ => (10, digits),
    };
    if digits.starts_with(['+', '-']) {
        return None;
    }
    let magnitude = i128::from(u64::from_str_radix(&digits.replace('_', ""), radix).ok()?);
    i64::try_from(if negative { -magnitude } else { magnitude }).ok()
}

/// Any value as sprig reads a number from it.
pub(super) fn to_float64(value: &Value) -> f64 {
    match &value.data {
        Data::Int(_, value) => *value as f64,
        Data::UInt(value) => *value as f64,
        Data::Float(value) => *value,
        Data::Bool(value) => f64::from(u8::from(*value)),
        Data::Text(text) => text.as_str().parse().unwrap_or(0.0),
        _ => 0.0,
    }
}
