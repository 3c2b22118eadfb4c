//! One scalar under one verb of `printf`.

use super::super::number;
use super::{quoted, quoted_ascii};

/// What stands between `%` and the verb.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Flags {
    pub(super) minus: bool,
    pub(super) plus: bool,
    pub(super) sharp: bool,
    pub(super) space: bool,
    pub(super) zero: bool,
    pub(super) width: Option<usize>,
    pub(super) precision: Option<usize>,
}

pub(super) fn signed(text: String, flags: Flags) -> String {
    match text.starts_with(['-', '+']) {
        false if flags.plus => format!("+{text}"),
        false if flags.space => format!(" {text}"),
        _ => text,
    }
}

pub(super) fn shortened(text: String, precision: Option<usize>) -> String {
    match precision {
        Some(count) => text.chars().take(count).collect(),
        None => text,
    }
}

pub(super) fn string_quoted(text: &str, flags: Flags) -> String {
    let plain = |c: char| c != '`' && c != '\u{feff}' && (c == '\t' || !c.is_control());
    match flags {
        Flags { sharp: true, .. } if text.chars().all(plain) => format!("`{text}`"),
        Flags { plus: true, .. } => quoted_ascii(text),
        _ => quoted(text),
    }
}

pub(super) fn hexadecimal(bytes: &[u8], upper: bool) -> String {
    let digit = |byte: &u8| if upper { format!("{byte:02X}") } else { format!("{byte:02x}") };
    bytes.iter().map(digit).collect()
}

pub(super) fn integer(verb: char, flags: Flags, number: i128) -> Option<String> {
    let size = number.unsigned_abs();
    let digits = match verb {
        'd' => size.to_string(),
        'x' => format!("{size:x}"),
        'X' => format!("{size:X}"),
        'o' | 'O' => format!("{size:o}"),
        'b' => format!("{size:b}"),
        'c' => return char::from_u32(u32::try_from(number).ok()?).map(String::from),
        'q' => {
            let c = char::from_u32(u32::try_from(number).unwrap_or(0xfffd))?;
            return Some(format!("'{c}'"));
        }
        'U' => return Some(format!("U+{size:04X}")),
        _ => return None,
    };
    let prefix = match verb {
        'O' => "0o",
        'x' if flags.sharp => "0x",
        'X' if flags.sharp => "0X",
        'b' if flags.sharp => "0b",
        'o' if flags.sharp => "0",
        _ => "",
    };
    let digits = match flags.precision {
        Some(count) => format!("{digits:0>count$}"),
        None => digits,
    };
    let sign = if number < 0 { "-" } else { "" };
    Some(signed(format!("{sign}{prefix}{digits}"), flags))
}

pub(super) fn float(verb: char, flags: Flags, number: f64) -> Option<String> {
    let precision = flags.precision;
    let text = match verb {
        'f' | 'F' => number::decimal(number, precision.or(Some(6))),
        'e' => number::exponential(number, precision.or(Some(6))),
        'E' => number::exponential(number, precision.or(Some(6))).to_uppercase(),
        'g' => number::general(number, precision),
        'G' => number::general(number, precision).to_uppercase(),
        _ => return None,
    };
    Some(signed(text, flags))
}

pub(super) fn padded(text: String, flags: Flags, is_number: bool) -> String {
    let Some(width) = flags.width else { return text };
    let missing = width.saturating_sub(text.chars().count());
    if flags.minus {
        return format!("{text}{}", " ".repeat(missing));
    }
    if flags.zero && (!is_number || flags.precision.is_none() || text.contains('.')) {
        let (sign, digits) = match text.strip_prefix(['-', '+']) {
            Some(digits) if is_number => text.split_at(text.len() - digits.len()),
            _ => ("", text.as_str()),
        };
        return format!("{sign}{}{digits}", "0".repeat(missing));
    }
    format!("{}{text}", " ".repeat(missing))
}
