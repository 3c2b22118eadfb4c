//! An entry of palint.yaml whose day has passed.

use crate::date::Date;
use crate::finding::Finding;
use crate::rules::{Check, Rule, Severity};
use crate::source::Span;

/// See the page.
pub static RULE: Rule = Rule {
    id: "suppression/expired",
    severity: Severity::Warning,
    fixable: false,
    page: include_str!("../../../rules/suppression/expired.md"),
    check: Check::Engine,
};

/// The finding for an entry that was to hold until the day written at `until`.
pub fn finding(until: &Span, day: Date) -> Finding {
    Finding::new(until.clone(), format!("this entry holds no longer: its last day was {day}"))
        .help("cure the finding and remove the entry, or give it a later day")
}
