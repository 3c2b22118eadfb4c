//! What an operating system, an editor or a version control system left in the pack.

use std::collections::HashSet;

use super::reference::listed_paths;
use super::stray::{self, Stray};
use crate::finding::Finding;
use crate::model::pack::Pack;
use crate::rules::{Check, Rule, Severity};

/// See the page.
pub static RULE: Rule = Rule {
    id: "structure/stray-file",
    severity: Severity::Info,
    fixable: false,
    page: include_str!("../../../rules/structure/stray-file.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let files = pack.files();
    let strays = files.entries().filter_map(|(path, _)| Some((path, stray::of(path)?)));
    let mut strays: Vec<_> = strays.collect();
    if strays.is_empty() {
        return Vec::new();
    }
    let charts: HashSet<&str> =
        files.paths().filter_map(|path| path.strip_suffix("/Chart.yaml")).collect();
    let listed = listed_paths(pack);
    strays.retain(|(path, stray)| {
        let left_by_chart = *stray == Stray::Copy && lies_in(path, &charts);
        !left_by_chart && !listed.contains(*path)
    });
    strays.into_iter().map(|(path, stray)| finding(pack, path, stray)).collect()
}

fn lies_in(path: &str, directories: &HashSet<&str>) -> bool {
    path.match_indices('/').any(|(at, _)| directories.contains(&path[..at]))
}

fn finding(pack: &Pack, path: &str, stray: Stray) -> Finding {
    let what = match stray {
        Stray::System => "something that an operating system keeps for itself",
        Stray::Editor => "something that an editor keeps for itself",
        Stray::Copy => "an old copy that an editor or a tool left behind",
        Stray::Repository => "the inside of a repository",
    };
    let message = format!("`{path}` is {what}");
    Finding::new(pack.file(path), message).help("delete it: it is pushed with the pack")
}
