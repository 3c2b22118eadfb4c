//! Which strings would be read as something else if they stood without quotes.

use crate::syntax::scalar::{Scalar, resolve};

/// True for a string that stays one without quotes.
pub(super) fn stays_string(text: &str) -> bool {
    let may_be_number = text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+'));
    resolve(text) == Scalar::String
        && !(may_be_number && (is_timestamp(text) || is_sexagesimal(text)))
}

/// `1:30`, which older readers take for 90.
fn is_sexagesimal(text: &str) -> bool {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let mut parts = unsigned.split(':');
    let first = parts.next().unwrap_or_default();
    let is_first = first.starts_with(|c: char| c.is_ascii_digit())
        && first.bytes().all(|b| b.is_ascii_digit() || b == b'_');
    let rest: Vec<&str> = parts.collect();
    let Some((last, middle)) = rest.split_last() else { return false };
    let small = |part: &str| match part.as_bytes() {
        [digit] => digit.is_ascii_digit(),
        [b'0'..=b'5', digit] => digit.is_ascii_digit(),
        _ => false,
    };
    let (last, fraction) = last.split_once('.').unwrap_or((last, ""));
    let is_fraction = fraction.bytes().all(|b| b.is_ascii_digit() || b == b'_');
    is_first && middle.iter().all(|part| small(part)) && small(last) && is_fraction
}

/// `2024-01-31`, with or without a time.
fn is_timestamp(text: &str) -> bool {
    let Some((year, rest)) = text.split_once('-') else { return false };
    let Some((month, rest)) = rest.split_once('-') else { return false };
    let length = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (day, time) = rest.split_at(length);
    let number = |text: &str, limit: u32| {
        (1..=2).contains(&text.len()) && text.parse::<u32>().is_ok_and(|n| (1..=limit).contains(&n))
    };
    let is_year = year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
    let days = match (month.parse(), year.parse::<u32>()) {
        (Ok(4 | 6 | 9 | 11), _) => 30,
        (Ok(2), Ok(year)) if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        (Ok(2), _) => 28,
        _ => 31,
    };
    is_year && number(month, 12) && number(day, days) && is_time(time)
}

/// Nothing, ` 15:04:05`, or `T15:04:05Z`.
fn is_time(text: &str) -> bool {
    let (clock, zoned) = match text.as_bytes().first() {
        None => return true,
        Some(b' ') => (&text[1..], false),
        Some(b'T' | b't') => (&text[1..], true),
        _ => return false,
    };
    let end = clock.find(['Z', '+', '-']).unwrap_or(clock.len());
    let (clock, zone) = clock.split_at(end);
    let parts: Vec<&str> = clock.split(':').collect();
    let [hour, minute, second] = parts[..] else { return false };
    let (second, fraction) = second.split_once('.').unwrap_or((second, "0"));
    let number = |text: &str, limit: u32| {
        (1..=2).contains(&text.len())
            && text.bytes().all(|b| b.is_ascii_digit())
            && text.parse::<u32>().is_ok_and(|n| n < limit)
    };
    let is_zone = match zone.as_bytes() {
        [] => !zoned,
        [b'Z'] => zoned,
        [b'+' | b'-', a, b, b':', c, d] => {
            zoned && [a, b, c, d].into_iter().all(u8::is_ascii_digit)
        }
        _ => false,
    };
    let is_fraction = !fraction.is_empty() && fraction.bytes().all(|b| b.is_ascii_digit());
    number(hour, 24) && number(minute, 60) && number(second, 60) && is_fraction && is_zone
}
