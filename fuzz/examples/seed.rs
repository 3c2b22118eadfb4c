//! Writes the seeds of each target below a directory: `cargo run --example seed -- [--all] corpus`.
//!
//! They come from the examples of the rules' pages, from `fixtures/render` and from a few lines that
//! are written here. Without `--all` there are only so many that they can be kept with the sources.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "it runs at a desk")]

#[path = "../../tests/support/page.rs"]
mod page;
#[path = "../../tests/support/tree.rs"]
mod tree;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use page::{Section, sections};
use palint::rules;
use palint::source::{SourceFile, VirtualPath};
use palint::syntax::yaml;
use tree::{Tree, tgz};

/// Bytes of all seeds of one target, and of one seed, that are kept.
const KEPT: usize = 25_000;
const ONE: usize = 1_500;

/// Bytes of the largest seed.
const LARGEST: usize = 8_000;

const IMAGES: &str = "nginx\nregistry.example.com:5000/team/app:1.2.3\n\
    gcr.io/a/b@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\n\
    docker.io/library/nginx:1.25@sha512:00\nUPPER/case:tag\nlocalhost/x\nindex.docker.io/x:y\n\
    [::1]:5000/x\na__b/c.d-e:T_1.2\n/x\nx:\nx@\n é:日\n";

const VERSIONS: &str = "1.2.3\nv1.2\n26.02.0\n1.2.3-rc.1+build.5\n18446744073709551615.0.0\n\
    >=1.19-0 <2\n^1.2 || 3.x\n1.2 - 1.4\n~>1\n!=1.x\n=<1.2-beta\n*\n1,1.2 , >1.2.3\n> = 1\n1.2.x\n\
    >=1.2.3 é\n";

const TEMPLATES: &str =
    "{{ required | readonly | format \"${number:[1-9]}\" | hints \"a\", \"b\" }}\n5\n";

/// The seeds of every target.
#[derive(Default)]
struct Seeds(BTreeMap<&'static str, BTreeSet<Vec<u8>>>, bool);

impl Seeds {
    fn add(&mut self, target: &'static str, bytes: impl Into<Vec<u8>>) {
        let bytes = bytes.into();
        if bytes.len() <= if self.1 { LARGEST } else { ONE } {
            self.0.entry(target).or_default().insert(bytes);
        }
    }

    fn write(&self, directory: &Path) {
        for (target, seeds) in &self.0 {
            let kept = self.kept(seeds);
            let directory = directory.join(target);
            std::fs::create_dir_all(&directory).unwrap();
            for (index, seed) in kept.iter().enumerate() {
                std::fs::write(directory.join(format!("{index:03}.seed")), seed).unwrap();
            }
            let bytes: usize = kept.iter().map(|seed| seed.len()).sum();
            println!("{target}: {} seeds, {bytes} bytes", kept.len());
        }
    }

    /// All of them, or some from everywhere.
    fn kept<'s>(&self, seeds: &'s BTreeSet<Vec<u8>>) -> Vec<&'s Vec<u8>> {
        let total: usize = seeds.iter().map(Vec::len).sum();
        let step = if self.1 { 1 } else { total.div_ceil(KEPT).max(1) };
        seeds.iter().step_by(step).collect()
    }
}

fn project() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let all = arguments.iter().any(|argument| argument == "--all");
    let directory = arguments.iter().find(|argument| !argument.starts_with('-')).expect("DIR");
    let mut seeds = Seeds(BTreeMap::new(), all);
    for rule in rules::all() {
        let mut bad = None;
        for section in sections(rule.page) {
            if section.is_bad() {
                bad = Some(base(&section));
            }
            if section.is_bad() || all && section.is_good() {
                example(&mut seeds, &section, bad.clone().unwrap_or_default());
            }
        }
    }
    charts(&mut seeds);
    archives(&mut seeds);
    seeds.add("image_reference", IMAGES);
    seeds.add("version_range", VERSIONS);
    for line in VERSIONS.lines().chain(IMAGES.lines()) {
        seeds.add("version_range", line);
        seeds.add("image_reference", line);
    }
    seeds.add("schema_template", TEMPLATES);
    seeds.write(Path::new(directory));
}

