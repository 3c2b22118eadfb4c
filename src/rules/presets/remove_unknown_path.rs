//! A preset removes what is never there.

use crate::finding::Finding;
use crate::model::pack::Pack;
use crate::model::presets::Preset;
use crate::model::presets::keys::Keys;
use crate::rules::{Check, Rule, Severity};
use crate::syntax::tree::NodeRef;

/// See the page.
pub static RULE: Rule = Rule {
    id: "presets/remove-unknown-path",
    severity: Severity::Info,
    fixable: false,
    page: include_str!("../../../rules/presets/remove-unknown-path.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let presets = pack.presets();
    let mut removed = presets.iter().flat_map(Preset::removed).peekable();
    // Few packs remove anything, and to gather all keys costs something.
    let Some(keys) = removed.peek().and_then(|_| Keys::of(pack)) else { return Vec::new() };
    let unknown = removed.filter(|(_, path)| !keys.have(path));
    unknown.map(|(node, path)| finding(&keys, (node, path))).collect()
}

fn finding(keys: &Keys, (node, path): (NodeRef<'_>, &str)) -> Finding {
    let message = format!("`{path}` is removed, but neither the values nor a preset have it");
    let finding = Finding::new(node.span(), message);
    // The name of the chart is easily forgotten.
    match keys.with_another_key(path) {
        Some(meant) => finding.help(format!("there is `{meant}`")),
        None => finding.help("remove the path, or compare its spelling with values.yaml"),
    }
}
