use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Instant;

use crate::files::Files;
use crate::model::pack::Pack;
use crate::rules::{Check, Severity};
use crate::source::VirtualPath;

fn pack(values: &str, manifest: &str) -> Pack {
    pack_for("", values, manifest)
}

/// `kubernetes` is the content of a dependency on Kubernetes, if there is one.
fn pack_for(kubernetes: &str, values: &str, manifest: &str) -> Pack {
    let dependency = r#"{"packName": "kubernetes-x", "layer": "k8s", "type": "optional""#;
    let dependency = match kubernetes {
        "" => String::new(),
        bounds => format!("{dependency}, {bounds}}}"),
    };
    let json = format!(
        r#"{{"name": "demo", "layer": "addon", "kubeManifests": ["manifests/a.yaml"],
            "constraints": {{"dependencies": [{dependency}]}}}}"#
    );
    let texts = [("pack.json", &*json), ("values.yaml", values), ("manifests/a.yaml", manifest)];
    let files = texts.map(|(path, text)| (path.to_owned(), Arc::from(text.as_bytes())));
    Pack::new(Files::in_memory(VirtualPath::new("."), BTreeMap::from(files)))
}

/// What the rule underlines.
fn told(id: &str, pack: &Pack) -> Vec<String> {
    let rule = crate::rules::find(id).unwrap();
    let (Check::Pack(check) | Check::PackAndProfiles(check, _)) = rule.check else {
        panic!("{id} reads one pack")
    };
    let place = |finding: &crate::finding::Finding| finding.at.span().unwrap().text().to_owned();
    check(pack).iter().map(place).collect()
}

fn severities(pack: &Pack) -> Vec<Option<Severity>> {
    let Check::Pack(check) = super::removed_api::RULE.check else { panic!("it reads one pack") };
    check(pack).into_iter().map(|finding| finding.severity).collect()
}

#[test]
fn keys_are_twins_only_where_nothing_decides_between_them() {
    let twins = |manifest| told("syntax/duplicate-key", &pack("manifests: {a: {}}", manifest));
    assert_eq!(twins("a: {{ .Values.x }}\nb: 1\nb: 2\n"), ["b"]);
    assert_eq!(twins("{{ if .Values.x }}\na: {b: 1, b: 2}\n{{ end }}\n"), ["b"]);
    assert_eq!(twins("{{ if .Values.x }}\nb: 1\n{{ end }}\nb: 2\n"), [""; 0]);
    assert_eq!(twins("{{ if .Values.x }}\nb: 1\n{{ else }}\nb: 2\n{{ end }}\n"), [""; 0]);
    assert_eq!(twins("a{{ .Values.x }}: 1\na{{ .Values.y }}: 1\n"), [""; 0]);
    assert_eq!(twins("a: 1\n{{ .Values.x }}\na: 1\n"), [""; 0]);
    assert_eq!(twins("{{ if .a }}\nk: 1\n{{ end }}\n{{ if .b }}\nk: 1\n{{ end }}\n"), [""; 0]);
}

