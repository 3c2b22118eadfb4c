//! A comment that silences a finding and does not say why.

use crate::finding::Finding;
use crate::model::ignores::{Directive, Ignore};
use crate::model::pack::Pack;
use crate::model::profile::ProfileFile;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "suppression/no-reason",
    severity: Severity::Warning,
    fixable: false,
    page: include_str!("../../../rules/suppression/no-reason.md"),
    check: Check::PackAndProfiles(check, profiles),
};

fn check(pack: &Pack) -> Vec<Finding> {
    findings(pack.ignores())
}

fn profiles(file: &ProfileFile) -> Vec<Finding> {
    findings(file.ignores())
}

fn findings(directives: &[Directive]) -> Vec<Finding> {
    let bare = |ignore: &Ignore| !ignore.has_reason;
    let silent = directives.iter().filter(|directive| directive.ignore.as_ref().is_ok_and(bare));
    let finding = |directive: &Directive| {
        let message = "this comment does not say why it ignores a finding";
        Finding::new(directive.comment.clone(), message).help("write the reason behind the `]`")
    };
    silent.map(finding).collect()
}
