//! A version whose support has ended.

use super::invalid_eol::eol;
use crate::date::Date;
use crate::finding::Finding;
use crate::model::pack::Pack;
use crate::rules::{Check, Context, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "pack/past-eol",
    severity: Severity::Warning,
    fixable: false,
    page: include_str!("../../../rules/pack/past-eol.md"),
    check: Check::PackInContext(check),
};

fn check(pack: &Pack, context: &Context) -> Vec<Finding> {
    let written = eol(pack).and_then(|(node, text)| Some((node, text.parse::<Date>().ok()?)));
    let past = written.filter(|(_, day)| *day < context.today);
    let finding = past.map(|(node, day)| {
        Finding::new(node.span(), format!("support for this version ended on {day}"))
            .help("move on to a newer version, or correct the day")
    });
    finding.into_iter().collect()
}
