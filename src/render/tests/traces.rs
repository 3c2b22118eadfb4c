//! Every byte of the output leads back to the template, and to the value that was printed.

use super::*;

const VALUES: &str = "\
image:\r
  repository: registry.example/ünit\r
  tag: \"1.2\"\r
pod:\r
  containers:\r
  - name: a\r
    image: other:3\r
";

fn traced(template: &str, wanted: &str) -> Vec<(Option<String>, Option<String>)> {
    let rendered = rendered(template, VALUES);
    assert!(rendered.errors.is_empty(), "{:?}", rendered.errors);
    let file = &rendered.files[0];
    let at = file.text.find(wanted).unwrap_or_else(|| panic!("{}", file.text));
    let text = |span: Option<Span>| span.map(|span| span.text().to_owned());
    let traces = rendered.traces(file, at..at + wanted.len());
    traces.into_iter().map(|trace| (text(trace.template), text(trace.value))).collect()
}

fn values(template: &str, wanted: &str) -> Vec<String> {
    traced(template, wanted).into_iter().filter_map(|(_, value)| value).collect()
}

#[test]
fn printed_values_lead_to_where_they_were_written() {
    let template = "é: {{ .Values.image.repository }}:{{ .Values.image.tag }}\n";
    let found = traced(template, "registry.example/ünit:1.2");
    let template = |text: &str| Some(text.to_owned());
    assert_eq!(
        found,
        [
            (template("{{ .Values.image.repository }}"), template("registry.example/ünit")),
            (template(":"), None),
            (template("{{ .Values.image.tag }}"), template("\"1.2\"")),
        ]
    );
}

#[test]
fn values_are_followed_through_functions() {
    for template in [
        "{{ printf \"%s:%s\" .Values.image.repository .Values.image.tag }}",
        "{{ printf \"%s:%s\" .Values.image.repository .Values.image.tag | quote }}",
        "{{ tpl \"{{ .Values.image.repository }}:{{ .Values.image.tag }}\" . | trim }}",
        "a:\n{{ include \"i\" . | indent 2 }}{{ define \"i\" }}\nb:\n  {{ .Values.image.repository }}:{{ .Values.image.tag }}\n{{ end }}",
        "{{ with .Values.image }}{{ .repository | default \"x\" }}:{{ .tag | toString }}{{ end }}",
    ] {
        let found = values(template, "registry.example/ünit:1.2");
        assert_eq!(found, ["registry.example/ünit", "\"1.2\""], "{template}");
    }
}

#[test]
fn values_are_followed_through_yaml() {
    for template in [
        "{{ toYaml .Values.pod | nindent 4 }}",
        "{{ .Values.pod.containers | toYaml }}",
        "{{ tpl (toYaml .Values.pod) . }}",
        "{{ toYaml .Values.pod | fromYaml | toYaml | trim | nindent 2 }}",
        "{{ include \"pod\" . | nindent 2 }}{{ define \"pod\" }}{{ toYaml .Values.pod | replace \"name\" \"title\" }}{{ end }}",
    ] {
        assert_eq!(values(template, "other:3"), ["other:3"], "{template}");
    }
}

#[test]
fn texts_of_templates_have_no_value() {
    let found = traced("a: b\nc: {{ .Release.Name }}\n", "a: b");
    assert_eq!(found, [(Some("a: b".to_owned()), None)]);
}
