//! Linted files are strangers' text: nothing in them may steer the terminal.

use std::borrow::Cow;

/// The text with every control and bidirectional character replaced. Each keeps its length in
/// bytes, so that byte ranges into the text stay right. Line breaks are replaced too.
pub fn clean(text: &str) -> Cow<'_, str> {
    if text.is_ascii() && !text.bytes().any(|byte| byte.is_ascii_control()) {
        return Cow::Borrowed(text);
    }
    match text.contains(is_hostile) {
        true => Cow::Owned(text.chars().map(harmless).collect()),
        false => Cow::Borrowed(text),
    }
}

fn is_hostile(character: char) -> bool {
    character.is_control() || is_directional(character)
}

/// The marks, embeddings, overrides and isolates of the bidirectional algorithm.
fn is_directional(character: char) -> bool {
    let code = u32::from(character);
    matches!(code, 0x061c | 0x200e | 0x200f | 0x2028 | 0x2029 | 0x202a..=0x202e | 0x2066..=0x2069)
}

fn harmless(character: char) -> char {
    if character == '\t' {
        return ' ';
    }
    if !is_hostile(character) {
        return character;
    }
    match character.len_utf8() {
        1 => '?',
        2 => '¿',
        _ => char::REPLACEMENT_CHARACTER,
    }
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn nothing_steers_the_terminal_and_nothing_moves() {
        let hostile = "a\u{1b}[31m\u{7}\u{9b}é\u{202e}x\u{2066}\r\n\t日";
        let clean = clean(hostile);
        assert_eq!(clean, "a?[31m?¿é\u{fffd}x\u{fffd}?? 日");
        assert_eq!(clean.len(), hostile.len());
    }
}
