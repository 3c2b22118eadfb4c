//! A diagnostic for readers that cannot open archives: editors, review tools and CI servers.
//!
//! A member of an archive is shown as the archive itself, and the message says where inside.

use super::terminal::clean;
use crate::engine::Diagnostic;
use crate::finding::Place;
use crate::source::{Position, Span};

/// A place that such readers can open, and what there is to say about it.
pub(super) struct Shown<'d> {
    /// The path of a file or directory on disk.
    pub(super) path: &'d str,
    /// The place in its text, if it has one.
    pub(super) span: Option<&'d Span>,
    /// The message on one line, harmless to a terminal.
    pub(super) message: String,
}

impl<'d> Shown<'d> {
    /// What a diagnostic says.
    pub(super) fn new(diagnostic: &'d Diagnostic) -> Self {
        Self::at(&diagnostic.finding.at, &diagnostic.finding.message)
    }

    /// What `message` says about a place.
    pub(super) fn at(place: &'d Place, message: &str) -> Self {
        let path = place.path();
        let inside = match (path.inside(), place.span()) {
            (Some(inside), Some(span)) => {
                let start = span.start();
                format!(" (in {inside}:{}:{})", start.line, start.column)
            }
            (Some(inside), None) => format!(" (in {inside})"),
            (None, _) => String::new(),
        };
        let span = place.span().filter(|_| path.inside().is_none());
        let message = clean(&format!("{message}{inside}")).into_owned();
        Self { path: path.on_disk(), span, message }
    }

    /// Where it starts; a whole file starts at 1:1.
    pub(super) fn start(&self) -> Position {
        self.span.map_or(Position { line: 1, column: 1 }, Span::start)
    }
}

/// The message of a diagnostic, and on a line of its own how to cure it.
pub(super) fn with_help(message: &str, diagnostic: &Diagnostic) -> String {
    match &diagnostic.finding.help {
        Some(help) => format!("{message}\nhelp: {}", clean(help)),
        None => message.to_owned(),
    }
}

/// The path of a member is no path on disk, and neither is that of an archive's edit.
pub(super) fn is_on_disk(span: &Span) -> bool {
    span.file().path().inside().is_none()
}

/// The text for an attribute or an element of XML 1.0, which has no word for most control
/// characters.
pub(super) fn xml(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in clean(text).chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&apos;"),
            '\u{fffe}' | '\u{ffff}' => escaped.push(char::REPLACEMENT_CHARACTER),
            other => escaped.push(other),
        }
    }
    escaped
}
