//! A parameter that Terraform writes anew with each plan, because the console masks it.

use crate::finding::Finding;
use crate::model::pack::Pack;
use crate::model::schema::template::Type;
use crate::model::schema::verdict::shortened;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "schema/password-format",
    severity: Severity::Warning,
    fixable: false,
    page: include_str!("../../../rules/schema/password-format.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let findings = pack.constraints().iter().filter_map(|constraint| {
        let mut placeholders = constraint.template.placeholders();
        let password = placeholders.find(|p| p.kind() == Some(Type::Password))?;
        let at = constraint.place(password.name.range);
        let path = shortened(&constraint.path);
        let message = format!("`{path}` is a `password`, which does not go well with Terraform");
        let help = "leave the format out, and let the value be a profile variable that is masked";
        Some(Finding::new(at, message).help(help))
    });
    findings.collect()
}
