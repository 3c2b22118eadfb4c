//! A `logo.png` that is something else.

use super::picture::{self, PNG};
use crate::finding::Finding;
use crate::limits;
use crate::model::pack::{LOGO, Pack};
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "structure/logo-not-png",
    severity: Severity::Warning,
    fixable: false,
    page: include_str!("../../../rules/structure/logo-not-png.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    match pack.files().read_up_to(LOGO, limits::SIGNATURE_BYTES) {
        Ok(start) if !start.starts_with(PNG) => vec![finding(pack, &start)],
        _ => Vec::new(),
    }
}

fn finding(pack: &Pack, start: &[u8]) -> Finding {
    let message = match picture::described(start) {
        Some(what) => format!("`{LOGO}` is {what}"),
        None => format!("`{LOGO}` is no PNG picture"),
    };
    Finding::new(pack.file(LOGO), message).help("save the picture as PNG")
}
