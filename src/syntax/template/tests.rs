//! The grammar, point by point. Each table row was checked against Go's own parser.

mod grammar;
mod hostile;
mod places;

use super::*;

/// Parses with every function known.
fn parsed(text: &str) -> Template {
    parse(text, |_| true)
}

/// The message of the mistake that ended the parse.
fn mistake(text: &str) -> Option<TemplateError> {
    parsed(text).errors.into_iter().next()
}
