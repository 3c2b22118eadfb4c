//! Scalars in block collections: plain and quoted ones of several lines, and those behind `|` and `>`.

use super::{Next, Read, Reader, range};
use crate::syntax::tree::{Style, Text};

impl<'t> Reader<'t> {
    /// Reads a scalar or a flow collection; its lines start in the column `least` or behind it.
    pub(super) fn leaf(&mut self, least: usize) -> Option<Next> {
        match self.peek()? {
            quote @ (b'"' | b'\'') => {
                let read = self.quoted(quote, least)?;
                self.at = read.range.end as usize;
                self.scalar(read);
            }
            b'[' | b'{' => self.flow(least)?,
            // What a document may be that is no collection is not usual.
            _ if least == 0 => return None,
            b'|' | b'>' => return self.block_scalar(least),
            _ if !self.starts_plain(self.at) => return None,
            _ => {
                let read = self.plain(least)?;
                self.at = read.range.end as usize;
                self.scalar(read);
            }
        }
        self.end_of_line()?;
        self.next()
    }

    /// True where a text without quotes may begin.
    pub(super) fn starts_plain(&self, at: usize) -> bool {
        match self.bytes.get(at) {
            None => false,
            Some(b'-' | b'?' | b':') => !self.is_blank(at + 1),
            Some(byte) => !b" \t\n,[]{}#&*!|>'\"%@`".contains(byte),
        }
    }

