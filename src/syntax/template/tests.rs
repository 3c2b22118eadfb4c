//! The grammar, point by point. Each table row was checked against Go's own parser.

mod grammar;
mod hostile;
mod places;

use super::*;

/// Parses as if every function were known.
fn parsed(text: &str) -> Template {
    let mut template = parse(text);
    template.errors.retain(|error| !matches!(error.kind, ErrorKind::UnknownFunction(_)));
    template
}

/// The message of the mistake that ended the parse.
fn mistake(text: &str) -> Option<TemplateError> {
    parsed(text).errors.into_iter().next()
}
