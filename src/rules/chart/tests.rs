//! What the pages cannot show: hostile schemas, line ends, and what must stay silent.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::files::Files;
use crate::finding::Finding;
use crate::model::chart::tests::tgz;
use crate::model::pack::Pack;
use crate::rules::{Check, Rule};
use crate::source::VirtualPath;

const CHART: &[u8] = b"apiVersion: v2\nname: demo\nversion: 1.2.3\n";
const TEMPLATE: &[u8] = b"a: {{ .Values.replicas }}\nb: {{ .Values.image.tag }}\n";

fn pack(values: &str, members: &[(&str, &[u8])]) -> Pack {
    let has_own = members.iter().any(|(path, _)| *path == "demo/Chart.yaml");
    let members: Vec<(&str, &[u8])> = [("demo/Chart.yaml", CHART)]
        .into_iter()
        .filter(|_| !has_own)
        .chain(members.iter().copied())
        .collect();
    in_memory(values, tgz(&members))
}

fn in_memory(values: &str, archive: Vec<u8>) -> Pack {
    let json =
        br#"{"name": "p", "version": "1.2.3", "layer": "addon", "charts": ["charts/x.tgz"]}"#;
    let files: [(&str, Vec<u8>); 3] = [
        ("pack.json", json.to_vec()),
        ("values.yaml", values.as_bytes().to_vec()),
        ("charts/x.tgz", archive),
    ];
    let files = files.into_iter().map(|(path, bytes)| (path.to_owned(), Arc::from(bytes)));
    Pack::new(Files::in_memory(VirtualPath::new("p"), files.collect::<BTreeMap<_, _>>()))
}

fn run(rule: &Rule, pack: &Pack) -> Vec<Finding> {
    match rule.check {
        Check::Pack(check) => check(pack),
        _ => panic!("a rule of this group reads one pack"),
    }
}

fn messages(rule: &Rule, pack: &Pack) -> Vec<String> {
    run(rule, pack).into_iter().map(|finding| finding.message).collect()
}

fn fixed(values: &str, finding: &Finding) -> String {
    let mut bytes = values.to_owned();
    let mut edits: Vec<_> = finding.fix.as_ref().unwrap().edits.iter().collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.at.range()));
    for edit in edits {
        bytes.replace_range(edit.at.range().to_usize(), &edit.text);
    }
    bytes
}

#[test]
fn values_are_indented_below_their_chart() {
    let rule = &super::misplaced_values::RULE;
    let own: &[(&str, &[u8])] =
        &[("demo/values.yaml", b"replicas: 1\nimage: {tag: x}\n"), ("demo/templates/a", TEMPLATE)];
    let values =
        "charts:\r\n  # größe\r\n  replicas: 2\r\n\r\n  image:\r\n    tag: |\r\n      é\r\n";
    let findings = run(rule, &pack(values, own));
    let [finding] = &findings[..] else { panic!("{findings:?}") };
    let after = fixed(values, finding);
    assert_eq!(
        after,
        "charts:\r\n  # größe\r\n  demo:\r\n    replicas: 2\r\n\r\n    image:\r\n      tag: |\r\n        é\r\n"
    );
    assert!(run(rule, &pack(&after, own)).is_empty());

    // What a block scalar counts its blanks from must not move.
    let values = "charts:\n  replicas: |2\n    1\n";
    assert!(run(rule, &pack(values, own))[0].fix.is_none());
    assert!(run(rule, &pack("charts: {replicas: 2}", own))[0].fix.is_none());
}

