//! Packs that depend on themselves.

use crate::finding::Finding;
use crate::model::constraint::{self, Dependency};
use crate::model::pack::Pack;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "constraint/self-reference",
    severity: Severity::Warning,
    fixable: false,
    page: include_str!("../../../rules/constraint/self-reference.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let dependencies = pack.manifest().into_iter().flat_map(constraint::dependencies);
    dependencies.filter_map(|dependency| finding(pack, dependency)).collect()
}

fn finding(pack: &Pack, dependency: Dependency<'_>) -> Option<Finding> {
    let name = dependency.pack_name()?;
    let itself = name.as_str() == pack.field_text("name") && dependency.layer() == pack.layer();
    // What a dependency without a type, or with an unknown one, is to mean nobody knows.
    let kind = dependency.kind_text().filter(|kind| is_about_others(kind) && itself)?;
    let message = format!("`{}` names itself as {}", name.as_str()?, article(kind));
    let help = "remove the entry, or write `upgrade` for the versions of the pack itself";
    Some(Finding::new(name.span(), message).help(help))
}

fn is_about_others(kind: &str) -> bool {
    matches!(kind, "required" | "optional" | "notSupported")
}

fn article(kind: &str) -> String {
    let article = if kind == "optional" { "an" } else { "a" };
    format!("{article} `{kind}` dependency")
}
