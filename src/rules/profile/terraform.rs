//! What the provider says of a resource's arguments, as findings.

use crate::finding::Finding;
use crate::model::profile::terraform::arguments::Arguments;
use crate::model::profile::terraform::{Misuse, Resource};
use crate::model::profile::{Embedded, ProfileFile};
use crate::nearest::nearest;
use crate::rules::Severity;
use crate::source::{Span, TextRange};
use crate::syntax::hcl::{Block, Name};

/// What to do about a text whose first line the provider shifts against the others.
pub(super) fn trimmed(text: &Embedded) -> Option<&'static str> {
    let written = text.place.text();
    let kept = written.starts_with("<<") && !written.starts_with("<<-");
    let is_shifted = kept && text.part(TextRange::at(0)).start().column > 1;
    is_shifted.then_some(
        "open the heredoc with `<<-`: the provider trims the text, so that only its first line \
         loses its indentation",
    )
}

/// Arguments that the provider does not take.
pub(super) fn unknown_arguments(file: &ProfileFile) -> Vec<Finding> {
    let all = file.resources().flat_map(|resource| {
        let misuses = resource.misuses().into_iter();
        misuses.filter_map(move |misuse| unknown(&resource, misuse))
    });
    all.collect()
}

/// Arguments that the provider requires and that are not there.
pub(super) fn missing_arguments(file: &ProfileFile) -> Vec<Finding> {
    let all = file.resources().flat_map(|resource| {
        let misuses = resource.misuses().into_iter();
        misuses.filter_map(move |misuse| missing(&resource, misuse))
    });
    all.collect()
}

fn unknown(resource: &Resource<'_>, misuse: Misuse<'_>) -> Option<Finding> {
    let place = |name: &Name| resource.span(name.range);
    let finding = match misuse {
        Misuse::Unknown { block, name, known } => {
            return Some(unheard_of((block, name), known, place(name)));
        }
        Misuse::Block(name) => {
            let name_text = &name.text;
            Finding::new(place(name), format!("`{name_text}` is a block, not an attribute"))
                .help(format!("write `{name_text} {{ ... }}`, once for each"))
        }
        Misuse::Attribute(name) => {
            let name_text = &name.text;
            Finding::new(place(name), format!("`{name_text}` is an attribute, not a block"))
                .help(format!("write `{name_text} = ...`"))
        }
        Misuse::Computed(name) => {
            let message = format!("`{}` is read-only: the provider computes it", name.text);
            Finding::new(place(name), message).help("remove it")
        }
        Misuse::Missing { .. } => return None,
    };
    Some(finding.severity(Severity::Error))
}

/// Terraform refuses every argument that it does not know, but a later version of the provider may
/// know it: only what is nearly another one is certainly wrong.
fn unheard_of((block, name): (&Block, &Name), known: &'static Arguments, place: Span) -> Finding {
    let message = format!("`{}` is no argument of a block `{}`", name.text, kind(block));
    let finding = Finding::new(place, message);
    match nearest(&name.text, known.names()) {
        Some(near) => finding.help(format!("did you mean `{near}`?")).severity(Severity::Error),
        None => finding.help("remove it").severity(Severity::Warning),
    }
}

/// The word that the documentation has for a block: for a resource, its type.
fn kind(block: &Block) -> &str {
    match block.labels.first() {
        Some(label) if block.kind.text == "resource" => &label.text,
        _ => &block.kind.text,
    }
}

fn missing(resource: &Resource<'_>, misuse: Misuse<'_>) -> Option<Finding> {
    let Misuse::Missing { block, name, is_block } = misuse else { return None };
    let what = if is_block { "block" } else { "attribute" };
    let place = resource.span(block.labels.first().map_or(block.kind.range, |label| label.range));
    let message = format!("a block `{}` needs the {what} `{name}`", kind(block));
    let help = if is_block { format!("add `{name} {{ ... }}`") } else { format!("set `{name}`") };
    Some(Finding::new(place, message).help(help).severity(Severity::Error))
}
