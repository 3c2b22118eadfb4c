//! Manifests of a layer that are no YAML, or no Kubernetes objects.

use crate::finding::Finding;
use crate::model::manifest::object::{Field, Object};
use crate::model::profile::{Embedded, Profile};
use crate::rules::syntax::problem::told_as;
use crate::rules::{Check, Rule, Severity};
use crate::syntax::tree::ProblemKind;

/// See the page.
pub static RULE: Rule = Rule {
    id: "profile/invalid-manifest",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/profile/invalid-manifest.md"),
    check: Check::Profile(check),
};

fn check(profile: &Profile) -> Vec<Finding> {
    let layers = profile.layers.iter().flat_map(|layer| &layer.manifests);
    // What a tier with a chart calls its manifest is the description of the chart.
    let tiers = profile.tiers.iter().filter(|tier| tier.kind_text() == Some("manifest"));
    let manifests = layers.chain(tiers.flat_map(|tier| &tier.manifests));
    manifests.filter_map(|manifest| manifest.content.text()).flat_map(findings).collect()
}

fn findings(content: &Embedded) -> Vec<Finding> {
    let document = content.masked_document();
    // What is left of a template of another program says nothing.
    let foreign = content.text().contains("{{") && !content.text().contains(".spectro.");
    if foreign {
        return Vec::new();
    }
    let objects = content.objects();
    let lacking = objects.iter().filter(|object| !object.is_item);
    let lacking = lacking.flat_map(|object| lacking_fields(content, object));
    told_as(ProblemKind::Invalid, document).into_iter().chain(lacking).collect()
}

fn lacking_fields(content: &Embedded, object: &Object) -> Vec<Finding> {
    let fields = [("apiVersion", &object.api_version), ("kind", &object.kind)];
    let missing = fields.into_iter().filter(|(_, field)| **field == Field::Missing);
    let at = object.kind.known().or(object.api_version.known()).or(object.name.known());
    let at = at.map_or(object.range, |word| word.range);
    let finding = |(name, _): (&str, &Field)| {
        let span = crate::source::Span::new(content.file(), at);
        let message = format!("this object has no `{name}`, so that Kubernetes refuses it");
        Finding::new(span, message).severity(Severity::Warning).help(format!("add `{name}`"))
    };
    missing.map(finding).collect()
}
