//! A packed pack that cannot be read.

use crate::finding::{Finding, Place};
use crate::rules::{Check, Rule, Severity};
use crate::source::VirtualPath;
use crate::syntax::archive::ArchiveError;

/// See the page.
pub static RULE: Rule = Rule {
    id: "structure/bad-archive",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/structure/bad-archive.md"),
    check: Check::Engine,
};

/// The finding for the archive at `root`.
pub fn finding(root: &VirtualPath, error: &ArchiveError) -> Finding {
    let message = format!("the packed pack `{}` {error}", root.file_name());
    Finding::new(Place::File(root.clone()), message)
        .help("pack it again: `tar czf NAME-VERSION.tar.gz NAME-VERSION`")
}
