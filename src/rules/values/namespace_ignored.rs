//! Objects that name a namespace of their own, whatever `pack.namespace` says.

use std::collections::BTreeSet;

use crate::finding::Finding;
use crate::model::literal::has_macro;
use crate::model::pack::Pack;
use crate::model::rendered::Object;
use crate::rules::{Check, Rule, Severity};
use crate::syntax::tree::NodeRef;

/// See the page.
pub static RULE: Rule = Rule {
    id: "values/namespace-ignored",
    severity: Severity::Info,
    fixable: false,
    page: include_str!("../../../rules/values/namespace-ignored.md"),
    check: Check::Pack(check),
};

/// Permissions are given where they are needed.
const ANYWHERE: [&str; 2] = ["Role", "RoleBinding"];

fn check(pack: &Pack) -> Vec<Finding> {
    finding(pack).into_iter().collect()
}

fn finding(pack: &Pack) -> Option<Finding> {
    let section = pack.pack_section()?;
    let at = section.namespace()?;
    let own = at.as_str().filter(|text| !has_macro(text))?;
    let known = section.additional_namespaces();
    let elsewhere = |object: &Object<'_>| {
        let namespace = object.namespace().filter(|text| !has_macro(text));
        namespace.is_some_and(|namespace| namespace != own && !known.contains(namespace))
            && object.kind().is_some_and(|kind| !ANYWHERE.contains(&kind))
    };
    let objects: Vec<_> = pack.objects().filter(elsewhere).collect();
    let first = objects.first()?;
    let namespaces: BTreeSet<&str> = objects.iter().filter_map(Object::namespace).collect();
    let namespaces: Vec<_> = namespaces.into_iter().collect();
    let kind = first.kind()?;
    let what = match objects.len() - 1 {
        0 => format!("the `{kind}` goes"),
        1 => format!("`{kind}` and one more object go"),
        count => format!("`{kind}` and {count} more objects go"),
    };
    let message = format!("{what} to `{}`, not to `{own}`", namespaces.join("`, `"));
    let help = match namespaces.iter().all(|namespace| is_always_there(namespace)) {
        true => "let the templates take the namespace of the release, where that is possible",
        false => {
            "let the templates take the namespace of the release, or list the namespaces in \
             `pack.additionalNamespaces`"
        }
    };
    let finding = Finding::new(at.span(), message).help(help);
    Some(with_origin(finding, first))
}

/// True for what no pack has to create.
fn is_always_there(namespace: &str) -> bool {
    namespace == "default" || namespace.starts_with("kube-")
}

fn with_origin(finding: Finding, object: &Object<'_>) -> Finding {
    let node: Option<NodeRef<'_>> = object.root.at(&["metadata", "namespace"]);
    let written = node.map(|node| object.written(node.range())).unwrap_or_default();
    let finding = match written.value.or(written.default) {
        Some(value) => finding.label(value, "from this value"),
        None => finding,
    };
    match written.template {
        Some(template) => finding.label(template, "the namespace of the object"),
        None => finding,
    }
}
