//! A directive that Palette does not know.

use crate::finding::{Edit, Finding, Fix};
use crate::model::pack::Pack;
use crate::model::schema::Constraint;
use crate::model::schema::template::{DIRECTIVES, DirectiveKind};
use crate::model::schema::verdict::shortened;
use crate::nearest::nearest;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "schema/unknown-directive",
    severity: Severity::Error,
    fixable: true,
    page: include_str!("../../../rules/schema/unknown-directive.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    pack.constraints().iter().flat_map(unknown).collect()
}

fn unknown(constraint: &Constraint) -> Vec<Finding> {
    let directives = constraint.template.directives.iter();
    let unknown = directives.filter(|directive| matches!(directive.kind, DirectiveKind::Unknown));
    let findings = unknown.map(|directive| {
        let name = &directive.name;
        let at = constraint.place(name.range);
        let message = format!("`{}` is not a directive", shortened(&name.text));
        let finding = Finding::new(at.clone(), message);
        match nearest(&name.text, DIRECTIVES) {
            Some(meant) => finding.help(format!("did you mean `{meant}`?")).fix(Fix::needs_a_look(
                format!("replace it by `{meant}`"),
                Edit::replace(at, meant),
            )),
            None => finding.help(format!("the directives are {}", DIRECTIVES.join(", "))),
        }
    });
    findings.collect()
}
