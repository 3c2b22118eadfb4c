//! Text as it is written, with where each part comes from.

use super::super::value::{Origin, Piece, Text, Where};

/// What a template has written.
#[derive(Debug, Default, Clone)]
pub struct Output {
    /// The text.
    pub text: String,
    /// Where its parts come from, in order.
    pub pieces: Vec<Piece>,
}

impl Output {
    /// Adds text that was written at one place.
    pub fn push(&mut self, text: &str, place: Where, origin: Origin) {
        if text.is_empty() {
            return;
        }
        self.mark(place, origin);
        self.text.push_str(text);
    }

    /// Adds a text that knows its parts; parts without a place were written at `place`.
    pub fn push_text(&mut self, text: &Text, place: Where, origin: Origin) {
        let Some(first) = text.pieces().first().filter(|_| !text.is_empty()) else {
            return self.push(text.as_str(), place, origin);
        };
        if first.start > 0 {
            self.mark(place, origin);
        }
        let start = self.position();
        let own = |piece: &Piece| Piece {
            start: start.saturating_add(piece.start),
            place: if piece.place.source == 0 { place } else { piece.place },
            origin: if piece.origin == Origin::NONE { origin } else { piece.origin },
        };
        self.pieces.extend(text.pieces().iter().map(own));
        self.text.push_str(text.as_str());
    }

    /// What has been written, as a value.
    pub fn into_text(self) -> Text {
        Text::with_pieces(self.text, self.pieces)
    }

    /// Takes every `<no value>` away, as Helm does.
    pub fn without_no_value(self) -> Self {
        const NO_VALUE: &str = "<no value>";
        if !self.text.contains(NO_VALUE) {
            return self;
        }
        let gaps: Vec<usize> = self.text.match_indices(NO_VALUE).map(|(at, _)| at).collect();
        let moved = |place: usize| {
            let before = gaps.partition_point(|gap| *gap < place);
            let inside = before.checked_sub(1).and_then(|last| gaps.get(last));
            let cut = inside.map_or(0, |gap| (gap + NO_VALUE.len()).saturating_sub(place));
            place + cut - before * NO_VALUE.len()
        };
        let pieces = self.pieces.iter().map(|piece| Piece {
            start: u32::try_from(moved(piece.start as usize)).unwrap_or(u32::MAX),
            ..*piece
        });
        Self { pieces: pieces.collect(), text: self.text.replace(NO_VALUE, "") }
    }

    fn mark(&mut self, place: Where, origin: Origin) {
        self.pieces.push(Piece { start: self.position(), place, origin });
    }

    fn position(&self) -> u32 {
        u32::try_from(self.text.len()).unwrap_or(u32::MAX)
    }
}
