//! An option that stands twice in one list.

use std::collections::HashMap;

use crate::finding::{Edit, Finding, Fix};
use crate::limits;
use crate::model::pack::Pack;
use crate::model::schema::Constraint;
use crate::model::schema::template::Placeholder;
use crate::rules::{Check, Rule, Severity};
use crate::source::TextRange;

/// See the page.
pub static RULE: Rule = Rule {
    id: "schema/duplicate-option",
    severity: Severity::Warning,
    fixable: true,
    page: include_str!("../../../rules/schema/duplicate-option.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let constraints = pack.constraints().iter();
    let findings = constraints.flat_map(|constraint| {
        constraint.template.placeholders().flat_map(|list| duplicates(constraint, list))
    });
    findings.collect()
}

fn duplicates(constraint: &Constraint, list: &Placeholder) -> Vec<Finding> {
    let options = list.options();
    let mut first: HashMap<&str, TextRange> = HashMap::new();
    let mut findings = Vec::new();
    for (at, option) in options.iter().enumerate().filter(|(_, o)| !o.text.is_empty()) {
        let earlier = *first.entry(&option.text).or_insert(option.range);
        let Some(before) = at.checked_sub(1).map(|at| &options[at]) else { continue };
        if earlier == option.range {
            continue;
        }
        if findings.len() == limits::PROBLEMS {
            break;
        }
        let message = format!("the option `{}` stands twice", option.text);
        let comma = TextRange::new(before.range.end, option.range.end);
        let edit = Edit::delete(constraint.place(comma));
        let finding = Finding::new(constraint.place(option.range), message)
            .label(constraint.place(earlier), "the first")
            .fix(Fix::safe("remove the second", edit));
        findings.push(finding.help("remove one of them"));
    }
    findings
}
