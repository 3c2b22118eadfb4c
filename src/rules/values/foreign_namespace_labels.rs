//! Labels for a namespace that the pack does not make.

use crate::finding::{Edit, Finding, Fix};
use crate::model::literal::has_macro;
use crate::model::name;
use crate::model::pack::Pack;
use crate::model::profile::ProfileFile;
use crate::model::values::{DEFAULT_NAMESPACE, PackSection};
use crate::rules::{Check, Rule, Severity};
use crate::syntax::scalar::{self, Scalar};
use crate::syntax::tree::{Entry, NodeRef};

/// See the page.
pub static RULE: Rule = Rule {
    id: "values/foreign-namespace-labels",
    severity: Severity::Warning,
    fixable: true,
    page: include_str!("../../../rules/values/foreign-namespace-labels.md"),
    check: Check::PackAndProfiles(check, profiles),
};

fn check(pack: &Pack) -> Vec<Finding> {
    pack.pack_section().map(of_section).unwrap_or_default()
}

fn profiles(file: &ProfileFile) -> Vec<Finding> {
    file.pack_sections().flat_map(of_section).collect()
}

fn of_section(section: PackSection<'_>) -> Vec<Finding> {
    let own = section.namespace().map_or(Some(DEFAULT_NAMESPACE), NodeRef::text);
    let others = section.additional_namespaces();
    // Only Palette knows what a macro stands for.
    let Some(own) = own.filter(|own| !has_macro(own)) else { return Vec::new() };
    if others.iter().any(|name| has_macro(name)) {
        return Vec::new();
    }
    let is_foreign = |entry: &Entry<'_>| {
        let name = entry.name();
        name != own && !others.contains(&*name) && !has_macro(&name)
    };
    let maps = section.namespace_maps().map(|(_, map)| map.members());
    maps.flat_map(|entries| {
        let only = entries.len() == 1;
        let foreign = entries.into_iter().filter(is_foreign);
        foreign.map(|entry| finding(section.namespace(), &entry, own, only)).collect::<Vec<_>>()
    })
    .collect()
}

/// `only` is true where the entry is the only one of its map.
fn finding(namespace: Option<NodeRef<'_>>, entry: &Entry<'_>, own: &str, only: bool) -> Finding {
    let message =
        format!("`{}` is no namespace of this pack, which is installed in `{own}`", entry.name());
    let finding = Finding::new(entry.key.span(), message);
    let Some(namespace) = namespace else {
        return finding.help("set `pack.namespace`, or name the namespace `default` here");
    };
    let finding = finding
        .label(namespace.span(), "the namespace of the pack")
        .help(format!("name it `{own}`, or list it in `pack.additionalNamespaces`"));
    // With several keys, or one that YAML would not read as text, the author has to choose.
    let plain = scalar::resolve(own) == Scalar::String && name::namespace(own).is_ok();
    let rename = || {
        let edit = Edit::replace(entry.key.span(), own);
        Fix::needs_a_look(format!("rename it to `{own}`"), edit)
    };
    finding.maybe_fix((only && plain && !entry.key.is_alias()).then(rename))
}
