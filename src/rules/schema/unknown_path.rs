//! A path that no file of the pack knows.

use crate::finding::Finding;
use crate::model::pack::Pack;
use crate::model::schema::locate::{Locator, Whereabouts};
use crate::model::schema::verdict::shortened;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "schema/unknown-path",
    severity: Severity::Info,
    fixable: false,
    page: include_str!("../../../rules/schema/unknown-path.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let locator = Locator::new(pack);
    let unknown = pack.constraints().iter().filter_map(|constraint| {
        let Whereabouts::Unknown = locator.locate(&constraint.path) else { return None };
        let message = format!("`{}` is not in values.yaml", shortened(&constraint.path));
        let finding = Finding::new(constraint.key.clone(), message);
        Some(finding.help("add the parameter to values.yaml, as a comment if it is optional"))
    });
    unknown.collect()
}
