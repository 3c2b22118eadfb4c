//! Go's layouts: a date is written as the moment of `Mon Jan 2 15:04:05 MST 2006` would be.

use super::super::super::value::Time;

/// The parts of a layout that stand for something, the longer before those that they begin with.
const PARTS: [&str; 27] = [
    "January", "Monday", "2006", "Jan", "Mon", "MST", "Z07:00", "Z0700", "-07:00", "-0700", "-07",
    "002", "01", "02", "03", "04", "05", "06", "15", "PM", "pm", "_2", "1", "2", "3", "4", "5",
];

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const DAYS: [&str; 7] =
    ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/// A moment by the calendar.
struct Calendar {
    year: i64,
    month: usize,
    day: i64,
    day_of_year: i64,
    weekday: usize,
    hour: i64,
    minute: i64,
    second: i64,
}

fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

impl Calendar {
    fn of(time: Time) -> Self {
        let (days, rest) = (time.seconds.div_euclid(86_400), time.seconds.rem_euclid(86_400));
        let shifted = days + 719_468;
        let (era, of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
        let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let day_of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted_month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
        let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        Self {
            year,
            month: usize::try_from(month).unwrap_or(1),
            day,
            day_of_year: days - days_from_civil(year, 1, 1) + 1,
            weekday: usize::try_from((days + 4).rem_euclid(7)).unwrap_or(0),
            hour: rest / 3_600,
            minute: rest / 60 % 60,
            second: rest % 60,
        }
    }

    fn part(&self, part: &str) -> String {
        let month = MONTHS.get(self.month - 1).copied().unwrap_or_default();
        let weekday = DAYS.get(self.weekday).copied().unwrap_or_default();
        let hour = if self.hour % 12 == 0 { 12 } else { self.hour % 12 };
        match part {
            "January" => month.to_owned(),
            "Jan" => month.chars().take(3).collect(),
            "Monday" => weekday.to_owned(),
            "Mon" => weekday.chars().take(3).collect(),
            "2006" => format!("{:04}", self.year),
            "06" => format!("{:02}", self.year.rem_euclid(100)),
            "01" => format!("{:02}", self.month),
            "1" => self.month.to_string(),
            "02" => format!("{:02}", self.day),
            "_2" => format!("{:2}", self.day),
            "2" => self.day.to_string(),
            "002" => format!("{:03}", self.day_of_year),
            "15" => format!("{:02}", self.hour),
            "03" => format!("{hour:02}"),
            "3" => hour.to_string(),
            "04" => format!("{:02}", self.minute),
            "4" => self.minute.to_string(),
            "05" => format!("{:02}", self.second),
            "5" => self.second.to_string(),
            "PM" => if self.hour < 12 { "AM" } else { "PM" }.to_owned(),
            "pm" => if self.hour < 12 { "am" } else { "pm" }.to_owned(),
            "MST" => "UTC".to_owned(),
            "Z07:00" | "Z0700" => "Z".to_owned(),
            "-07:00" => "+00:00".to_owned(),
            "-0700" => "+0000".to_owned(),
            "-07" => "+00".to_owned(),
            _ => String::new(),
        }
    }
}

/// The next part of a layout: the text before it, the part, and what follows.
fn next_part(layout: &str) -> Option<(&str, &'static str, &str)> {
    layout.char_indices().find_map(|(at, _)| {
        let rest = &layout[at..];
        let part = PARTS.into_iter().find(|part| rest.starts_with(part))?;
        Some((&layout[..at], part, &rest[part.len()..]))
    })
}

/// The fraction that may stand behind the seconds: its length, and whether zeros are left out.
fn fraction(layout: &str) -> Option<(usize, bool)> {
    let digits = layout.strip_prefix(['.', ','])?;
    let digit = digits.chars().next().filter(|c| matches!(c, '0' | '9'))?;
    let length = digits.len() - digits.trim_start_matches(digit).len();
    let ends = !digits[length..].starts_with(|c: char| c.is_ascii_digit());
    ends.then_some((length, digit == '9'))
}

/// Writes a moment by a layout.
pub fn formatted(time: Time, layout: &str) -> String {
    let calendar = Calendar::of(time);
    let mut out = String::new();
    let mut rest = layout;
    while let Some((before, part, after)) = next_part(rest) {
        out.push_str(before);
        out.push_str(&calendar.part(part));
        rest = after;
        let Some((length, trims)) = fraction(rest).filter(|_| part.ends_with('5')) else {
            continue;
        };
        let digits = format!("{:09}", time.nanoseconds);
        let digits = digits.get(..length.min(9)).unwrap_or(&digits);
        let digits = if trims { digits.trim_end_matches('0') } else { digits };
        if !digits.is_empty() {
            out.push('.');
            out.push_str(digits);
        }
        rest = &rest[length + 1..];
    }
    out.push_str(rest);
    out
}

/// Reads a moment by a layout.
pub(super) fn parsed(layout: &str, text: &str) -> Option<Time> {
    let (mut year, mut month, mut day) = (0i64, 1i64, 1i64);
    let (mut hour, mut minute, mut second, mut offset) = (0i64, 0i64, 0i64, 0i64);
    let mut afternoon = None;
    let (mut layout, mut text) = (layout, text);
    while let Some((before, part, after)) = next_part(layout) {
        text = text.strip_prefix(before)?;
        layout = after;
        let mut number = |least: usize, most: usize| -> Option<i64> {
            let length = text.bytes().take(most).take_while(u8::is_ascii_digit).count();
            let (digits, rest) = text.split_at((length >= least).then_some(length)?);
            text = rest;
            digits.parse().ok()
        };
        match part {
            "2006" => year = number(4, 4)?,
            "06" => year = number(2, 2).map(|n| if n >= 69 { 1900 + n } else { 2000 + n })?,
            "01" => month = number(2, 2)?,
            "1" => month = number(1, 2)?,
            "02" => day = number(2, 2)?,
            "2" => day = number(1, 2)?,
            "_2" => {
                text = text.trim_start_matches(' ');
                day = text.bytes().take(2).take_while(u8::is_ascii_digit).count() as i64;
                let (digits, rest) = text.split_at(usize::try_from(day).ok()?);
                (day, text) = (digits.parse().ok()?, rest);
            }
            "15" | "03" => hour = number(2, 2)?,
            "3" => hour = number(1, 2)?,
            "04" => minute = number(2, 2)?,
            "4" => minute = number(1, 2)?,
            "05" => second = number(2, 2)?,
            "5" => second = number(1, 2)?,
            "PM" | "pm" => {
                afternoon = Some(text.get(..2)?.eq_ignore_ascii_case("pm"));
                text = text.get(2..)?;
            }
            "January" | "Jan" | "Monday" | "Mon" | "MST" => {
                let (value, rest) = name(part, text)?;
                (month, text) = (value.unwrap_or(month), rest);
            }
            _ => (offset, text) = zone(part, text)?,
        }
    }
    let hour = match afternoon {
        Some(true) if hour < 12 => hour + 12,
        Some(false) if hour == 12 => 0,
        _ => hour,
    };
    let valid = (1..=12).contains(&month) && (1..=31).contains(&day) && hour < 24 && minute < 60;
    let days = days_from_civil(year, month, day);
    let seconds = days * 86_400 + hour * 3_600 + minute * 60 + second - offset;
    (valid && text == layout).then_some(Time { seconds, nanoseconds: 0 })
}

/// A month, a day of the week or the name of a zone at the start of a text.
fn name<'t>(part: &str, text: &'t str) -> Option<(Option<i64>, &'t str)> {
    let names: &[&str] = match part {
        "January" | "Jan" => &MONTHS,
        "Monday" | "Mon" => &DAYS,
        _ => &["UTC", "GMT"],
    };
    let length = |name: &str| if part.len() == 3 { 3 } else { name.len() };
    let at = names.iter().position(|name| text.starts_with(&name[..length(name)]))?;
    let month = part.starts_with("Jan").then(|| at as i64 + 1);
    Some((month, &text[length(names[at])..]))
}

/// The offset of a zone in seconds.
fn zone<'t>(part: &str, text: &'t str) -> Option<(i64, &'t str)> {
    if let Some(rest) = text.strip_prefix('Z').filter(|_| part.starts_with('Z')) {
        return Some((0, rest));
    }
    let sign = match text.as_bytes().first()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let length = part.len();
    let digits: String = text.get(1..length)?.chars().filter(char::is_ascii_digit).collect();
    let hours: i64 = digits.get(..2)?.parse().ok()?;
    let minutes: i64 =
        digits.get(2..).filter(|m| !m.is_empty()).map_or(Some(0), |m| m.parse().ok())?;
    Some((sign * (hours * 3_600 + minutes * 60), text.get(length..)?))
}
