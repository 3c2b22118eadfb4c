//! Mappings and lists by indentation. Each function reads a node and says what comes after it.

use super::{DEPTH, KEY, Next, Read, Reader, range};
use crate::syntax::tree::{Style, Text};

/// A key, and where its colon is.
struct Key {
    read: Read,
    colon: usize,
}

impl Reader<'_> {
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
            if matches!(self.peek(), None | Some(b'\n' | b'#')) {
                return None;
            }
            match self.node(column + self.at - dash, column + 1)? {
                Next::Text(next) if next > column => return None,
                Next::Text(next) if next == column && self.is_dash() => {}
                next => {
                    self.builder.close(None);
                    return Some(next);
                }
            }
        }
    }

    fn mapping(&mut self, column: usize, first: Key) -> Option<Next> {
        self.open(range(self.at, self.at), Style::Block, true);
        let mut key = first;
        loop {
            let colon = key.colon;
            self.scalar(key.read);
            self.at = colon + 1;
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
    fn key(&self) -> Option<Option<Key>> {
        if self.is_dash() {
            return None;
        }
        let read = match self.peek()? {
            quote @ (b'"' | b'\'') => self.quoted_in_line(quote)?,
            _ if !self.starts_plain(self.at) => return Some(None),
            _ => {
                let Some(end) = self.plain_key_end()? else { return Some(None) };
                let range = range(self.at, end);
                Some(Read { range, style: Style::Plain, text: Text::Slice(range) })
            }
        };
        let Some(read) = read else { return Some(None) };
        if self.is_null(&read) {
            return None;
        }
        let colon = read.range.end as usize;
        let is_key = self.bytes.get(colon) == Some(&b':') && self.is_blank(colon + 1);
        if is_key && colon - self.at > KEY {
            return None;
        }
        Some(is_key.then_some(Key { read, colon }))
    }

    /// Where a plain key ends, if its colon is in this line.
    fn plain_key_end(&self) -> Option<Option<usize>> {
        let mut before = b' ';
        for (at, byte) in (self.at..).zip(self.rest()) {
            match byte {
                b'\n' => break,
                b'\t' => return None,
                b'#' if before == b' ' => break,
                // Where nothing is written, the place would be another one.
                b':' if self.is_blank(at + 1) => return (before != b' ').then_some(Some(at)),
                _ => {}
            }
            before = *byte;
        }
        Some(None)
    }
}
