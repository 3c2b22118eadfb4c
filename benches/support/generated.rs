//! Packs of real sizes, so that anyone can measure without a registry at hand.

use std::fmt::Write;
use std::path::{Path, PathBuf};

#[path = "../../tests/support/tree.rs"]
mod tree;

use tree::Tree;

/// A directory of packs that is removed in the end.
pub struct Registry(PathBuf);

impl Registry {
    /// Writes that many packs into a new temporary directory.
    pub fn generate(packs: usize) -> Self {
        let name = format!("palint-bench-{}-{packs}", std::process::id());
        let directory = std::env::temp_dir().join(name);
        for number in 0..packs {
            pack(number).write(&directory.join(format!("demo-{number}-1.2.3")));
        }
        Self(directory)
    }

    /// Where they are.
    pub fn directory(&self) -> &Path {
        &self.0
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