/// What an example lies over, where the target does not know it.
fn base(section: &Section) -> Tree {
    let fixtures = project().join("fixtures");
    match (section.attribute("profile"), section.attribute("layer")) {
        (Some(profile), _) => Tree::load(&fixtures.join("base-profile").join(profile)),
        (None, Some(layer)) => {
            let mut tree = Tree::load(&fixtures.join("base").join(layer));
            tree.0.retain(|path, _| !path.ends_with(".png") && !path.ends_with(".md"));
            tree
        }
        _ => Tree::default(),
    }
}

fn example(seeds: &mut Seeds, section: &Section, mut tree: Tree) {
    let mut own = Tree::default();
    let mut removed = String::new();
    for block in &section.blocks {
        block.apply(&mut tree);
        block.apply(&mut own);
        for path in block.words.iter().filter_map(|word| word.strip_prefix("delete=")) {
            removed.push_str(&format!("=== -{path}\n"));
        }
    }
    for (path, bytes) in &own.0 {
        text(seeds, path, bytes);
    }
    if section.is_registry() {
        return;
    }
    let is_profile = section.attribute("profile").is_some();
    let mut seed = joined(&tree);
    seed.extend(removed.into_bytes());
    seeds.add(if is_profile { "profile" } else { "pack" }, seed);
}

/// One file of an example.
fn text(seeds: &mut Seeds, path: &str, bytes: &[u8]) {
    if path.ends_with(".json") {
        seeds.add("json", bytes);
    } else if path.ends_with(".tf") {
        seeds.add("hcl", bytes);
    } else if path.contains("/templates/") {
        seeds.add("go_template", bytes);
        seeds.add("render", bytes);
    } else if path.ends_with(".yaml") || path.ends_with(".yml") {
        seeds.add("yaml", bytes);
        if bytes.windows(6).any(|bytes| bytes.eq_ignore_ascii_case(b"pectro")) {
            seeds.add("macro_scanner", bytes);
        }
        if path.ends_with("schema.yaml") {
            templates(seeds, bytes);
        }
    }
}

fn templates(seeds: &mut Seeds, bytes: &[u8]) {
    let file = SourceFile::from_bytes(VirtualPath::new("schema.yaml"), bytes.to_vec());
    let document = yaml::parse(&file);
    for entry in document.root().into_iter().flat_map(|root| root.entries()) {
        if let Some(template) = entry.value.get("schema").and_then(|text| text.as_str()) {
            seeds.add("schema_template", format!("{template}\nvalue: 1.2.3\n"));
        }
    }
}

/// Files as one input.
fn joined(tree: &Tree) -> Vec<u8> {
    let mut joined = Vec::new();
    for (path, bytes) in &tree.0 {
        joined.extend(format!("=== {path}\n").into_bytes());
        joined.extend(bytes);
        if !bytes.ends_with(b"\n") {
            joined.push(b'\n');
        }
    }
    joined
}

fn charts(seeds: &mut Seeds) {
    let fixtures = Tree::load(&project().join("fixtures/render"));
    for (path, bytes) in &fixtures.0 {
        if path.contains("/templates/") {
            seeds.add("go_template", bytes.as_slice());
            seeds.add("render", bytes.as_slice());
        }
    }
    for name in ["changes", "coalesce", "files", "schema"] {
        let mut chart = fixtures.below(&format!("{name}/chart"));
        chart.0.retain(|_, bytes| bytes.len() < ONE);
        seeds.add("render", joined(&chart));
    }
}

fn archives(seeds: &mut Seeds) {
    let chart = Tree::load(&project().join("fixtures/base/addon/charts/demo-1.2.3.tgz.d"));
    seeds.add("archive", tgz(&chart.0));
    let kinds = [b'0', b'1', b'2', b'3', b'5', b'6', b'g', b'x', b'L', b'K'];
    for kind in kinds {
        let mut tar = tar::Builder::new(Vec::new());
        for (name, bytes) in [("demo/a", "11 path=é/b\n"), ("../demo/Chart.yaml", "x"), ("/c", "")]
        {
            let mut header = tar::Header::new_gnu();
            header.as_mut_bytes()[..name.len()].copy_from_slice(name.as_bytes());
            header.set_size(bytes.len() as u64);
            header.set_entry_type(tar::EntryType::new(if name.starts_with('d') {
                kind
            } else {
                b'0'
            }));
            header.set_cksum();
            tar.append(&header, bytes.as_bytes()).unwrap();
        }
        let tar = tar.into_inner().unwrap();
        // Without the zeros at the end.
        seeds.0.entry("archive").or_default().insert(tar[..tar.len() - 1024].to_vec());
    }
}
