//! Dates. The clock stands still: `now` is the start of 2026, so that the same pack always renders
//! to the same text; time zones other than UTC are read as UTC.

mod duration;
mod layout;

use super::super::evaluate::Engine;
use super::super::failure::{Failure, Outcome};
use super::super::value::{Data, IntKind, Time, Value};
use super::arguments::{any, text};
use super::{Function, Type, fixed};

pub use layout::formatted;

/// 2026-01-01T00:00:00Z
pub const NOW: Time = Time { seconds: 1_767_225_600, nanoseconds: 0 };

const DATE: &str = "2006-01-02";

pub(super) static FUNCTIONS: &[Function] = &[
    fixed("now", &[], |_, _| Ok(Value::new(Data::Time(NOW)))),
    fixed("date", &[Type::String, Type::Any], |engine, a| shown(engine, text(a, 0), &any(a, 1))),
    fixed("dateInZone", &[Type::String, Type::Any, Type::String], |engine, a| {
        shown(engine, text(a, 0), &any(a, 1))
    }),
    fixed("date_in_zone", &[Type::String, Type::Any, Type::String], |engine, a| {
        shown(engine, text(a, 0), &any(a, 1))
    }),
    fixed("htmlDate", &[Type::Any], |engine, a| shown(engine, DATE, &any(a, 0))),
    fixed("htmlDateInZone", &[Type::Any, Type::String], |engine, a| {
        shown(engine, DATE, &any(a, 0))
    }),
    fixed("dateModify", &[Type::String, Type::Time], |_, a| {
        Ok(modified(a).unwrap_or_else(|_| any(a, 1)))
    }),
    fixed("date_modify", &[Type::String, Type::Time], |_, a| {
        Ok(modified(a).unwrap_or_else(|_| any(a, 1)))
    }),
    fixed("mustDateModify", &[Type::String, Type::Time], |_, a| modified(a)),
    fixed("must_date_modify", &[Type::String, Type::Time], |_, a| modified(a)),
    fixed("toDate", &[Type::String, Type::String], |_, a| {
        // What cannot be read is the year 1.
        let zero = Time { seconds: -62_135_596_800, nanoseconds: 0 };
        let time = layout::parsed(text(a, 0), text(a, 1)).unwrap_or(zero);
        Ok(Value::new(Data::Time(time)))
    }),
    fixed("mustToDate", &[Type::String, Type::String], must_to_date),
    fixed("unixEpoch", &[Type::Time], |_, a| Ok(time_of(&any(a, 0)).seconds.to_string().into())),
    fixed("ago", &[Type::Any], |_, a| {
        let seconds = NOW.seconds.saturating_sub(time_of(&any(a, 0)).seconds);
        Ok(duration::shown(seconds.saturating_mul(duration::SECOND)).into())
    }),
    fixed("duration", &[Type::Any], |_, a| {
        let seconds = match &any(a, 0).data {
            Data::Text(text) => text.as_str().parse().unwrap_or(0),
            Data::Int(IntKind::Int64, value) => *value,
            _ => 0i64,
        };
        Ok(duration::shown(seconds.saturating_mul(duration::SECOND)).into())
    }),
    fixed("durationRound", &[Type::Any], |_, a| {
        let nanoseconds = match &any(a, 0).data {
            Data::Text(text) => duration::parsed(text.as_str()).unwrap_or(0),
            Data::Int(IntKind::Int64, value) => *value,
            Data::Time(time) => {
                NOW.seconds.saturating_sub(time.seconds).saturating_mul(duration::SECOND)
            }
            _ => 0,
        };
        Ok(duration::rounded(nanoseconds).into())
    }),
];

fn time_of(value: &Value) -> Time {
    match &value.data {
        Data::Time(time) => *time,
        Data::Int(_, seconds) => Time { seconds: *seconds, nanoseconds: 0 },
        _ => NOW,
    }
}

/// A part of a layout may be written at length.
fn shown(engine: &mut Engine<'_>, layout: &str, date: &Value) -> Outcome<Value> {
    engine.budget.steps(layout.len() / 2)?;
    Ok(formatted(time_of(date), layout).into())
}

fn modified(a: &[Value]) -> Outcome<Value> {
    let Some(nanoseconds) = duration::parsed(text(a, 0)) else {
        return Err(Failure::new(format!("time: invalid duration \"{}\"", text(a, 0))));
    };
    let time = time_of(&any(a, 1));
    let total = i64::from(time.nanoseconds) + nanoseconds.rem_euclid(duration::SECOND);
    let carry = total.div_euclid(duration::SECOND);
    let seconds = time.seconds.saturating_add(nanoseconds.div_euclid(duration::SECOND) + carry);
    let nanoseconds = u32::try_from(total.rem_euclid(duration::SECOND)).unwrap_or(0);
    Ok(Value::new(Data::Time(Time { seconds, nanoseconds })))
}

fn must_to_date(_: &mut Engine<'_>, a: &[Value]) -> Outcome<Value> {
    match layout::parsed(text(a, 0), text(a, 1)) {
        Some(time) => Ok(Value::new(Data::Time(time))),
        None => {
            let (layout, value) = (text(a, 0), text(a, 1));
            Err(Failure::new(format!("parsing time \"{value}\" as \"{layout}\": cannot parse")))
        }
    }
}
