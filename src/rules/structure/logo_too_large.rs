//! A logo that takes long to load.

use crate::files::Entry;
use crate::finding::Finding;
use crate::limits;
use crate::model::pack::{LOGO, Pack};
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "structure/logo-too-large",
    severity: Severity::Info,
    fixable: false,
    page: include_str!("../../../rules/structure/logo-too-large.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    match pack.files().entry(LOGO) {
        Some(Entry::File(size)) if *size > limits::LOGO_BYTES => vec![finding(pack, *size)],
        _ => Vec::new(),
    }
}

fn finding(pack: &Pack, size: u64) -> Finding {
    let limit = limits::LOGO_BYTES / 1000;
    let message = format!("`{LOGO}` has {} kB, more than {limit} kB", size.div_ceil(1000));
    Finding::new(pack.file(LOGO), message).help("scale the picture down")
}
