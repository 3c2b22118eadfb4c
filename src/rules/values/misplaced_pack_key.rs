//! Keys of `pack` that stand where Palette does not look for them.

use crate::finding::Finding;
use crate::limits;
use crate::model::pack::Pack;
use crate::model::values::places::right_path;
use crate::rules::{Check, Rule, Severity};
use crate::syntax::tree::{Entry, NodeRef};

/// See the page.
pub static RULE: Rule = Rule {
    id: "values/misplaced-pack-key",
    severity: Severity::Warning,
    fixable: false,
    page: include_str!("../../../rules/values/misplaced-pack-key.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let Some(root) = pack.values() else { return Vec::new() };
    let section = root.get("pack");
    let content = section.and_then(|section| section.get("content"));
    let levels = [("", Some(root)), ("pack.", section), ("pack.content.", content)];
    let misplaced = levels.into_iter().flat_map(|(prefix, level)| {
        let entries = level.into_iter().flat_map(NodeRef::entries);
        let misplaced = entries.filter(|entry| !entry.is_merge()).filter_map(move |entry| {
            let right = right_path(prefix, &entry.name(), entry.value.kind())?;
            Some(Misplaced { written: format!("{prefix}{}", entry.name()), entry, right })
        });
        misplaced.take(limits::PROBLEMS)
    });
    let mut misplaced: Vec<Misplaced<'_>> = misplaced.collect();
    if !misplaced.is_empty() {
        // A section of that name may be the pack's own, read by its macros.
        let referenced = pack.referenced_sections();
        misplaced.retain(|key| !referenced.contains(&key.written));
    }
    misplaced.iter().map(|key| finding(root, key)).collect()
}

struct Misplaced<'a> {
    written: String,
    entry: Entry<'a>,
    right: String,
}

fn finding(root: NodeRef<'_>, key: &Misplaced<'_>) -> Finding {
    let Misplaced { written, entry, right } = key;
    let message = format!("`{written}` has no effect: Palette reads `{right}`");
    let finding = Finding::new(entry.key.span(), message);
    // The key of an annotation has dots of its own.
    let name = entry.name();
    let above = right.strip_suffix(&*name).unwrap_or_default().trim_end_matches('.');
    let finding = match above {
        "" => finding.help("move it to the top level"),
        _ => finding.help(format!("move it below `{above}`")),
    };
    let above: Vec<&str> = above.split('.').filter(|key| !key.is_empty()).collect();
    match root.at(&above).and_then(|level| level.entry(&name)) {
        Some(effective) => finding.label(effective.key.span(), "this one is read"),
        None => finding,
    }
}