    fn plain(&self, least: usize) -> Option<Read<'t>> {
        let mut end = self.plain_line_end(self.at)?;
        let mut folded: Option<String> = None;
        while self.bytes.get(self.after_spaces(end)) == Some(&b'\n') {
            let (start, breaks) = self.next_line(end)?;
            let column = start - self.line_start(start);
            if column < least || matches!(self.bytes.get(start), None | Some(b'#')) {
                break;
            }
            let next = self.plain_line_end(start)?;
            let folded = folded.get_or_insert_with(|| self.text[self.at..end].to_owned());
            fold(folded, breaks);
            folded.push_str(&self.text[start..next]);
            end = next;
        }
        let range = range(self.at, end);
        let text = folded.map_or(Text::Slice(range), |text| Text::Decoded(text.into()));
        Some(Read { range, style: Style::Plain, text })
    }

    /// Where the text of a line ends, blanks and a comment left out.
    fn plain_line_end(&self, start: usize) -> Option<usize> {
        let mut end = start;
        for (at, byte) in (start..).zip(&self.bytes[start..]) {
            match byte {
                b'\n' => break,
                b'\t' => return None,
                b':' if self.is_blank(at + 1) => return None,
                b'#' if end < at => break,
                b' ' => {}
                _ => end = at + 1,
            }
        }
        Some(end)
    }

    /// The first text after the line that `end` lies in, and the breaks up to it.
    fn next_line(&self, end: usize) -> Option<(usize, usize)> {
        let (mut at, mut breaks) = (self.after_spaces(end), 0);
        while self.bytes.get(at) == Some(&b'\n') {
            breaks += 1;
            at = self.after_spaces(at + 1);
        }
        (self.bytes.get(at) != Some(&b'\t')).then_some((at, breaks))
    }

    fn line_start(&self, at: usize) -> usize {
        self.bytes[..at].iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1)
    }

    /// A quoted scalar; `None` within where it does not end in this line.
    pub(super) fn quoted_in_line(&self, quote: u8) -> Option<Option<Read<'t>>> {
        let (close, is_escaped) = self.closing(quote)?;
        if close > self.line_end(self.at) {
            return Some(None);
        }
        self.read_quoted(quote, close, is_escaped).map(Some)
    }

    fn quoted(&mut self, quote: u8, least: usize) -> Option<Read<'t>> {
        let (close, is_escaped) = self.closing(quote)?;
        let mut end = self.line_end(self.at);
        while end < close {
            let (start, _) = self.next_line(end)?;
            let line = self.line_start(start);
            if least == 0 || self.is_marker(start) {
                return None;
            }
            if start - line < least {
                // The whole parser lets some quotes stand alone there, and some not.
                if start == close {
                    return None;
                }
                self.shallow.push(line);
            }
            end = self.line_end(start);
        }
        self.read_quoted(quote, close, is_escaped)
    }

    /// True where a document may begin or end, whatever is open.
    fn is_marker(&self, at: usize) -> bool {
        let rest = &self.bytes[at..];
        self.line_start(at) == at && (rest.starts_with(b"---") || rest.starts_with(b"..."))
    }

    /// Where the quote that closes this one is, and whether there are escapes before it.
    fn closing(&self, quote: u8) -> Option<(usize, bool)> {
        let (mut at, mut is_escaped) = (self.at + 1, false);
        loop {
            match self.bytes.get(at)? {
                b'\\' if quote == b'"' => (at, is_escaped) = (at + 2, true),
                byte if *byte != quote => at += 1,
                _ if quote == b'\'' && self.bytes.get(at + 1) == Some(&quote) => {
                    (at, is_escaped) = (at + 2, true);
                }
                _ => return Some((at, is_escaped)),
            }
        }
    }

    fn read_quoted(&self, quote: u8, close: usize, is_escaped: bool) -> Option<Read<'t>> {
        let inner = self.text.get(self.at + 1..close)?;
        let has_lines = inner.contains('\n');
        let text = match (quote, is_escaped, has_lines) {
            (_, false, false) => Text::Slice(range(self.at + 1, close)),
            (_, false, true) => Text::Decoded(joined(inner).into()),
            (b'\'', true, true) => Text::Decoded(joined(inner).replace("''", "'").into()),
            (b'\'', true, false) => Text::Decoded(inner.replace("''", "'").into()),
            (_, true, _) => Text::Decoded(unescaped(inner)?.into()),
        };
        let style = if quote == b'"' { Style::DoubleQuoted } else { Style::SingleQuoted };
        Some(Read { range: range(self.at, close + 1), style, text })
    }

    /// Reads a scalar behind `|` or `>`.
    fn block_scalar(&mut self, least: usize) -> Option<Next> {
        let style = if self.peek() == Some(b'|') { Style::Literal } else { Style::Folded };
        self.at += 1;
        let is_stripped = self.peek() == Some(b'-');
        self.at = self.after_spaces(self.at + usize::from(is_stripped));
        if self.peek() != Some(b'\n') {
            return None;
        }
        let (first, breaks) = self.next_line(self.at)?;
        let indent = first - self.line_start(first);
        if indent < least || first == self.bytes.len() || (breaks > 1 && style == Style::Folded) {
            return None;
        }
        let mut lines = Lines { style, indent, value: String::new(), breaks: 0 };
        self.at += 1;
        while self.at < self.bytes.len() && self.block_line(first, &mut lines)? {}
        let range = range(first, self.at);
        let is_open = self.at == self.bytes.len() && self.bytes.last() != Some(&b'\n');
        let mut value = lines.value;
        if !is_stripped && !is_open {
            value.push('\n');
        }
        let is_verbatim = self.text.get(range.to_usize()) == Some(&*value);
        let text = if is_verbatim { Text::Slice(range) } else { Text::Decoded(value.into()) };
        self.scalar(Read { range, style, text });
        self.next()
    }

    /// Reads one more line of a block scalar whose text starts at `first`; false where it is over.
    fn block_line(&mut self, first: usize, lines: &mut Lines) -> Option<bool> {
        let (start, end) = (self.at, self.line_end(self.at));
        let text = self.after_spaces(start);
        let is_blank = text == end;
        if is_blank && (end == self.bytes.len() || (start < first && text - start > lines.indent)) {
            return None;
        }
        if !is_blank && text - start < lines.indent {
            return Some(false);
        }
        match self.text[start..end].get(lines.indent..) {
            Some(line) if !line.is_empty() => lines.add(line)?,
            _ => lines.breaks += 1,
        }
        self.at = (end + 1).min(self.bytes.len());
        Some(true)
    }
}

