//! A placeholder of a type that Palette does not know.

use crate::finding::{Edit, Finding, Fix};
use crate::model::pack::Pack;
use crate::model::schema::Constraint;
use crate::model::schema::template::{Placeholder, TYPES};
use crate::model::schema::verdict::shortened;
use crate::nearest::nearest;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "schema/unknown-format",
    severity: Severity::Error,
    fixable: true,
    page: include_str!("../../../rules/schema/unknown-format.md"),
    check: Check::Pack(check),
};

/// Packs in use have it, and the documentation does not.
const UNDOCUMENTED: &str = "input";

fn check(pack: &Pack) -> Vec<Finding> {
    pack.constraints().iter().flat_map(unknown).collect()
}

fn unknown(constraint: &Constraint) -> Vec<Finding> {
    let placeholders = constraint.template.placeholders();
    let unknown = placeholders.filter(|placeholder| placeholder.kind().is_none());
    unknown.map(|placeholder| finding(constraint, placeholder)).collect()
}

fn finding(constraint: &Constraint, placeholder: &Placeholder) -> Finding {
    let name = &placeholder.name;
    let known = TYPES.iter().map(|(name, _)| *name);
    let all = format!("the types are {}", known.clone().collect::<Vec<_>>().join(", "));
    if name.text.is_empty() {
        let message = "this placeholder names no type";
        return Finding::new(constraint.place(placeholder.range), message).help(all);
    }
    let at = constraint.place(name.range);
    if name.text == UNDOCUMENTED {
        let message = format!("the type `{UNDOCUMENTED}` is not documented");
        return Finding::new(at, message).severity(Severity::Warning).help("use `string`");
    }
    let message = format!("`{}` is not a type of value", shortened(&name.text));
    let finding = Finding::new(at.clone(), message);
    match nearest(&name.text, known) {
        Some(meant) => finding
            .help(format!("did you mean `{meant}`?"))
            .fix(Fix::needs_a_look(format!("replace it by `{meant}`"), Edit::replace(at, meant))),
        None => finding.help(all),
    }
}
