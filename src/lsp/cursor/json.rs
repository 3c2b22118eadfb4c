//! What is being typed in JSON, from the text before it alone.

use super::{Step, Typing};
use crate::limits;
use crate::source::TextRange;

enum Frame {
    Object { key: Option<String>, is_key_next: bool },
    Array { index: usize },
}

impl Frame {
    fn step(self) -> Option<Step> {
        match self {
            Self::Object { key, is_key_next: false } => key.map(Step::Key),
            Self::Object { .. } => None,
            Self::Array { index } => Some(Step::Item(index)),
        }
    }
}

/// What is being typed at the end of `before`; `None` outside of all brackets.
pub(super) fn typing(before: &str) -> Option<Typing> {
    let mut frames: Vec<Frame> = Vec::new();
    // Where the word at the end begins.
    let mut word = None;
    let mut characters = before.char_indices();
    while let Some((at, character)) = characters.next() {
        match character {
            '"' => match string(&mut characters) {
                Some(text) => read(&mut frames, text),
                None => return finish(frames, at + 1..before.len(), true),
            },
            '{' | '[' if frames.len() >= limits::NESTING => return None,
            '{' => frames.push(Frame::Object { key: None, is_key_next: true }),
            '[' => frames.push(Frame::Array { index: 0 }),
            '}' | ']' => drop(frames.pop()),
            ':' => {
                if let Some(Frame::Object { is_key_next, .. }) = frames.last_mut() {
                    *is_key_next = false;
                }
            }
            ',' => match frames.last_mut() {
                Some(Frame::Object { is_key_next, .. }) => *is_key_next = true,
                Some(Frame::Array { index }) => *index += 1,
                None => {}
            },
            _ => {}
        }
        let is_part = character.is_alphanumeric() || matches!(character, '-' | '_' | '.');
        word = if is_part { word.or(Some(at)) } else { None };
    }
    let start = word.unwrap_or(before.len());
    finish(frames, start..before.len(), false)
}

fn finish(frames: Vec<Frame>, word: std::ops::Range<usize>, quoted: bool) -> Option<Typing> {
    let is_key = matches!(frames.last()?, Frame::Object { is_key_next: true, .. });
    let path = frames.into_iter().filter_map(Frame::step).collect();
    Some(Typing { path, is_key, word: TextRange::from_usize(word), quoted })
}

fn read(frames: &mut [Frame], text: String) {
    if let Some(Frame::Object { key, is_key_next: true }) = frames.last_mut() {
        *key = Some(text);
    }
}

/// The rest of a string, escapes left as they are; `None` where it ends with the line or the text.
fn string(characters: &mut std::str::CharIndices<'_>) -> Option<String> {
    let mut text = String::new();
    loop {
        match characters.next()?.1 {
            '"' => return Some(text),
            // A quote that is being typed swallows no other line.
            '\n' => return Some(text),
            '\\' => text.extend(characters.next().map(|(_, escaped)| escaped)),
            other => text.push(other),
        }
    }
}
