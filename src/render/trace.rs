//! From a byte of the output back to what wrote it.

use std::sync::Arc;

use super::value::{Origin, Piece};
use super::{Rendered, RenderedFile};
use crate::source::{SourceFile, Span};

/// What wrote a part of the output.
#[derive(Debug, Clone, Default)]
pub struct Trace {
    /// The text or the tag of a template.
    pub template: Option<Span>,
    /// The value that was printed there.
    pub value: Option<Span>,
}

impl Rendered {
    /// Says that the only template lies in `file`, of which a copy with as many bytes was rendered.
    pub(crate) fn move_to(&mut self, file: &Arc<SourceFile>) {
        for source in self.sources.iter_mut().flatten() {
            *source = Arc::clone(file);
        }
        for error in &mut self.errors {
            error.place = error.place.as_ref().map(|place| Span::new(file, place.range()));
        }
    }

    /// What wrote the byte at `offset` of a file's output.
    pub fn trace(&self, file: &RenderedFile, offset: usize) -> Trace {
        let next = file.pieces.partition_point(|piece| (piece.start as usize) <= offset);
        next.checked_sub(1)
            .and_then(|at| file.pieces.get(at))
            .map_or_else(Trace::default, |piece| self.trace_of(piece))
    }

    /// What wrote the bytes of a range, one for each part, in order.
    pub fn traces(&self, file: &RenderedFile, range: std::ops::Range<usize>) -> Vec<Trace> {
        let first = file.pieces.partition_point(|piece| (piece.start as usize) <= range.start);
        let pieces = file.pieces.iter().enumerate().skip(first.saturating_sub(1));
        let inside = pieces.take_while(|(_, piece)| (piece.start as usize) < range.end);
        // Pieces that end where they start wrote nothing.
        let wrote = inside.filter(|(at, piece)| {
            file.pieces.get(at + 1).is_none_or(|next| next.start > piece.start)
        });
        wrote.map(|(_, piece)| self.trace_of(piece)).collect()
    }

    fn trace_of(&self, piece: &Piece) -> Trace {
        let source = self.sources.get(piece.place.source as usize).and_then(Option::as_ref);
        let value = match piece.origin {
            Origin::NONE => None,
            origin => self.origins.place(origin),
        };
        Trace {
            template: source.map(|source| Span::new(source, piece.place.range)),
            value: value.map(|(file, range)| Span::new(file, range)),
        }
    }
}
