//! How many cells of a terminal a text takes.

use super::NAME_WIDTH;
use crate::report::terminal::clean;

/// Characters that take two cells: East Asian scripts and pictures.
const WIDE: [(u32, u32); 11] = [
    (0x1100, 0x115f),
    (0x2e80, 0x303e),
    (0x3041, 0xa4cf),
    (0xa960, 0xa97f),
    (0xac00, 0xd7a3),
    (0xf900, 0xfaff),
    (0xfe30, 0xfe6f),
    (0xff01, 0xff60),
    (0xffe0, 0xffe6),
    (0x1f300, 0x1faff),
    (0x20000, 0x3fffd),
];

/// Characters that take none: they change the one before.
const COMBINING: [(u32, u32); 6] = [
    (0x0300, 0x036f),
    (0x1ab0, 0x1aff),
    (0x1dc0, 0x1dff),
    (0x200b, 0x200d),
    (0x20d0, 0x20ff),
    (0xfe00, 0xfe0f),
];

fn of_character(character: char) -> usize {
    let code = u32::from(character);
    let within = |ranges: &[(u32, u32)]| ranges.iter().any(|(a, b)| (*a..=*b).contains(&code));
    match code {
        0..0x300 => 1,
        _ if within(&COMBINING) => 0,
        _ if within(&WIDE) => 2,
        _ => 1,
    }
}

/// The cells of a text on one line.
pub(super) fn width(text: &str) -> usize {
    text.chars().map(of_character).sum()
}

/// A name that steers no terminal, on one line, and no longer than is shown.
pub(super) fn cut(name: &str) -> String {
    // Combining characters take no cell, so that the characters are counted too.
    let name: String = name.chars().take(4 * NAME_WIDTH).collect();
    let name = clean(name.trim());
    if width(&name) <= NAME_WIDTH {
        return name.into_owned();
    }
    let mut cells = 0;
    let kept = name.chars().take_while(|character| {
        cells += of_character(*character);
        cells < NAME_WIDTH
    });
    kept.collect::<String>() + "…"
}

/// The text with blanks up to so many cells.
pub(super) fn padded(text: &str, cells: usize) -> String {
    format!("{text}{}", " ".repeat(cells.saturating_sub(width(text))))
}
