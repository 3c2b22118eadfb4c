//! Strings that know where their parts come from.

use std::rc::Rc;

use crate::source::TextRange;

/// Where a value was written: an index into the table of the run, or nowhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Origin(pub(in crate::render) u32);

impl Origin {
    /// Not in any values file.
    pub const NONE: Self = Self(0);
}

/// A place in a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Where {
    /// The template, as an index into the table of the run; 0 is none.
    pub source: u32,
    /// The text or the tag that wrote.
    pub range: TextRange,
}

/// From `start` to the start of the next piece, a text was written at one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// The first byte.
    pub start: u32,
    /// The place in a template.
    pub place: Where,
    /// The value that was printed there.
    pub origin: Origin,
}

#[derive(Debug, Default)]
struct Inner {
    text: String,
    /// The bytes where they are no UTF-8; `text` has replacement characters then.
    raw: Option<Box<[u8]>>,
    pieces: Vec<Piece>,
}

/// A string.
#[derive(Debug, Clone)]
pub struct Text(Kind);

/// Most strings are UTF-8 of which only the whole comes from somewhere.
#[derive(Debug, Clone)]
enum Kind {
    Plain(Rc<str>),
    Whole(Rc<Inner>),
}

impl Text {
    /// A string whose parts come from somewhere.
    pub fn with_pieces(text: String, pieces: Vec<Piece>) -> Self {
        Self(Kind::Whole(Rc::new(Inner { text, raw: None, pieces })))
    }

    /// A string of bytes.
    pub fn from_bytes(bytes: &[u8]) -> Self {
        match std::str::from_utf8(bytes) {
            Ok(text) => text.into(),
            Err(_) => {
                let text = String::from_utf8_lossy(bytes).into_owned();
                let raw = Some(bytes.into());
                Self(Kind::Whole(Rc::new(Inner { text, raw, pieces: Vec::new() })))
            }
        }
    }

    /// The characters.
    pub fn as_str(&self) -> &str {
        match &self.0 {
            Kind::Plain(text) => text,
            Kind::Whole(inner) => &inner.text,
        }
    }

    /// The bytes.
    pub fn as_bytes(&self) -> &[u8] {
        match &self.0 {
            Kind::Plain(text) => text.as_bytes(),
            Kind::Whole(inner) => inner.raw.as_deref().unwrap_or(inner.text.as_bytes()),
        }
    }

    /// Where the parts come from; nothing is known of what is before the first.
    pub fn pieces(&self) -> &[Piece] {
        match &self.0 {
            Kind::Plain(_) => &[],
            Kind::Whole(inner) => &inner.pieces,
        }
    }

    /// True for the empty string.
    pub fn is_empty(&self) -> bool {
        self.as_str().is_empty()
    }

    /// The bytes from `start` to `end`, with where they come from.
    pub fn slice(&self, start: usize, end: usize) -> Self {
        let whole = self.as_str();
        if start == 0 && end == whole.len() {
            return self.clone();
        }
        let Some(text) = whole.get(start..end) else {
            return Self::from_bytes(self.as_bytes().get(start..end).unwrap_or_default());
        };
        let first = self.pieces().partition_point(|piece| (piece.start as usize) <= start);
        let pieces = self.pieces()[first.saturating_sub(1)..].iter();
        let pieces = pieces.take_while(|piece| (piece.start as usize) < end).map(|piece| Piece {
            start: (piece.start as usize).saturating_sub(start) as u32,
            ..*piece
        });
        Self::with_pieces(text.to_owned(), pieces.collect())
    }

    /// The string that `change` makes of this one without any part changing its place in the order.
    /// `place_of` tells where a byte of the old string is in the new one.
    pub fn moved(&self, text: String, place_of: impl FnMut(usize) -> usize) -> Self {
        let mut place_of = place_of;
        let end = text.len();
        let moved = self.pieces().iter().map(|piece| Piece {
            start: u32::try_from(place_of(piece.start as usize).min(end)).unwrap_or(u32::MAX),
            ..*piece
        });
        let pieces = moved.collect();
        Self::with_pieces(text, pieces)
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self(Kind::Plain(text.into()))
    }
}

impl From<Rc<str>> for Text {
    fn from(text: Rc<str>) -> Self {
        Self(Kind::Plain(text))
    }
}

impl Default for Text {
    fn default() -> Self {
        "".into()
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self::with_pieces(text, Vec::new())
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        self.as_bytes() == other.as_bytes()
    }
}

impl Eq for Text {}
