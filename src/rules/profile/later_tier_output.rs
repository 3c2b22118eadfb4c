//! Outputs that are read before the tier that gives them is installed.

use super::output::{Output, outputs};
use crate::finding::Finding;
use crate::model::profile::{Profile, Tier};
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "profile/later-tier-output",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/profile/later-tier-output.md"),
    check: Check::Profile(check),
};

fn check(profile: &Profile) -> Vec<Finding> {
    profile.tiers.iter().flat_map(|tier| of_tier(tier, profile)).collect()
}

fn of_tier(reader: &Tier, profile: &Profile) -> Vec<Finding> {
    let outputs = outputs(reader);
    outputs.filter_map(|output| finding(&output, reader, profile)).collect()
}

fn finding(output: &Output<'_>, reader: &Tier, profile: &Profile) -> Option<Finding> {
    let giver = profile.tiers.iter().find(|tier| tier.name_text() == Some(output.tier));
    let Some(giver) = giver else { return unknown(output, profile) };
    let name = output.tier;
    if giver.index == reader.index {
        let message = format!("the tier `{name}` reads an output of itself");
        return Some(Finding::new(output.place.clone(), message).help("read it from another tier"));
    }
    let (own, other) = (reader.order()?, giver.order()?);
    if other < own {
        return None;
    }
    let message = match other == own {
        true => format!("the tier `{name}` is installed together with this one, order {own}"),
        false => format!("the tier `{name}` is installed later, order {other} after {own}"),
    };
    let finding = Finding::new(output.place.clone(), message)
        .label(giver.anchor(), "the tier that gives the output")
        .help(format!("give this tier an `installOrder` above {other}"));
    Some(if other == own { finding.severity(Severity::Warning) } else { finding })
}

fn unknown(output: &Output<'_>, profile: &Profile) -> Option<Finding> {
    let names: Vec<&str> = profile.tiers.iter().map(Tier::name_text).collect::<Option<_>>()?;
    let message = format!("no tier is named `{}`", output.tier);
    let meant = crate::nearest::nearest(output.tier, names);
    let help = meant.map(|meant| format!("did you mean `{meant}`?"));
    Some(Finding::new(output.place.clone(), message).maybe_help(help))
}
