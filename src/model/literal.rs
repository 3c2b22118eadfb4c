//! Texts with macros in them, of which only the literal part can be judged.
//!
//! A macro is blotted out byte by byte, so that every offset stays what it was.

use std::borrow::Cow;

/// What stands for each byte of a macro: a byte that no name may hold.
pub const MACRO: u8 = 1;

/// True when the text holds a macro, or the beginning of one.
pub fn has_macro(text: &str) -> bool {
    // One character is looked for much faster than two, and there is seldom one.
    text.as_bytes().contains(&b'{') && text.contains("{{")
}

/// The text with every byte of `{{ … }}` replaced by [`MACRO`].
pub fn blotted(text: &str) -> Cow<'_, str> {
    if !has_macro(text) {
        return Cow::Borrowed(text);
    }
    let mut blotted = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find("{{") {
        let close = rest[open..].find("}}").map_or(rest.len(), |at| open + at + 2);
        blotted.push_str(&rest[..open]);
        blotted.extend(std::iter::repeat_n(char::from(MACRO), close - open));
        rest = &rest[close..];
    }
    blotted.push_str(rest);
    Cow::Owned(blotted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn macros_keep_their_length() {
        assert_eq!(blotted("é{{ü}}-b"), "é\u{1}\u{1}\u{1}\u{1}\u{1}\u{1}-b");
        assert_eq!(blotted("a{{ b"), "a\u{1}\u{1}\u{1}\u{1}");
        assert_eq!(blotted("{{a}}{{b}}").len(), 10);
        assert_eq!(blotted("a}} {b}"), "a}} {b}");
    }
}
