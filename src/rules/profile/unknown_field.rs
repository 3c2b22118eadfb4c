//! Fields that Palette drops without a word.

use super::terraform;
use super::violation::violations;
use crate::finding::{Edit, Finding, Fix};
use crate::model::conformance::{Violation, ViolationKind};
use crate::model::profile::ProfileFile;
use crate::model::schemas::Compiled;
use crate::nearest::nearest;
use crate::rules::{Check, Rule, Severity};
use crate::syntax::tree::{Entry, NodeRef};

/// See the page.
pub static RULE: Rule = Rule {
    id: "profile/unknown-field",
    severity: Severity::Warning,
    fixable: true,
    page: include_str!("../../../rules/profile/unknown-field.md"),
    check: Check::ProfileFile(check),
};

fn check(file: &ProfileFile) -> Vec<Finding> {
    let Some(schema) = file.schema() else { return terraform::unknown_arguments(file) };
    let unknown = violations(file).filter_map(|(violation, object)| match &violation.kind {
        ViolationKind::Unknown(name) => {
            Some(finding((object, object.entry(name)?), violation, schema))
        }
        _ => None,
    });
    unknown.collect()
}

fn finding(
    (object, entry): (NodeRef<'_>, Entry<'_>),
    violation: &Violation,
    schema: &Compiled,
) -> Finding {
    let name = entry.name();
    let message = format!("Palette has no field `{name}` here and drops it");
    let finding = Finding::new(entry.key.span(), message);
    if violation.pointer == "/spec/template" && schema.properties_at("/spec").any(|p| p == name) {
        return finding.help(format!("move `{name}` to `spec`, beside `template`"));
    }
    let known = schema.properties_at(&violation.pointer);
    let Some(meant) = nearest(&name, known) else { return finding.help("remove it") };
    let title = format!("write `{meant}`");
    let rename = || Edit::replace(entry.key.span(), written(entry.key, meant));
    let once = object.entries().filter(|other| other.name() == name).count() == 1;
    let fix = (once && object.get(meant).is_none()).then(|| Fix::needs_a_look(title, rename()));
    finding.help(format!("did you mean `{meant}`?")).maybe_fix(fix)
}

/// The word as the key is written: with its quotes where it has some.
fn written(key: NodeRef<'_>, word: &str) -> String {
    match key.span().text().starts_with(['"', '\'']) {
        true => format!("\"{word}\""),
        false => word.to_owned(),
    }
}
