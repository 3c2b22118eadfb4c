use std::collections::BTreeMap;
use std::sync::Arc;

use super::*;
use crate::files::Files;
use crate::source::VirtualPath;

const DEFINITION: &str = "\
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: widgets.example.com}
spec:
  group: example.com
  names: {kind: Widget}
  versions:
  - name: v1
    schema: {openAPIV3Schema: {type: object}}
";

#[test]
fn a_kind_that_a_manifest_defines_has_a_schema() {
    let files: [(&str, &str); 2] = [
        ("pack.json", r#"{"name": "p", "kubeManifests": ["manifests/a.yaml"]}"#),
        ("manifests/a.yaml", DEFINITION),
    ];
    let files = files.map(|(path, text)| (path.to_owned(), Arc::from(text.as_bytes())));
    let pack = Pack::new(Files::in_memory(VirtualPath::new("p"), BTreeMap::from(files)));
    assert!(pack.object_schema("example.com/v1", "Widget").is_some());
    for (version, kind) in [("example.com/v2", "Widget"), ("example.com/v1", "Gadget"), ("v1", "X")]
    {
        assert!(pack.object_schema(version, kind).is_none(), "{version} {kind}");
    }
}
