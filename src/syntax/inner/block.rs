//! Literal and folded block scalars: lines without their indentation.
//!
//! How many breaks a folded scalar keeps does not matter here: the lines follow each other in the
//! decoded text with nothing but blanks and breaks between them.

use super::Pieces;
use crate::source::TextRange;

/// The pieces of a block scalar whose content starts at `range`; `None` where it is not the source
/// of `text`.
pub(super) fn pieces(file: &str, range: TextRange, text: &str) -> Option<Vec<(u32, u32)>> {
    let range = range.to_usize();
    let raw = file.get(range.clone())?;
    let line_start = file.get(..range.start)?.rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let mut indent = 0;
    let mut pieces = Pieces::new();
    let (mut done, mut at) = (0, range.start);
    pieces.add(0, at);
    for line in raw.split_inclusive('\n') {
        let spaces = line.len() - line.trim_start_matches(' ').len();
        let start = at + spaces.min(indent);
        let content = line[start - at..].trim_end_matches(['\n', '\r']);
        at += line.len();
        // The range starts behind the indentation of the first line.
        indent = range.start - line_start;
        // Lines of nothing but blanks are part of what separates the others.
        if content.trim_matches(' ').is_empty() {
            continue;
        }
        let place = found(text, done, content)?;
        pieces.add(place, start);
        done = place + content.len();
        pieces.add(done, start + content.len());
    }
    let rest = text.get(done..)?;
    let end = range.start + raw.trim_end_matches(['\n', '\r']).len();
    rest.bytes().all(is_separator).then(|| pieces.finish(text.len(), end.max(range.start)))
}

/// Where `content` stands in the decoded text behind `done`.
fn found(text: &str, done: usize, content: &str) -> Option<usize> {
    let rest = text.get(done..)?;
    let separators = rest.bytes().take_while(|byte| is_separator(*byte)).count();
    // More deeply indented lines begin with blanks themselves.
    let own = content.bytes().take_while(|byte| *byte == b' ').count();
    let place = done + separators.saturating_sub(own);
    text.get(place..)?.starts_with(content).then_some(place)
}

fn is_separator(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n')
}
