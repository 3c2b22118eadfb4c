use super::{check, reads, reads_of, reads_with};

/// Template, paths that are read, paths that are not; separated by blanks.
type Case = (&'static str, &'static str, &'static str);

#[track_caller]
fn run(cases: &[Case]) {
    for (template, read, unread) in cases {
        let split = |paths: &'static str| paths.split_whitespace().collect::<Vec<_>>();
        check(template, &reads(template), &split(read), &split(unread));
    }
}

#[test]
fn fields_and_scopes() {
    run(&[
        ("{{ .Values.a.b }}", "a a.b a.b.c", "b a.c"),
        ("é\r\n{{ .Values.é.b }}", "a", "b").swap("é.b", "é.c"),
        ("{{ $.Values.a.b }}", "a.b", "a.c"),
        ("{{ (.Values.a).b }}", "a.b", "a.c"),
        ("{{ with .Values.a.b }}{{ end }}", "a.b", "a.c"),
        ("{{ if .Values.a.b }}{{ end }}", "a.b", "a.c"),
        (
            "{{ if .Values.a }}{{ else if .Values.b }}{{ else }}{{ .Values.c }}{{ end }}",
            "a b c",
            "d",
        ),
        ("{{ with .Values.a }}{{ .b }}{{ else }}{{ .Values.c }}{{ end }}", "a.b c", "b d"),
        ("{{ with $x := .Values.a }}{{ $x.b }}{{ $.Values.c }}{{ end }}", "a.b c", "b"),
        ("{{ range .Values.a.l }}{{ .b }}{{ $.Values.c }}{{ end }}", "a.l a.l.[].b c", "a.l.[].c"),
        ("{{ range $k, $v := .Values.m }}{{ $v.b }}{{ end }}", "m m.k m.k.b", "m.k.c"),
        ("{{ range $k, $v := .Values }}{{ $v.b }}{{ end }}", "m m.b", "m.c"),
        ("{{ range .Values.l }}{{ . }}{{ end }}", "l.[].x", "k"),
        ("{{ range until 3 }}{{ $.Values.a }}{{ end }}", "a", "b"),
    ]);
}

trait Swap {
    fn swap(self, read: &'static str, unread: &'static str) -> Case;
}

impl Swap for Case {
    fn swap(self, read: &'static str, unread: &'static str) -> Case {
        (self.0, read, unread)
    }
}

#[test]
fn variables() {
    run(&[
        ("{{ $r := . }}{{ $r.Values.a.b }}", "a.b", "a.c"),
        ("{{ $x := .Values.a }}{{ $x.b }}", "a.b", "a.c"),
        ("{{ $x := .Values.a }}", "", "a"),
        (
            "{{ $x := .Values.a }}{{ if .Values.c }}{{ $x = .Values.b }}{{ end }}{{ $x.k }}",
            "a.k b.k",
            "a.l b.l",
        ),
        (
            "{{ $x := .Values.a }}{{ range .Values.l }}{{ $x.k }}{{ $x = .m }}{{ end }}",
            "a.k l.[].m.k",
            "a.l",
        ),
        ("{{ $x := 1 }}{{ if true }}{{ $x := .Values.a }}{{ end }}{{ $x }}", "", "a"),
        (
            "{{ range .Values.l }}{{ $x := 1 }}{{ $x = .a }}{{ $x }}{{ end }}{{ $y := . }}",
            "l.[].a",
            "l.[].b",
        ),
    ]);
}

#[test]
fn choices() {
    run(&[
        ("{{ .Values.a.b | default .Values.c }}", "a.b c", "a.c"),
        ("{{ (.Values.a | default dict).b }}", "a.b", "c"),
        ("{{ (coalesce .Values.a .Values.b).k }}", "a.k b.k", "c"),
        ("{{ (ternary .Values.a .Values.b .Values.c).k }}", "a.k b.k c", "a.l b.l"),
        (
            "{{ if and .Values.a.on (or .Values.b.on .Values.c.on) }}{{ end }}",
            "a.on b.on c.on",
            "a.off",
        ),
        ("{{ if not .Values.a.on }}{{ end }}", "a.on", "a.off"),
        ("{{ if empty .Values.a.b }}{{ end }}", "a.b", "a.c"),
        ("{{ if kindIs \"map\" .Values.a.b }}{{ end }}", "a.b", "a.c"),
        ("{{ if eq .Values.a.b \"x\" }}{{ end }}", "a.b", "a.c"),
        ("{{ required \"need\" .Values.a.b }}", "a.b", "a.c"),
        ("{{ if has .Values.a .Values.b }}{{ end }}", "a b", "c"),
        ("{{ if hasKey .Values.a \"b\" }}{{ end }}", "a.b", "a.c"),
        ("{{ $x := hasKey .Values.a .Values.k }}", "k a.b", "l"),
    ]);
}

#[test]
fn what_is_full_cannot_become_empty() {
    let values = "full: {k: 1}\nempty: {}\ndeleted: {k: null}\n";
    let template = "{{ if .Values.full }}{{ end }}{{ if .Values.empty }}{{ end }}
        {{ if .Values.deleted }}{{ end }}{{ if .Values.none }}{{ end }}";
    let reads = reads_of(&[("values.yaml", values), ("templates/a", template)]);
    check(template, &reads, &["full", "empty.x", "deleted.x", "none.x"], &["full.x"]);
}

#[test]
fn look_ups() {
    run(&[
        ("{{ index .Values \"a\" \"b-c\" }}", "a.b-c", "a.c"),
        ("{{ index .Values.l 0 \"k\" }}", "l.[].k", "l.[].m"),
        ("{{ get .Values.a \"b\" }}", "a.b", "a.c"),
        ("{{ (index .Values.m .Values.k).b }}", "k m.x.b", "m.x.c"),
        ("{{ (get .Values.m (printf \"%s-x\" .Release.Name)).b }}", "m.k-x.b", "m.k-x.c m.k.b"),
        ("{{ (index .Values (printf \"%s-%s\" \"a\" \"b\")).c }}", "a-b.c", "a-b.d a.c"),
        ("{{ (index .Values (lower \"A\")).b }}", "a.b z.b", "a.c"),
        ("{{ dig \"a\" \"b\" \"none\" .Values }}", "a.b", "a.c"),
        ("{{ (pluck \"a\" .Values.x .Values.y | first).k }}", "x.a.k y.a.k", "x.b x.a.l"),
        ("{{ range keys .Values.m }}{{ . }}{{ end }}", "m.k", "m.k.x"),
        ("{{ range values .Values.m }}{{ .a }}{{ end }}", "m.k.a", "m.k.b"),
        ("{{ if gt (len .Values.l) 0 }}{{ end }}", "l l.[]", "m"),
        ("{{ (first .Values.l).a }}{{ (last .Values.l).b }}", "l.[].a l.[].b", "l.[].c"),
        ("{{ with pick .Values.a \"b\" \"c\" }}{{ toYaml . }}{{ end }}", "a.b a.c.d", "a.e"),
        ("{{ omit .Values.a \"b\" | toYaml }}", "a.c", "c"),
        ("{{ range concat .Values.a .Values.b }}{{ .k }}{{ end }}", "a.[].k b.[].k", "a.[].l"),
        ("{{ range uniq .Values.a | sortAlpha }}{{ .k }}{{ end }}", "a.[].k", "a.[].l"),
        ("{{ range without .Values.a .Values.b }}{{ .k }}{{ end }}", "a.[].k b", "a.[].l"),
        (
            "{{ range $k := keys .Values.m }}{{ (index $.Values.n $k).b }}{{ end }}",
            "m.k n.k.b",
            "n.k.c",
        ),
        (
            "{{ $v := .Values }}{{ range splitList \".\" \"a.b\" }}{{ $v = index $v . }}{{ end }}{{ $v.k }}",
            "a.b.k",
            "c.k a.b.c",
        ),
    ]);
}

#[test]
fn whole_values() {
    run(&[
        ("{{ toYaml .Values.a.b | nindent 2 }}", "a.b.c.[].d", "a.c"),
        ("{{ .Values.a.b | toJson | b64enc | quote }}", "a.b.c", "a.c"),
        ("{{ printf \"%v\" .Values.a.b }}", "a.b.c", "a.c"),
        ("{{ cat .Values.a.b \"x\" }}", "a.b.c", "a.c"),
        ("{{ (fromYaml (toYaml .Values.a)).b }}", "a.b", "a.c"),
        ("{{ (deepCopy .Values.a).b }}", "a.b", "a.c"),
        ("{{ $x := mustToYaml .Values.a }}", "", "a"),
        ("{{ unknownFunction .Values.a.b }}", "a.b.c", "a.c"),
        ("{{ lookup \"v1\" \"Secret\" .Values.ns .Values.name }}", "ns name", "a"),
        ("{{ .Files.Get .Values.file }}", "file", "a"),
        ("{{ if .Capabilities.APIVersions.Has .Values.api }}{{ end }}", "api", "a"),
        ("{{ if ge (int .Values.a) 3 }}{{ end }}", "a", "b"),
        ("{{ fail (printf \"no %s\" .Values.a) }}", "a", "b"),
    ]);
    for template in ["{{ toYaml .Values }}", "{{ .Values | toYaml | sha256sum }}", "{{ toJson . }}"]
    {
        let reads = reads(template);
        assert!(reads.everything().is_some() && super::may_read(&reads, "a.b"), "{template}");
    }
}

#[test]
#[allow(clippy::too_many_lines, reason = "one table")]
fn named_templates() {
    let define =
        |body: &str, call: &str| format!("{{{{ define \"d\" }}}}{body}{{{{ end }}}}{call}");
    let cases = [
        ("{{ .Values.a.b }}", "{{ include \"d\" . }}", "a.b", "a.c"),
        ("{{ .Values.a.b }}", "{{ template \"d\" $ }}", "a.b", "a.c"),
        ("{{ .Values.a.b }}", "", "", "a a.b"),
        ("{{ .b }}", "{{ include \"d\" .Values.a | nindent 2 }}", "a.b", "a.c"),
        (
            "{{ .v.b }}{{ .c.Values.e }}",
            "{{ include \"d\" (dict \"v\" .Values.a \"c\" $) }}",
            "a.b e",
            "a.c v",
        ),
        (
            "{{ (index . 0).Values.x }}{{ (index . 1).b }}",
            "{{ include \"d\" (list $ .Values.a) }}",
            "x a.b",
            "a.c",
        ),
        (
            "{{ (first .).Values.x }}{{ (index . 2).b }}",
            "{{ include \"d\" (append (list $ 1) .Values.a) }}",
            "x a.b",
            "a.c",
        ),
        (
            "{{ .context.Values.x }}{{ .b }}",
            "{{ include \"d\" (merge (dict \"context\" $) .Values.a) }}",
            "x a.b",
            "b a.c",
        ),
        (
            "{{ .Values.b }}",
            "{{ include \"d\" (dict \"Values\" .Values.a \"Chart\" .Chart) }}",
            "a.b",
            "b",
        ),
        ("{{ .a }}", "{{ include (printf \"%s\" .Values.name) .Values.m }}", "name m.a", "m.b"),
        ("{{ .a }}", "{{ $n := \"d\" }}{{ include $n .Values.m }}", "m.a", "m.b"),
        ("{{ .a }}", "{{ (include \"d\" .Values.m | fromYaml).k }}", "m.a", "m.b k"),
        (
            "{{ $.a }}{{ $ }}",
            "{{ range .Values.l }}{{ include \"d\" .x }}{{ end }}",
            "l.[].x.a",
            "l.[].y",
        ),
        ("{{ . }}", "{{ include \"gone\" .Values.m }}", "m.a", "n"),
        (
            "{{ range .l }}{{ include \"d\" . }}{{ end }}{{ .k }}",
            "{{ include \"d\" .Values.m }}",
            "m.k m.l.[].k m.l.[].l",
            "m.z",
        ),
    ];
    for (body, call, read, unread) in cases {
        let text = define(body, call);
        let split = |paths: &'static str| paths.split_whitespace().collect::<Vec<_>>();
        check(&text, &reads(&text), &split(read), &split(unread));
    }
    run(&[("{{ block \"b\" .Values.a }}{{ .b }}{{ end }}", "a.b", "a.c")]);
    let checksum = "{{ include (print $.Template.BasePath \"/b.yaml\") . | sha256sum }}";
    let files = [
        ("templates/a.yaml", checksum),
        ("templates/b.yaml", "{{ .Values.b }}"),
        ("templates/_c.tpl", "{{ define \"c\" }}{{ .Values.c }}{{ end }}{{ .Values.d }}"),
    ];
    check(checksum, &reads_of(&files), &["b"], &["c", "d"]);
}

#[test]
fn writes() {
    run(&[
        ("{{ $d := dict }}{{ $_ := set $d \"k\" .Values.a }}{{ $d.k.b }}", "a.b", "a.c"),
        ("{{ $d := dict \"k\" .Values.a }}{{ $d.l }}", "", "a"),
        ("{{ $_ := set .Values.x \"k\" .Values.a }}{{ .Values.x.k.b }}", "a.b x.k.b", "a.c"),
        ("{{ $_ := set . \"k\" .Values.a }}{{ .k.b }}", "a.b", "a.c"),
        ("{{ $_ := set $ \"Values\" .Values.a }}{{ .Values.b }}", "a.b b", "c"),
        ("{{ $_ := unset .Values.a \"x\" }}{{ .Values.a.b }}", "a.b", "a.c"),
        ("{{ (merge .Values.a .Values.b).k }}", "a.k b.k", "a.l b.l"),
        ("{{ $_ := mergeOverwrite .Values.a .Values.b }}{{ .Values.a.k }}", "a.k b.k", "b.l"),
        ("{{ (merge (dict) .Values.a (dict \"k\" .Values.b)).k.x }}", "a.k.x b.x", "b.y"),
        ("{{ $m := mustMergeOverwrite .Values.a .Values.a.b }}{{ $m.k }}", "a.k a.b.k", "a.z"),
        (
            "{{ $l := list }}{{ range .Values.l }}{{ $l = append $l .a }}{{ end }}{{ range $l }}{{ .k }}{{ end }}",
            "l.[].a.k",
            "l.[].a.z l.[].b",
        ),
    ]);
}

#[test]
fn rendered_texts() {
    let template = "{{ tpl .Values.text . }}";
    let values = "text: 'x {{ .Values.a }}'\nother: '{{ .Values.b }}'\n";
    let files = [("values.yaml", values), ("templates/a.yaml", template)];
    check(template, &reads_of(&files), &["text", "a"], &["b", "other"]);
    let overrides = "text: '{{ .Values.a }}{{ .Values.c }}'";
    check(template, &reads_with(&files, overrides), &["text", "a", "c"], &["b"]);

    let whole = "{{ tpl (toYaml .Values.m) $ }}";
    let values = "m: {l: ['{{ .Values.a }}', {'{{ .Values.k }}': 1}]}\n";
    let reads = reads_of(&[("values.yaml", values), ("templates/a.yaml", whole)]);
    check(whole, &reads, &["m.x", "a", "k"], &["b"]);

    run(&[("{{ tpl \"{{ .Values.a }}\" . }}", "a", "b")]);
    let unknown = "{{ tpl (include \"d\" .) . }}{{ define \"d\" }}{{ end }}";
    let reads = reads_of(&[("values.yaml", "t: '{{ .Values.a }}'"), ("templates/a.yaml", unknown)]);
    check(unknown, &reads, &["a"], &["b", "t"]);

    let file = "{{ tpl (.Files.Get \"f.txt\") . }}";
    let reads = reads_of(&[("f.txt", "{{ .Values.a }}"), ("templates/a.yaml", file)]);
    check(file, &reads, &["a"], &["b"]);

    let framed = "{{ tpl (cat \"{{ with $.s }}\" .Values.t \"{{ end }}\") (dict \"s\" .Values.a \"Values\" .Values) }}";
    let reads = reads_of(&[("values.yaml", "t: '{{ $.Values.b }}'"), ("templates/a", framed)]);
    check(framed, &reads, &["t", "a.x", "b"], &["c"]);

    let broken = "{{ tpl (printf \"{{ %s }}\" .Values.t) . }}";
    assert!(reads_of(&[("templates/a.yaml", broken)]).everything().is_some());
}
