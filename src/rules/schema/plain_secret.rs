//! A secret that the console shows, because its format is a plain string.

use crate::finding::{Edit, Finding, Fix};
use crate::model::pack::Pack;
use crate::model::schema::template::{Format, Type};
use crate::model::schema::verdict::shortened;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "schema/plain-secret",
    severity: Severity::Info,
    fixable: true,
    page: include_str!("../../../rules/schema/plain-secret.md"),
    check: Check::Pack(check),
};

/// How the names of secrets end.
const ENDINGS: [&str; 8] =
    ["password", "passwd", "passphrase", "token", "secret", "apikey", "secretkey", "privatekey"];

/// Names that end likewise and hold the name of a secret.
const REFERENCES: [&str; 4] = ["existingsecret", "pullsecret", "tlssecret", "secretref"];

fn check(pack: &Pack) -> Vec<Finding> {
    let constraints = pack.constraints().iter().filter(|c| is_secret(c.leaf()));
    let findings = constraints.filter_map(|constraint| {
        let placeholder = constraint.template.formats().find_map(Format::single)?;
        if placeholder.kind() != Some(Type::String) {
            return None;
        }
        let at = constraint.place(placeholder.name.range);
        let message = format!("the console shows `{}` as it is typed", shortened(&constraint.path));
        let edit = Edit::replace(at.clone(), "password");
        let fix = Fix::needs_a_look("make it a `password`", edit);
        Some(Finding::new(at, message).help("use the type `password`").fix(fix))
    });
    findings.collect()
}

fn is_secret(leaf: &str) -> bool {
    let kept = leaf.chars().filter(|c| !matches!(c, '-' | '_'));
    let folded: String = kept.flat_map(char::to_lowercase).collect();
    let reference = REFERENCES.iter().any(|ending| folded.ends_with(ending));
    !reference && ENDINGS.iter().any(|ending| folded.ends_with(ending))
}
