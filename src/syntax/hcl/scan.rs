//! Follows brackets, quotes and heredocs before the parser does.
//!
//! The parser recurses, and compares each key of an object with all before it: what it could not
//! bear is refused here. It also takes strings over several lines, and text behind the end of a
//! heredoc, which Terraform refuses; and it cannot tell where something open was opened.

use crate::limits;
use crate::source::TextRange;
use crate::syntax::tree::{Problem, ProblemKind};

/// What is open, and where it was opened.
struct Open<'a> {
    what: What<'a>,
    at: usize,
    /// Bytes of what opens it.
    length: usize,
    /// Keys directly in it.
    items: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum What<'a> {
    /// `{`, `[` or `(`, by what closes it.
    Bracket(u8),
    /// `${` or `%{`
    Insertion,
    String,
    /// With its marker.
    Heredoc(&'a str),
}

/// What there is to know before a text is parsed.
pub(super) struct Scanned {
    /// From `#` to the end of their lines.
    pub(super) comments: Vec<TextRange>,
    /// The first problem, if there is one.
    pub(super) problem: Option<Problem>,
}

/// Scans a text from the byte `start` on.
pub(super) fn scan(text: &str, start: usize) -> Scanned {
    let mut scanner = Scanner { text, at: start, open: Vec::new(), comments: Vec::new() };
    let mut problem = None;
    while scanner.at < text.len() && problem.is_none() {
        problem = scanner.step();
    }
    let problem = problem.or_else(|| unclosed(&mut scanner));
    Scanned { comments: scanner.comments, problem }
}

fn unclosed(scanner: &mut Scanner<'_>) -> Option<Problem> {
    let last = scanner.open.pop()?;
    let opened = scanner.slice(last.at, last.length);
    let message = match last.what {
        What::Heredoc(marker) => format!("no line with nothing but `{marker}` ends this heredoc"),
        _ => format!("this `{opened}` is never closed"),
    };
    Some(scanner.problem(ProblemKind::Invalid, (last.at, last.length), message))
}

struct Scanner<'a> {
    text: &'a str,
    at: usize,
    open: Vec<Open<'a>>,
    comments: Vec<TextRange>,
}

impl<'a> Scanner<'a> {
    fn step(&mut self) -> Option<Problem> {
        match self.open.last().map(|open| open.what) {
            Some(What::String) => self.string(),
            Some(What::Heredoc(marker)) => self.heredoc(marker),
            _ => self.code(),
        }
    }

    fn code(&mut self) -> Option<Problem> {
        let rest = &self.text[self.at..];
        match rest.as_bytes().first()? {
            b'#' => {
                let start = self.at;
                self.skip_to('\n');
                let end = start + self.text[start..self.at].trim_end_matches('\r').len();
                self.comments.push(TextRange::from_usize(start..end));
            }
            b'/' if rest.starts_with("//") => self.skip_to('\n'),
            b'/' if rest.starts_with("/*") => match rest[2..].find("*/") {
                Some(end) => self.at += end + 4,
                None => {
                    let message = "this comment is never closed";
                    return Some(self.problem(ProblemKind::Invalid, (self.at, 2), message));
                }
            },
            b'"' => return self.push(What::String, 1),
            b'{' => return self.push(What::Bracket(b'}'), 1),
            b'[' => return self.push(What::Bracket(b']'), 1),
            b'(' => return self.push(What::Bracket(b')'), 1),
            b'<' if rest.starts_with("<<") => return self.open_heredoc(),
            byte @ (b'}' | b']' | b')') => return self.close(*byte),
            b'=' | b':' => return self.count(),
            _ => self.advance(),
        }
        None
    }

    fn string(&mut self) -> Option<Problem> {
        match self.text.as_bytes()[self.at] {
            b'"' => {
                self.open.pop();
                self.at += 1;
            }
            b'\\' => {
                self.at += 1;
                self.advance();
            }
            b'\n' => {
                let at = self.open.last().map_or(self.at, |open| open.at);
                let end = self.text[..self.at].trim_end_matches('\r').len();
                let message = "this string is not closed on its line";
                return Some(self.problem(ProblemKind::Invalid, (at, end - at), message));
            }
            _ => return self.template(),
        }
        None
    }

