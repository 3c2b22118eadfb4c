//! An object in the output of a chart that is not what its kind has to be.

use super::written::at_written;
use crate::finding::Finding;
use crate::limits;
use crate::model::kubernetes::conform::{Fault, FaultKind, faults};
use crate::model::literal::has_macro;
use crate::model::pack::Pack;
use crate::model::rendered::{Object, Release, Written};
use crate::render::FailureKind;
use crate::rules::manifest::fault::told;
use crate::rules::{Check, Rule, Severity};
use crate::source::{Span, TextRange};

/// See the page.
pub static RULE: Rule = Rule {
    id: "chart/invalid-object",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/chart/invalid-object.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    // Values that a schema refuses never get to a template.
    let is_refused = |release: &&Release| {
        release.rendered.errors.iter().any(|error| error.kind == FailureKind::Schema)
    };
    let releases = pack.releases().iter().filter(|release| !is_refused(release));
    let objects = releases.flat_map(Release::objects);
    let sound = objects.filter(|object| object.document.problem().is_none());
    sound.flat_map(|object| of_object(pack, &object)).take(limits::PROBLEMS).collect()
}

fn of_object(pack: &Pack, object: &Object<'_>) -> Vec<Finding> {
    if let Some(finding) = unidentified(object) {
        return vec![finding];
    }
    let (Some(version), Some(kind)) = (object.api_version(), object.kind()) else {
        return Vec::new();
    };
    let Some(schema) = pack.object_schema(version, kind) else { return Vec::new() };
    let name = described(object);
    let faults = faults(object.root, schema, &|_| false).into_iter();
    faults.filter_map(|fault| finding(object, &name, &fault)).collect()
}

/// An object that lacks what every object has.
fn unidentified(object: &Object<'_>) -> Option<Finding> {
    let generated = object.root.at(&["metadata", "generateName"]).is_some();
    let key = match (object.api_version(), object.kind(), object.name()) {
        (Some(_), None, _) => "kind",
        (None, Some(_), _) => "apiVersion",
        (Some(_), Some(_), None) if !generated && !is_nameless(object) => "metadata.name",
        _ => return None,
    };
    let written = written(object, object.root.range());
    let message = format!("{} lacks `{key}`", described(object));
    Some(at_written(object.release, written, message).help("Helm refuses to install the chart"))
}

/// True where the name is there in another type: the schema tells that.
fn is_nameless(object: &Object<'_>) -> bool {
    let name = object.root.at(&["metadata", "name"]);
    name.is_some_and(|name| !name.is_null() && name.as_str().is_none())
}

fn described(object: &Object<'_>) -> String {
    match (object.kind(), object.name()) {
        (Some(kind), Some(name)) => format!("the {kind} `{name}`"),
        (Some(kind), None) => format!("the {kind} in `{}`", object.document.file.name),
        _ => format!("the object in `{}`", object.document.file.name),
    }
}

fn finding(object: &Object<'_>, name: &str, fault: &Fault) -> Option<Finding> {
    let mut written = self::written(object, fault.range);
    if let (FaultKind::Unknown(_), None) = (&fault.kind, &written.value) {
        written.value = own_key(object, fault);
    }
    let values = [&written.value, &written.default, &written.template];
    if values.into_iter().flatten().any(|span| is_unsure(span.text())) {
        return None;
    }
    let (message, help, severity) = told(fault, name);
    Some(at_written(object.release, written, message).maybe_help(help).severity(severity))
}

/// The unknown field where the pack wrote it, with the value that it has there.
fn own_key(object: &Object<'_>, fault: &Fault) -> Option<Span> {
    let value = written(object, fault.value).value?;
    let name = fault.path.rsplit('.').next()?;
    let before = value.file().text().get(..value.range().start as usize)?.trim_end();
    let key = before.strip_suffix(':')?.trim_end_matches(['"', '\'']);
    let start = u32::try_from(key.strip_suffix(name)?.len()).ok()?;
    let end = start.saturating_add(u32::try_from(name.len()).ok()?);
    Some(Span::new(value.file(), TextRange::new(start, end)))
}

/// Palette puts something there before the chart is rendered.
fn is_unsure(text: &str) -> bool {
    text.contains(".spectro") && has_macro(text)
}

/// What wrote the first line of a part.
fn written(object: &Object<'_>, range: TextRange) -> Written {
    let text = object.document.text();
    let part = text.get(range.start as usize..range.end as usize).unwrap_or_default();
    let line = part.lines().next().unwrap_or_default().len().max(1);
    let length = u32::try_from(line).unwrap_or(u32::MAX);
    object.written(TextRange::new(range.start, range.start.saturating_add(length)))
}