#[test]
fn an_api_is_judged_by_the_versions_that_the_pack_allows() {
    let role = "apiVersion: rbac.authorization.k8s.io/v1beta1\nkind: Role\n";
    let judged = |bounds| severities(&pack_for(bounds, "", role));
    let warned = [Some(Severity::Warning)];
    assert_eq!(judged(""), warned);
    assert_eq!(judged(r#""minVersion": "1.19""#), warned);
    assert_eq!(judged(r#""minVersion": "", "maxVersion": "1.22.0""#), warned);
    assert_eq!(judged(r#""minVersion": "1.22.1""#), [Some(Severity::Error)]);
    assert_eq!(judged(r#""maxVersion": "1.21.14""#), []);
    assert_eq!(judged(r#""maxVersion": "latest""#), warned);
}

#[test]
fn a_manifest_may_choose_its_api_itself() {
    let text = "{{ if semverCompare \"<1.22\" .Values.kube }}\napiVersion: policy/v1beta1\n\
                {{ else }}\napiVersion: policy/v1\n{{ end }}\nkind: PodDisruptionBudget\n";
    assert_eq!(severities(&pack("manifests: {a: {kube: 1}}", text)), []);
    let text = "{{ $old := semverCompare \"<1.22\" .Values.kube }}\n{{ if $old }}\n\
                apiVersion: policy/v1beta1\nkind: PodDisruptionBudget\n{{ end }}\n";
    assert_eq!(severities(&pack("manifests: {a: {kube: 1}}", text)), []);
    let plain = "apiVersion: policy/v1beta1\nkind: PodDisruptionBudget\n";
    assert_eq!(severities(&pack("", plain)).len(), 1);
}

#[test]
fn values_are_judged_from_both_ends() {
    let values = "manifests:\n  a:\n    x: {k: 1, z: 2}\n    w: 1\n    m: &m 1\n  b: {}\n";
    let manifest = "a: {{ .Values.x.k }}\nb: {{ .Values.q.r }}\nc: {{ .Values.v | default 1 }}\n";
    let pack = pack(values, manifest);
    assert_eq!(told("manifest/unused-value", &pack), ["z", "w"]);
    assert_eq!(told("manifest/undefined-value", &pack), [".Values.q.r"]);
    assert_eq!(told("manifest/wrong-values-key", &pack), ["b"]);
}

#[test]
fn what_another_text_may_read_is_not_unused() {
    let macros = "manifests: {a: {x: 1}}\ny: '{{ .spectro.pack.demo.manifests.a.x }}'\n";
    assert_eq!(told("manifest/unused-value", &pack(macros, "a: b\n")), [""; 0]);
    assert_eq!(told("manifest/unused-value", &pack("manifests: {a: {x: 1}}", "a: b\n")), ["x"]);
}

#[test]
fn foreign_templates_are_not_accused() {
    let foreign = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  t: |\n    \
                   {{ qoute .Values.x }} {{ if }}\n";
    let pack = pack("", foreign);
    for rule in super::RULES {
        assert_eq!(told(rule.id, &pack), [""; 0], "{}", rule.id);
    }
}

#[test]
fn what_a_template_may_complete_is_not_missing() {
    let all = |manifest| {
        let pack = pack("manifests: {a: {}}", manifest);
        let ids = ["missing-api-version", "missing-kind", "missing-name"];
        ids.iter().flat_map(|id| told(&format!("manifest/{id}"), &pack)).collect::<Vec<_>>()
    };
    assert_eq!(all("{{ .Values.head }}\nspec: {}\n"), [""; 0]);
    assert_eq!(all("apiVersion: v1\nkind: ä\nmetadata:\n  {{ toYaml .Values.x }}\n"), [""; 0]);
    assert_eq!(all("apiVersion: v1\nkind: PodList\nitems: []\n"), [""; 0]);
    assert_eq!(all("kind: ä{{/* x */}}\n"), [""; 0]);
    assert_eq!(all("kind: ä\nspec: {{ .Values.x }}\n"), ["ä"]);
    assert_eq!(all("- a\n"), ["- a"]);
}

#[test]
fn rules_take_linear_time() {
    let many = 3_000;
    for text in [
        "{{if .Values.a}}\nkind: A\n{{end}}\n".repeat(many),
        "kind: A\nmetadata: {name: a}\n---\n{{ .Values.a }}\n".repeat(many),
        format!("{{{{ .Values{} }}}}", ".a".repeat(many)),
        "{{ if .Values.a }}\nk: 1\n".repeat(150) + &"k: 1\n{{ end }}\n".repeat(150),
    ] {
        let started = Instant::now();
        let pack = pack("manifests: {a: {}}", &text);
        super::RULES.iter().for_each(|rule| drop(told(rule.id, &pack)));
        told("syntax/duplicate-key", &pack);
        assert!(started.elapsed().as_secs() < 20, "{}", &text[..40]);
    }
}
