use super::{chart, check, may_read, reads_of};
use crate::model::reads::Reads;

const PARENT: &str = "name: x
apiVersion: v2
dependencies:
- {name: s, version: '>=1.0.0', alias: al, condition: 'al.on,global.al', tags: [t]}
- {name: gone, condition: gone.on}
- name: p
  import-values: [data, {child: c.d, parent: e.f}]
- {name: lib}
";

fn files() -> Vec<(&'static str, &'static str)> {
    vec![
        ("Chart.yaml", PARENT),
        (
            "templates/a.yaml",
            "{{ .Values.al.up }}{{ include \"lib.d\" . }}{{ .Values.global.own }}{{ .Values.e.f.g }}{{ .Values.x.y }}",
        ),
        ("charts/s/Chart.yaml", "name: s\nversion: 1.2.3\n"),
        (
            "charts/s/templates/a.yaml",
            "{{ .Values.a.b }}{{ .Values.global.shared }}{{ include \"up\" . }}",
        ),
        (
            "templates/_up.tpl",
            "{{ define \"up\" }}{{ .Values.from.up }}{{ end }}{{ .Values.never }}",
        ),
        ("charts/p/Chart.yaml", "name: p\nversion: 1.0.0\n"),
        ("charts/lib/Chart.yaml", "name: lib\ntype: library\n"),
        ("charts/lib/templates/_d.tpl", "{{ define \"lib.d\" }}{{ .Values.lent }}{{ end }}"),
        ("charts/lib/templates/c.yaml", "{{ .Values.unrendered }}"),
        ("charts/lost/Chart.yaml", "name: lost\n"),
        ("charts/lost/templates/a.yaml", "{{ .Values.k }}"),
        ("charts/s/charts/deep/Chart.yaml", "name: deep\n"),
        ("charts/s/charts/deep/templates/a.yaml", "{{ .Values.k }}{{ .Values.global.far }}"),
    ]
}

#[test]
fn sub_charts_read_below_their_key() {
    let reads = reads_of(&files());
    check("alias", &reads, &["al.a.b", "al.up", "al.from.up"], &["s.a.b", "a.b", "al.a.c", "from"]);
    check(
        "named templates",
        &reads,
        &["lent"],
        &["lib.lent", "lib.unrendered", "unrendered", "never"],
    );
    check("a chart that nothing lists", &reads, &["lost.k"], &["lost.l"]);
    check("a chart in a chart", &reads, &["al.deep.k"], &["deep.k"]);
}

#[test]
fn globals_are_shared_downwards() {
    let reads = reads_of(&files());
    let read = ["global.shared", "al.global.shared", "global.far", "al.global.far", "global.own"];
    check("global", &reads, &read, &["global.none", "al.global.own", "p.global.shared"]);
}

#[test]
fn globals_of_one_chart_are_seen_by_its_siblings() {
    let sibling = [("charts/a/Chart.yaml", "name: a\n"), ("charts/b/Chart.yaml", "name: b\n")];
    let template = [("charts/b/templates/x.yaml", "{{ .Values.global.x.y }}")];
    let reads = reads_of(&[&sibling[..], &template].concat());
    check("a leak", &reads, &["a.global.x.y", "b.global.x.y", "global.x.y"], &["a.global.x"]);
}

#[test]
fn what_switches_a_dependency_is_read() {
    let reads = reads_of(&files());
    check(
        "conditions",
        &reads,
        &["al.on", "global.al", "gone.on", "tags.t"],
        &["al.off", "tags.u"],
    );
    check("a chart that is not there", &reads, &["gone.anything"], &["gon"]);
}

#[test]
fn imported_values_are_read_where_they_end_up() {
    let reads = reads_of(&files());
    check("imports", &reads, &["p.c.d.g", "p.c", "p.exports.data.x.y"], &["p.c.d.h", "p.c.e"]);
}

#[test]
fn a_parent_that_hands_over_sub_charts() {
    let up = "{{ include \"d\" .Subcharts.s }}{{ define \"d\" }}{{ .Values.k }}{{ end }}";
    let files = [("charts/s/Chart.yaml", "name: s"), ("templates/a.yaml", up)];
    check(up, &reads_of(&files), &["s.k"], &["k", "s.l"]);
}

#[test]
fn a_version_that_does_not_fit_keeps_the_name() {
    let parent = "name: x\ndependencies: [{name: s, version: '2', alias: al}]";
    let files = [
        ("Chart.yaml", parent),
        ("charts/s/Chart.yaml", "name: s\nversion: 1.0.0"),
        ("charts/s/templates/a.yaml", "{{ .Values.k }}"),
    ];
    check("both", &reads_of(&files), &["s.k", "al.k"], &["k"]);
}

#[test]
fn a_schema_and_defaults_are_no_reads() {
    let files = [
        ("values.yaml", "a: 1\nb: {c: 2}\n"),
        ("values.schema.json", "{\"properties\": {\"a\": {}}}"),
        ("templates/a.yaml", "{{ .Values.b.c }}"),
        ("crds/b.yaml", "{{ .Values.d }}"),
    ];
    check("no reads", &reads_of(&files), &["b.c"], &["a", "b.d", "d"]);
}

#[test]
fn what_cannot_be_read_counts_as_read() {
    for files in [
        vec![("templates/a.yaml", "{{ if }}")],
        vec![("charts/s.tgz", "no archive")],
        vec![("charts/s/Chart.yaml", "name: s"), ("charts/s/templates/a", "{{ end }}")],
    ] {
        let reads = Reads::of(&chart(&files), None);
        assert!(reads.everything().is_some() && may_read(&reads, "a"), "{files:?}");
    }
}
