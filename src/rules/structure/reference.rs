//! What the strings in the lists of `pack.json` stand for. Each way to be wrong is told by one rule.

use std::collections::{BTreeSet, HashMap};

use super::escape::{self, Escape};
use super::presence::{Presence, presence};
use crate::finding::Edit;
use crate::model::pack::{List, Listed, Pack};
use crate::nearest::nearest;
use crate::source::TextRange;
use crate::syntax::tree::{Kind, NodeRef, Style};

/// What a listed path stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reference<'p> {
    /// Not a path inside the pack.
    Escapes(Escape),
    /// Something of the pack, or something that palint could not look at.
    There,
    /// A file whose name has other upper and lower case; `None` where several have.
    OtherCase(Option<&'p str>),
    Missing,
}

/// The listed paths of the pack with what they stand for.
pub(super) fn references(pack: &Pack) -> Vec<(Listed<'_>, Reference<'_>)> {
    let mut folded = None;
    let mut reference = |listed: Listed<'_>| {
        if let Some(escape) = escape::of(listed.path) {
            return Reference::Escapes(escape);
        }
        if presence(pack.files(), listed.path) != Presence::Absent {
            return Reference::There;
        }
        let folded = folded.get_or_insert_with(|| by_folded_name(pack));
        let resolved = pack.files().resolved(listed.path).unwrap_or_default();
        match folded.get(&resolved.to_lowercase()) {
            Some(name) => Reference::OtherCase(*name),
            None => Reference::Missing,
        }
    };
    pack.all_listed().map(|listed| (listed, reference(listed))).collect()
}

/// Every name without its case; `None` where two names differ in nothing else.
fn by_folded_name(pack: &Pack) -> HashMap<String, Option<&str>> {
    let mut names = HashMap::new();
    for (path, _) in pack.files().entries() {
        let name = names.entry(path.to_lowercase()).or_insert(Some(path));
        *name = name.filter(|name| *name == path);
    }
    names
}

/// What the pack has listed, as it stands in the listing of files.
pub(super) fn listed_paths(pack: &Pack) -> BTreeSet<String> {
    let mut paths = BTreeSet::new();
    for (listed, reference) in references(pack) {
        let path = match reference {
            Reference::OtherCase(Some(path)) => Some(path.to_owned()),
            Reference::Escapes(_) => escape::inside(listed.path),
            _ => pack.files().resolved(listed.path),
        };
        paths.extend(path);
    }
    paths
}

/// True where something was written for `list` that palint does not take as a list: under a name
/// that is nearly the right one, or as another type. Other rules tell of it.
pub(super) fn is_miswritten(pack: &Pack, list: List) -> bool {
    let Some(manifest) = pack.manifest() else { return true };
    let keys = List::ALL.map(List::key);
    manifest.entries().any(|entry| {
        let name = entry.name();
        if name == list.key() {
            return !matches!(entry.value.kind(), Kind::Sequence | Kind::Null);
        }
        !keys.contains(&&*name) && nearest(&name, keys) == Some(list.key())
    })
}

/// The edit that makes the string say `path`.
pub(super) fn rewrite(node: NodeRef<'_>, path: &str) -> Option<Edit> {
    // A name that is not UTF-8 cannot be written in JSON.
    if node.style() != Style::DoubleQuoted || path.contains(char::REPLACEMENT_CHARACTER) {
        return None;
    }
    let range = node.range();
    let content = TextRange::new(range.start.checked_add(1)?, range.end.checked_sub(1)?);
    let quoted = serde_json::to_string(path).ok()?;
    let text = quoted.strip_prefix('"')?.strip_suffix('"')?;
    Some(Edit::replace(node.document().span(content), text))
}
