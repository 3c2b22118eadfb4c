//! What is between the quotes of a JSON string.

use std::borrow::Cow;
use std::ops::Range;

use crate::limits;

/// A mistake inside a string: its bytes, relative to the text between the quotes, and a sentence.
pub(super) struct Mistake {
    pub(super) range: Range<usize>,
    pub(super) message: String,
}

/// The decoded text, and what is wrong with it: the first mistakes of many.
pub(super) fn decode(raw: &str) -> (Cow<'_, str>, Vec<Mistake>) {
    if !raw.bytes().any(|byte| byte == b'\\' || byte < 0x20) {
        return (Cow::Borrowed(raw), Vec::new());
    }
    let mut text = String::with_capacity(raw.len());
    let mut mistakes = Vec::new();
    let mut rest = raw.char_indices().peekable();
    while let Some((at, character)) = rest.next() {
        if character != '\\' {
            if character < ' ' && mistakes.len() < limits::PROBLEMS {
                let message = format!("a raw control character, write `{}`", escaped(character));
                mistakes.push(Mistake { range: at..at + 1, message });
            }
            text.push(character);
            continue;
        }
        let (decoded, length) = escape(&raw[at..]);
        while rest.peek().is_some_and(|(next, _)| *next < at + length) {
            rest.next();
        }
        match decoded {
            Some(character) => text.push(character),
            None if mistakes.len() < limits::PROBLEMS => {
                mistakes.push(bad_escape(raw, at..at + length));
            }
            None => {}
        }
    }
    (Cow::Owned(text), mistakes)
}

fn escaped(character: char) -> String {
    match character {
        '\t' => "\\t".into(),
        '\n' => "\\n".into(),
        '\r' => "\\r".into(),
        _ => format!("\\u{:04x}", u32::from(character)),
    }
}

fn bad_escape(raw: &str, range: Range<usize>) -> Mistake {
    let written = raw.get(range.clone()).unwrap_or_default();
    let message = match written.as_bytes().get(1) {
        Some(b'u') if written.len() == 6 => format!("`{written}` is half of a surrogate pair"),
        Some(b'u') => "`\\u` needs four hexadecimal digits".to_owned(),
        _ => format!("`{written}` is not an escape, a backslash is written `\\\\`"),
    };
    Mistake { range, message }
}

/// The character of the escape at the start of `text`, and the bytes that it takes.
fn escape(text: &str) -> (Option<char>, usize) {
    let simple = |character| (Some(character), 2);
    match text.as_bytes().get(1) {
        Some(b'"') => simple('"'),
        Some(b'\\') => simple('\\'),
        Some(b'/') => simple('/'),
        Some(b'b') => simple('\u{8}'),
        Some(b'f') => simple('\u{c}'),
        Some(b'n') => simple('\n'),
        Some(b'r') => simple('\r'),
        Some(b't') => simple('\t'),
        Some(b'u') => unicode(text),
        _ => (None, 1 + text[1..].chars().next().map_or(0, char::len_utf8)),
    }
}

fn unicode(text: &str) -> (Option<char>, usize) {
    let Some(high) = hex(text, 2) else { return (None, 2) };
    if let Some(character) = char::from_u32(high) {
        return (Some(character), 6);
    }
    let low = text.get(6..8).filter(|prefix| *prefix == "\\u").and_then(|_| hex(text, 8));
    match low {
        Some(low) if high < 0xdc00 && (0xdc00..0xe000).contains(&low) => {
            (char::from_u32(0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00)), 12)
        }
        _ => (None, 6),
    }
}

fn hex(text: &str, at: usize) -> Option<u32> {
    let digits = text.get(at..at + 4)?;
    let all_hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    all_hex.then(|| u32::from_str_radix(digits, 16).ok()).flatten()
}
