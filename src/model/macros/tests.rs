use std::collections::BTreeMap;
use std::sync::Arc;

use super::Form;
use super::scan::scan;
use crate::files::Files;
use crate::model::pack::Pack;
use crate::source::VirtualPath;

fn forms(text: &str) -> Vec<(&str, Form)> {
    scan(text).into_iter().map(|found| (&text[found.range.to_usize()], found.form)).collect()
}

fn pack(values: &str, presets: &str) -> Pack {
    let file = |path: &str, text: &str| (path.to_owned(), Arc::from(text.as_bytes()));
    let manifest = "{\"kubeManifests\": [\"m.yaml\"]}";
    let files = BTreeMap::from([
        file("pack.json", manifest),
        file("values.yaml", values),
        file("presets.yaml", presets),
        file("m.yaml", "# {{ .spectro.var.c }}\r\nä: {{ .spectro.var.d }}\r\n"),
    ]);
    Pack::new(Files::in_memory(VirtualPath::new("p"), files))
}

#[test]
fn macros_of_all_texts_know_their_place() {
    let values = "# {{ .spectro.var.c }}\r\nä: \"\\t\u{e9}{{ .spectro.var.a\\x62 }}\"\r\n";
    let presets = "presets:\r\n- displayName: '{{ .spectro.var.c }}'\r\n  add: |\r\n    # {{ .spectro.var.c }}\r\n    ö: x{{ .spectro.var.e }}\r\n";
    let pack = pack(values, presets);
    let keys: Vec<_> = pack.macros().iter().map(|one| one.key.text.as_str()).collect();
    assert_eq!(keys, ["ab", "e", "d"]);
    let written: Vec<_> = pack.macros().iter().map(|one| one.whole.span.text()).collect();
    let expected = ["{{ .spectro.var.a\\x62 }}", "{{ .spectro.var.e }}", "{{ .spectro.var.d }}"];
    assert_eq!(written, expected);
    let verbatim: Vec<_> = pack.macros().iter().map(|one| one.key.is_verbatim()).collect();
    assert_eq!(verbatim, [false, true, true]);
}

#[test]
fn macros_stand_anywhere_in_a_text() {
    let text = "ä{{.spectro.system.cluster.name}}-{{ .spectro.pack.my-pack.a.b/c }}{{-\r\n.spectro.var.x -}}";
    let found = scan(text);
    let words: Vec<_> =
        found.iter().map(|one| (&text[one.family.to_usize()], &text[one.key.to_usize()])).collect();
    assert_eq!(words, [("system", "cluster.name"), ("pack", "my-pack.a.b/c"), ("var", "x")]);
    assert!(found.iter().all(|one| one.form == Form::Macro));
}

#[test]
fn other_braces_are_not_looked_at() {
    for text in [
        "{{ .Values.spectro.x }}",
        "{{ include \"spectro\" . }}",
        "{{ spectro }}",
        "{{ .spectrocloud.x }}",
        "{{ if .spectro.var.x }}",
        "{ .spectro.var.x }",
        "{{ $labels.x }} {{",
        "{{ ",
        "{ {",
        "{",
    ] {
        assert_eq!(forms(text), [], "{text}");
    }
}

#[test]
fn near_misses_have_their_form() {
    let cases = [
        ("{{ spectro.var.x }}", Form::NoDot),
        ("{{ .Spectro.var.x }}", Form::Capital),
        ("{ { .spectro.var.x } }", Form::SplitBraces),
        ("{ {.spectro.var.x}}", Form::SplitBraces),
        ("{{ .spectro }}", Form::Macro),
        ("{{ .spectro.variable.x }}", Form::Macro),
    ];
    for (text, form) in cases {
        assert_eq!(forms(text), [(text, form)]);
    }
}

#[test]
fn what_is_never_closed_ends_with_its_name() {
    for (text, whole) in [
        ("a {{ .spectro.var.x", "{{ .spectro.var.x"),
        ("{{ .spectro.var.x } b", "{{ .spectro.var.x"),
        ("{{ .spectro.var.x\n{{ .Values.y }}", "{{ .spectro.var.x"),
        ("{{ .spectro.pack.{{ .Values.y }}.z }}", "{{ .spectro.pack."),
    ] {
        assert_eq!(forms(text), [(whole, Form::Unclosed)], "{text}");
    }
}

#[test]
fn filters_have_names_and_arguments() {
    let text = "{{ .spectro.system.kubernetes.version | substr 0 4 | default \"}} |\" | b64enc}}";
    let found = scan(text);
    let filters: Vec<(&str, Vec<&str>)> = found[0]
        .filters
        .iter()
        .map(|filter| {
            let arguments = filter.arguments.iter().map(|range| &text[range.to_usize()]);
            (&text[filter.name.to_usize()], arguments.collect())
        })
        .collect();
    let expected = [("substr", vec!["0", "4"]), ("default", vec!["\"}} |\""]), ("b64enc", vec![])];
    assert_eq!(filters, expected);
    assert_eq!(&text[found[0].range.to_usize()], text);
}

proptest::proptest! {
    #[test]
    fn ranges_lie_in_any_text(text in "([{}|. \"'`é\n-]|spectro|var|x){0,40}") {
        let mut last = 0;
        for found in scan(&text) {
            proptest::prop_assert!(found.range.start >= last);
            last = found.range.end;
            for range in [found.range, found.head, found.family, found.key] {
                proptest::prop_assert!(text.get(range.to_usize()).is_some());
            }
        }
    }
}
