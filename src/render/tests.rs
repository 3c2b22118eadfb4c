//! Whole charts: that output leads back to its source, and that no template can do harm. What comes
//! out is compared with Helm in `tests/helm_parity.rs`.

mod hostile;
mod traces;
mod work;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::*;
use crate::files::Files;
use crate::source::VirtualPath;
use crate::syntax::yaml as yaml_syntax;

fn chart(files: &[(&str, &str)]) -> Chart {
    let mut all: BTreeMap<String, Arc<[u8]>> = BTreeMap::new();
    let manifest = "apiVersion: v2\nname: demo\nversion: 1.2.3\n";
    for (path, text) in [("Chart.yaml", manifest)].iter().chain(files) {
        all.insert(format!("demo/{path}"), text.as_bytes().into());
    }
    let files = Files::in_memory(VirtualPath::new("pack"), all);
    Chart::read_directory(&files, "demo").unwrap()
}

fn options() -> ReleaseOptions {
    ReleaseOptions {
        name: "release".into(),
        namespace: "space".into(),
        kube_version: KubeVersion::parse("1.34").unwrap(),
    }
}

/// Renders one template with values that are laid over the chart's.
fn rendered(template: &str, values: &str) -> Rendered {
    let chart = chart(&[("templates/a.yaml", template), ("values.yaml", "own: 1\n")]);
    let source = SourceFile::new(VirtualPath::new("pack/values.yaml"), values);
    let document = yaml_syntax::parse(&source);
    let given: Vec<_> = document.root().into_iter().collect();
    render(&chart, &given, &options())
}

fn output(template: &str) -> String {
    let rendered = rendered(template, "");
    assert!(rendered.errors.is_empty(), "{:?}", rendered.errors);
    rendered.files[0].text.clone()
}

#[test]
fn failures_know_their_place_and_the_way_there() {
    let template = "é: {{ include \"outer\" . }}\n{{ define \"outer\" }}\n  {{ include \"inner\" . }}\
                    {{ end }}{{ define \"inner\" }}{{ required \"say ü\" .Values.no }}{{ end }}";
    let rendered = rendered(template, "");
    let [error] = &rendered.errors[..] else { panic!("{:?}", rendered.errors) };
    assert_eq!(error.kind, FailureKind::Required);
    assert_eq!(error.message, "say ü");
    assert_eq!(error.file.as_deref(), Some("demo/templates/a.yaml"));
    let place = error.place.as_ref().unwrap();
    assert_eq!(place.text(), "required \"say ü\" .Values.no");
    let way: Vec<_> = error.frames.iter().map(|f| (f.template.as_str(), f.line)).collect();
    assert_eq!(way, [("inner", 3), ("outer", 3), ("demo/templates/a.yaml", 1)]);
}

#[test]
fn one_broken_file_leaves_the_others() {
    let chart = chart(&[
        ("templates/a.yaml", "a: {{ .Values.x.y }}"),
        ("templates/b.yaml", "b: {{ if }}"),
        ("templates/c.yaml", "c: {{ .Release.Name }}"),
    ]);
    let rendered = render(&chart, &[], &options());
    assert_eq!(rendered.errors.len(), 2);
    let texts: Vec<_> = rendered.files.iter().map(|file| file.text.as_str()).collect();
    assert_eq!(texts, ["c: release"]);
}

#[test]
fn documents_are_sorted_as_they_are_installed() {
    let template = "kind: Ingress\n---\nkind: Zebra\n---\n---\nkind: Namespace\n--- \nkind: Pod\n\
                    metadata: {annotations: {helm.sh/hook: \"test, pre-install\"}}\n";
    let rendered = rendered(template, "");
    let documents = rendered.documents();
    let kinds: Vec<_> = documents.iter().map(|document| document.kind.as_str()).collect();
    assert_eq!(kinds, ["Namespace", "Ingress", "Zebra", "Pod"]);
    assert!(documents[3].is_test() && !documents[0].is_test());
}

#[test]
fn the_clock_and_chance_stand_still() {
    let template =
        "{{ now | date \"2006-01-02\" }} {{ randAlphaNum 8 }} {{ uuidv4 }} {{ genCA \"x\" 1 }}";
    assert_eq!(output(template), output(template));
    assert!(output(template).starts_with("2026-01-01 "));
}
