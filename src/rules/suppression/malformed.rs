//! A comment for palint that palint does not understand.

use crate::finding::Finding;
use crate::model::ignores::Directive;
use crate::model::pack::Pack;
use crate::model::profile::ProfileFile;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "suppression/malformed",
    severity: Severity::Warning,
    fixable: false,
    page: include_str!("../../../rules/suppression/malformed.md"),
    check: Check::PackAndProfiles(check, profiles),
};

fn check(pack: &Pack) -> Vec<Finding> {
    findings(pack.ignores())
}

fn profiles(file: &ProfileFile) -> Vec<Finding> {
    findings(file.ignores())
}

fn findings(directives: &[Directive]) -> Vec<Finding> {
    let broken = directives.iter().filter_map(|directive| {
        let why = directive.ignore.as_ref().err()?;
        let message = format!("this comment silences nothing: {why}");
        let help = "write it as `# palint: ignore[group/rule] reason`";
        Some(Finding::new(directive.comment.clone(), message).help(help))
    });
    broken.collect()
}
