//! serde_yaml is the second opinion: every YAML text of the fixtures and of the pages must be the
//! same tree to it, but for the scalars that go-yaml v2 reads otherwise.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod support {
    pub mod page;
    pub mod tree;
}

use std::path::Path;

use palint::rules;
use palint::source::{SourceFile, VirtualPath};
use palint::syntax::tree::{Kind, NodeRef};
use palint::syntax::yaml;
use serde::Deserialize;
use support::page::sections;
use support::tree::Tree;

#[test]
fn trees_equal_those_of_serde_yaml() {
    let fixtures = Tree::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures"));
    let mut trees = vec![fixtures];
    for rule in rules::all() {
        for section in sections(rule.page) {
            let mut tree = Tree::default();
            section.blocks.iter().for_each(|block| block.apply(&mut tree));
            trees.push(tree);
        }
    }
    let yaml_files = trees.iter().flat_map(|tree| &tree.0).filter(|(path, _)| {
        path.ends_with(".yaml") && !path.contains("/templates/") && !path.contains("manifests/")
    });
    let compared = yaml_files.filter(|(path, bytes)| compare(path, bytes)).count();
    assert!(compared > 20, "only {compared} texts were compared");
}

/// True when the text was compared: broken ones have no tree, and duplicates none in serde_yaml.
fn compare(path: &str, bytes: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(bytes) else { return false };
    let document = yaml::parse(&SourceFile::new(VirtualPath::new(path), text));
    let oracle: Result<Vec<serde_yaml::Value>, _> =
        serde_yaml::Deserializer::from_str(text).map(serde_yaml::Value::deserialize).collect();
    let Ok(oracle) = oracle else { return false };
    if !document.problems().is_empty() {
        return false;
    }
    let roots: Vec<_> = document.roots().flatten().collect();
    let oracle: Vec<_> = oracle.into_iter().filter(|v| !v.is_null() || !roots.is_empty()).collect();
    assert_eq!(roots.len(), oracle.len(), "{path}");
    for (node, value) in roots.into_iter().zip(oracle) {
        assert_same(node, &value, path);
    }
    true
}

fn assert_same(node: NodeRef<'_>, value: &serde_yaml::Value, path: &str) {
    use serde_yaml::Value;
    match (node.kind(), value) {
        (Kind::Mapping, Value::Mapping(mapping)) => {
            assert_eq!(node.entries().len(), mapping.len(), "{path}: {node:?}");
            for (entry, (key, value)) in node.entries().zip(mapping) {
                assert_same(entry.key, key, path);
                assert_same(entry.value, value, path);
            }
        }
        (Kind::Sequence, Value::Sequence(items)) => {
            assert_eq!(node.items().len(), items.len(), "{path}: {node:?}");
            node.items().zip(items).for_each(|(node, value)| assert_same(node, value, path));
        }
        (Kind::Null, Value::Null) => {}
        (Kind::Bool, Value::Bool(value)) => assert_eq!(node.as_bool(), Some(*value), "{path}"),
        (Kind::Number, Value::Number(_)) => {}
        // `on`, `0777` and the like: YAML 1.2 sees text or another number.
        (_, Value::String(text)) => assert_eq!(node.text(), Some(text.as_str()), "{path}"),
        (_, Value::Tagged(tagged)) => assert_same(node, &tagged.value, path),
        (kind, value) => panic!("{path}: {node:?} is {kind:?}, serde_yaml reads {value:?}"),
    }
}
