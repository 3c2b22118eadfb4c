//! String and character literals, by the rules of Go's `strconv.Unquote`.
//!
//! Most literals hold no escape; those cost no allocation.

use std::ops::Range;

/// What one escape stands for. `\x` and octal escapes spell bytes, not characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Char(char),
    Byte(u8),
}

/// The value of an interpreted string, given what stands between the quotes; `None` where that is
/// the value itself. The error is the place of the bad escape.
pub(super) fn unquote(content: &str) -> Result<Option<Box<str>>, Range<usize>> {
    let Some(first) = content.find('\\') else { return Ok(None) };
    let mut bytes = content.as_bytes()[..first].to_vec();
    let mut at = first;
    while at < content.len() {
        if content.as_bytes()[at] != b'\\' {
            let next = content[at..].find('\\').map_or(content.len(), |n| at + n);
            bytes.extend_from_slice(&content.as_bytes()[at..next]);
            at = next;
            continue;
        }
        let after = &content[at + 1..];
        let Some((unit, len)) = escape(after, b'"') else {
            let shown = after.chars().next().map_or(0, char::len_utf8);
            return Err(at..at + 1 + shown);
        };
        match unit {
            Unit::Byte(byte) => bytes.push(byte),
            Unit::Char(c) => bytes.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
        }
        at += 1 + len;
    }
    Ok(Some(String::from_utf8_lossy(&bytes).into()))
}

/// The value of a raw string: Go drops carriage returns from it.
pub(super) fn unquote_raw(content: &str) -> Option<Box<str>> {
    content.contains('\r').then(|| content.replace('\r', "").into())
}

/// The value of a character constant, given what stands between the quotes.
pub(super) fn character(content: &str) -> Option<u32> {
    if let Some(after) = content.strip_prefix('\\') {
        let (unit, len) = escape(after, b'\'')?;
        let value = match unit {
            Unit::Byte(byte) => u32::from(byte),
            Unit::Char(c) => u32::from(c),
        };
        return (len == after.len()).then_some(value);
    }
    let mut chars = content.chars();
    let only = chars.next()?;
    chars.next().is_none().then_some(u32::from(only))
}

/// Reads an escape after its backslash; also tells how many bytes it took.
fn escape(after: &str, quote: u8) -> Option<(Unit, usize)> {
    let first = *after.as_bytes().first()?;
    let byte = match first {
        b'a' => 0x07,
        b'b' => 0x08,
        b'f' => 0x0c,
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        b'v' => 0x0b,
        b'\\' => b'\\',
        b'\'' | b'"' if first == quote => quote,
        b'x' => u8::try_from(digits(after, 1..3, 16)?).ok()?,
        b'0'..=b'7' => u8::try_from(digits(after, 0..3, 8)?).ok()?,
        b'u' => return Some((Unit::Char(char::from_u32(digits(after, 1..5, 16)?)?), 5)),
        b'U' => return Some((Unit::Char(char::from_u32(digits(after, 1..9, 16)?)?), 9)),
        _ => return None,
    };
    let len = match first {
        b'x' | b'0'..=b'7' => 3,
        _ => 1,
    };
    Some((Unit::Byte(byte), len))
}

fn digits(text: &str, range: Range<usize>, radix: u32) -> Option<u32> {
    text.as_bytes().get(range)?.iter().try_fold(0u32, |value, byte| {
        let digit = char::from(*byte).to_digit(radix)?;
        value.checked_mul(radix)?.checked_add(digit)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_decoded() {
        for (content, value) in [
            (r"a\nb", "a\nb"),
            (r"\a\b\f\r\t\v\\", "\x07\x08\x0c\r\t\x0b\\"),
            (r#"\""#, "\""),
            (r"\x41\101é\u00e9\U0001F600", "AAéé😀"),
            (r"\xc3\xa9", "é"),
            (r"\xff", "\u{fffd}"),
        ] {
            assert_eq!(unquote(content).unwrap().as_deref(), Some(value), "{content}");
        }
        assert_eq!(unquote("plain é"), Ok(None));
    }

    #[test]
    fn bad_escapes_have_a_place() {
        for (content, place) in [
            (r"ab\q", 2..4),
            (r"\é", 0..3),
            (r"\'", 0..2),
            (r"\x4", 0..2),
            (r"\400", 0..2),
            (r"\08", 0..2),
            (r"\ud800", 0..2),
            (r"\U00110000", 0..2),
        ] {
            assert_eq!(unquote(content), Err(place), "{content}");
        }
    }

    #[test]
    fn character_constants_hold_one_character() {
        for (content, value) in [("a", 97), ("é", 233), (r"\'", 39), (r"\n", 10), (r"\xff", 255)] {
            assert_eq!(character(content), Some(value), "{content}");
        }
        for content in ["", "ab", r"\", r#"\""#, r"\na", r"\q"] {
            assert_eq!(character(content), None, "{content}");
        }
    }

    #[test]
    fn raw_strings_lose_carriage_returns() {
        assert_eq!(unquote_raw("a\r\nb").as_deref(), Some("a\nb"));
        assert_eq!(unquote_raw(r"a\nb"), None);
    }
}
