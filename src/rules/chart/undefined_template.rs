//! A call of a named template that no file defines.

use std::collections::BTreeMap;

use foldhash::{HashMap, HashSet};

use super::templates::{Loaded, finding, is_partial, loaded};
use super::{readable, undefined_template::calls::Call};
use crate::finding::Finding;
use crate::limits;
use crate::model::chart::{Chart, ListedChart, Member};
use crate::model::pack::Pack;
use crate::nearest::nearest;
use crate::rules::{Check, Rule, Severity};

mod calls;

/// See the page.
pub static RULE: Rule = Rule {
    id: "chart/undefined-template",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/chart/undefined-template.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let complete = readable(pack).filter(|(_, chart)| chart.is_complete());
    complete.flat_map(|(listed, chart)| of_chart(listed, chart)).collect()
}

/// A call with the file that it stands in.
struct Found<'c> {
    loaded: Loaded<'c>,
    file: &'c Member,
    is_partial: bool,
    call: Call<'c>,
}

fn of_chart(listed: &ListedChart, chart: &Chart) -> Vec<Finding> {
    let files: Vec<(Loaded<'_>, &Member)> =
        loaded(chart).into_iter().flat_map(|l| l.templates().map(move |f| (l, f))).collect();
    // Of a file that is not understood the definitions are not known.
    if files.iter().any(|(_, file)| !file.template().errors.is_empty()) {
        return Vec::new();
    }
    let defined: HashSet<&str> = files.iter().flat_map(|(_, file)| defined_in(file)).collect();
    let mut calls = Vec::new();
    for (loaded, file) in files {
        let is_partial = is_partial(file);
        let found = calls::of(file).into_iter();
        let found = found.map(|call| Found { loaded, file, is_partial, call });
        calls.extend(found);
    }
    let certain = closure(&calls, is_unconditional);
    let run = closure(&calls, |_| true);
    let mut undefined: BTreeMap<&str, &Found<'_>> = BTreeMap::new();
    // A whole file is a template too, under its path.
    let unknown = |name: &str| !defined.contains(name) && !name.contains("/templates/");
    let told = |found: &&Found<'_>| unknown(found.call.name) && is_run(found, &run);
    for found in calls.iter().filter(told) {
        let earlier = undefined.entry(found.call.name).or_insert(found);
        if is_certain(found, &certain) && !is_certain(earlier, &certain) {
            *earlier = found;
        }
    }
    let undefined = undefined.values().take(limits::PROBLEMS);
    undefined.map(|found| tell(listed, found, &defined, is_certain(found, &certain))).collect()
}

fn defined_in(file: &Member) -> impl Iterator<Item = &str> {
    let text = file.source().text();
    file.template().defines.iter().map(move |define| define.name.value(text))
}

/// The named templates that are called, where only the calls that `counts` names are looked at.
fn closure<'c>(calls: &[Found<'c>], counts: fn(&Found<'_>) -> bool) -> HashSet<&'c str> {
    let mut inside: HashMap<&str, Vec<&'c str>> = HashMap::default();
    let mut next = Vec::new();
    for found in calls.iter().filter(|found| counts(found)) {
        match found.call.within {
            Some(define) => inside.entry(define).or_default().push(found.call.name),
            None if found.is_partial => {}
            None => next.push(found.call.name),
        }
    }
    let mut reached = HashSet::default();
    while let Some(name) = next.pop() {
        if reached.insert(name) {
            next.extend(inside.get(name).into_iter().flatten());
        }
    }
    reached
}

/// True for a call that its surroundings always reach.
fn is_unconditional(found: &Found<'_>) -> bool {
    found.loaded.always && !found.call.guarded
}

/// True for a call that happens whatever the values are.
fn is_certain(found: &Found<'_>, certain: &HashSet<&str>) -> bool {
    is_run(found, certain) && is_unconditional(found)
}

/// True for a call that may happen: what nothing calls is dead.
fn is_run(found: &Found<'_>, run: &HashSet<&str>) -> bool {
    match found.call.within {
        Some(define) => run.contains(define),
        None => !found.is_partial,
    }
}

fn tell(
    listed: &ListedChart,
    found: &Found<'_>,
    defined: &HashSet<&str>,
    certain: bool,
) -> Finding {
    let name = found.call.name;
    let clause = format!("calls the template `{name}`, which nothing defines");
    let told = finding(listed, found.loaded.chart, (found.file, found.call.range), &clause);
    let mut defined: Vec<&str> = defined.iter().copied().collect();
    defined.sort_unstable();
    let meant = nearest(name, defined);
    let told = told.maybe_help(meant.map(|meant| format!("did you mean `{meant}`?")));
    if certain { told } else { told.severity(Severity::Warning) }
}
