//! How long a whole registry takes, on generated packs of real sizes.
//!
//! `cargo bench` prints the times. `warm` reads from the file cache. `cold` drops the cache before
//! each run, which needs root; elsewhere it is left out.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use palint::discover;
use palint::engine;
use palint::rules::{self, Context};
use palint::settings::{Catalogs, Levels, Settings};

#[path = "../tests/support/tree.rs"]
mod tree;

use tree::Tree;

fn main() {
    divan::main();
}

const SIZES: [usize; 2] = [100, 1000];

#[divan::bench(args = SIZES, sample_count = 10, sample_size = 1)]
fn warm(bencher: divan::Bencher<'_, '_>, packs: usize) {
    let registry = Registry::generate(packs);
    bencher.bench_local(|| lint(&registry.0));
}

#[divan::bench(args = SIZES, sample_count = 5, sample_size = 1)]
fn cold(bencher: divan::Bencher<'_, '_>, packs: usize) {
    let registry = Registry::generate(packs);
    if drop_caches().is_err() {
        return;
    }
    bencher.with_inputs(drop_caches).bench_local_values(|_| lint(&registry.0));
}

fn lint(directory: &Path) -> usize {
    let discovered = discover::discover(&[directory.to_owned()], Path::new("/"));
    let today = "2026-01-01".parse().expect("this is a date");
    let settings = Settings {
        levels: Levels::default(),
        context: Context { today },
        jobs: None,
        catalogs: Catalogs::default(),
    };
    let rules: Vec<_> = rules::all().collect();
    let report = engine::run(&discovered.targets, &rules, &settings, &|| ());
    report.map_or(0, |report| report.diagnostics.len())
}

/// Linux forgets what it has read; everywhere else, and for other users, this fails.
fn drop_caches() -> std::io::Result<()> {
    std::fs::write("/proc/sys/vm/drop_caches", "3")
}

/// A directory of packs that is removed in the end.
struct Registry(PathBuf);

impl Registry {
    fn generate(packs: usize) -> Self {
        let name = format!("palint-bench-{}-{packs}", std::process::id());
        let directory = std::env::temp_dir().join(name);
        for number in 0..packs {
            pack(number).write(&directory.join(format!("demo-{number}-1.2.3")));
        }
        Self(directory)
    }
}

impl Drop for Registry {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).unwrap_or_default();
    }
}

/// A pack like the median real one: 300 lines of values, a chart of 20 templates, and a copy of the
/// chart beside its archive.
fn pack(number: usize) -> Tree {
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/base/addon");
    let mut tree = Tree::load(&base);
    let json = String::from_utf8_lossy(&tree.0["pack.json"])
        .replace("demo\"", &format!("demo-{number}\""));
    tree.put("pack.json", json);
    let mut values = String::from_utf8_lossy(&tree.0["values.yaml"]).into_owned();
    let mut defaults = String::new();
    for option in 0..120 {
        writeln!(values, "    option{option}: # what it does\n      enabled: true")
            .expect("it fits");
        writeln!(defaults, "option{option}:\n  enabled: false").expect("it fits");
    }
    tree.put("values.yaml", values);
    tree.put("charts/demo-1.2.3.tgz!/demo/values.yaml", defaults);
    for template in 0..20 {
        let text = template_text(template);
        tree.put(&format!("charts/demo-1.2.3.tgz!/demo/templates/t{template}.yaml"), text.clone());
        tree.put(&format!("charts/demo/templates/t{template}.yaml"), text);
    }
    tree
}

fn template_text(template: usize) -> String {
    let mut text = String::from("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: demo}\ndata:\n");
    for option in template * 6..template * 6 + 6 {
        let lines = "  # a line of the template that holds no action at all\n".repeat(8);
        writeln!(text, "{{{{- if .Values.option{option}.enabled }}}}\n{lines}{{{{- end }}}}")
            .expect("it fits");
    }
    text
}
