//! Outputs that a tier of its kind does not give.

use super::output::{Output, outputs};
use crate::finding::Finding;
use crate::model::profile::{Profile, Tier};
use crate::nearest::nearest;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "profile/unknown-output",
    severity: Severity::Warning,
    fixable: false,
    page: include_str!("../../../rules/profile/unknown-output.md"),
    check: Check::Profile(check),
};

/// What a tier of the type `container` gives.
const OF_CONTAINERS: [&str; 5] = [
    "CONTAINER_NAMESPACE",
    "CONTAINER_SVC",
    "CONTAINER_SVC_PORT",
    "CONTAINER_SVC_EXTERNALHOSTNAME",
    "CONTAINER_SVC_EXTERNALIP",
];

/// What every service gives, and what some do.
const OF_SERVICES: [&str; 4] = ["USERNAME", "PASSWORD", "ROOT_PASSWORD", "VAULT_ROOT_TOKEN"];

/// What the outputs of a service end with; its kind stands before it.
const ENDINGS: [&str; 4] = ["MSTR_SVC", "MSTR_SVC_PORT", "MSTR_SVC_NAMESPACE", "MSTR_NS"];

fn check(profile: &Profile) -> Vec<Finding> {
    let outputs = profile.tiers.iter().flat_map(outputs);
    outputs.filter_map(|output| finding(&output, profile)).collect()
}

fn finding(output: &Output<'_>, profile: &Profile) -> Option<Finding> {
    let giver = profile.tiers.iter().find(|tier| tier.name_text() == Some(output.tier))?;
    let name = output.name.filter(|name| !name.is_empty())?;
    let kind = giver.kind_text()?;
    let known: Vec<String> = match kind {
        "container" => OF_CONTAINERS.map(str::to_owned).into(),
        "operator-instance" if ENDINGS.iter().any(|ending| name.ends_with(ending)) => return None,
        "operator-instance" => OF_SERVICES.map(str::to_owned).into(),
        "helm" | "manifest" => declared(giver)?,
        _ => return None,
    };
    if known.iter().any(|known| known == name) {
        return None;
    }
    let message = format!("the tier `{}` gives no output `{name}`", output.tier);
    let finding = Finding::new(output.place.clone(), message);
    Some(match nearest(name, known.iter().map(String::as_str)) {
        Some(meant) => finding.help(format!("did you mean `{meant}`?")),
        None if matches!(kind, "helm" | "manifest") => {
            finding.help("declare it in `postReadinessHooks.outputParameters` of that tier")
        }
        None => finding.help(format!("it gives {}", listed(&known))),
    })
}

fn listed(words: &[String]) -> String {
    let words: Vec<_> = words.iter().map(|word| format!("`{word}`")).collect();
    words.join(", ")
}

/// What the values of a tier declare; `None` where they cannot be read.
fn declared(tier: &Tier) -> Option<Vec<String>> {
    let Some(values) = tier.values.text() else {
        return matches!(tier.values, crate::model::profile::Content::Absent).then(Vec::new);
    };
    let document = values.document();
    if !document.problems().is_empty() {
        return None;
    }
    let parameters =
        document.root().and_then(|root| root.at(&["postReadinessHooks", "outputParameters"]));
    let items = parameters.into_iter().flat_map(crate::syntax::tree::NodeRef::items);
    Some(items.filter_map(|item| Some(item.get("name")?.text()?.to_owned())).collect())
}
