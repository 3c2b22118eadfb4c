//! Formats of several parts: is there a way to split the value among them?

use super::{Piece, Test};
use crate::limits;

/// True when the parts match the whole text one after the other, or when there are too many ways.
pub(super) fn matches(parts: &[Piece<'_>], text: &str) -> bool {
    let mut tries = limits::MATCHED_SPLITS;
    // The places that the parts so far can reach.
    let mut reached = vec![0];
    for (at, part) in parts.iter().enumerate() {
        let next = match parts.get(at + 1) {
            Some(Piece::Literal(literal)) => Next::Literal(literal),
            Some(Piece::Placeholder(_)) => Next::Anything,
            None => Next::End,
        };
        let mut ends = Vec::new();
        for start in reached {
            match part {
                Piece::Literal(literal) if text[start..].starts_with(literal) => {
                    ends.push(start + literal.len());
                }
                Piece::Literal(_) => {}
                Piece::Placeholder(test) => {
                    if !placeholder((test, next, &mut tries), (text, start), &mut ends) {
                        return true;
                    }
                }
            }
        }
        ends.sort_unstable();
        ends.dedup();
        reached = ends;
    }
    reached.contains(&text.len())
}

/// What stands behind a placeholder.
#[derive(Clone, Copy)]
enum Next<'p> {
    Literal(&'p str),
    Anything,
    End,
}

/// Adds the places where the placeholder may end; false where the tries are used up.
fn placeholder(
    (test, next, tries): (&Test<'_>, Next<'_>, &mut usize),
    (text, start): (&str, usize),
    ends: &mut Vec<usize>,
) -> bool {
    let places = text[start..].char_indices().map(|(at, _)| start + at).chain([text.len()]);
    for end in places {
        let fits = match next {
            Next::Literal(literal) => text[end..].starts_with(literal),
            Next::Anything => true,
            Next::End => end == text.len(),
        };
        if !fits {
            continue;
        }
        if *tries == 0 {
            return false;
        }
        *tries -= 1;
        if test.objection(&text[start..end]).is_none() {
            ends.push(end);
        }
    }
    true
}
