//! A directory that is not named after its pack. Only its own name counts, not the path to it.

use crate::finding::Finding;
use crate::model::pack::Pack;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "pack/directory-name",
    severity: Severity::Info,
    fixable: false,
    page: include_str!("../../../rules/pack/directory-name.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    finding(pack).into_iter().collect()
}

fn finding(pack: &Pack) -> Option<Finding> {
    let directory = pack.files().directory_name()?;
    let expected = format!("{}-{}", pack.field_text("name")?, pack.field_text("version")?);
    let message = format!("the directory of the pack is named `{directory}`, not `{expected}`");
    let help = format!("rename the directory to `{expected}`");
    (directory != expected).then(|| Finding::new(pack.anchor(), message).help(help))
}
