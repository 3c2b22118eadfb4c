use super::*;
use crate::model::kubernetes::schema::built_in;
use crate::source::{SourceFile, VirtualPath};
use crate::syntax::yaml;

fn found(text: &str) -> Vec<String> {
    let file = SourceFile::new(VirtualPath::new("o.yaml"), text);
    let document = yaml::parse(&file);
    let root = document.root().unwrap();
    let text = |key| root.get(key).and_then(NodeRef::as_str).unwrap();
    let schema = built_in(text("apiVersion"), text("kind")).unwrap();
    let faults = faults(root, schema, &|_| false);
    faults.iter().map(|fault| format!("{} {:?}", fault.path, fault.kind)).collect()
}

fn pod(spec: &str) -> Vec<String> {
    found(&format!("apiVersion: v1\r\nkind: Pod\r\nspec: {spec}\r\n"))
}

#[test]
fn a_right_object_is_right() {
    let text = "{containers: [{name: ü, ports: [{containerPort: 80.0, name: null}], \
                livenessProbe: {httpGet: {port: http}}, \
                resources: {limits: {cpu: 1, memory: 1Gi}}, env: [{name: A, value: '1'}]}], \
                nodeSelector: {a: 'true'}, hostNetwork: true}";
    assert_eq!(pod(text), Vec::<String>::new());
}

#[test]
fn faults_have_the_path_of_the_field() {
    let container = |fields: &str| pod(&format!("{{containers: [{{name: a, {fields}}}]}}"));
    let at = "spec.containers[0]";
    for (fields, expected) in [
        ("imagee: x", "imagee Unknown(Some(\"image\"))"),
        ("ünit: x", "ünit Unknown(None)"),
        ("env: [{name: A, value: 1}]", "env[0].value Type(\"a number\", \"a string\")"),
        ("env: {A: b}", "env Type(\"a mapping\", \"a list\")"),
        ("tty: 'true'", "tty Type(\"a string\", \"a boolean\")"),
        (
            "ports: [{containerPort: '80'}]",
            "ports[0].containerPort Type(\"a string\", \"an integer\")",
        ),
        ("ports: [{name: a}]", "ports[0].containerPort Missing"),
        (
            "imagePullPolicy: always",
            "imagePullPolicy NotOneOf(\"always\", [\"Always\", \"IfNotPresent\", \"Never\"])",
        ),
    ] {
        assert_eq!(container(fields), [format!("{at}.{expected}")], "{fields}");
    }
    assert_eq!(pod("{}"), ["spec.containers Missing"]);
}

#[test]
fn macros_are_not_judged() {
    for spec in [
        "{containers: '{{.spectro.var.a}}'}",
        "{{.spectro.var.a}}",
        "{containers: [{name: a, tty: '{{ .x }}', '{{ .y }}': b}]}",
        "{'{{ .key }}': 1}",
    ] {
        assert_eq!(pod(spec), Vec::<String>::new(), "{spec}");
    }
}

#[test]
fn what_is_uncertain_is_not_judged() {
    let file =
        SourceFile::new(VirtualPath::new("o.yaml"), "apiVersion: v1\nkind: Pod\nspec: 1\nx: 2\n");
    let document = yaml::parse(&file);
    let root = document.root().unwrap();
    let schema = built_in("v1", "Pod").unwrap();
    assert_eq!(faults(root, schema, &|_| false).len(), 2);
    assert_eq!(faults(root, schema, &|_| true).len(), 0);
}

#[test]
fn the_number_of_faults_is_bounded() {
    let fields: String = (0..500).map(|at| format!("f{at}: 1, ")).collect();
    assert_eq!(pod(&format!("{{{fields}}}")).len(), limits::PROBLEMS);
}
