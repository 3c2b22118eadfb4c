//! Plain and quoted scalars: escapes, doubled quotes, and lines that are folded.

use super::Pieces;
use crate::source::TextRange;
use crate::syntax::tree::Style;

/// What the next bytes of the written text become.
struct Token {
    /// Bytes in the file.
    written: usize,
    decoded: Decoded,
}

enum Decoded {
    /// The written bytes themselves.
    Same,
    Character(char),
    /// One break is a blank, each further one a line break; an escaped break leaves no blank.
    Fold {
        breaks: usize,
        escaped: bool,
    },
}

/// The pieces of the text at `range`, quotes left out; `None` where it is not the source of `text`.
pub(super) fn pieces(
    file: &str,
    range: TextRange,
    (text, style): (&str, Style),
) -> Option<Vec<(u32, u32)>> {
    let raw = file.get(range.to_usize())?;
    let base = range.start as usize;
    let mut pieces = Pieces::new();
    let (mut at, mut done) = (0, 0);
    pieces.add(0, base);
    while at < raw.len() {
        let token = token(&raw[at..], style)?;
        let length = decoded_length(&token, &raw[at..], text.get(done..)?)?;
        pieces.add(done, base + at);
        at += token.written;
        done += length;
        pieces.add(done, base + at);
    }
    (done == text.len()).then(|| pieces.finish(done, base + at))
}

/// The length of what the token became, if that is what the decoded text goes on with.
fn decoded_length(token: &Token, raw: &str, text: &str) -> Option<usize> {
    let mut buffer = [0; 4];
    let expected = match token.decoded {
        Decoded::Same => raw.get(..token.written)?,
        Decoded::Character(character) => character.encode_utf8(&mut buffer),
        Decoded::Fold { breaks: 1, escaped } => {
            if escaped {
                ""
            } else {
                " "
            }
        }
        Decoded::Fold { breaks, .. } => {
            let kept = breaks - 1;
            let breaks = text.bytes().take(kept).take_while(|byte| *byte == b'\n').count();
            return (breaks == kept).then_some(kept);
        }
    };
    text.starts_with(expected).then_some(expected.len())
}

fn token(raw: &str, style: Style) -> Option<Token> {
    let same = |written| Some(Token { written, decoded: Decoded::Same });
    match raw.as_bytes().first()? {
        b' ' | b'\t' | b'\n' | b'\r' => Some(blanks(raw)),
        b'\'' if style == Style::SingleQuoted && raw.starts_with("''") => {
            Some(Token { written: 2, decoded: Decoded::Character('\'') })
        }
        b'\\' if style == Style::DoubleQuoted => escape(raw),
        _ => {
            let special = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r' | '\'' | '\\');
            let first = raw.chars().next()?.len_utf8();
            same(raw[first..].find(special).map_or(raw.len(), |end| first + end))
        }
    }
}

fn blanks(raw: &str) -> Token {
    match fold(raw) {
        (written, 0) => Token { written, decoded: Decoded::Same },
        (written, breaks) => Token { written, decoded: Decoded::Fold { breaks, escaped: false } },
    }
}

/// The blanks and breaks at the start of `raw`, and the number of breaks among them.
fn fold(raw: &str) -> (usize, usize) {
    let blank = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r');
    let written = raw.len() - raw.trim_start_matches(blank).len();
    let bytes = &raw.as_bytes()[..written];
    let breaks = bytes.iter().filter(|byte| **byte == b'\n').count();
    let lone = bytes.windows(2).filter(|pair| pair[0] == b'\r' && pair[1] != b'\n').count();
    (written, breaks + lone + usize::from(bytes.last() == Some(&b'\r')))
}

fn escape(raw: &str) -> Option<Token> {
    let simple = |character| Some(Token { written: 2, decoded: Decoded::Character(character) });
    match raw.as_bytes().get(1)? {
        b'0' => simple('\0'),
        b'a' => simple('\u{7}'),
        b'b' => simple('\u{8}'),
        b't' | b'\t' => simple('\t'),
        b'n' => simple('\n'),
        b'v' => simple('\u{b}'),
        b'f' => simple('\u{c}'),
        b'r' => simple('\r'),
        b'e' => simple('\u{1b}'),
        b'N' => simple('\u{85}'),
        b'_' => simple('\u{a0}'),
        b'L' => simple('\u{2028}'),
        b'P' => simple('\u{2029}'),
        b'x' => numbered(raw, 2),
        b'u' => numbered(raw, 4).or_else(|| surrogates(raw)),
        b'U' => numbered(raw, 8),
        b'\n' | b'\r' => {
            let (written, breaks) = fold(&raw[1..]);
            let decoded = Decoded::Fold { breaks, escaped: true };
            Some(Token { written: written + 1, decoded })
        }
        byte if b" \"/\\".contains(byte) => simple(char::from(*byte)),
        _ => None,
    }
}

fn numbered(raw: &str, digits: usize) -> Option<Token> {
    let character = char::from_u32(hex(raw, 2..2 + digits)?)?;
    Some(Token { written: 2 + digits, decoded: Decoded::Character(character) })
}

/// JSON writes characters beyond the basic plane as two escapes.
fn surrogates(raw: &str) -> Option<Token> {
    let (high, low) = (hex(raw, 2..6)?, hex(raw, 8..12)?);
    let paired = raw.get(6..8)? == "\\u" && (0xdc00..0xe000).contains(&low);
    let code = 0x10000 + (high.checked_sub(0xd800)? << 10) + low.checked_sub(0xdc00)?;
    let character = char::from_u32(code).filter(|_| paired)?;
    Some(Token { written: 12, decoded: Decoded::Character(character) })
}

fn hex(raw: &str, digits: std::ops::Range<usize>) -> Option<u32> {
    let digits = raw.get(digits)?;
    let all = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    all.then(|| u32::from_str_radix(digits, 16).ok()).flatten()
}
