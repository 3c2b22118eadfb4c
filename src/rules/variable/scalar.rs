//! Scalars of JSON and YAML that should be strings.

use crate::finding::{Edit, Finding, Fix};
use crate::model::profile::Field;
use crate::source::{Span, TextRange};

/// The value, or where it opens: an object underlined as a whole shows nothing.
pub(super) fn opening(field: &Field) -> Span {
    let place = &field.place;
    if field.scalar_text().is_some() {
        return place.clone();
    }
    let range = place.range();
    Span::new(place.file(), TextRange::new(range.start, range.end.min(range.start + 1)))
}

/// A finding whose cure are quotes around a number or a boolean.
pub(super) fn in_quotes(finding: Finding, field: &Field) -> Finding {
    let Some(text) = field.scalar_text().filter(|text| *text == field.place.text()) else {
        return finding;
    };
    let title = "put the value in double quotes";
    let edit = Edit::replace(field.place.clone(), format!("\"{text}\""));
    finding.help(title).fix(Fix::safe(title, edit))
}

/// True for a string on one line that a string in double quotes may take the place of.
pub(super) fn quotable(field: &Field) -> bool {
    let written = field.place.text();
    !written.contains('\n')
        && !written.starts_with(['|', '>', '*', '&', '!'])
        && !written.starts_with("<<")
}
