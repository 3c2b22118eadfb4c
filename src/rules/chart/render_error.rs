//! A chart that cannot be rendered with the pack's own values.

mod blame;
mod foreseen;

use std::cell::LazyCell;
use std::collections::HashSet;

use super::values_schema;
use crate::finding::Finding;
use crate::limits;
use crate::model::pack::Pack;
use crate::model::rendered::Release;
use crate::render::{self, FailureKind, RenderError};
use crate::rules::{Check, Rule, Severity};
use blame::{Blame, blame};
use foreseen::is_foreseen;

/// See the page.
pub static RULE: Rule = Rule {
    id: "chart/render-error",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/chart/render-error.md"),
    check: Check::Pack(check),
};

/// Templates on the way to a failure that a finding names.
const FRAMES: usize = 8;

/// Letters of what a template says when it fails: some say a page.
const SAID: usize = 200;

fn check(pack: &Pack) -> Vec<Finding> {
    pack.releases().iter().flat_map(|release| of_release(pack, release)).collect()
}

/// Helm stops at the first failure. What its user has to fill in comes first, because the others may
/// be gone with it.
fn of_release(pack: &Pack, release: &Release) -> Vec<Finding> {
    let refused = LazyCell::new(|| {
        let listed = release.listed_chart(pack);
        listed.is_some_and(|listed| !values_schema::of_chart(pack, listed).is_empty())
    });
    let is_told = |error: &RenderError| match error.kind {
        FailureKind::Schema => *refused,
        _ => is_told(error),
    };
    let errors = release.rendered.errors.iter().filter(|error| !is_told(error));
    let blamed: Vec<_> =
        errors.filter_map(|error| Some((error, blame(pack, release, error)?))).collect();
    let is_foreseen = |path: &String| is_foreseen(pack, path);
    let mut seen = HashSet::new();
    let left = blamed.iter().filter(|(_, blame)| matches!(blame, Blame::Left { .. }));
    let mut findings: Vec<Finding> = left
        .filter(|(_, blame)| seen.insert(blame.path()))
        .filter(|(_, blame)| !blame.path().as_ref().is_some_and(is_foreseen))
        .map(|(error, blame)| finding(release, error, blame))
        .collect();
    if seen.is_empty() {
        let first = blamed.first().map(|(error, blame)| finding(release, error, blame));
        findings.extend(first);
    }
    findings
}

/// True for what another rule tells: Helm does not get to the templates then.
fn is_told(error: &RenderError) -> bool {
    match error.kind {
        // A chart that is refused as a whole, a template that is none, a template that is not there.
        FailureKind::Error => error.file.is_none() || is_static(error),
        FailureKind::Schema | FailureKind::Fail | FailureKind::Required | FailureKind::Limit => {
            false
        }
    }
}

fn is_static(error: &RenderError) -> bool {
    let message = error.message.as_str();
    error.frames.is_empty() || message.contains("not defined") || message.contains("no template")
}

fn finding(release: &Release, error: &RenderError, blame: &Blame<'_>) -> Finding {
    let (start, rest) = match error.message.strip_prefix(render::REFUSED_BY_SCHEMA) {
        Some(rest) => ("the schema of", rest.replacen("\n- at ", "\nat ", 1)),
        None => ("", error.message.clone()),
    };
    let said: Vec<_> = start.split_whitespace().chain(rest.split_whitespace()).collect();
    let mut said = said.join(" ");
    if let Some((end, _)) = said.char_indices().nth(SAID) {
        said.truncate(end);
        said.push('…');
    }
    let finding = match blame {
        Blame::Left { path, node } => {
            // What the engine says of a value that is not there is for who knows Go.
            let why = match error.kind {
                FailureKind::Error => ", and the chart cannot be rendered without it".to_owned(),
                _ => format!(": {said}"),
            };
            let message = format!("`{path}` is left for the user to fill in{why}");
            Finding::new(node.span(), message)
                .severity(Severity::Info)
                .help("mark it `required` in `schema.yaml`, so that Palette asks for it")
        }
        Blame::Value { path, node } => {
            let message = format!("the chart cannot be rendered with this `{path}`: {said}");
            Finding::new(node.span(), message).help("give it a value that the chart accepts")
        }
        Blame::Chart if error.kind == FailureKind::Limit => {
            let message = format!("palint gives up on rendering the chart: {said}");
            Finding::new(release.listed.clone(), message).severity(Severity::Warning)
        }
        Blame::Chart => {
            let message = format!("the chart cannot be rendered with the pack's values: {said}");
            Finding::new(release.listed.clone(), message)
                .help("set in `values.yaml` what the chart needs")
        }
    };
    with_stack(finding, release, error)
}

fn with_stack(finding: Finding, release: &Release, error: &RenderError) -> Finding {
    let frames = error.frames.iter().filter_map(|frame| release.rendered.place(frame));
    let frames = frames.take(FRAMES.min(limits::PROBLEMS)).enumerate();
    frames.fold(finding, |finding, (at, place)| {
        finding.label(place, if at == 0 { "fails here" } else { "called from here" })
    })
}
