//! Paths and links that lead out of the pack.

use std::collections::HashMap;

use super::escape::{self, Escape};
use super::presence::{Presence, obstacle, presence};
use super::reference::{Reference, references, rewrite};
use super::stray;
use crate::files::Entry;
use crate::finding::{Finding, Fix};
use crate::model::pack::{Listed, Pack};
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "structure/path-escape",
    severity: Severity::Error,
    fixable: true,
    page: include_str!("../../../rules/structure/path-escape.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let written = references(pack).into_iter().filter_map(|(listed, reference)| match reference {
        Reference::Escapes(escape) => Some(written(pack, listed, escape)),
        _ => None,
    });
    written.chain(links(pack)).collect()
}

fn written(pack: &Pack, listed: Listed<'_>, escape: Escape) -> Finding {
    let path = listed.path;
    let message = match escape {
        Escape::Absolute => format!("`{path}` is an absolute path"),
        Escape::Leaves => format!("`{path}` leads out of the pack"),
        Escape::Climbs => format!("`{path}` climbs with `..`"),
        Escape::Backslash => format!("`{path}` separates directories with a backslash"),
    };
    let finding = Finding::new(listed.node.span(), message);
    let inside = escape::inside(path)
        .filter(|inside| presence(pack.files(), inside) != Presence::Absent && !inside.is_empty());
    let Some(inside) = inside else {
        let help = "move the file into the pack, and list its path relative to the pack";
        return finding.help(help);
    };
    let title = format!("write `{inside}`");
    let fix = rewrite(listed.node, &inside).map(|edit| Fix::safe(title.clone(), edit));
    finding.help(title).maybe_fix(fix)
}

/// Links that leave the pack or lead nowhere. What a version control system or an editor keeps for
/// itself is left to it.
fn links(pack: &Pack) -> Vec<Finding> {
    let entries = pack.files().entries();
    let wrong = entries.filter_map(|(path, entry)| Some((path, wrong(path, entry)?)));
    let wrong: Vec<_> = wrong.filter(|(path, _)| !stray::is_foreign(path)).collect();
    if wrong.is_empty() {
        return Vec::new();
    }
    let needed = needed(pack);
    let finding = |(path, (message, breaks)): (&str, (String, bool))| {
        let finding = Finding::new(pack.file(path), message)
            .help("put the file itself in the place of the link");
        match needed.get(path) {
            Some(Some(listed)) => finding.label(listed.node.span(), "listed here"),
            // A pack without this one name may still work.
            None if !breaks => finding.severity(Severity::Warning),
            _ => finding,
        }
    };
    wrong.into_iter().map(finding).collect()
}

/// What is wrong with the entry, and whether the pack cannot be packed with it.
fn wrong(path: &str, entry: &Entry) -> Option<(String, bool)> {
    let link = |target: &str, what: &str| format!("this link to `{target}` {what}");
    match entry {
        Entry::LinkOutside(target) => Some((link(target, "leaves the pack"), true)),
        Entry::BrokenLink(target) => Some((link(target, "leads nowhere"), false)),
        Entry::DirectoryLink(target) if is_around(target, path) => {
            Some(("this link leads back to a directory that it lies in".to_owned(), true))
        }
        _ => None,
    }
}

fn is_around(directory: &str, path: &str) -> bool {
    let inside = path.strip_prefix(directory);
    directory.is_empty() || inside.is_some_and(|inside| inside.starts_with('/'))
}

/// The links that stand in the way of something that Palette reads, with the path that lists it.
fn needed(pack: &Pack) -> HashMap<String, Option<Listed<'_>>> {
    let mut needed = HashMap::new();
    for name in super::READ {
        needed.extend(obstacle(pack.files(), name).map(|(step, _)| (step, None)));
    }
    for listed in pack.all_listed() {
        if let Some((step, _)) = obstacle(pack.files(), listed.path) {
            needed.entry(step).or_insert(Some(listed));
        }
    }
    needed
}
