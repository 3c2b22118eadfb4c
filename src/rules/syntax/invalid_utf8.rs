//! Bytes that are no text.

use std::sync::Arc;

use crate::finding::Finding;
use crate::model::pack::Pack;
use crate::model::profile::ProfileFile;
use crate::rules::{Check, Rule, Severity};
use crate::source::{SourceFile, Span};

/// See the page.
pub static RULE: Rule = Rule {
    id: "syntax/invalid-utf8",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/syntax/invalid-utf8.md"),
    check: Check::PackAndProfiles(check, profiles),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let texts = pack.documents().map(|document| document.file());
    texts
        .chain(pack.manifests().iter().map(|manifest| &manifest.file))
        .filter_map(finding)
        .collect()
}

fn profiles(file: &ProfileFile) -> Vec<Finding> {
    finding(file.file()).into_iter().collect()
}

/// One finding a file: where one byte is wrong, the encoding of the file is.
fn finding(file: &Arc<SourceFile>) -> Option<Finding> {
    let invalid = file.invalid_utf8();
    let first = *invalid.first()?;
    let others = match invalid.len() - 1 {
        0 => String::new(),
        1 => ", and so does one more place".to_owned(),
        count => format!(", and so do {count} more places"),
    };
    let message = format!("this is not UTF-8{others}");
    Some(Finding::new(Span::new(file, first), message).help("save the file as UTF-8"))
}
