//! Values that the author knows to be missing: Palette asks for them, or a preset brings them.

#[cfg(test)]
mod tests;

use crate::model::pack::Pack;
use crate::syntax::tree::{Kind, NodeRef};

/// True where the user cannot forget the value, or gets it with a choice of preset.
pub(super) fn is_foreseen(pack: &Pack, path: &str) -> bool {
    let mut constraints = pack.constraints().iter();
    let is_asked = constraints.any(|c| c.path == path && c.template.is_required());
    is_asked || pack.presets().iter().filter_map(|preset| preset.added()).any(|add| has(add, path))
}

/// A key may hold dots itself, so a path is not split.
fn has(mapping: NodeRef<'_>, path: &str) -> bool {
    mapping.kind() == Kind::Mapping
        && mapping.entries().any(|entry| match path.strip_prefix(&*entry.name()) {
            Some("") => !entry.value.is_null(),
            Some(rest) => rest.strip_prefix('.').is_some_and(|rest| has(entry.value, rest)),
            None => false,
        })
}
