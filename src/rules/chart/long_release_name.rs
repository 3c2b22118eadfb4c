//! A release name that Palette composes and Helm refuses for its length, and names of objects that
//! are too long for what Kubernetes makes of them.

use super::readable;
use crate::finding::Finding;
use crate::model::chart::ListedChart;
use crate::model::literal::has_macro;
use crate::model::name;
use crate::model::pack::Pack;
use crate::model::rendered::Object;
use crate::rules::{Check, Rule, Severity};
use crate::syntax::tree::{Kind, NodeRef};

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
    too_long.chain(long_names(pack, at)).collect()
}

/// A kind of object with the longest name that works.
struct Limit {
    group: &'static str,
    kind: &'static str,
    longest: usize,
    why: &'static str,
}

/// Names that end up in labels or in names of other objects. Most kinds take 253 characters.
const LIMITS: [Limit; 5] = [
    Limit { group: "", kind: "Service", longest: 63, why: "Kubernetes takes" },
    Limit { group: "", kind: "Namespace", longest: 63, why: "Kubernetes takes" },
    Limit { group: "batch", kind: "Job", longest: 63, why: "Kubernetes takes" },
    Limit { group: "batch", kind: "CronJob", longest: 52, why: "Kubernetes takes" },
    // Pods carry their name, this one and a number, in a label.
    Limit {
        group: "apps",
        kind: "StatefulSet",
        longest: 61,
        why: "its pods can only be made with",
    },
];

/// Names that the templates make, mostly of the release's name.
fn long_names(pack: &Pack, name: NodeRef<'_>) -> Vec<Finding> {
    let finding = |object: Object<'_>| {
        let node = object.root.at(&["metadata", "name"])?;
        let text = node.as_str().filter(|text| !has_macro(text))?;
        let (group, kind) = (object.group()?, object.kind()?);
        let limit = LIMITS.iter().find(|limit| limit.group == group && limit.kind == kind)?;
        let length = text.chars().count();
        if length <= limit.longest {
            return None;
        }
        let Limit { longest, why, .. } = limit;
        let message = format!(
            "the name of the `{kind}` `{text}` has {length} characters, and {why} {longest}"
        );
        let written = object.written(node.range());
        let at = written.value.unwrap_or_else(|| name.span());
        let chart = object.release.listed_chart(pack).and_then(ListedChart::name);
        let help = format!(
            "set a shorter `pack.releaseNameOverride.{}`, or what the chart has to shorten names",
            chart.unwrap_or("<chart>")
        );
        // The release's name is known by convention only.
        let finding = Finding::new(at, message).severity(Severity::Warning).help(help);
        Some(match written.template {
            Some(template) => finding.label(template, "the name is made here"),
            None => finding,
        })
    };
    pack.objects().filter_map(finding).collect()
}
