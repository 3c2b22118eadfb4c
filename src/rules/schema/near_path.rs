//! A path that differs from a parameter by a slip, or by its section.

use crate::finding::{Edit, Finding, Fix};
use crate::model::pack::Pack;
use crate::model::schema::locate::{Locator, Whereabouts};
use crate::model::schema::verdict::shortened;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "schema/near-path",
    severity: Severity::Warning,
    fixable: true,
    page: include_str!("../../../rules/schema/near-path.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let locator = Locator::new(pack);
    let near = pack.constraints().iter().filter_map(|constraint| {
        let path = &constraint.path;
        let Whereabouts::Near(near) = locator.locate(path) else { return None };
        let meant = near.path(path);
        let at = constraint.place_in_path(near.part);
        let message = format!("`{}` is not in values.yaml", shortened(path));
        let title = format!("replace it by `{}`", near.instead);
        let fix = Fix::needs_a_look(title, Edit::replace(at.clone(), near.instead.clone()));
        let finding = Finding::new(at, message)
            .label(near.node.span(), format!("this is `{}`", shortened(&meant)))
            .help(format!("did you mean `{}`?", shortened(&meant)));
        // In a quoted key another key could need escapes.
        let plain = near.instead.chars().all(|c| c.is_ascii_alphanumeric() || "-_./".contains(c));
        Some(finding.maybe_fix(plain.then_some(fix)))
    });
    near.collect()
}
