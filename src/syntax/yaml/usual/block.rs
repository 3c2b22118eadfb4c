//! Mappings and lists by indentation. Each function reads a node and says what comes after it.

use super::{DEPTH, KEY, Next, Read, Reader, range};
use crate::syntax::tree::{Style, Text};

/// A key, and where its colon is.
struct Key<'t> {
    read: Read<'t>,
    colon: usize,
}

impl Key<'_> {
    /// True where blanks stand before the colon: then it is not certain where a value would be that
    /// is left out.
    fn is_spaced(&self) -> bool {
        self.read.range.end as usize != self.colon
    }
}

impl<'t> Reader<'t> {
    /// Reads the node that starts here, in `column`; lines that belong to it start in the column
    /// `least` or behind it.
    pub(super) fn node(&mut self, column: usize, least: usize) -> Option<Next> {
        if self.builder.depth() >= DEPTH {
            return None;
        }
        if self.is_dash() {
            return self.sequence(column);
        }
        match self.key()? {
            Some(key) => self.mapping(column, key),
            None => self.leaf(least),
        }
    }

    fn is_dash(&self) -> bool {
        self.is_dash_at(self.at)
    }

    fn is_dash_at(&self, at: usize) -> bool {
        self.bytes.get(at) == Some(&b'-') && self.is_blank(at + 1)
    }

    fn sequence(&mut self, column: usize) -> Option<Next> {
        self.open(range(self.at, self.at), Style::Block, false);
        loop {
            let dash = self.at;
            self.at += 1;
            self.skip_spaces();
            let mut inner = column + self.at - dash;
            if matches!(self.peek(), None | Some(b'\n' | b'#')) {
                self.end_of_line()?;
                match self.next()? {
                    Next::Text(next) if next > column => inner = next,
                    _ => return None,
                }
            }
            match self.node(inner, column + 1)? {
                Next::Text(next) if next > column => return None,
                Next::Text(next) if next == column && self.is_dash() => {}
                next => {
                    self.builder.close(None);
                    return Some(next);
                }
            }
        }
    }

    fn mapping(&mut self, column: usize, first: Key<'t>) -> Option<Next> {
        self.open(range(self.at, self.at), Style::Block, true);
        let mut key = first;
        loop {
            let (colon, is_spaced) = (key.colon, key.is_spaced());
            self.scalar(key.read);
            self.at = colon + 1;
            if is_spaced
                && matches!(self.bytes.get(self.after_spaces(self.at)), None | Some(b'\n' | b'#'))
            {
                return None;
            }
            match self.value(column, colon)? {
                Next::Text(next) if next > column => return None,
                Next::Text(next) if next == column => key = self.key()??,
                next => {
                    self.builder.close(None);
                    return Some(next);
                }
            }
        }
    }

    fn value(&mut self, column: usize, colon: usize) -> Option<Next> {
        self.skip_spaces();
        if !matches!(self.peek(), None | Some(b'\n' | b'#')) {
            return self.leaf(column + 1);
        }
        self.at = colon + 1;
        self.end_of_line()?;
        match self.next()? {
            Next::Text(inner) if inner > column => self.node(inner, column + 1),
            Next::Text(inner) if inner == column && self.is_dash() => {
                // Here the other parser cannot tell where the outer list starts.
                let first = self.after_spaces(self.at + 1);
                (!self.is_dash_at(first)).then(|| self.sequence(column))?
            }
            next => {
                self.null(colon);
                Some(next)
            }
        }
    }

    /// The key that starts here, if one does.
    fn key(&self) -> Option<Option<Key<'t>>> {
        if self.is_dash() {
            return None;
        }
        let read = match self.peek()? {
            quote @ (b'"' | b'\'') => self.quoted_in_line(quote)?,
            _ if !self.starts_plain(self.at) => return Some(None),
            _ => {
                let Some((end, colon)) = self.plain_key_end()? else { return Some(None) };
                let range = range(self.at, end);
                let read = Read { range, style: Style::Plain, text: Text::Slice(range) };
                return self.checked(Key { read, colon });
            }
        };
        let Some(read) = read else { return Some(None) };
        let colon = read.range.end as usize;
        match self.bytes.get(colon) == Some(&b':') && self.is_blank(colon + 1) {
            true => self.checked(Key { read, colon }),
            false => Some(None),
        }
    }

    /// The key, unless it is none that go-yaml takes.
    fn checked(&self, key: Key<'t>) -> Option<Option<Key<'t>>> {
        let is_long = key.colon - self.at > KEY;
        (!is_long && !self.is_null(&key.read)).then_some(Some(key))
    }

    /// Where a plain key ends and where its colon is, if that is in this line.
    fn plain_key_end(&self) -> Option<Option<(usize, usize)>> {
        let (mut before, mut end) = (b' ', self.at);
        for (at, byte) in (self.at..).zip(self.rest()) {
            match byte {
                b'\n' => break,
                b'\t' => return None,
                b'#' if before == b' ' => break,
                b':' if self.is_blank(at + 1) => return Some(Some((end, at))),
                b' ' => {}
                _ => end = at + 1,
            }
            before = *byte;
        }
        Some(None)
    }
}
