//! References of a pack to a value that it does not have itself.

use crate::finding::Finding;
use crate::model::macros::Macro;
use crate::model::pack::Pack;
use crate::model::presets::{self, Preset, path};
use crate::rules::{Check, Rule, Severity};
use crate::syntax::tree::NodeRef;

/// See the page.
pub static RULE: Rule = Rule {
    id: "macro/unresolved-pack-reference",
    severity: Severity::Warning,
    fixable: false,
    page: include_str!("../../../rules/macro/unresolved-pack-reference.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let (Some(name), Some(values)) = (pack.field_text("name"), values(pack)) else {
        return Vec::new();
    };
    let presets = pack.presets();
    if presets::are_unreadable(pack) || !presets.iter().all(Preset::is_readable) {
        return Vec::new();
    }
    let roots: Vec<_> = presets.iter().filter_map(Preset::added).chain(values).collect();
    let own = pack.macros().iter().filter(|found| found.is_of("pack"));
    let own = own.filter(|found| found.pack_reference().0 == name);
    own.filter_map(|found| finding(found, &roots)).collect()
}

/// The values, if they could be read; an empty file has none.
fn values(pack: &Pack) -> Option<Option<NodeRef<'_>>> {
    let document = pack.values_file().document.as_ref().ok()?;
    (!document.is_broken()).then(|| pack.values())
}

fn finding(found: &Macro, roots: &[NodeRef<'_>]) -> Option<Finding> {
    let (name, wanted) = found.pack_reference();
    let resolves = roots.iter().any(|root| path::entry_at(*root, wanted).is_some());
    // Who gives a default knows that the value may be missing.
    let has_default = found.filters.iter().any(|filter| filter.name.text == "default");
    if wanted.is_empty() || resolves || has_default {
        return None;
    }
    let message = format!("the pack `{name}` has no value `{wanted}`");
    let full = ["charts", "manifests", "pack"].into_iter().find_map(|section| {
        let keys = roots.iter().filter_map(|root| root.get(section)).flat_map(NodeRef::members);
        let mut keys = keys.map(|entry| format!("{section}.{}.{wanted}", entry.name()));
        keys.find(|path| roots.iter().any(|root| path::entry_at(*root, path).is_some()))
    });
    let help = full.map_or("Palette puts nothing in its place".to_owned(), |full| {
        format!("the path begins at the top of values.yaml: `{full}`")
    });
    Some(Finding::new(found.key.span.clone(), message).help(help))
}
