//! Finds macros in a text. Offsets are those of the text.

use crate::source::TextRange;

/// How a macro is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// `{{ .spectro.… }}`
    Macro,
    /// Without its `}}`.
    Unclosed,
    /// `{{ spectro.… }}`
    NoDot,
    /// `{{ .Spectro.… }}`
    Capital,
    /// `{ { .spectro.… } }`
    SplitBraces,
}

/// A macro in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) range: TextRange,
    pub(super) form: Form,
    pub(super) head: TextRange,
    pub(super) family: TextRange,
    pub(super) key: TextRange,
    pub(super) filters: Vec<FoundFilter>,
}

/// A function behind a `|`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FoundFilter {
    pub(super) name: TextRange,
    pub(super) arguments: Vec<TextRange>,
}

const HEAD: &str = "spectro";

/// Every macro of `text`, in order.
pub(super) fn scan(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let mut end = 0;
    for (at, _) in text.match_indices('{') {
        if at < end {
            continue;
        }
        if let Some(one) = macro_at(text, at) {
            end = one.range.end as usize;
            found.push(one);
        }
    }
    found
}

fn macro_at(text: &str, at: usize) -> Option<Found> {
    let (open, split) = opening(&text[at..])?;
    let start = at + open;
    let rest = &text[start..];
    let dot = usize::from(rest.starts_with('.'));
    let word = rest.get(dot..dot + HEAD.len())?;
    if !word.eq_ignore_ascii_case(HEAD) {
        return None;
    }
    let head_end = start + dot + HEAD.len();
    let path_end = head_end + path_length(&text[head_end..]);
    let path = &text[head_end..path_end];
    let is_path = path.starts_with('.');
    // `.spectrocloud` is another name, and a lone `spectro` any word.
    if !is_path && (dot == 0 || !path.is_empty()) {
        return None;
    }
    let family_start = head_end + usize::from(is_path);
    let family_end = text[family_start..path_end].find('.').map_or(path_end, |n| family_start + n);
    let key_start = (family_end + 1).min(path_end);
    let (close, filters) = Tail { text, at: path_end }.parse(split);
    let form = match close {
        None => Form::Unclosed,
        _ if split => Form::SplitBraces,
        _ if dot == 0 => Form::NoDot,
        _ if word != HEAD => Form::Capital,
        _ => Form::Macro,
    };
    Some(Found {
        range: TextRange::from_usize(at..close.unwrap_or(path_end)),
        form,
        head: TextRange::from_usize(start..head_end),
        family: TextRange::from_usize(family_start..family_end),
        key: TextRange::from_usize(key_start..path_end),
        filters,
    })
}

/// The length of `{{`, `{{-` or `{ {` with the blanks behind it, and whether the braces are split.
fn opening(text: &str) -> Option<(usize, bool)> {
    let inside = text.strip_prefix('{')?;
    let (rest, split) = match inside.strip_prefix('{') {
        Some(rest) => (rest.strip_prefix('-').unwrap_or(rest), false),
        None => (inside.strip_prefix([' ', '\t'])?.trim_start_matches([' ', '\t']), true),
    };
    let rest = if split { rest.strip_prefix('{')? } else { rest };
    Some((text.len() - rest.trim_start().len(), split))
}

fn path_length(text: &str) -> usize {
    let ends = |c: char| c.is_whitespace() || "|{}()\"'`".contains(c);
    text.find(ends).unwrap_or(text.len())
}

/// What follows the name of a macro.
struct Tail<'t> {
    text: &'t str,
    at: usize,
}

impl Tail<'_> {
    /// The end of the macro, if it has one, and its filters.
    fn parse(mut self, split: bool) -> (Option<usize>, Vec<FoundFilter>) {
        let path_end = self.at;
        let mut filters = Vec::new();
        loop {
            self.skip_blanks();
            if let Some(end) = self.closing(split) {
                return (Some(end), filters);
            }
            if !self.rest().starts_with('|') {
                break;
            }
            self.at += 1;
            self.skip_blanks();
            let name = self.take(path_length(self.rest()));
            filters.push(FoundFilter { name, arguments: self.arguments() });
        }
        (self.later_on_the_line(path_end), filters)
    }

    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn skip_blanks(&mut self) {
        self.at = self.text.len() - self.rest().trim_start().len();
    }

    fn take(&mut self, length: usize) -> TextRange {
        let range = TextRange::from_usize(self.at..self.at + length);
        self.at += length;
        range
    }

    /// The offset behind `}}` or `} }` if it stands here.
    fn closing(&self, split: bool) -> Option<usize> {
        let rest = self.rest();
        let rest = rest.strip_prefix('-').unwrap_or(rest).strip_prefix('}')?;
        let rest = if split { rest.trim_start_matches([' ', '\t']) } else { rest };
        Some(self.text.len() - rest.strip_prefix('}')?.len())
    }

    fn arguments(&mut self) -> Vec<TextRange> {
        let mut arguments = Vec::new();
        loop {
            self.skip_blanks();
            let rest = self.rest();
            let Some(first) = rest.chars().next() else { break };
            let length = match first {
                '|' | '{' | '}' => break,
                '-' if rest.starts_with("-}}") => break,
                '"' | '\'' | '`' => quoted(rest, first),
                '(' | ')' => Some(1),
                _ => Some(path_length(rest)),
            };
            let Some(length) = length else { break };
            arguments.push(self.take(length));
        }
        arguments
    }

    /// Something that is no filter stands before the braces.
    fn later_on_the_line(&self, from: usize) -> Option<usize> {
        let bytes = &self.text.as_bytes()[from..];
        let ends = |two: &[u8]| two[0] == b'\n' || two == b"{{" || two == b"}}";
        let at = bytes.windows(2).position(ends)?;
        bytes[at..].starts_with(b"}}").then_some(from + at + 2)
    }
}

/// The length of a quoted argument.
fn quoted(text: &str, quote: char) -> Option<usize> {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            '\n' => return None,
            _ if escaped => escaped = false,
            '\\' if quote != '`' => escaped = true,
            _ if c == quote => return Some(at + 1),
            _ => {}
        }
    }
    None
}