#[test]
fn what_may_be_right_is_left_alone() {
    let own: &[(&str, &[u8])] = &[
        ("demo/values.yaml", b"replicas: 1\nimage: {tag: x}\n"),
        ("demo/templates/a", TEMPLATE),
        (
            "demo/Chart.yaml",
            b"apiVersion: v2\nname: demo\nversion: 1.2.3\ndependencies: [{name: redis, version: 1.0.0}]\n",
        ),
        ("demo/charts/redis/Chart.yaml", b"name: redis\nversion: 1.0.0\n"),
        ("demo/charts/redis/values.yaml", b"port: 1\n"),
    ];
    for values in [
        "charts: {demo: {replicas: 2, redis: {port: 2}, extra: 3}}",
        "charts: {demo: {image: , other: 1}}",
        "charts: {demo: {image: {tag: }}}",
        "charts: {'{{ .spectro.macro.name }}': {replicas: 2}}",
        "charts: ",
        "charts: [demo]",
        "replicas: &r 2\ncharts: {demo: {replicas: *r}}",
        "charts: {demo: {redis: {port: }}}",
        "charts: {demo: {image: '{{ .spectro.var.image }}'}}",
    ] {
        let pack = pack(values, own);
        // That an empty `image` is left to the user is the truth.
        let others = ["chart/inert-value", "chart/render-error"];
        for rule in super::RULES.iter().filter(|rule| !others.contains(&rule.id)) {
            assert_eq!(messages(rule, &pack), Vec::<String>::new(), "{} {values}", rule.id);
        }
    }
}

#[test]
fn a_sub_chart_lies_one_level_too_high() {
    let own: &[(&str, &[u8])] = &[
        ("demo/values.yaml", b"image: {tag: x}\n"),
        ("demo/templates/a", TEMPLATE),
        ("demo/charts/redis/Chart.yaml", b"name: redis\nversion: 1.0.0\n"),
        ("demo/charts/redis/values.yaml", b"port: 1\n"),
    ];
    let said = messages(&super::misplaced_values::RULE, &pack("charts: {redis: {port: 2}}", own));
    assert_eq!(
        said,
        ["no value below `charts` has an effect: `redis` belongs to `charts.demo.redis`"]
    );
}

#[test]
fn schemas_judge_merged_values() {
    let schema = br#"{"type": "object", "required": ["replicas", "name"], "properties": {
        "replicas": {"type": "integer"}, "name": {"type": "string", "minLength": 1},
        "mode": {"enum": ["a", "b"]}}, "additionalProperties": {"type": "object"}}"#;
    let inner = br#"{"properties": {"port": {"maximum": 9}}, "required": ["port"]}"#;
    let own: &[(&str, &[u8])] = &[
        ("demo/values.yaml", "replicas: é\nname: ''\n".as_bytes()),
        ("demo/values.schema.json", schema),
        ("demo/charts/redis/Chart.yaml", b"name: redis\nversion: 1.0.0\n"),
        ("demo/charts/redis/values.yaml", b"port: 1\n"),
        ("demo/charts/redis/values.schema.json", inner),
    ];
    let rule = &super::values_schema::RULE;
    let say = |values: &str| messages(rule, &pack(values, own));
    // What the chart itself does wrong, or leaves to its user, is not the pack's fault.
    for silent in ["{}", "{name: }", "{replicas: '{{ .spectro.var.n }}'}", "{mode: ''}"] {
        assert_eq!(say(&format!("charts: {{demo: {silent}}}")), Vec::<String>::new(), "{silent}");
    }
    assert_eq!(
        say("charts: {demo: {redis: {port: 10}, mode: c, ö: 1}}"),
        [
            "`charts.demo.mode` is none of `a`, `b`, which the schema of `charts/x.tgz` takes",
            "`charts.demo.ö` is a number, and the schema of `charts/x.tgz` takes an object",
            "`charts.demo.redis.port` does not satisfy `maximum` in the schema of \
             `demo/charts/redis` in `charts/x.tgz`",
        ]
    );
}

#[test]
fn hostile_schemas_are_not_asked() {
    let bomb: Vec<String> = (0..60)
        .map(|n| {
            format!(
                "\"d{n}\": {{\"allOf\": [{{\"$ref\": \"#/d{m}\"}}, {{\"$ref\": \"#/d{m}\"}}]}}",
                m = n + 1
            )
        })
        .collect();
    let bomb =
        format!("{{\"$ref\": \"#/d0\", {}, \"d60\": {{\"type\": \"string\"}}}}", bomb.join(","));
    let chain: Vec<String> =
        (0..5000).map(|n| format!("\"d{n}\": {{\"$ref\": \"#/d{}\"}}", n + 1)).collect();
    let chain = format!("{{\"$ref\": \"#/d0\", {}}}", chain.join(","));
    for schema in [
        r##"{"$ref": "#"}"##,
        r##"{"properties": {"a": {"$ref": "#"}}}"##,
        r#"{"properties": {"a": {"$ref": "https://example.com/s.json"}}}"#,
        r#"{"properties": {"a": {"$ref": "file:///etc/passwd"}}}"#,
        r#"{"properties": {"a": {"pattern": "(?=x)", "type": "integer"}}}"#,
        r#"{"properties": {"a": {"type": "nonsense"}}}"#,
        "[]",
        "{",
        &bomb,
        &chain,
    ] {
        let own: &[(&str, &[u8])] = &[("demo/values.schema.json", schema.as_bytes())];
        let pack = pack("charts: {demo: {a: text}}", own);
        assert_eq!(messages(&super::values_schema::RULE, &pack), Vec::<String>::new(), "{schema}");
    }
}

