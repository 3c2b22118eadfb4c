//! A parameter that must be filled in and cannot be changed.

use crate::finding::Finding;
use crate::model::pack::Pack;
use crate::model::schema::locate::{Locator, Whereabouts};
use crate::model::schema::verdict::shortened;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "schema/unsatisfiable",
    severity: Severity::Warning,
    fixable: false,
    page: include_str!("../../../rules/schema/unsatisfiable.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let locator = Locator::new(pack);
    let findings = pack.constraints().iter().filter_map(|constraint| {
        let readonly = constraint.template.readonly()?;
        if !constraint.template.is_required() {
            return None;
        }
        let Whereabouts::Known(values) = locator.locate(&constraint.path) else { return None };
        let empty = values.into_iter().find(|value| value.text().is_some_and(str::is_empty))?;
        let path = shortened(&constraint.path);
        let message = format!("`{path}` is required and empty, and nobody can fill it in");
        let finding = Finding::new(constraint.place(readonly.name.range), message)
            .label(empty.span(), "the empty default");
        Some(finding.help("give it a default in values.yaml, or drop `readonly`"))
    });
    findings.collect()
}
