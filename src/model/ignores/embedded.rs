//! Comments for palint in a profile: those of the file itself, and those of the texts within it.
//!
//! A text within a text is read as if it were a file of its own, so that indentation says there what
//! it says everywhere; then every place is mapped to the file around it.

use std::sync::Arc;

use super::{Directive, Ignore, PREFIX, Reach, read};
use crate::limits;
use crate::model::profile::{Embedded, ProfileFile};
use crate::source::{SourceFile, Span, TextRange};
use crate::syntax::tree::Document;
use crate::syntax::yaml;

/// The directives of a file with profiles.
pub(in crate::model) fn of_profiles(profiles: &ProfileFile) -> Vec<Directive> {
    let comments = profiles.document().map_or(&[][..], Document::comments);
    let of_terraform = profiles.configuration().map_or(&[][..], |tree| &tree.comments);
    let mut directives = read(profiles.file(), comments);
    directives.extend(read(profiles.file(), of_terraform));
    directives.extend(profiles.embedded().flat_map(within));
    directives.truncate(limits::DIRECTIVES);
    directives
}

fn within(embedded: &Embedded) -> Vec<Directive> {
    if !embedded.text().contains(PREFIX) {
        return Vec::new();
    }
    let file = SourceFile::new(embedded.file().path().clone(), embedded.text());
    let comments = comments(&file);
    read(&file, &comments).into_iter().map(|directive| mapped(directive, embedded)).collect()
}

fn comments(file: &Arc<SourceFile>) -> Vec<TextRange> {
    let document = yaml::parse(file);
    match document.problems().is_empty() {
        true => document.comments().to_vec(),
        false => super::comment_lines(file),
    }
}

/// The directive as it stands in the file around the text.
fn mapped(directive: Directive, embedded: &Embedded) -> Directive {
    let part = |span: &Span| embedded.part(span.range());
    let outer = |range| embedded.origin().outer_range(range);
    let ignore = directive.ignore.map(|ignore| Ignore {
        list: outer(ignore.list),
        names: ignore.names.iter().map(part).collect(),
        reach: match ignore.reach {
            Reach::File => Reach::Lines(embedded.place.range()),
            Reach::Lines(lines) => Reach::Lines(outer(lines)),
        },
        has_reason: ignore.has_reason,
    });
    Directive { comment: part(&directive.comment), ignore }
}
