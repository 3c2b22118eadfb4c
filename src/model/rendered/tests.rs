use std::collections::BTreeMap;
use std::sync::Arc;

use super::*;
use crate::files::Files;
use crate::model::chart::test_archive;
use crate::source::VirtualPath;

const VALUES: &str = "\
pack:\r
  namespace: space\r
charts:\r
  demo:\r
    ünit: &a größe\r
";

const TEMPLATE: &str = "\
apiVersion: v1
kind: List
items:
- {apiVersion: apps/v1, kind: Deployment, metadata: {name: a, labels: {x: {{ .Values.ünit }}, z: {{ .Values.own }}}}}
---
# nothing
---
apiVersion: v1
kind: Pod
metadata:
  name: t
  annotations:
    helm.sh/hook: test
---
apiVersion: v1
kind: Secret
metadata:
  name: s
  annotations:
    helm.sh/hook: pre-install
";

fn pack() -> Pack {
    let chart = test_archive(&[
        ("demo/Chart.yaml", b"apiVersion: v2\nname: demo\nversion: 1.0.0\n"),
        ("demo/values.yaml", b"own: default\n"),
        ("demo/templates/a.yaml", TEMPLATE.as_bytes()),
    ]);
    let files = BTreeMap::from([
        ("pack.json".to_owned(), br#"{"name": "p", "charts": ["x.tgz"]}"#.to_vec().into()),
        ("values.yaml".to_owned(), VALUES.as_bytes().to_vec().into()),
        ("x.tgz".to_owned(), Arc::from(chart)),
    ]);
    Pack::new(Files::in_memory(VirtualPath::new("p"), files))
}

#[test]
fn objects_know_who_they_are() {
    let pack = pack();
    let objects: Vec<_> = pack.objects().collect();
    let told: Vec<_> = objects.iter().map(|o| (o.kind().unwrap(), o.group().unwrap())).collect();
    assert_eq!(told, [("Deployment", "apps"), ("Secret", "")]);
    assert_eq!(objects.iter().map(Object::is_hook).collect::<Vec<_>>(), [false, true]);
    let options = &objects[0].release.options;
    assert_eq!((&*options.name, &*options.namespace), ("p-demo", "space"));
}

#[test]
fn parts_of_objects_lead_to_the_values_of_the_pack_or_of_the_chart() {
    let pack = pack();
    let object = pack.objects().next().unwrap();
    let written = |key| {
        let node = object.root.at(&["metadata", "labels", key]).unwrap();
        let written = object.written(node.range());
        let text = |span: Option<Span>| span.map(|span| span.text().to_owned());
        (text(written.value), text(written.default), text(written.template))
    };
    let tag = |tag: &str| Some(tag.to_owned());
    assert_eq!(written("x"), (tag("größe"), None, tag("{{ .Values.ünit }}")));
    assert_eq!(written("z"), (None, tag("default"), tag("{{ .Values.own }}")));
}
