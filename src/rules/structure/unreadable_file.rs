//! A file that palint needs and that the system does not hand out. Nothing here blocks: pipes and
//! devices are known by their kind and never opened.

use std::collections::BTreeMap;

use super::presence::{Presence, obstacle, presence};
use crate::files::{Entry, ReadError};
use crate::finding::{Finding, Place};
use crate::model::pack::{List, Listed, Pack};
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "structure/unreadable-file",
    severity: Severity::Error,
    fixable: false,
    page: include_str!("../../../rules/structure/unreadable-file.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    // By path: one file may be needed for several reasons, and is told once.
    let mut findings = BTreeMap::new();
    let needed = needed(pack);
    for (path, listed) in needed {
        if let Some((step, message)) = refusal(pack, &path) {
            findings.entry(step).or_insert((message, listed));
        }
    }
    let findings = findings.into_iter();
    findings.map(|(path, (message, listed))| finding(pack, &path, message, listed)).collect()
}

/// What Palette reads, where its payload lies, and what `pack.json` lists.
fn needed(pack: &Pack) -> BTreeMap<String, Option<Listed<'_>>> {
    let directories = List::ALL.map(List::directory);
    let known = super::READ.into_iter().chain(directories);
    let known = known.map(|path| (path.to_owned(), None));
    let listed = pack
        .all_listed()
        .filter_map(|listed| Some((pack.files().resolved(listed.path)?, Some(listed))));
    known.chain(listed).collect()
}

/// What stands in the way of reading `path`: the name at fault, and a sentence.
fn refusal(pack: &Pack, path: &str) -> Option<(String, String)> {
    match obstacle(pack.files(), path) {
        Some((step, Entry::Special)) => {
            let message = format!("`{step}` is a pipe, a socket or a device, not a file");
            Some((step, message))
        }
        Some((step, Entry::Unreadable(reason))) => {
            let message = match step.is_empty() {
                true => format!("the directory of the pack cannot be read: {reason}"),
                false => format!("`{step}` cannot be read: {reason}"),
            };
            Some((step, message))
        }
        Some(_) => None,
        None => refused(pack, path),
    }
}

/// One byte tells whether the system hands out the file.
fn refused(pack: &Pack, path: &str) -> Option<(String, String)> {
    if presence(pack.files(), path) != Presence::File {
        return None;
    }
    match pack.files().read_up_to(path, 0) {
        Err(ReadError::Refused(reason)) => {
            Some((path.to_owned(), format!("`{path}` cannot be read: {reason}")))
        }
        _ => None,
    }
}

fn finding(pack: &Pack, path: &str, message: String, listed: Option<Listed<'_>>) -> Finding {
    let place = match path.is_empty() {
        true => Place::File(pack.files().root().clone()),
        false => pack.file(path),
    };
    let finding =
        Finding::new(place, message).help("make it a file that whoever packs the pack can read");
    match listed {
        Some(listed) => finding.label(listed.node.span(), "listed here"),
        None => finding,
    }
}
