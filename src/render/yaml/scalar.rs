//! How a string is written: what libyaml finds in it decides between its five styles.

use super::plain::stays_string;

/// A style.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Plain,
    Single,
    Double,
    Literal,
}

/// What a string allows.
#[derive(Debug, Default)]
struct Analysis {
    plain: bool,
    single: bool,
    block: bool,
    multiline: bool,
}

fn is_break(c: char) -> bool {
    matches!(c, '\r' | '\n' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// What libyaml writes without an escape.
pub(super) fn is_printable(c: char) -> bool {
    matches!(c, '\n' | ' '..='~' | '\u{a0}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}')
        && c != '\u{feff}'
}

/// True for the usual words, in which nothing means anything to YAML.
fn is_word(text: &str) -> bool {
    let (first, rest) = match text.as_bytes() {
        [first, rest @ ..] => (first, rest),
        [] => return true,
    };
    let is_usual = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'/');
    is_usual(first) && rest.iter().all(|byte| is_usual(byte) || matches!(byte, b'-' | b'.'))
}

fn analyzed(text: &str) -> Analysis {
    if is_word(text) {
        return Analysis { plain: true, single: true, block: !text.is_empty(), multiline: false };
    }
    let mut indicators = text.starts_with("---") || text.starts_with("...");
    let (mut special, mut space_break, mut break_space, mut breaks) = (false, false, false, false);
    let mut before = ' ';
    let mut is_first = true;
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        let next = characters.peek().copied();
        let blank_follows = next.is_none_or(|c| matches!(c, ' ' | '\t'));
        indicators |= match c {
            '#' if !is_first => matches!(before, ' ' | '\t') || is_break(before),
            ':' => blank_follows,
            '?' | '-' => is_first && blank_follows,
            '#' | ',' | '[' | ']' | '{' | '}' | '&' | '*' | '!' | '|' | '>' | '\'' | '"' | '%'
            | '@' | '`' => is_first,
            _ => false,
        };
        special |= !is_printable(c);
        breaks |= is_break(c);
        break_space |= c == ' ' && !is_first && is_break(before);
        space_break |= is_break(c) && !is_first && before == ' ';
        before = c;
        is_first = false;
    }
    let edge = |c: Option<char>| c.is_some_and(|c| c == ' ' || is_break(c));
    let edges = edge(text.chars().next()) || edge(text.chars().next_back());
    let trailing_space = text.ends_with(' ');
    let broken = space_break || special;
    Analysis {
        plain: !indicators && !edges && !break_space && !broken && !breaks,
        single: !break_space && !broken,
        block: !trailing_space && !broken,
        multiline: breaks,
    }
}

/// True for lines of usual characters with no space before a line break.
fn is_usual_block(text: &str) -> bool {
    let is_usual = |byte: &u8| matches!(byte, b'\n' | b' '..=b'~');
    // Without a way out, many bytes are looked at together.
    text.contains('\n')
        && text.as_bytes().iter().fold(true, |usual, byte| usual & is_usual(byte))
        && !text.contains(" \n")
        && !text.ends_with(' ')
}

/// The style of a string, as a key or as a value.
pub(super) fn style(text: &str, is_key: bool) -> Style {
    if !is_key && is_usual_block(text) {
        return Style::Literal;
    }
    let analysis = analyzed(text);
    let mut style = if text.contains('\n') {
        Style::Literal
    } else if stays_string(text) {
        Style::Plain
    } else {
        Style::Double
    };
    if is_key && analysis.multiline {
        style = Style::Double;
    }
    if style == Style::Plain && (!analysis.plain || is_key && text.is_empty()) {
        style = Style::Single;
    }
    if style == Style::Single && !analysis.single {
        style = Style::Double;
    }
    if style == Style::Literal && (!analysis.block || is_key) {
        style = Style::Double;
    }
    style
}

/// The header of a block scalar: how it is indented where that is not clear, and what becomes of
/// the line breaks at its end.
pub(super) fn hints(text: &str) -> String {
    let mut hints = String::from("|");
    if text.starts_with([' ', '\n', '\r', '\u{85}', '\u{2028}', '\u{2029}']) {
        hints.push('2');
    }
    let mut from_end = text.chars().rev();
    match (from_end.next(), from_end.next()) {
        (Some(last), _) if !is_break(last) => hints.push('-'),
        (Some(_), Some(before)) if !is_break(before) => {}
        _ => hints.push('+'),
    }
    hints
}

/// The escape of a character between double quotes, if it needs one.
pub(super) fn escape(c: char) -> Option<String> {
    let short = match c {
        '\0' => "\\0",
        '\u{7}' => "\\a",
        '\u{8}' => "\\b",
        '\t' => "\\t",
        '\n' => "\\n",
        '\u{b}' => "\\v",
        '\u{c}' => "\\f",
        '\r' => "\\r",
        '\u{1b}' => "\\e",
        '"' => "\\\"",
        '\\' => "\\\\",
        '\u{85}' => "\\N",
        '\u{2028}' => "\\L",
        '\u{2029}' => "\\P",
        c if is_printable(c) => return None,
        c if (c as u32) < 0x100 => return Some(format!("\\x{:02X}", c as u32)),
        c if (c as u32) < 0x10000 => return Some(format!("\\u{:04X}", c as u32)),
        c => return Some(format!("\\U{:08X}", c as u32)),
    };
    Some(short.to_owned())
}
