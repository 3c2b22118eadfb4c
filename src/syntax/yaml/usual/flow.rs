//! Collections in brackets, JSON among them.

use super::{DEPTH, Read, Reader, range};
use crate::syntax::tree::{Style, Text};

impl<'t> Reader<'t> {
    /// Reads the collection that opens here; its lines start in the column `least` or behind it.
    pub(super) fn flow(&mut self, least: usize) -> Option<()> {
        if self.builder.depth() >= DEPTH {
            return None;
        }
        let is_mapping = self.peek() == Some(b'{');
        let close = if is_mapping { b'}' } else { b']' };
        self.open(range(self.at, self.at + 1), Style::Flow, is_mapping);
        self.at += 1;
        self.flow_space(least)?;
        while self.peek()? != close {
            if !self.builder.has_room() {
                return None;
            }
            if is_mapping {
                self.flow_entry(least)?
            } else {
                self.flow_node(least)?
            }
            self.flow_space(least)?;
            match self.peek()? {
                b',' => self.at += 1,
                byte if byte == close => break,
                _ => return None,
            }
            self.flow_space(least)?;
        }
        let bracket = self.outer(range(self.at, self.at + 1));
        self.at += 1;
        self.builder.close(Some(bracket.end));
        Some(())
    }

    fn flow_entry(&mut self, least: usize) -> Option<()> {
        let is_quoted = matches!(self.peek()?, b'"' | b'\'');
        let start = self.at;
        let key = self.flow_text()?;
        if self.is_null(&key) {
            return None;
        }
        self.scalar(key);
        let end = self.at;
        self.skip_spaces();
        let colon = self.at;
        let is_key = self.peek()? == b':' && (is_quoted || self.is_blank(colon + 1));
        if !is_key || colon - start > super::KEY {
            return None;
        }
        self.at += 1;
        self.flow_space(least)?;
        match self.peek()? {
            // Behind a blank it is not certain where a value would be that is left out.
            b',' | b'}' if end < colon => return None,
            b',' | b'}' => self.null(colon),
            _ => self.flow_node(least)?,
        }
        Some(())
    }

    fn flow_node(&mut self, least: usize) -> Option<()> {
        match self.peek()? {
            b'[' | b'{' => self.flow(least),
            _ => {
                let read = self.flow_text()?;
                self.scalar(read);
                Some(())
            }
        }
    }

    /// Reads a scalar of one line.
    fn flow_text(&mut self) -> Option<Read<'t>> {
        let read = match self.peek()? {
            quote @ (b'"' | b'\'') => self.quoted_in_line(quote)??,
            b':' => return None,
            b'-' if matches!(self.rest(), [_, b',' | b'[' | b']' | b'{' | b'}', ..]) => {
                return None;
            }
            _ if !self.starts_plain(self.at) => return None,
            _ => {
                let range = range(self.at, self.flow_plain_end()?);
                Read { range, style: Style::Plain, text: Text::Slice(range) }
            }
        };
        self.at = read.range.end as usize;
        Some(read)
    }

    fn flow_plain_end(&self) -> Option<usize> {
        // At the start of a line these may end the document.
        if matches!(self.rest(), [b'-', b'-', b'-', ..] | [b'.', b'.', b'.', ..]) {
            return None;
        }
        let mut end = self.at;
        for (at, byte) in (self.at..).zip(self.rest()) {
            match byte {
                b',' | b']' | b'}' | b'\n' => break,
                b'\t' | b'[' | b'{' | b'#' | b'?' => return None,
                b':' if self.is_blank(at + 1) => break,
                b':' if b",[]{}".contains(self.bytes.get(at + 1)?) => return None,
                b' ' => {}
                _ => end = at + 1,
            }
        }
        Some(end)
    }

    /// Skips blanks, line breaks and comments.
    fn flow_space(&mut self, least: usize) -> Option<()> {
        self.skip_spaces();
        while let Some(b'\n' | b'#') = self.peek() {
            self.end_of_line()?;
            let start = self.at;
            self.skip_spaces();
            if self.peek()? != b'\n' && self.at - start < least {
                return None;
            }
        }
        Some(())
    }
}
