//! A preset removes what is never there.

use std::collections::HashMap;

use crate::finding::Finding;
use crate::model::pack::Pack;
use crate::model::presets::{Preset, path};
use crate::rules::{Check, Rule, Severity};
use crate::syntax::tree::{Document, NodeRef};

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
    let unreadable = pack.values_file().document.as_ref().map_or(true, Document::is_broken);
    if unreadable || !presets.iter().all(Preset::is_readable) {
        return Vec::new();
    }
    let roots: Vec<_> = presets.iter().filter_map(Preset::added).chain(pack.values()).collect();
    let mut known = HashMap::new();
    let mut findings = Vec::new();
    for preset in &presets {
        for (node, path) in preset.removed() {
            let is_known = *known.entry(path).or_insert_with(|| leads(&roots, path));
            if !is_known {
                findings.push(finding(&roots, (node, path)));
            }
        }
    }
    findings
}

fn leads(roots: &[NodeRef<'_>], path: &str) -> bool {
    roots.iter().any(|root| path::entry_at(*root, path).is_some())
}

fn finding(roots: &[NodeRef<'_>], (node, path): (NodeRef<'_>, &str)) -> Finding {
    let message = format!("`{path}` is removed, but neither the values nor a preset have it");
    let finding = Finding::new(node.span(), message);
    match deeper(roots, path) {
        Some(meant) => finding.help(format!("there is `{meant}`")),
        None => finding.help("remove the path, or compare its spelling with values.yaml"),
    }
}

/// The same path one level deeper: the name of the chart is often forgotten.
fn deeper(roots: &[NodeRef<'_>], path: &str) -> Option<String> {
    let (section, rest) = path.split_once('.')?;
    let below = roots.iter().filter_map(|root| root.get(section)).flat_map(NodeRef::members);
    let mut paths =
        below.take(CANDIDATES).map(|entry| format!("{section}.{}.{rest}", entry.name()));
    paths.find(|path| leads(roots, path))
}

/// Names that are tried in the middle of a path; packs have one to eight charts.
const CANDIDATES: usize = 32;
