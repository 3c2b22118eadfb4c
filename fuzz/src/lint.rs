//! Whole packs and profiles under every rule.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, LazyLock};

use palint::config::{self, Scope};
use palint::discover::{Target, discover};
use palint::engine::{self, Report};
use palint::files::Files;
use palint::fix;
use palint::model::catalog::{Catalog, CatalogPack};
use palint::model::profile::ProfileFile;
use palint::rules::{self, Context, Rule};
use palint::settings::{Catalogs, Levels, Selector, Settings};
use palint::source::{SourceFile, VirtualPath};

use super::report;
use super::tree::{Tree, tgz};

const ROOT: &str = "packs/demo-1.2.3";

/// A file of this name makes the pack an archive on disk.
const PACKED: &str = "!packed";

/// Bytes of an input whose fixes are tried: each costs several runs.
const FIXED: usize = 4096;

static RULES: LazyLock<Vec<&'static Rule>> = LazyLock::new(|| rules::all().collect());

/// The base pack, for the layers of profiles.
static CATALOG: LazyLock<Arc<Catalog>> = LazyLock::new(|| {
    let files = Tree::base().packed();
    let open = move || Some(Files::in_memory(VirtualPath::new(ROOT), files.clone()));
    Arc::new(Catalog::new(CatalogPack::read(Box::new(open)).map(Arc::new)))
});

/// The files of an input over the clean pack, or a packed pack: the report holds what
/// [`report::check`] asks for.
pub fn pack(data: &[u8]) {
    if data.starts_with(&[0x1f, 0x8b]) {
        return packed(data);
    }
    let mut tree = Tree::base().with(data, "values.yaml");
    if tree.0.remove(PACKED).is_some() {
        let files = tree.packed();
        let names: Vec<_> = files.keys().map(|path| format!("demo/{path}")).collect();
        let members = names.iter().map(String::as_str).zip(files.values().map(|bytes| &**bytes));
        return packed(&tgz(members));
    }
    let mut files = tree.packed();
    let config = files.remove("palint.yaml");
    let root = VirtualPath::new(ROOT);
    let scope = config.and_then(|bytes| scope(&root, &bytes));
    let target = Target::in_memory(root, files).scoped(scope);
    let is_cheap = !data.windows(8).any(|bytes| bytes == b"/charts/" || bytes == b" charts/");
    lint(&[target], data, is_cheap);
}

fn packed(gzipped: &[u8]) {
    let name = format!("palint-fuzz-{}", std::process::id());
    let directory = std::env::temp_dir().join(name);
    std::fs::create_dir_all(&directory).expect("a directory for archives");
    let path: PathBuf = directory.join("demo-1.2.3.tgz");
    std::fs::write(&path, gzipped).expect("room for an archive");
    let found = discover(std::slice::from_ref(&path), &directory);
    lint(&found.targets, gzipped, false);
}

/// Each file that holds profiles, resolved against the clean pack: as for packs.
pub fn profile(data: &[u8]) {
    let tree = Tree::default().with(data, "profile.json");
    let read = |(path, bytes): (&String, &Vec<u8>)| {
        let file = SourceFile::from_bytes(VirtualPath::new(path.as_str()), bytes.clone());
        ProfileFile::read(&file).map(Target::of_profiles)
    };
    let targets: Vec<Target> = tree.0.iter().filter_map(read).collect();
    lint(&targets, data, true);
}

fn lint(targets: &[Target], data: &[u8], may_fix: bool) {
    let found = run(targets);
    report::check(&found);
    let some = chance(data);
    if some.is_multiple_of(8) {
        // Of the texts only what is shown is kept, as on the command line.
        let settings = Settings { whole_texts: false, ..SETTINGS.clone() };
        let again = engine::run(targets, &RULES, &settings, &|| ()).expect("threads");
        assert_eq!(report::printed(&found), report::printed(&again), "a second run differs");
    }
    if may_fix && some % 8 == 1 && data.len() < FIXED {
        let options = fix::Options { rules: &RULES, settings: &SETTINGS, unsafe_too: true };
        for (target, fixed) in
            targets.iter().zip(fix::fix(targets, &found, options).expect("threads"))
        {
            report::check(&run(&[target.overlaid(&fixed.after)]));
            assert_eq!(fixed.before.len(), fixed.after.len());
        }
    }
}

fn run(targets: &[Target]) -> Report {
    engine::run(targets, &RULES, &SETTINGS, &|| ()).expect("threads can be started")
}

/// The same for the same bytes.
fn chance(data: &[u8]) -> u32 {
    data.iter().fold(7, |sum: u32, byte| sum.wrapping_mul(31).wrapping_add(u32::from(*byte))) >> 8
}

/// Every rule, those that are off by default too.
static SETTINGS: LazyLock<Settings> = LazyLock::new(|| {
    let on = |levels: Levels, rule: &&Rule| {
        levels.set(Selector::parse(rule.id).expect("rules have names"), Some(rule.severity))
    };
    Settings {
        levels: rules::OFF_BY_DEFAULT.iter().fold(Levels::default(), on),
        context: Context { today: "2026-01-01".parse().expect("a day") },
        jobs: Some(1),
        catalogs: Catalogs { named: Some(Arc::clone(&CATALOG)), configured: BTreeMap::new() },
        whole_texts: true,
    }
});

fn scope(root: &VirtualPath, bytes: &[u8]) -> Option<Scope> {
    let file = SourceFile::from_bytes(root.join("palint.yaml"), bytes.to_vec());
    let config = config::read(&file).ok()?;
    Some(Scope::new(Arc::new(config), root.clone(), ""))
}
