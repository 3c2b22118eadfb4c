//! A pattern without `^` and `$`, which any part of a value satisfies.

use crate::finding::{Edit, Finding, Fix, Safety};
use crate::model::pack::Pack;
use crate::model::schema::Constraint;
use crate::model::schema::pattern::Pattern;
use crate::model::schema::template::Format;
use crate::model::schema::verdict::shortened;
use crate::rules::{Check, Rule, Severity};
use crate::source::TextRange;

/// See the page.
pub static RULE: Rule = Rule {
    id: "schema/unanchored-regex",
    severity: Severity::Info,
    fixable: true,
    page: include_str!("../../../rules/schema/unanchored-regex.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let constraints = pack.constraints().iter();
    let findings = constraints.flat_map(|constraint| {
        constraint.template.formats().filter_map(|format| unanchored(constraint, format))
    });
    findings.collect()
}

fn unanchored(constraint: &Constraint, format: &Format) -> Option<Finding> {
    // What an edge is within a longer format is not documented.
    let placeholder = format.single().filter(|placeholder| placeholder.takes_regex())?;
    let word = placeholder.regex().filter(|word| !word.text.is_empty())?;
    let pattern = Pattern::parse(&word.text).ok()?;
    if pattern.is_anchored() {
        return None;
    }
    let message = format!("`{}` is satisfied by any value that contains it", shortened(&word.text));
    let insert = |at, text| Edit::replace(constraint.place(TextRange::at(at)), text);
    let fix = Fix {
        title: "put it between `^` and `$`".to_owned(),
        safety: Safety::Unsafe,
        edits: vec![insert(word.range.start, "^"), insert(word.range.end, "$")],
    };
    let finding = Finding::new(constraint.place(word.range), message)
        .help("put it between `^` and `$` if the whole value is meant");
    // An anchor binds more tightly than an alternative.
    Some(finding.maybe_fix((!word.text.contains('|')).then_some(fix)))
}
