//! A default that its own constraint refuses.

use crate::finding::Finding;
use crate::model::pack::Pack;
use crate::model::schema::Constraint;
use crate::model::schema::locate::{Locator, Whereabouts};
use crate::model::schema::template::{Format, Type};
use crate::model::schema::verdict::{Matcher, Verdict, shortened};
use crate::rules::{Check, Rule, Severity};
use crate::syntax::tree::NodeRef;

/// See the page.
pub static RULE: Rule = Rule {
    id: "schema/value-violates-format",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/schema/value-violates-format.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let locator = Locator::new(pack);
    let mut findings = Vec::new();
    for constraint in pack.constraints() {
        let Some(format) = constraint.template.formats().next() else { continue };
        let Whereabouts::Known(values) = locator.locate(&constraint.path) else { continue };
        let matcher = Matcher::new(format);
        let judged = values.into_iter().filter_map(|value| match matcher.judge(value) {
            Verdict::Violates(reason) => {
                Some(finding(constraint, format, (value, &reason)).help(HELP))
            }
            Verdict::Fits => None,
        });
        findings.extend(judged);
    }
    findings
}

const HELP: &str =
    "change the default, leave it empty for the user to fill in, or change the format";

/// A value that its constraint refuses, wherever it is written.
pub(in crate::rules) fn finding(
    constraint: &Constraint,
    format: &Format,
    (value, reason): (NodeRef<'_>, &str),
) -> Finding {
    let masked = format.placeholders().any(|p| p.kind() == Some(Type::Password));
    let shown = match value.text().filter(|_| !masked) {
        Some(text) => format!("`{}`", shortened(text)),
        None => format!("the value of `{}`", shortened(&constraint.path)),
    };
    let finding = Finding::new(value.span(), format!("{shown} {reason}"))
        .label(constraint.place(format.range), "the format that schema.yaml demands");
    match masked {
        true => finding.severity(Severity::Warning),
        false => finding,
    }
}
