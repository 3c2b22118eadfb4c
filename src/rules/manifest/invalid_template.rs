//! A manifest that the template engine refuses.

use super::span;
use crate::finding::Finding;
use crate::model::manifest::{self, Manifest};
use crate::model::pack::Pack;
use crate::nearest::nearest;
use crate::rules::{Check, Rule, Severity};
use crate::source::TextRange;
use crate::syntax::template::{ErrorKind, FUNCTIONS, TemplateError};

/// See the page.
pub static RULE: Rule = Rule {
    id: "manifest/invalid-template",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/manifest/invalid-template.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    pack.manifests().iter().flat_map(findings).collect()
}

fn findings(manifest: &Manifest) -> Vec<Finding> {
    let errors = manifest.template_errors();
    errors.filter_map(|error| finding(manifest, error)).collect()
}

fn finding(manifest: &Manifest, error: &TemplateError) -> Option<Finding> {
    if !manifest::is_fatal(error) {
        return unknown_function(manifest, error);
    }
    match &error.related {
        Some((opener, _)) if error.message.starts_with("unclosed") => {
            Some(unclosed(manifest, *opener, &error.message))
        }
        Some((range, message)) => Some(
            Finding::new(span(manifest, error.range), error.message.clone())
                .label(span(manifest, *range), message.clone()),
        ),
        None => Some(Finding::new(span(manifest, error.range), error.message.clone())),
    }
}

/// Told where it is opened: the end of the file shows nothing.
fn unclosed(manifest: &Manifest, opener: TextRange, message: &str) -> Finding {
    let finding = Finding::new(span(manifest, opener), message);
    match half_tag(manifest.file.text(), opener.end as usize) {
        Some(at) => finding
            .label(span(manifest, at), "this is text, not a tag")
            .help("write a tag with two braces on each side: `{{ end }}`"),
        None => finding,
    }
}

/// Palette may know functions that Helm does not, so a name that resembles none is left alone.
fn unknown_function(manifest: &Manifest, error: &TemplateError) -> Option<Finding> {
    let ErrorKind::UnknownFunction(name) = &error.kind else { return None };
    let meant = nearest(name, FUNCTIONS.iter().copied())?;
    let message = format!("there is no template function `{name}`");
    let finding = Finding::new(span(manifest, error.range), message);
    Some(finding.severity(Severity::Warning).help(format!("did you mean `{meant}`?")))
}

/// The first `{- end}`, `{ end }` or `{end}` behind `from`.
fn half_tag(text: &str, from: usize) -> Option<TextRange> {
    let rest = text.get(from..)?;
    let mut braces = rest.match_indices('{');
    braces.find_map(|(at, _)| {
        let inside = rest[at + 1..].strip_prefix('-').unwrap_or(&rest[at + 1..]);
        let length = inside.find(['{', '}', '\n'])?;
        let is_end = inside[..length].trim_matches(['-', ' ']) == "end";
        let is_single = !rest[..at].ends_with('{') && inside[length..].starts_with('}');
        let close = rest.len() - inside.len() + length + 1;
        (is_end && is_single).then(|| TextRange::from_usize(from + at..from + close))
    })
}
