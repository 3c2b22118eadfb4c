//! Values of a preset that a constraint of schema.yaml refuses.
//!
//! Whatever presets are combined, a value comes from one of them as a whole: so each preset is
//! judged for itself, and no combination can break more.

use crate::finding::Finding;
use crate::model::pack::Pack;
use crate::model::presets::Preset;
use crate::model::schema::Constraint;
use crate::model::schema::locate::Locator;
use crate::model::schema::template::{Format, Type};
use crate::model::schema::verdict::{Matcher, Verdict, shortened};
use crate::rules::{Check, Rule, Severity};
use crate::syntax::tree::NodeRef;

/// See the page.
pub static RULE: Rule = Rule {
    id: "presets/violates-schema",
    severity: Severity::Warning,
    fixable: false,
    page: include_str!("../../../rules/presets/violates-schema.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let locator = Locator::new(pack);
    let presets = pack.presets();
    let added: Vec<_> = presets.iter().filter_map(Preset::added).collect();
    let mut findings = Vec::new();
    for constraint in pack.constraints() {
        let Some(format) = constraint.template.formats().next() else { continue };
        let matcher = Matcher::new(format);
        let values = added.iter().flat_map(|root| locator.below(*root, &constraint.path));
        findings.extend(values.filter_map(|value| match matcher.judge(value) {
            Verdict::Violates(reason) => Some(finding(constraint, format, (value, &reason))),
            Verdict::Fits => None,
        }));
    }
    findings
}

fn finding(
    constraint: &Constraint,
    format: &Format,
    (value, reason): (NodeRef<'_>, &str),
) -> Finding {
    let masked = format.placeholders().any(|p| p.kind() == Some(Type::Password));
    let shown = match value.text().filter(|_| !masked) {
        Some(text) => format!("`{}`", shortened(text)),
        None => format!("the value of `{}`", shortened(&constraint.path)),
    };
    Finding::new(value.span(), format!("{shown} {reason}"))
        .label(constraint.place(format.range), "the format that schema.yaml demands")
        .help("change the value, or widen the format: with this preset no profile can be saved")
}
