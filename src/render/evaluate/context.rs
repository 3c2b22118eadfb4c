//! Where a failure happened, in Go's words.

use super::super::failure::{Failure, Frame, Outcome};
use super::super::value::Where;
use super::State;
use crate::source::TextRange;
use crate::syntax::template::{Expr, ExprKind};

impl State<'_> {
    /// A failure of the evaluation itself at `range`.
    pub(super) fn fail<T>(&self, range: TextRange, message: impl Into<String>) -> Outcome<T> {
        let mut failure = Failure::new(message);
        failure.frames.push(self.frame(range, range, String::new()));
        Err(failure)
    }

    /// A failure that came out of a function which was called at `range`; `position` is where Go
    /// says that is.
    pub(super) fn calling(
        &self,
        mut failure: Box<Failure>,
        (position, range): (TextRange, TextRange),
        name: &str,
    ) -> Box<Failure> {
        // A deep recursion fails with one frame for each level, of which nobody reads the middle.
        const FRAMES: usize = 100;
        if failure.frames.len() < FRAMES {
            failure.frames.push(self.frame(position, range, format!("error calling {name}")));
        }
        failure
    }

    fn frame(&self, position: TextRange, range: TextRange, doing: String) -> Frame {
        let (line, column) = self.source.position(position);
        Frame {
            file: self.source.name().to_owned(),
            place: Where { source: self.id, range },
            line,
            column,
            template: self.name.to_owned(),
            context: self.text(range).to_owned(),
            doing,
        }
    }
}

/// The place that Go gives to an operand: that of its second identifier if it has several.
pub(super) fn position(state: &State<'_>, expr: &Expr) -> TextRange {
    let first = usize::from(matches!(expr.kind, ExprKind::Field));
    let second = state.source.template().fields(expr, state.source.text()).nth(first);
    match second {
        Some(field) => TextRange::new(field.start.saturating_sub(1), field.end),
        None => expr.range,
    }
}
