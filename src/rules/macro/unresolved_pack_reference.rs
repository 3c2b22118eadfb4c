//! References of a pack to a value that it does not have itself.

use crate::finding::Finding;
use crate::model::macros::Macro;
use crate::model::pack::Pack;
use crate::model::presets::keys::Keys;
use crate::model::schema::locate::SECTIONS;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "macro/unresolved-pack-reference",
    severity: Severity::Warning,
    fixable: false,
    page: include_str!("../../../rules/macro/unresolved-pack-reference.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let Some(name) = pack.field_text("name") else { return Vec::new() };
    let own = pack.macros().iter().filter(|found| found.is_of("pack"));
    let mut own = own.filter(|found| found.pack_reference().0 == name).peekable();
    // Few packs refer to themselves, and to gather all keys costs something.
    let Some(keys) = own.peek().and_then(|_| Keys::of(pack)) else { return Vec::new() };
    own.filter_map(|found| finding(found, &keys)).collect()
}

fn finding(found: &Macro, keys: &Keys) -> Option<Finding> {
    let (name, wanted) = found.pack_reference();
    // Who gives a default knows that the value may be missing.
    let has_default = found.filters.iter().any(|filter| filter.name.text == "default");
    if wanted.is_empty() || has_default || keys.have(wanted) {
        return None;
    }
    let message = format!("the pack `{name}` has no value `{wanted}`");
    let inside = SECTIONS.into_iter().find_map(|section| keys.below(section, wanted));
    let full = inside.or_else(|| keys.with_another_key(wanted));
    let help = full.map_or("Palette puts nothing in its place".to_owned(), |full| {
        format!("the path begins at the top of values.yaml: `{full}`")
    });
    Some(Finding::new(found.key.span.clone(), message).help(help))
}
