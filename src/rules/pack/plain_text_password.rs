//! A password that everybody can read who can read the registry.

use crate::finding::Finding;
use crate::model::pack::Pack;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "pack/plain-text-password",
    severity: Severity::Warning,
    fixable: false,
    page: include_str!("../../../rules/pack/plain-text-password.md"),
    check: Check::Pack(check),
};

const PASSWORD: &str = "sshPassword";

fn check(pack: &Pack) -> Vec<Finding> {
    finding(pack).into_iter().collect()
}

fn finding(pack: &Pack) -> Option<Finding> {
    let annotations = pack.manifest().filter(|_| pack.is_os())?.get("annotations")?;
    let entry = annotations.entry(PASSWORD)?;
    let password = entry.value.as_str().filter(|text| !text.trim().is_empty())?;
    // The key, not the value: reports are passed on.
    let finding = Finding::new(entry.key.span(), "`sshPassword` is in clear text")
        .help("use an image with an SSH key, and change the password: it was readable to all");
    (!password.contains("{{")).then_some(finding)
}