    fn heredoc(&mut self, marker: &str) -> Option<Problem> {
        let line_start = self.text[..self.at].ends_with('\n');
        if line_start {
            let rest = &self.text[self.at..];
            let line = rest.lines().next().unwrap_or_default();
            if line.trim_matches([' ', '\t']) == marker {
                self.at += line.len();
                self.open.pop();
                return None;
            }
        }
        self.template()
    }

    /// One step within a string or a heredoc.
    fn template(&mut self) -> Option<Problem> {
        let rest = &self.text[self.at..];
        if rest.starts_with("$${") || rest.starts_with("%%{") {
            self.at += 3;
        } else if rest.starts_with("${") || rest.starts_with("%{") {
            return self.push(What::Insertion, 2);
        } else {
            self.advance();
        }
        None
    }

    fn open_heredoc(&mut self) -> Option<Problem> {
        let rest = &self.text[self.at..];
        let line = rest.lines().next().unwrap_or_default();
        let marker = line.trim_start_matches('<');
        let marker = marker.strip_prefix('-').unwrap_or(marker);
        if let Some(end) = marker.find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '-')) {
            let (at, length) = (self.at + line.len() - marker.len() + end, marker.len() - end);
            let message = "nothing may follow the marker of a heredoc on its line";
            return Some(self.problem(ProblemKind::Invalid, (at, length), message));
        }
        if marker.is_empty() {
            let message = "a heredoc needs a marker";
            return Some(self.problem(ProblemKind::Invalid, (self.at, line.len()), message));
        }
        let problem = self.push(What::Heredoc(marker), line.len());
        // The content starts on the next line.
        self.skip_to('\n');
        self.advance();
        problem
    }

    fn push(&mut self, what: What<'a>, length: usize) -> Option<Problem> {
        if self.open.len() == limits::HCL_NESTING {
            let message = format!("nested deeper than {} levels", limits::HCL_NESTING);
            return Some(self.problem(ProblemKind::TooDeep, (self.at, length), message));
        }
        self.open.push(Open { what, at: self.at, length, items: 0 });
        self.at += length;
        None
    }

    fn close(&mut self, byte: u8) -> Option<Problem> {
        let fits = match self.open.last().map(|open| open.what) {
            Some(What::Bracket(expected)) => expected == byte,
            Some(What::Insertion) => byte == b'}',
            _ => false,
        };
        let at = self.at;
        let name = char::from(byte);
        self.at += 1;
        if fits {
            self.open.pop();
            return None;
        }
        let message = match self.open.last() {
            Some(open) => {
                format!("`{name}` does not close `{}`", self.slice(open.at, open.length))
            }
            None => format!("there is nothing that `{name}` could close"),
        };
        let mut problem = self.problem(ProblemKind::Invalid, (at, 1), message);
        let opened = self.open.last().map(|o| TextRange::from_usize(o.at..o.at + o.length));
        problem.related = opened.map(|range| (range, "opened here"));
        Some(problem)
    }

    fn count(&mut self) -> Option<Problem> {
        self.at += 1;
        let open = self.open.last_mut().filter(|open| open.what == What::Bracket(b'}'))?;
        open.items += 1;
        (open.items > limits::HCL_ITEMS).then(|| {
            let message = format!("more than {} keys in one pair of braces", limits::HCL_ITEMS);
            self.problem(ProblemKind::TooLarge, (self.at - 1, 1), message)
        })
    }

    fn skip_to(&mut self, end: char) {
        let rest = &self.text[self.at..];
        self.at += rest.find(end).unwrap_or(rest.len());
    }

    fn advance(&mut self) {
        let rest = self.text.get(self.at..).unwrap_or_default();
        self.at += rest.chars().next().map_or(1, char::len_utf8);
    }

    fn slice(&self, at: usize, length: usize) -> &'a str {
        self.text.get(at..at + length).unwrap_or_default()
    }

    fn problem(
        &self,
        kind: ProblemKind,
        (at, length): (usize, usize),
        message: impl Into<String>,
    ) -> Problem {
        Problem::new(kind, TextRange::from_usize(at..at + length), message)
    }
}
