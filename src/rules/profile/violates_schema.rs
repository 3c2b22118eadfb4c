//! Values of a layer that schema.yaml of its pack refuses.

use crate::finding::Finding;
use crate::model::pack::Pack;
use crate::model::profile::{Resolved, ResolvedLayer};
use crate::model::schema::Constraint;
use crate::model::schema::locate::Locator;
use crate::model::schema::verdict::{Matcher, Verdict, shortened};
use crate::rules::schema::value_violates_format::finding;
use crate::rules::{Check, Rule, Severity};
use crate::syntax::tree::NodeRef;

/// See the page.
pub static RULE: Rule = Rule {
    id: "profile/violates-schema",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/profile/violates-schema.md"),
    check: Check::Resolved(check),
};

const HELP: &str = "change the value: Palette saves no profile with this one";

fn check(resolved: &Resolved<'_>) -> Vec<Finding> {
    resolved.packs().flat_map(|(layer, pack)| check_layer(layer, pack)).collect()
}

fn check_layer(layer: &ResolvedLayer<'_>, pack: &Pack) -> Vec<Finding> {
    let Some(root) = layer.layer.values_root() else { return Vec::new() };
    let locator = Locator::new(pack);
    let mut findings = Vec::new();
    for constraint in pack.constraints() {
        let values = locator.below(root, &constraint.path);
        if constraint.template.is_required() {
            findings.extend(missing(layer, constraint, &values));
        }
        if constraint.template.readonly().is_some() {
            findings.extend(changed(pack, constraint, &values));
        }
        let Some(format) = constraint.template.formats().next() else { continue };
        let matcher = Matcher::new(format);
        findings.extend(values.into_iter().filter_map(|value| match matcher.judge(value) {
            Verdict::Violates(reason) => {
                Some(finding(constraint, format, (value, &reason)).help(HELP))
            }
            Verdict::Fits => None,
        }));
    }
    findings
}

/// A value that the pack leaves for its users to fill in, and that is not.
fn missing(
    layer: &ResolvedLayer<'_>,
    constraint: &Constraint,
    values: &[NodeRef<'_>],
) -> Option<Finding> {
    // Which lists have items is not for a path with `$[]` to say.
    if constraint.path.contains("$[]") {
        return None;
    }
    let is_empty = |node: &&NodeRef<'_>| {
        let collection = node.text().is_none();
        let nothing = node.items().len() + node.entries().len() == 0;
        node.is_null() || node.text().is_some_and(|t| t.trim().is_empty()) || collection && nothing
    };
    let empty = values.iter().find(is_empty);
    let path = shortened(&constraint.path);
    let (place, what) = match (empty, values.is_empty()) {
        (Some(node), _) => (node.span(), "is empty"),
        (None, true) => (layer.layer.anchor(), "is missing"),
        (None, false) => return None,
    };
    Some(
        Finding::new(place, format!("`{path}` {what}, and the pack requires it"))
            .label(constraint.key.clone(), "schema.yaml says so")
            .help(format!("set `{path}`: Palette saves no profile without it")),
    )
}

/// A value that users must leave as it is.
fn changed(pack: &Pack, constraint: &Constraint, values: &[NodeRef<'_>]) -> Option<Finding> {
    let own = Locator::new(pack).below(pack.values()?, &constraint.path);
    let ([own], [value]) = (own.as_slice(), values) else { return None };
    if own.to_json() == value.to_json() {
        return None;
    }
    let path = shortened(&constraint.path);
    Some(
        Finding::new(value.span(), format!("`{path}` cannot be changed by a profile"))
            .label(constraint.key.clone(), "schema.yaml has it as `readonly`")
            .label(own.span(), "the value of the pack")
            .severity(Severity::Warning)
            .help("leave it as the pack has it"),
    )
}
