//! A byte order mark at the start of a text.

use crate::finding::{Edit, Finding, Fix};
use crate::model::pack::Pack;
use crate::model::profile::ProfileFile;
use crate::rules::{Check, Rule, Severity};
use crate::source::TextRange;
use crate::syntax::tree::Document;

/// See the page.
pub static RULE: Rule = Rule {
    id: "syntax/byte-order-mark",
    severity: Severity::Error,
    fixable: true,
    page: include_str!("../../../rules/syntax/byte-order-mark.md"),
    check: Check::PackAndProfiles(check, profiles),
};

fn check(pack: &Pack) -> Vec<Finding> {
    pack.documents().filter_map(finding).collect()
}

fn profiles(file: &ProfileFile) -> Vec<Finding> {
    file.document().and_then(finding).into_iter().collect()
}

fn finding(document: &Document) -> Option<Finding> {
    let length = document.file().byte_order_mark();
    let mark = document.span(TextRange::from_usize(0..length));
    let finding = Finding::new(mark.clone(), "the file starts with a byte order mark")
        .help("save the file as UTF-8 without a byte order mark")
        .fix(Fix::safe("remove the byte order mark", Edit::delete(mark)));
    let is_json = document.file().path().file_name().ends_with(".json");
    // YAML allows the mark; only JSON parsers refuse it.
    let finding = if is_json { finding } else { finding.severity(Severity::Info) };
    (length > 0).then_some(finding)
}
