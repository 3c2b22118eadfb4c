//! A template that calls a function that Helm does not have.

use std::collections::BTreeSet;

use super::readable;
use super::templates::{finding, loaded};
use crate::finding::Finding;
use crate::limits;
use crate::model::pack::Pack;
use crate::nearest::nearest;
use crate::rules::{Check, Rule, Severity};
use crate::syntax::template::{ErrorKind, FUNCTIONS};

/// See the page.
pub static RULE: Rule = Rule {
    id: "chart/unknown-function",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/chart/unknown-function.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (listed, chart) in readable(pack) {
        // One function that a chart believes in is one mistake, however often it is called.
        let mut told = BTreeSet::new();
        let files = loaded(chart).into_iter().flat_map(|l| l.templates().map(move |f| (l, f)));
        for (loaded, file) in files {
            for error in &file.template().errors {
                let ErrorKind::UnknownFunction(name) = &error.kind else { continue };
                if told.len() >= limits::PROBLEMS || !told.insert(name.clone()) {
                    continue;
                }
                let clause = format!("calls `{name}`, a function that Helm does not have");
                let found = finding(listed, loaded.chart, (file, error.range), &clause);
                let meant = nearest(name, FUNCTIONS.iter().copied());
                let found = found.maybe_help(meant.map(|meant| format!("did you mean `{meant}`?")));
                findings.push(match loaded.always {
                    true => found,
                    false => found.severity(Severity::Warning),
                });
            }
        }
    }
    findings
}
