//! One object that a release installs twice.

use std::collections::HashMap;

use super::written::at_written;
use crate::finding::Finding;
use crate::model::literal::has_macro;
use crate::model::pack::Pack;
use crate::model::rendered::{Object, Release};
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "chart/duplicate-object",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/chart/duplicate-object.md"),
    check: Check::Pack(check),
};

/// What the API server tells objects apart by.
type Identity<'r> = (&'r str, &'r str, &'r str, &'r str);

fn check(pack: &Pack) -> Vec<Finding> {
    pack.releases().iter().flat_map(of_release).collect()
}

fn of_release(release: &Release) -> Vec<Finding> {
    let mut first: HashMap<Identity<'_>, Object<'_>> = HashMap::new();
    let mut findings = Vec::new();
    // Hooks are deleted, or made anew, according to their policies.
    for object in release.objects().filter(|object| !object.is_hook()) {
        let Some(identity) = identity(&object) else { continue };
        match first.get(&identity) {
            Some(earlier) => findings.extend(finding(&object, earlier)),
            None => _ = first.insert(identity, object),
        }
    }
    findings
}

fn identity<'r>(object: &Object<'r>) -> Option<Identity<'r>> {
    let namespace = object.namespace().unwrap_or(&object.release.options.namespace);
    let name = object.name().filter(|name| !has_macro(name) && !has_macro(namespace))?;
    Some((object.group()?, object.kind()?, namespace, name))
}

fn finding(object: &Object<'_>, earlier: &Object<'_>) -> Option<Finding> {
    let (kind, name) = (object.kind()?, object.name()?);
    let at = |object: &Object<'_>| {
        let node = object.root.at(&["metadata", "name"])?;
        Some(object.written(node.range()))
    };
    let message = format!("the chart renders the {kind} `{name}` twice");
    let finding = at_written(object.release, at(object)?, message)
        .help("install one of them: the API server refuses to make what is there already");
    Some(match at(earlier)?.template {
        Some(first) => finding.label(first, "the first"),
        None => finding,
    })
}