#[test]
fn entries_that_helm_refuses_are_errors() {
    let said = |members: &[(&str, &[u8])]| {
        let archive = tgz(&[&[("demo/Chart.yaml", CHART)], members].concat());
        let findings = run(&super::unsafe_archive::RULE, &in_memory("", archive));
        findings.into_iter().map(|f| (f.message, f.severity.is_some())).collect::<Vec<_>>()
    };
    let one = |entry: &str, refused: bool, what: &str| {
        let end = if refused { ": Helm refuses the archive" } else { "" };
        vec![(format!("in `charts/x.tgz` `{entry}` {what}{end}"), refused)]
    };
    assert_eq!(
        said(&[("demo/../../x", b"")]),
        one("demo/../../x", true, "leaves its directory with `..`")
    );
    assert_eq!(
        said(&[("demo/a/../x", b"")]),
        one("demo/a/../x", false, "leaves its directory with `..`")
    );
    assert_eq!(said(&[("/etc/x", b"")]), one("/etc/x", false, "has an absolute path"));
    assert_eq!(said(&[("demo/c:/x", b"")]), one("demo/c:/x", true, "has an absolute path"));
    let twice = said(&[("demo/a", b""), ("demo/a", b"")]);
    assert_eq!(
        twice[0].0,
        "in `charts/x.tgz` `demo/a` is in the archive more than once: the last one counts"
    );
}

#[test]
fn equal_copies_are_silent() {
    let archive = tgz(&[
        ("demo/Chart.yaml", CHART),
        ("demo/values.yaml", b"b: 1\na: {}\n"),
        ("demo/templates/a.yaml", b"x: 1\n"),
    ]);
    let files: [(&str, Vec<u8>); 5] = [
        ("pack.json", br#"{"charts": ["charts/x.tgz"]}"#.to_vec()),
        ("charts/x.tgz", archive),
        ("charts/demo/Chart.yaml", b"version: v1.2.3 # c\nname: demo\n".to_vec()),
        ("charts/demo/values.yaml", b"# c\r\na: {}\r\nb: 1\r\n".to_vec()),
        ("charts/demo/templates/a.yaml", b"x: 1\r\n\r\n".to_vec()),
    ];
    let files = files.into_iter().map(|(path, bytes)| (path.to_owned(), Arc::from(bytes)));
    let pack =
        Pack::new(Files::in_memory(VirtualPath::new("p"), files.collect::<BTreeMap<_, _>>()));
    assert_eq!(messages(&super::copy_drift::RULE, &pack), Vec::<String>::new());
}

#[test]
fn broken_archives_are_found_in_archives() {
    let inner = tgz(&[
        ("redis/Chart.yaml", b"name: redis\nversion: 1.0.0\n"),
        ("redis/charts/common.tgz", b"PK"),
    ]);
    let archive = tgz(&[("demo/Chart.yaml", CHART), ("demo/charts/redis.tgz", &inner)]);
    let findings = run(&super::bad_archive::RULE, &in_memory("", archive));
    let [finding] = &findings[..] else { panic!("{findings:?}") };
    assert_eq!(
        finding.message,
        "`charts/common.tgz` in `demo/charts/redis.tgz` in `charts/x.tgz` is not a gzip file: \
         it starts with `PK`, as a zip archive does"
    );
    assert_eq!(
        finding.labels[0].at.path().as_str(),
        "p/charts/x.tgz!/demo/charts/redis.tgz!/redis/charts/common.tgz"
    );
}
