//! From a byte of the output back to what wrote it.

use std::ops::Range;
use std::sync::Arc;

use super::value::{Origin, Piece};
use super::{Frame, Rendered, RenderedFile};
use crate::source::{SourceFile, Span, TextRange};

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
    pub fn traces(&self, file: &RenderedFile, range: Range<usize>) -> Vec<Trace> {
        let first = file.pieces.partition_point(|piece| (piece.start as usize) <= range.start);
        let pieces = file.pieces.iter().enumerate().skip(first.saturating_sub(1));
        let inside = pieces.take_while(|(_, piece)| (piece.start as usize) < range.end);
        // Pieces that end where they start wrote nothing.
        let wrote = inside.filter(|(at, piece)| {
            file.pieces.get(at + 1).is_none_or(|next| next.start > piece.start)
        });
        let narrowed = |(at, piece): (usize, &Piece)| {
            let end = file.pieces.get(at + 1).map_or(file.text.len(), |next| next.start as usize);
            narrowed(self.trace_of(piece), file, piece.start as usize..end, &range)
        };
        wrote.map(narrowed).collect()
    }

    /// Where a template on the way to a failure stands.
    pub fn place(&self, frame: &Frame) -> Option<Span> {
        let source = self.sources.get(frame.place.source as usize)?.as_ref()?;
        Some(Span::new(source, frame.place.range))
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

/// Text that a template holds and that was output as it stands, down to the bytes of `wanted`.
fn narrowed(
    trace: Trace,
    file: &RenderedFile,
    piece: Range<usize>,
    wanted: &Range<usize>,
) -> Trace {
    let Some(template) = trace.template.as_ref() else { return trace };
    let written = file.text.get(piece.clone());
    if trace.value.is_some() || written != Some(template.text()) {
        return trace;
    }
    let start = template.range().start as usize;
    let from = start + wanted.start.max(piece.start) - piece.start;
    let to = start + wanted.end.min(piece.end) - piece.start;
    let range = TextRange::from_usize(from..to.max(from));
    Trace { template: Some(Span::new(template.file(), range)), ..trace }
}
