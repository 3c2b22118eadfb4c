//! A path that begins with no section of values.yaml.

use crate::finding::Finding;
use crate::model::pack::Pack;
use crate::model::schema::Constraint;
use crate::model::schema::locate::{Locator, SECTIONS, Whereabouts};
use crate::model::schema::verdict::shortened;
use crate::nearest::nearest;
use crate::rules::{Check, Rule, Severity};
use crate::source::TextRange;

/// See the page.
pub static RULE: Rule = Rule {
    id: "schema/foreign-root",
    severity: Severity::Warning,
    fixable: false,
    page: include_str!("../../../rules/schema/foreign-root.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let locator = Locator::new(pack);
    let foreign = pack.constraints().iter().filter_map(|constraint| {
        let Whereabouts::Foreign = locator.locate(&constraint.path) else { return None };
        Some(finding(constraint))
    });
    foreign.collect()
}

fn finding(constraint: &Constraint) -> Finding {
    let first = constraint.path.split('.').next().unwrap_or_default();
    let at = match first.is_empty() {
        true => constraint.key.clone(),
        false => constraint.place_in_path(TextRange::from_usize(0..first.len())),
    };
    let message = format!("`{}` is not a section of values.yaml", shortened(first));
    let help = match nearest(first, SECTIONS) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => "write the whole path, such as `charts.<chart>.<parameter>`".to_owned(),
    };
    Finding::new(at, message).help(help)
}
