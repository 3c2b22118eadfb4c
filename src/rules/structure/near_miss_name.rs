//! A file whose name is nearly one that Palette looks for.

use super::{READ, near_miss};
use crate::finding::Finding;
use crate::model::pack::{LOGO, Pack};
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "structure/near-miss-name",
    severity: Severity::Warning,
    fixable: false,
    page: include_str!("../../../rules/structure/near-miss-name.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let of_name = |name: &'static str| {
        near_miss::of(pack, name).into_iter().map(move |path| finding(pack, path, name))
    };
    READ.into_iter().flat_map(of_name).collect()
}

fn finding(pack: &Pack, path: &str, name: &str) -> Finding {
    let message = format!("Palette looks for `{name}` and does not see `{path}`");
    let is_png = path.to_lowercase().ends_with(".png");
    let help = match name {
        LOGO if !is_png => format!("convert it to PNG and name it `{name}`"),
        _ => format!("rename it to `{name}`"),
    };
    Finding::new(pack.file(path), message).help(help)
}
