//! Requests that Kubernetes cannot read.

use super::reference::{shown, unfit};
use crate::finding::Finding;
use crate::model::constraint::Holds;
use crate::model::constraint::quantity::is_quantity;
use crate::model::pack::Pack;
use crate::rules::{Check, Rule, Severity};
use crate::syntax::scalar::Scalar;
use crate::syntax::tree::NodeRef;

/// See the page.
pub static RULE: Rule = Rule {
    id: "constraint/not-a-quantity",
    severity: Severity::Warning,
    fixable: false,
    page: include_str!("../../../rules/constraint/not-a-quantity.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let unfit = unfit(pack, Holds::Request, is_request);
    let finding = unfit.into_iter().map(|(reference, node)| {
        let message = format!("`{}` is {}, which is not a quantity", reference.path, shown(node));
        Finding::new(reference.node.span(), message)
            .label(node.span(), "the parameter")
            .help("refer to a quantity such as `100m` or `128Mi`")
    });
    finding.collect()
}

fn is_request(node: NodeRef<'_>) -> bool {
    match node.scalar() {
        Some(Scalar::Int(_) | Scalar::UInt(_)) => true,
        Some(Scalar::Float(value)) => value.is_finite(),
        Some(Scalar::String) => node.text().is_some_and(is_quantity),
        _ => false,
    }
}
