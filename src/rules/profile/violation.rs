//! Where a profile does not follow its schema, with the value that each is about.

use crate::model::conformance::Violation;
use crate::model::profile::ProfileFile;
pub(super) use crate::rules::pack::violation::{described, opening};
use crate::syntax::tree::NodeRef;

/// The violations of a file but those of its variables' values, which have rules of their own.
pub(super) fn violations(file: &ProfileFile) -> impl Iterator<Item = (&Violation, NodeRef<'_>)> {
    let violations = file.violations().iter();
    violations.filter_map(|violation| Some((violation, file.violating(violation)?)))
}
