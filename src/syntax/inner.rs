//! Where each byte of a decoded scalar comes from, for languages that live inside strings.
//!
//! The written text is decoded a second time and compared with what the parser made of it. Where
//! both disagree, every offset is the start of the scalar: coarse, but never wrong.

mod block;
mod flow;
#[cfg(test)]
mod tests;

use crate::source::TextRange;
use crate::syntax::origin::Origin;
use crate::syntax::tree::{NodeRef, Style};

impl NodeRef<'_> {
    /// Maps offsets in [`NodeRef::text`] to offsets in the file, whatever the style of the scalar.
    /// An alias leads to the text that it stands for.
    pub fn inner_origin(self) -> Origin {
        if let Some(range) = self.verbatim() {
            return Origin::new(vec![(0, range.start)]);
        }
        let range = self.target_range();
        match &self.document().body.embedding {
            None => self.origin_in(self.document().file().text(), range),
            Some(embedding) => {
                let origin = &embedding.origin;
                self.origin_in(&embedding.text, origin.inner_range(range)).then(origin)
            }
        }
    }

    /// Maps offsets in the decoded text to offsets in `file`, where it is written at `range`.
    fn origin_in(self, file: &str, range: TextRange) -> Origin {
        let text = self.text().unwrap_or_default();
        let pieces = match self.style() {
            Style::Literal | Style::Folded => block::pieces(file, range, text),
            Style::Plain => flow::pieces(file, range, (text, Style::Plain)),
            style => flow::pieces(file, without_quotes(range), (text, style)),
        };
        Origin::new(pieces.unwrap_or_else(|| vec![(0, range.start), (u32::MAX, range.start)]))
    }
}

fn without_quotes(range: TextRange) -> TextRange {
    let start = (range.start + 1).min(range.end);
    TextRange::new(start, range.end.saturating_sub(1).max(start))
}

/// The pieces of an [`Origin`] while they are found.
pub(super) struct Pieces {
    pieces: Vec<(u32, u32)>,
}

impl Pieces {
    pub(super) fn new() -> Self {
        Self { pieces: Vec::new() }
    }

    /// From byte `inner` of the decoded text on, text comes from `outer` on.
    pub(super) fn add(&mut self, inner: usize, outer: usize) {
        let (Ok(inner), Ok(outer)) = (u32::try_from(inner), u32::try_from(outer)) else { return };
        match self.pieces.last_mut() {
            Some(last) if last.0 == inner => last.1 = outer,
            Some(last) if outer.checked_sub(last.1) == inner.checked_sub(last.0) => {}
            _ => self.pieces.push((inner, outer)),
        }
    }

    /// Nothing behind the end of the decoded text maps to anything but `outer`.
    pub(super) fn finish(mut self, inner: usize, outer: usize) -> Vec<(u32, u32)> {
        let (Ok(inner), Ok(outer)) = (u32::try_from(inner), u32::try_from(outer)) else {
            return self.pieces;
        };
        if self.pieces.last().is_none_or(|last| last.0 < inner) {
            self.pieces.push((inner, outer));
        }
        self.pieces.push((u32::MAX, outer));
        self.pieces
    }
}