/// The lines of a block scalar.
struct Lines {
    style: Style,
    indent: usize,
    value: String,
    /// Line breaks since the last line with a text.
    breaks: usize,
}

impl Lines {
    /// Adds a line with a text, perhaps one of blanks; `None` where folding it is not usual.
    fn add(&mut self, line: &str) -> Option<()> {
        let breaks = std::mem::replace(&mut self.breaks, 1);
        match self.style {
            Style::Folded if line.starts_with([' ', '\t']) => return None,
            Style::Folded => fold(&mut self.value, breaks),
            _ => self.value.extend(std::iter::repeat_n('\n', breaks)),
        }
        self.value.push_str(line);
        Some(())
    }
}

/// Puts what becomes of so many line breaks between two lines.
fn fold(text: &mut String, breaks: usize) {
    match breaks {
        0 => {}
        1 => text.push(' '),
        _ => text.extend(std::iter::repeat_n('\n', breaks - 1)),
    }
}

/// The lines of a quoted text as one.
fn joined(inner: &str) -> String {
    let blank = [' ', '\t'];
    let mut lines = inner.split('\n').peekable();
    let mut text = lines.next().unwrap_or_default().trim_end_matches(blank).to_owned();
    let mut breaks = 0;
    while let Some(line) = lines.next() {
        breaks += 1;
        let mut line = line.trim_start_matches(blank);
        if lines.peek().is_some() {
            line = line.trim_end_matches(blank);
            if line.is_empty() {
                continue;
            }
        }
        fold(&mut text, breaks);
        text.push_str(line);
        breaks = 0;
    }
    text
}

/// A text in double quotes; `None` where it holds an escape that is not usual.
fn unescaped(inner: &str) -> Option<String> {
    let mut text = String::with_capacity(inner.len());
    // Blanks behind this are written as such, and gone where the line ends.
    let mut kept = 0;
    let mut rest = inner;
    while let Some(at) = rest.find(['\\', '\n']) {
        let (before, after) = rest.split_at(at);
        text.push_str(before);
        kept = kept.max(text.trim_end_matches([' ', '\t']).len());
        rest = if after.starts_with('\n') {
            text.truncate(kept);
            folded(after, &mut text)
        } else {
            escape(&after[1..], &mut text)?
        };
        kept = text.len();
    }
    text.push_str(rest);
    Some(text)
}

/// Folds the breaks that `rest` begins with; what follows them.
fn folded<'t>(rest: &'t str, text: &mut String) -> &'t str {
    let following = rest.trim_start_matches([' ', '\t', '\n']);
    let breaks = rest[..rest.len() - following.len()].matches('\n').count();
    fold(text, breaks);
    following
}

/// Adds what the escape behind a backslash stands for; what follows it.
fn escape<'t>(rest: &'t str, text: &mut String) -> Option<&'t str> {
    let mut characters = rest.chars();
    text.push(match characters.next()? {
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        plain @ ('"' | '\\' | ' ') => plain,
        'u' => return code_point(characters.as_str(), 4, text),
        'x' => return code_point(characters.as_str(), 2, text),
        '\n' => {
            let following = characters.as_str().trim_start_matches([' ', '\t']);
            return (!following.starts_with('\n')).then_some(following);
        }
        _ => return None,
    });
    Some(characters.as_str())
}

fn code_point<'t>(rest: &'t str, digits: usize, text: &mut String) -> Option<&'t str> {
    let (number, rest) = rest.split_at_checked(digits)?;
    let is_number = number.bytes().all(|byte| byte.is_ascii_hexdigit());
    let number = is_number.then(|| u32::from_str_radix(number, 16)).and_then(Result::ok)?;
    text.push(char::from_u32(number).filter(|c| *c != '\0')?);
    Some(rest)
}
