//! A regular expression that RE2 refuses.

use crate::finding::Finding;
use crate::model::pack::Pack;
use crate::model::schema::pattern::Pattern;
use crate::rules::{Check, Rule, Severity};
use crate::source::TextRange;

/// See the page.
pub static RULE: Rule = Rule {
    id: "schema/invalid-regex",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/schema/invalid-regex.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let constraints = pack.constraints().iter();
    let findings = constraints.flat_map(|constraint| {
        constraint.template.placeholders().filter_map(|placeholder| {
            let pattern = placeholder.regex()?;
            let error = Pattern::parse(&pattern.text).err()?;
            let start = pattern.range.start;
            let range = TextRange::new(start + error.range.start, start + error.range.end);
            let finding = Finding::new(constraint.place(range), error.message);
            Some(finding.help("Palette reads patterns as Go does: https://golang.org/s/re2syntax"))
        })
    });
    findings.collect()
}
