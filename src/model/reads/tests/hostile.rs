use std::time::{Duration, Instant};

use super::{may_read, reads, reads_of};

#[track_caller]
fn ends(template: &str) {
    let start = Instant::now();
    let reads = reads(template);
    assert!(start.elapsed() < Duration::from_secs(20), "{template:.60}");
    assert!(may_read(&reads, "a"), "{template:.60}");
}

#[test]
fn recursion_ends() {
    ends(
        "{{ define \"d\" }}{{ include \"d\" (dict \"k\" . \"a\" $.a) }}{{ end }}{{ include \"d\" .Values }}{{ .Values.a }}",
    );
    ends("{{ define \"d\" }}{{ include \"d\" (list . .) }}{{ end }}{{ include \"d\" . }}");
    ends(
        "{{ define \"d\" }}{{ range $k, $v := . }}{{ include \"d\" $v }}{{ end }}{{ end }}{{ include \"d\" .Values }}",
    );
    ends(
        "{{ define \"d\" }}{{ $_ := set . \"n\" (dict \"p\" .) }}{{ include \"d\" .n }}{{ end }}{{ include \"d\" . }}{{ .Values.a }}",
    );
    ends("{{ $x := .Values }}{{ range .Values.l }}{{ $x = index $x . }}{{ end }}{{ $x }}");
    ends("{{ $x := . }}{{ range .Values.l }}{{ $x = dict \"p\" $x }}{{ end }}{{ $x }}");
    let text = "a: '{{ tpl .Values.a . }}{{ tpl (print .Values.a .Values.b) $ }}'";
    let files = [("values.yaml", text), ("templates/a", "{{ tpl .Values.a . }}")];
    assert!(may_read(&reads_of(&files), "b"));
}

#[test]
fn size_is_bounded() {
    let open = "{{ range .Values.l }}{{ $x = .a }}".repeat(150);
    ends(&format!("{{{{ $x := . }}}}{{{{ .Values.a }}}}{open}{}", "{{ end }}".repeat(150)));
    ends(&format!("{{{{ .Values.a{} }}}}", ".b".repeat(5000)));
    let lists = "{{ range list 1 2 3 4 5 6 7 8 9 }}".repeat(60);
    ends(&format!("{{{{ .Values.a }}}}{lists}{{{{ . }}}}{}", "{{ end }}".repeat(60)));
    let many: String = (0..3000).map(|n| format!("{{{{ .Values.k{n}.a.b.c }}}}")).collect();
    ends(&format!("{{{{ .Values.a }}}}{many}"));
    let merged: String = (0..300)
        .map(|n| format!("{{{{ $_ := merge .Values.a .Values.m{n} }}}}{{{{ .Values.a.k{n} }}}}"))
        .collect();
    ends(&merged);
}
