use std::collections::BTreeMap;
use std::sync::Arc;

use super::object::Field;
use super::supply::{Supplied, Supply};
use super::*;
use crate::files::Files;
use crate::source::VirtualPath;

const PACK: &str = r#"{"name": "demo", "kubeManifests": ["manifests/a.yaml"]}"#;

fn pack(values: &str, manifest: &str) -> Pack {
    pack_with_presets(values, "", manifest)
}

fn pack_with_presets(values: &str, presets: &str, manifest: &str) -> Pack {
    let texts = [
        ("pack.json", PACK),
        ("values.yaml", values),
        ("presets.yaml", presets),
        ("manifests/a.yaml", manifest),
    ];
    let files = texts.map(|(path, text)| (path.to_owned(), Arc::from(text.as_bytes())));
    Pack::new(Files::in_memory(VirtualPath::new("."), BTreeMap::from(files)))
}

fn the_manifest(pack: &Pack) -> &Manifest {
    let [manifest] = pack.manifests() else { panic!("one manifest is listed") };
    manifest
}

/// Kind and name of each object, `?` for what is unknown and `-` for what is missing.
fn objects(manifest: &str) -> Vec<String> {
    let pack = pack("manifests: {a: {}}", manifest);
    let shown = |field: &Field| match field {
        Field::Missing => "-".to_owned(),
        Field::Unknown => "?".to_owned(),
        Field::Known(word) => word.text.clone(),
    };
    let objects = the_manifest(&pack).objects.iter();
    objects.map(|o| format!("{} {}", shown(&o.kind), shown(&o.name))).collect()
}

/// What is read, with a `?` behind it where it is guarded.
fn reads(manifest: &str) -> Vec<String> {
    let pack = pack("manifests: {a: {}}", manifest);
    let references = the_manifest(&pack).references.iter();
    let mark = |guarded| if guarded { "?" } else { "" };
    references.map(|r| format!("{}{}", r.path.join("."), mark(r.is_guarded))).collect()
}

#[test]
fn the_stem_is_the_file_name_without_its_extension() {
    assert_eq!(stem("manifests/x/my-app.v1.yaml"), "my-app.v1");
    assert_eq!(stem("plain"), "plain");
    assert_eq!(stem(".hidden"), ".hidden");
}

#[test]
fn foreign_templates_are_told_apart_by_their_values() {
    let foreign = "a: \"{{ protoToJSON .X }}\"\n";
    assert_eq!(the_manifest(&pack("", foreign)).form, Form::Foreign);
    assert_eq!(the_manifest(&pack("manifests: {a: {}}", foreign)).form, Form::Template);
    assert_eq!(the_manifest(&pack("", "a: \"{{ .Values.x }}\"\n")).form, Form::Template);
    assert_eq!(the_manifest(&pack("", "a: b\n")).form, Form::Plain);
    let presets = "presets:\n- add: |\n    manifests: {a: {b: c}}\n";
    let pack = pack_with_presets("", presets, foreign);
    assert_eq!(the_manifest(&pack).form, Form::Template);
}

#[test]
fn objects_are_known_by_what_is_written_out() {
    let text = "kind: A\r\nmetadata:\r\n  name: ä{{ .Values.x }}\r\n---\r\nkind: B\r\nmetadata:\r\n  name: \"bü\"\r\n";
    assert_eq!(objects(text), ["A ?", "B bü"]);
    assert_eq!(objects("kind: A\nmetadata:\n  {{- toYaml .Values.x | nindent 2 }}\n"), ["A ?"]);
    assert_eq!(objects("kind: A\nmetadata: {{ .Values.x }}\n"), ["A ?"]);
    assert_eq!(objects("kind: A\nmetadata:\n  labels: {x: '{{ .Values.x }}'}\n"), ["A -"]);
    assert_eq!(objects("{{ .Values.x }}\nmetadata:\n  name: a\n"), ["? a"]);
    assert_eq!(objects("kind: A\nmetadata:\n  name:\n"), ["A -"]);
    assert_eq!(objects("{{ .Values.contents }}"), [""; 0]);
}

#[test]
fn alternatives_without_a_marker_between_them_are_objects_of_their_own() {
    let text = "{{ if .Values.x }}\nkind: A\nmetadata: {name: a}\n{{ end }}\n\
                {{ if not .Values.x }}\nkind: B\nmetadata: {name: b}\n{{ end }}\n";
    assert_eq!(objects(text), ["A a", "B b"]);
}

#[test]
fn lists_are_taken_apart() {
    let text = "kind: List\nitems:\n- kind: A\n  metadata: {name: a}\n- kind: B\n";
    assert_eq!(objects(text), ["A a", "B -"]);
}

#[test]
fn scopes_are_followed() {
    assert_eq!(reads("{{ .Values.a.b }}"), ["a.b"]);
    assert_eq!(reads("{{ $.Values.a | default 1 }}"), ["a?"]);
    assert_eq!(
        reads("{{ with .Values.a }}{{ .b }}{{ $.Values.c }}{{ end }}"),
        ["a?", "a.b?", "c?"]
    );
    assert_eq!(reads("{{ $x := .Values.a }}{{ $x.b }}"), ["a?", "a.b"]);
    assert_eq!(reads("{{ range .Values.a }}{{ .b }}{{ end }}{{ .Values.c }}"), ["a?", "c"]);
    assert_eq!(reads("{{ index .Values \"a\" \"b-c\" }}"), ["a.b-c?"]);
    assert_eq!(reads("{{ toYaml .Values }}{{ (.Values.a).b }}"), ["", "a.b"]);
    assert_eq!(reads("{{ printf \"%s\" .Values.a }}{{ .Spectro.x }}"), ["a"]);
    assert_eq!(reads("{{ include \"x\" . }}"), [""]);
}

#[test]
fn values_come_from_presets_too() {
    let presets = "presets:\n- add: |\n    manifests:\n      a:\n        c: 1\n";
    let pack = pack_with_presets("manifests: {a: {b: {x: 1}, t: text}}", presets, "a: b\n");
    let supply = Supply::of(&pack);
    let value = |path: &[&str]| {
        let path: Vec<_> = path.iter().map(|key| (*key).to_owned()).collect();
        supply.value("a", &path)
    };
    for there in [&["b", "x"][..], &["c"], &["t", "anything"]] {
        assert_eq!(value(there), Supplied::Perhaps, "{there:?}");
    }
    for missing in [&["d"][..], &["b", "y"], &["d", "e"]] {
        assert_eq!(value(missing), Supplied::No, "{missing:?}");
    }
}

#[test]
fn presets_that_are_no_yaml_may_supply_anything() {
    let presets = "presets:\n- add: |\n    manifests: [\n";
    let pack = pack_with_presets("", presets, "a: b\n");
    let value = Supply::of(&pack).value("a", &["x".to_owned()]);
    assert_eq!(value, Supplied::Perhaps);
}

#[test]
fn long_templates_take_linear_time() {
    let many = 5_000;
    for text in [
        (0..many).map(|n| format!("{{{{$v{n} := .Values.a}}}}{{{{$v0}}}}")).collect::<String>(),
        "{{if .Values.a}}\nkind: A\n{{end}}\n".repeat(many),
        "kind: A\nmetadata: {name: a}\n---\n{{ .Values.a }}\n".repeat(many),
        format!("{{{{ .Values{} }}}}", ".a".repeat(many)),
    ] {
        assert_eq!(pack("manifests: {a: {}}", &text).manifests().len(), 1);
    }
}
