//! Failures of the renderer as lines for standard error.

use std::fmt::Write;

use crate::render::RenderError;
use crate::source::Span;

/// Templates on the way to a failure that are told: more help nobody.
const FRAMES: usize = 20;

/// A failure with its place.
pub(super) fn described(error: &RenderError) -> String {
    let place = error.place.as_ref().map(located).unwrap_or_default();
    format!("{place}{}", error.message)
}

/// A failure with its place, then the templates that led there.
pub(super) fn with_frames(error: &RenderError) -> String {
    let mut text = described(error);
    for frame in error.frames.iter().skip(1).take(FRAMES) {
        let _ = write!(text, "\n  from {}:{} in `{}`", frame.file, frame.line, frame.template);
    }
    text
}

/// A place before what is said of it.
pub(super) fn located(place: &Span) -> String {
    let start = place.start();
    format!("{}:{}:{}: ", place.file().path(), start.line, start.column)
}
