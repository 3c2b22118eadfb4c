//! Durations, in nanoseconds as in Go.

/// One second.
pub(super) const SECOND: i64 = 1_000_000_000;

const UNITS: [(&str, f64); 8] = [
    ("ns", 1.0),
    ("us", 1e3),
    ("µs", 1e3),
    ("μs", 1e3),
    ("ms", 1e6),
    ("s", 1e9),
    ("m", 60e9),
    ("h", 3600e9),
];

/// `1h30m`, `-1.5s`
pub(super) fn parsed(text: &str) -> Option<i64> {
    let (sign, mut rest) = match text.as_bytes().first()? {
        b'-' => (-1.0, &text[1..]),
        b'+' => (1.0, &text[1..]),
        _ => (1.0, text),
    };
    if rest == "0" {
        return Some(0);
    }
    let mut total = 0.0;
    if rest.is_empty() {
        return None;
    }
    while !rest.is_empty() {
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.')?;
        let number: f64 = rest[..end].parse().ok()?;
        rest = &rest[end..];
        let end = rest.find(|c: char| c.is_ascii_digit() || c == '.').unwrap_or(rest.len());
        let (_, size) = UNITS.iter().find(|(name, _)| *name == &rest[..end])?;
        total += number * size;
        rest = &rest[end..];
    }
    let whole = sign * total;
    (whole.abs() < 9.2e18).then_some(whole as i64)
}

/// As Go prints it: `1h2m3s`, `1.5s`, `10ms`.
pub(super) fn shown(nanoseconds: i64) -> String {
    let sign = if nanoseconds < 0 { "-" } else { "" };
    let size = nanoseconds.unsigned_abs();
    let second = SECOND.unsigned_abs();
    let fraction = |value: u64, unit: u64| {
        let text = format!("{}.{:09}", value / unit, value % unit * (second / unit));
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    };
    if size == 0 {
        return "0s".to_owned();
    }
    if size < second {
        return match size {
            0..1_000 => format!("{sign}{size}ns"),
            1_000..1_000_000 => format!("{sign}{}µs", fraction(size, 1_000)),
            _ => format!("{sign}{}ms", fraction(size, 1_000_000)),
        };
    }
    let (minutes, rest) = (size / second / 60, size % (60 * second));
    let seconds = fraction(rest, second);
    match (minutes / 60, minutes % 60) {
        (0, 0) => format!("{sign}{seconds}s"),
        (0, minutes) => format!("{sign}{minutes}m{seconds}s"),
        (hours, minutes) => format!("{sign}{hours}h{minutes}m{seconds}s"),
    }
}

/// The largest unit only: `2h`.
pub(super) fn rounded(nanoseconds: i64) -> String {
    let seconds = nanoseconds.unsigned_abs() / SECOND.unsigned_abs();
    let units = [
        (365 * 86_400, "y"),
        (30 * 86_400, "mo"),
        (86_400, "d"),
        (3_600, "h"),
        (60, "m"),
        (1, "s"),
    ];
    let exact = |size: u64| nanoseconds.unsigned_abs() > size * SECOND.unsigned_abs();
    match units.into_iter().find(|(size, _)| exact(*size)) {
        Some((size, name)) => format!("{}{name}", seconds / size),
        None => "0s".to_owned(),
    }
}
