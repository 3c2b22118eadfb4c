//! More than one document in a file of which Palette reads the first.

use super::problem::{yaml_documents, yaml_profile};
use crate::finding::Finding;
use crate::model::pack::Pack;
use crate::model::profile::ProfileFile;
use crate::rules::{Check, Rule, Severity};
use crate::syntax::tree::Document;

/// See the page.
pub static RULE: Rule = Rule {
    id: "syntax/multiple-documents",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/syntax/multiple-documents.md"),
    check: Check::PackAndProfiles(check, profiles),
};

fn check(pack: &Pack) -> Vec<Finding> {
    yaml_documents(pack).filter_map(finding).collect()
}

fn profiles(file: &ProfileFile) -> Vec<Finding> {
    yaml_profile(file).and_then(finding).into_iter().collect()
}

fn finding(document: &Document) -> Option<Finding> {
    // A last `---` with nothing behind it adds nothing that could be lost.
    let second = document.documents().skip(1).find(|(_, root)| root.is_some_and(|r| !r.is_null()));
    let (marker, _) = second?;
    let name = document.file().path().file_name();
    let message = format!("`{name}` holds several documents, and only the first is read");
    let help = "remove the `---`, or move the rest to the first document";
    Some(Finding::new(document.span(marker), message).help(help))
}
