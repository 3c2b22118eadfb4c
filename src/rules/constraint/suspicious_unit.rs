//! Limits that look like cores or GiB where millicores or MiB belong.

use crate::finding::Finding;
use crate::model::constraint::{self, Resource};
use crate::model::pack::Pack;
use crate::rules::{Check, Rule, Severity};
use crate::syntax::scalar::Scalar;
use crate::syntax::tree::NodeRef;

/// See the page.
pub static RULE: Rule = Rule {
    id: "constraint/suspicious-unit",
    severity: Severity::Warning,
    fixable: false,
    page: include_str!("../../../rules/constraint/suspicious-unit.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let resources = pack.manifest().into_iter().flat_map(constraint::resources);
    resources.filter_map(finding).collect()
}

fn finding(resource: Resource<'_>) -> Option<Finding> {
    // Components take the place of the limit.
    let limit = resource.min_limit().filter(|_| resource.components().next().is_none())?;
    let value = number(limit)?;
    let (unit, meant, factor, least) = match resource.kind()? {
        "cpu" => ("millicores", "cores", 1000.0, 10.0),
        "memory" => ("MiB", "GiB", 1024.0, 16.0),
        _ => return None,
    };
    (0.0 < value && value < least).then_some(())?;
    let text = limit.text()?;
    let message = format!("`{text}` is {text} {unit}, which is next to nothing");
    let help = format!("write `{}` if you meant {text} {meant}", value * factor);
    Some(Finding::new(limit.span(), message).help(help))
}

fn number(node: NodeRef<'_>) -> Option<f64> {
    match node.scalar()? {
        Scalar::Int(_) | Scalar::UInt(_) | Scalar::Float(_) => node.text()?.parse().ok(),
        _ => None,
    }
}
