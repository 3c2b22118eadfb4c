//! A release name that Palette composes and Helm refuses for its length.

use super::readable;
use crate::finding::Finding;
use crate::model::literal::has_macro;
use crate::model::name;
use crate::model::pack::Pack;
use crate::rules::{Check, Rule, Severity};
use crate::syntax::tree::Kind;

/// See the page.
pub static RULE: Rule = Rule {
    id: "chart/long-release-name",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/chart/long-release-name.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let Some(at) = pack.field("name") else { return Vec::new() };
    let overrides = pack.pack_section().and_then(|s| s.node.get("releaseNameOverride"));
    // A text is the name of the only release there is, and `values/invalid-release-name` judges
    // every name that is written.
    let written = |chart: &str| match overrides {
        Some(node) if node.kind() == Kind::Mapping => {
            node.get(chart).is_some_and(|name| !name.is_null())
                || node.entries().any(|entry| has_macro(&entry.name()))
        }
        Some(node) => !node.is_null(),
        None => false,
    };
    let too_long = readable(pack).filter_map(|(_, chart)| {
        let chart_name = chart.name()?;
        let release = format!("{}-{chart_name}", at.as_str()?);
        if release.len() <= name::RELEASE_LENGTH || written(chart_name) {
            return None;
        }
        let message = format!(
            "the release name `{release}` has {} characters, and Helm takes {}",
            release.len(),
            name::RELEASE_LENGTH
        );
        let label = chart.field("name")?.span();
        let help = format!("set `pack.releaseNameOverride.{chart_name}` in `values.yaml`");
        let finding = Finding::new(at.span(), message).help(help);
        Some(finding.label(label, "Palette appends this name to the pack's"))
    });
    too_long.collect()
}
