//! What the API returns for a profile, which no import takes.

use crate::finding::Finding;
use crate::model::profile::{ProfileFile, Shape};
use crate::rules::{Check, Rule, Severity};
use crate::source::Span;
use crate::syntax::tree::Document;

/// See the page.
pub static RULE: Rule = Rule {
    id: "profile/not-importable",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/profile/not-importable.md"),
    check: Check::ProfileFile(check),
};

fn check(file: &ProfileFile) -> Vec<Finding> {
    let stored = file.profiles().iter().any(|profile| profile.shape == Shape::FullResource);
    let root = file.document().and_then(Document::root).filter(|_| stored);
    let Some(spec) = root.and_then(|root| root.get("spec")) else { return Vec::new() };
    let state = ["published", "draft"].into_iter().find_map(|name| spec.entry(name));
    state.map(|state| finding(state.key.span(), &state.name())).into_iter().collect()
}

fn finding(at: Span, state: &str) -> Finding {
    let message = format!(
        "this is the stored resource with its `spec.{state}`, and an import takes only an export"
    );
    Finding::new(at, message)
        .help("export the profile in the console, or by `GET /v1/clusterprofiles/{uid}/export`")
}
