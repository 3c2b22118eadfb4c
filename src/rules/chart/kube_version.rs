//! A chart that Helm refuses on every cluster that the pack is for.

use super::{at_listed, readable};
use crate::finding::Finding;
use crate::model::chart::{Chart, ListedChart};
use crate::model::pack::Pack;
use crate::model::version::{Range, Version};
use crate::rules::{Check, Rule, Severity};
use crate::syntax::tree::NodeRef;

/// See the page.
pub static RULE: Rule = Rule {
    id: "chart/kube-version",
    severity: Severity::Warning,
    fixable: false,
    page: include_str!("../../../rules/chart/kube-version.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    readable(pack).flat_map(|(listed, chart)| of_chart(pack, listed, chart)).collect()
}

/// Helm asks the outermost chart only.
fn of_chart(pack: &Pack, listed: &ListedChart, chart: &Chart) -> Vec<Finding> {
    let (Some(text), Some(node)) = (chart.kube_version(), chart.field("kubeVersion")) else {
        return Vec::new();
    };
    let name = chart.name().unwrap_or(&listed.path);
    match Range::parse(text) {
        Ok(range) => {
            let never = clusters(pack).into_iter().filter(|cluster| !cluster.may_suit(&range));
            let finding = |cluster: Cluster<'_>| {
                let message = format!(
                    "chart `{name}` needs Kubernetes `{text}`, and {}",
                    cluster.described()
                );
                Finding::new(cluster.at.span(), message)
                    .label(node.span(), "the chart's range")
                    .help("make the two ranges overlap")
            };
            never.map(finding).collect()
        }
        Err(error) => {
            let message =
                format!("chart `{name}` needs Kubernetes `{text}`, which is no range: {error}");
            let finding = at_listed(listed, message).severity(Severity::Error);
            vec![finding.label(node.span(), "Helm refuses the chart on every cluster")]
        }
    }
}

/// A dependency of the pack on Kubernetes.
struct Cluster<'a> {
    at: NodeRef<'a>,
    lower: Option<&'a str>,
    upper: Option<&'a str>,
}

fn clusters(pack: &Pack) -> Vec<Cluster<'_>> {
    let dependencies = pack.manifest().and_then(|root| root.at(&["constraints", "dependencies"]));
    dependencies.into_iter().flat_map(NodeRef::items).filter_map(cluster).collect()
}

fn cluster(node: NodeRef<'_>) -> Option<Cluster<'_>> {
    let text = |key| node.get(key).and_then(NodeRef::as_str).filter(|text| !text.is_empty());
    let wanted = matches!(text("type"), Some("required" | "optional"));
    if text("layer") != Some("k8s") || !wanted {
        return None;
    }
    let (lower, upper) = (text("minVersion"), text("maxVersion"));
    let at = node.get(if lower.is_some() { "minVersion" } else { "maxVersion" })?;
    (lower.is_some() || upper.is_some()).then_some(Cluster { at, lower, upper })
}

impl Cluster<'_> {
    fn described(&self) -> String {
        match (self.lower, self.upper) {
            (Some(lower), Some(upper)) => format!("the pack is for `{lower}` to `{upper}`"),
            (Some(lower), None) => format!("the pack is for `{lower}` and newer"),
            (_, upper) => format!("the pack is for `{}` and older", upper.unwrap_or_default()),
        }
    }

    fn may_suit(&self, range: &Range) -> bool {
        let lower = self.lower.map(Version::lenient);
        let upper = self.upper.map(|text| Version::lenient(text).map(|_| newest(text)));
        match (lower, upper) {
            // What cannot be read may be anything.
            (Some(None), _) | (_, Some(None)) => true,
            (lower, upper) => {
                let upper = upper.flatten();
                let upper = upper.as_deref().and_then(Version::lenient);
                range.may_intersect(lower.flatten().as_ref(), upper.as_ref())
            }
        }
    }
}

/// `1.27` may be meant to include its patches.
fn newest(text: &str) -> String {
    match text.matches('.').count() {
        0 => format!("{text}.9999.9999"),
        1 => format!("{text}.9999"),
        _ => text.to_owned(),
    }
}
