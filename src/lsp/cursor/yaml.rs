//! What is being typed in YAML, from the indentation of the lines before it alone.

use super::{Step, Typing};
use crate::source::TextRange;

/// What begins in a line, with its column.
enum Start<'l> {
    Item,
    Key(&'l str),
}

/// What is being typed at the end of `before`; `None` in a comment.
pub(super) fn typing(before: &str) -> Option<Typing> {
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = &before[start..];
    if line.trim_start().starts_with('#') {
        return None;
    }
    let mut starts = Vec::new();
    let content = read(line, &mut starts);
    let mut above = Above::new(content);
    let is_key = !matches!(starts.last(), Some((_, Start::Key(_))));
    let (word, quoted) = word(line, is_key, content);
    above.line(starts, true);
    for line in before[..start].lines().rev() {
        let mut starts = Vec::new();
        read(line, &mut starts);
        above.line(starts, false);
        if above.is_at_root() {
            break;
        }
    }
    let word = TextRange::from_usize(start + word..before.len());
    Some(Typing { path: above.finish(), is_key, word, quoted })
}

/// Where the word at the end of a line begins, and whether in quotes.
fn word(line: &str, is_key: bool, content: usize) -> (usize, bool) {
    let from = if is_key { content } else { line.rfind(": ").map_or(line.len(), |at| at + 2) };
    let rest = &line[from..];
    let blank = rest.len() - rest.trim_start().len();
    let quoted = rest.trim_start().starts_with(['"', '\'']);
    (from + blank + usize::from(quoted), quoted)
}

/// Notes what begins in a line, and says at which column its content does.
fn read<'l>(line: &'l str, starts: &mut Vec<(usize, Start<'l>)>) -> usize {
    let mut column = line.len() - line.trim_start_matches(' ').len();
    while let Some(rest) = line[column..].strip_prefix('-') {
        if !rest.is_empty() && !rest.starts_with(' ') {
            break;
        }
        starts.push((column, Start::Item));
        column = line.len() - rest.trim_start_matches(' ').len();
    }
    let content = &line[column..];
    if !content.starts_with('#')
        && let Some(key) = key(content)
    {
        starts.push((column, Start::Key(key)));
    }
    column
}

/// The key at the start of a line's content.
fn key(content: &str) -> Option<&str> {
    if let Some(quote) = content.chars().next().filter(|first| matches!(first, '"' | '\'')) {
        let (key, rest) = content[1..].split_once(quote)?;
        return rest.trim_start().starts_with(':').then_some(key);
    }
    let mut colons = content.match_indices(':').map(|(at, _)| at);
    let ends =
        |at: &usize| content[at + 1..].is_empty() || content[at + 1..].starts_with([' ', '\r']);
    let end = colons.find(ends)?;
    Some(content[..end].trim_end())
}

/// The way up from a line to the root.
struct Above {
    /// Keys left of this column are further up.
    key_limit: usize,
    item_limit: usize,
    /// From the innermost on.
    path: Vec<Step>,
}

impl Above {
    fn new(column: usize) -> Self {
        Self { key_limit: column, item_limit: column, path: Vec::new() }
    }

    fn is_at_root(&self) -> bool {
        self.key_limit == 0
    }

    /// `own` is true for the line that is being typed, whose key holds the value.
    fn line(&mut self, starts: Vec<(usize, Start<'_>)>, own: bool) {
        for (column, start) in starts.into_iter().rev() {
            match start {
                Start::Key(key) if own || column < self.key_limit => {
                    self.path.push(Step::Key(key.to_owned()));
                    (self.key_limit, self.item_limit) = (column, column);
                }
                Start::Item if column < self.item_limit => {
                    self.path.push(Step::Item(0));
                    // The items of a list may stand as far left as its key.
                    (self.key_limit, self.item_limit) = (column + 1, column);
                }
                _ => {}
            }
        }
    }

    fn finish(mut self) -> Vec<Step> {
        self.path.reverse();
        self.path
    }
}
