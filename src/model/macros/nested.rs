//! Profile variables within another macro.
//!
//! The scanner takes a macro that holds another one for an unclosed one, or for one with an odd
//! argument; here both are told from what merely lacks its braces.

use super::{Form, Macro, Word};
use crate::source::TextRange;

/// A variable within a macro.
#[derive(Debug)]
pub struct Nested<'m> {
    /// What it stands in.
    pub outer: &'m Word,
    /// The variable, if it is a macro of its own.
    pub inner: Option<&'m Word>,
}

/// Characters that are looked at for the braces that close the outer macro.
const LOOKED_AT: usize = 200;

/// The variables within other macros, of the macros of one text in order.
pub fn nested(macros: &[Macro]) -> impl Iterator<Item = Nested<'_>> {
    let pairs = macros.iter().zip(macros.iter().skip(1));
    let unclosed = pairs.filter(|(outer, inner)| {
        outer.form == Form::Unclosed && inner.is_of("var") && is_within(inner, outer)
    });
    let unclosed =
        unclosed.map(|(outer, inner)| Nested { outer: &outer.whole, inner: Some(&inner.whole) });
    let arguments = macros.iter().filter(|found| holds_variable(found));
    unclosed.chain(arguments.map(|found| Nested { outer: &found.whole, inner: None }))
}

fn holds_variable(found: &Macro) -> bool {
    let mut arguments = found.filters.iter().flat_map(|filter| &filter.arguments);
    arguments.any(|argument| argument.contains("{{") && argument.contains(".spectro.var."))
}

/// True where nothing ends the line between the two, and the outer macro is closed behind the inner.
fn is_within(inner: &Macro, outer: &Macro) -> bool {
    let (outer, inner) = (&outer.whole.span, &inner.whole.span);
    let file = inner.file();
    if outer.file().path() != file.path() || inner.range().start < outer.range().end {
        return false;
    }
    let between = file.slice(TextRange::new(outer.range().end, inner.range().start));
    let behind = &file.text()[inner.range().end as usize..];
    let end =
        behind.char_indices().enumerate().find(|(n, (_, c))| *n == LOOKED_AT || ends_line(*c));
    let behind = end.map_or(behind, |(_, (at, _))| &behind[..at]);
    let is_closed = behind.find("}}").is_some_and(|close| !behind[..close].contains("{{"));
    between.len() <= LOOKED_AT && !between.contains(ends_line) && is_closed
}

/// In JSON the line of a text ends with an escape.
fn ends_line(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\\')
}
