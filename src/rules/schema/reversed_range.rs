//! A range whose first number is the larger one: no value lies in it.

use crate::finding::{Edit, Finding, Fix};
use crate::model::pack::Pack;
use crate::model::schema::Constraint;
use crate::model::schema::template::{Placeholder, Type};
use crate::model::schema::verdict::shortened;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "schema/reversed-range",
    severity: Severity::Error,
    fixable: true,
    page: include_str!("../../../rules/schema/reversed-range.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let constraints = pack.constraints().iter();
    let findings = constraints.flat_map(|constraint| {
        constraint.template.placeholders().filter_map(|number| reversed(constraint, number))
    });
    findings.collect()
}

fn reversed(constraint: &Constraint, number: &Placeholder) -> Option<Finding> {
    let (low, high) = number.bounds().filter(|_| number.kind() == Some(Type::Number))?;
    if low.text.parse::<f64>().ok()? <= high.text.parse::<f64>().ok()? {
        return None;
    }
    let at = constraint.place(low.range.cover(high.range));
    let written = number.brackets().map(|text| shortened(&text.text)).unwrap_or_default();
    let edit = Edit::replace(at.clone(), format!("{}-{}", high.text, low.text));
    let finding = Finding::new(at, format!("no number lies within `{written}`"))
        .help("put the smaller number first")
        .fix(Fix::needs_a_look("swap the two numbers", edit));
    Some(finding)
}
