//! Calendar days, as `eol` and `--today` write them.

use std::fmt;
use std::str::FromStr;
use std::time::{SystemTime, UNIX_EPOCH};

/// A day of the Gregorian calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    year: u32,
    month: u32,
    day: u32,
}

impl Date {
    /// The day on which the given moment falls, in UTC.
    pub fn of(moment: SystemTime) -> Self {
        let seconds = moment.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
        let mut date = Self { year: 1970, month: 1, day: 1 };
        let mut days = u32::try_from(seconds / 86_400).unwrap_or(u32::MAX);
        while days >= days_in_year(date.year) {
            days -= days_in_year(date.year);
            date.year += 1;
        }
        while days >= days_in_month(date.year, date.month) {
            days -= days_in_month(date.year, date.month);
            date.month += 1;
        }
        date.day += days;
        date
    }
}

fn is_leap(year: u32) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

fn days_in_year(year: u32) -> u32 {
    if is_leap(year) { 366 } else { 365 }
}

fn days_in_month(year: u32, month: u32) -> u32 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl FromStr for Date {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let bytes = text.as_bytes();
        let shaped = bytes.len() == 10 && bytes[4] == b'-' && bytes[7] == b'-';
        let number = |range: std::ops::Range<usize>| {
            let digits = text.get(range).filter(|d| d.bytes().all(|b| b.is_ascii_digit()));
            digits.and_then(|digits| digits.parse::<u32>().ok())
        };
        let (year, month, day) = match (shaped, number(0..4), number(5..7), number(8..10)) {
            (true, Some(year), Some(month), Some(day)) => (year, month, day),
            _ => return Err(format!("`{text}` is not a date of the form yyyy-mm-dd")),
        };
        let exists = (1..=12).contains(&month) && (1..=days_in_month(year, month)).contains(&day);
        match exists {
            true => Ok(Self { year, month, day }),
            false => Err(format!("there is no day `{text}`")),
        }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn moments_fall_on_their_day() {
        let at = |seconds| Date::of(UNIX_EPOCH + Duration::from_secs(seconds)).to_string();
        assert_eq!(at(0), "1970-01-01");
        assert_eq!(at(951_782_400), "2000-02-29");
        assert_eq!(at(1_798_761_599), "2026-12-31");
    }

    #[test]
    fn only_days_that_exist_are_dates() {
        assert!("2024-02-29".parse::<Date>().is_ok());
        for text in ["2023-02-29", "2026-13-01", "2026-1-01", "01/02/2026", "", "２026-01-01"] {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
    }
}
