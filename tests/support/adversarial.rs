//! A directory of packs and profiles that mean harm, one hazard each: small to write, dear to read.
//! The same call writes the same bytes.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod archives;
mod charts;
mod disk;
mod profiles;
mod texts;

use std::path::Path;

use super::tree::Tree;

/// A hazard by its name, which is that of its pack or profile, and what it does to a clean pack.
type Hazard = (&'static str, fn(&mut Tree));

/// Where the archive of the clean pack's chart lies.
const ARCHIVE: &str = "charts/demo-1.2.3.tgz";

/// Writes everything below `directory`, and names the packs and files of profiles, each of which has
/// something wrong with it.
pub fn write(directory: &Path, base: &Tree) -> Vec<String> {
    let packs = [archives::HAZARDS, texts::HAZARDS, charts::HAZARDS].concat();
    let mut names = Vec::new();
    for (name, spoil) in packs {
        let mut tree = named(base, name);
        spoil(&mut tree);
        let name = format!("{name}-1.2.3");
        tree.write(&directory.join(&name));
        names.push(name);
    }
    for (name, spoil) in disk::HAZARDS {
        let pack = directory.join(format!("{name}-1.2.3"));
        named(base, name).write(&pack);
        spoil(&pack);
        names.push(format!("{name}-1.2.3"));
    }
    for (name, text) in profiles::HAZARDS {
        std::fs::write(directory.join(name), text()).unwrap();
        names.push((*name).to_owned());
    }
    names
}

/// The clean pack under another name: as it stands, nothing is to be said of it.
pub fn named(base: &Tree, name: &str) -> Tree {
    let mut tree = base.clone();
    let json = text(&tree, "pack.json").replace("\"demo\"", &format!("\"{name}\""));
    tree.put("pack.json", json);
    tree
}

/// Puts these bytes in the place of the chart's archive.
fn put_archive(tree: &mut Tree, bytes: Vec<u8>) {
    tree.remove(ARCHIVE);
    tree.put(ARCHIVE, bytes);
}

/// Adds a file to the chart.
fn put_member(tree: &mut Tree, path: &str, bytes: impl Into<Vec<u8>>) {
    tree.put(&format!("{ARCHIVE}!/demo/{path}"), bytes);
}

/// The text of a file of the clean pack.
fn text(tree: &Tree, path: &str) -> String {
    String::from_utf8(tree.0[path].clone()).unwrap()
}

/// Lists these charts in pack.json.
fn list_charts(tree: &mut Tree, paths: &[String]) {
    let quoted: Vec<String> = paths.iter().map(|path| format!("\"{path}\"")).collect();
    let json = text(tree, "pack.json").replace(&format!("\"{ARCHIVE}\""), &quoted.join(","));
    tree.put("pack.json", json);
}
