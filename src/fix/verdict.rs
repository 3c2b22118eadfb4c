//! Whether fixes hold: by what is found before and after them.

use std::collections::BTreeMap;

use super::edits::{Change, moved};
use super::inside;
use crate::engine::Diagnostic;
use crate::rules::Severity;
use crate::source::VirtualPath;

/// What a target says.
pub(super) struct Seen {
    /// In this run.
    pub(super) told: Vec<Diagnostic>,
    /// Every error, whatever the run was asked for.
    pub(super) errors: Vec<Diagnostic>,
}

type Changes<'c> = BTreeMap<&'c str, Vec<&'c Change>>;

/// What was found before and after.
type Found<'f> = (&'f [Diagnostic], &'f [Diagnostic]);

/// True when none of the findings that were fixed is left.
pub(super) fn cleared(
    fixes: &[&Diagnostic],
    root: &VirtualPath,
    changes: &Changes<'_>,
    (before, after): Found<'_>,
) -> bool {
    fixes.iter().all(|fix| {
        let count = |among: &[Diagnostic]| among.iter().filter(|d| is_alike(d, fix)).count();
        let cured = fixes.iter().filter(|other| is_alike(other, fix)).count();
        let place = place(fix, root, changes);
        // Where a list loses an item, the next one that is wrong takes its place.
        count(after) + cured <= count(before) || !stays(fix, place, after)
    })
}

/// True when the finding is among those of its file after these edits.
pub fn is_left(finding: &Diagnostic, changes: &[&Change], after: &[Diagnostic]) -> bool {
    let place = finding.finding.at.range().map(|range| moved(range.start, changes));
    stays(finding, place, after)
}

fn stays(finding: &Diagnostic, place: Option<(i64, i64)>, after: &[Diagnostic]) -> bool {
    after.iter().any(|d| is_alike(d, finding) && lies_at(d, place))
}

fn is_alike(one: &Diagnostic, other: &Diagnostic) -> bool {
    one.rule.id == other.rule.id
        && one.finding.at.path() == other.finding.at.path()
        && one.finding.message == other.finding.message
}

/// Where the finding would be now; `None` for a whole file.
fn place(fix: &Diagnostic, root: &VirtualPath, changes: &Changes<'_>) -> Option<(i64, i64)> {
    let start = fix.finding.at.range()?.start;
    let inside = inside(fix.finding.at.path(), root);
    let changes = inside.and_then(|inside| changes.get(inside.as_str()));
    Some(moved(start, changes.map_or(&[], Vec::as_slice)))
}

fn lies_at(diagnostic: &Diagnostic, place: Option<(i64, i64)>) -> bool {
    match (diagnostic.finding.at.range(), place) {
        (Some(range), Some((start, end))) => (start..=end).contains(&i64::from(range.start)),
        (range, place) => range.is_none() && place.is_none(),
    }
}

pub(super) fn is_error(diagnostic: &Diagnostic) -> bool {
    diagnostic.severity == Severity::Error
}

/// True when a rule has an error that it did not have. A text that could not be read before may now
/// tell what else is wrong with it: that is no new error.
pub(super) fn is_new_error(
    fixes: &[&Diagnostic],
    root: &VirtualPath,
    changes: &Changes<'_>,
    (before, after): Found<'_>,
) -> bool {
    let healed: Vec<_> = fixes.iter().filter(|fix| is_syntax_error(fix)).collect();
    let was_hidden = |error: &Diagnostic| {
        let behind = |fix: &Diagnostic| {
            let place = place(fix, root, changes).map(|(start, _)| start);
            let start = error.finding.at.range().map(|range| i64::from(range.start));
            fix.finding.at.path() == error.finding.at.path() && start >= place
        };
        let is_syntax = error.rule.group() == SYNTAX;
        !healed.is_empty() && (!is_syntax || healed.iter().any(|fix| behind(fix)))
    };
    let mut balance: BTreeMap<&str, i64> = BTreeMap::new();
    let mut count = |diagnostic: &Diagnostic, by| {
        *balance.entry(diagnostic.rule.id).or_default() += by;
    };
    before.iter().for_each(|error| count(error, -1));
    after.iter().filter(|error| !was_hidden(error)).for_each(|error| count(error, 1));
    let own =
        |fix: &&&Diagnostic| fix.finding.severity.unwrap_or(fix.rule.severity) == Severity::Error;
    fixes.iter().filter(own).for_each(|error| count(error, 1));
    balance.values().any(|balance| *balance > 0)
}

const SYNTAX: &str = "syntax";

fn is_syntax_error(diagnostic: &Diagnostic) -> bool {
    diagnostic.rule.group() == SYNTAX && diagnostic.rule.severity == Severity::Error
}
