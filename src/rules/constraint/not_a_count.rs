//! Numbers of replicas that are none.

use super::reference::{shown, unfit};
use crate::finding::Finding;
use crate::model::constraint::Holds;
use crate::model::pack::Pack;
use crate::rules::{Check, Rule, Severity};
use crate::syntax::scalar::Scalar;
use crate::syntax::tree::NodeRef;

/// See the page.
pub static RULE: Rule = Rule {
    id: "constraint/not-a-count",
    severity: Severity::Warning,
    fixable: false,
    page: include_str!("../../../rules/constraint/not-a-count.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let unfit = unfit(pack, Holds::Replicas, is_count);
    let finding = unfit.into_iter().map(|(reference, node)| {
        let message = format!("`{}` is {}, which is not a count", reference.path, shown(node));
        Finding::new(reference.node.span(), message)
            .label(node.span(), "the parameter")
            .help("refer to a whole number")
    });
    finding.collect()
}

fn is_count(node: NodeRef<'_>) -> bool {
    match node.scalar() {
        Some(Scalar::Int(count)) => count >= 0,
        Some(Scalar::UInt(_)) => true,
        Some(Scalar::Float(count)) => count >= 0.0 && count.fract() == 0.0,
        Some(Scalar::String) => node.text().is_some_and(|text| text.parse::<u64>().is_ok()),
        _ => false,
    }
}
