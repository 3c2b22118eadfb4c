//! The section `pack` in the shapes that it comes in.

use std::collections::BTreeMap;

use crate::files::Files;
use crate::model::pack::Pack;
use crate::source::VirtualPath;
use crate::syntax::tree::NodeRef;

fn pack(values: &str) -> Pack {
    let files = BTreeMap::from([("values.yaml".to_owned(), values.as_bytes().into())]);
    Pack::new(Files::in_memory(VirtualPath::new("p"), files))
}

fn namespaces(values: &str) -> Vec<String> {
    let pack = pack(values);
    pack.pack_section().unwrap().additional_namespaces().into_iter().collect()
}

#[test]
fn additional_namespaces_come_in_every_shape() {
    assert_eq!(namespaces("pack: {additionalNamespaces: 'a, b'}"), ["a", "b"]);
    assert_eq!(namespaces("pack: {additionalNamespaces: [a, b]}"), ["a", "b"]);
    assert_eq!(namespaces("pack: {additionalNamespaces: {a: , b: c}}"), ["a", "b", "c"]);
    assert!(namespaces("pack: {additionalNamespaces: }").is_empty());
}

#[test]
fn an_empty_namespace_is_none() {
    for none in ["", "~", "''", "null"] {
        let pack = pack(&format!("pack:\n  namespace: {none}\n"));
        assert!(pack.pack_section().unwrap().namespace().is_none(), "{none}");
    }
    let pack = pack("pack: {<<: {namespace: a}}");
    let namespace = pack.pack_section().unwrap().namespace();
    assert_eq!(namespace.and_then(NodeRef::text), Some("a"));
}

#[test]
fn images_with_macros_are_not_parsed() {
    let text = "pack: {content: {images: [{image: a/b:1}, {image: 'c:{{ d }}'}, {image: E}, f]}}";
    let pack = pack(text);
    let parsed: Vec<Option<bool>> =
        pack.content_images().iter().map(|image| image.parsed.map(Result::is_ok)).collect();
    assert_eq!(parsed, [Some(true), None, Some(false)]);
}
