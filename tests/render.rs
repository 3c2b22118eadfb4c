//! `palint render` and `palint images`: every sentence that the interface promises.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod support {
    pub mod tree;
}

use std::path::{Path, PathBuf};
use std::process::Output;

use assert_cmd::Command;
use serde_json::Value;
use support::tree::Tree;

/// A scratch directory that is removed in the end.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str, tree: &Tree) -> Self {
        let directory = std::env::temp_dir().join(format!("palint-{name}-{}", std::process::id()));
        std::fs::remove_dir_all(&directory).unwrap_or_default();
        tree.write(&directory.join("pack"));
        Self(directory.canonicalize().unwrap())
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::cargo_bin("palint").unwrap();
        command.current_dir(&self.0).args(arguments).output().unwrap()
    }

    /// What `palint render pack` prints when all is well.
    fn render(&self, arguments: &[&str]) -> String {
        let output = self.run(&[&["render", "pack"], arguments].concat());
        assert_eq!(err(&output), "");
        assert_eq!(output.status.code(), Some(0));
        String::from_utf8(output.stdout).unwrap()
    }

    /// What it says when it cannot.
    fn refusal(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(2), "{}", err(&output));
        assert!(output.stdout.is_empty());
        err(&output).to_owned()
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).unwrap_or_default();
    }
}

fn err(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

fn base() -> Tree {
    Tree::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/base/addon"))
}

const CHART: &str = "charts/demo-1.2.3.tgz!/demo";

/// The base pack with one template instead of its own.
fn with_template(template: &str) -> Tree {
    let mut tree = base();
    tree.put(&format!("{CHART}/templates/deployment.yaml"), template);
    tree
}

const INFO: &str = "\
info: {{ .Release.Name }} {{ .Release.Namespace }} {{ .Capabilities.KubeVersion.Version }}\n\
replicas: {{ .Values.replicaCount }}\nhost: {{ .Values.host | default \"none\" }}\n";

fn with_values(values: &str) -> Tree {
    let mut tree = with_template(INFO);
    tree.put("values.yaml", values);
    tree
}

#[test]
fn the_release_is_named_by_the_pack() {
    let plain = Scratch::new("render-name", &with_values("charts:\n  demo: {}\n"));
    assert!(plain.render(&[]).contains("info: demo-demo default v1.34.0\n"));
    let named =
        with_values("pack:\n  namespace: sp\u{e4}t\n  releaseNameOverride:\n    demo: dm\n");
    assert!(
        Scratch::new("render-own", &named).render(&[]).contains("info: dm sp\u{e4}t v1.34.0\n")
    );
}

#[test]
fn documents_stand_below_their_source() {
    let scratch =
        Scratch::new("render-source", &with_values("charts:\n  demo:\n    replicaCount: 7\n"));
    let expected = "---\n# Source: demo/templates/deployment.yaml\ninfo: demo-demo default v1.34.0\n\
                    replicas: 7\nhost: none\n";
    assert_eq!(scratch.render(&[]), expected);
    assert_eq!(scratch.render(&["--chart", "demo"]), expected);
    assert!(scratch.render(&["--kube-version", "1.31.4"]).contains(" v1.31.4\n"));
    assert!(scratch.refusal(&["render", "pack", "--kube-version", "new"]).contains("`new`"));
    let said = scratch.refusal(&["render", "pack", "--chart", "demos"]);
    assert!(said.contains("no chart `demos`; did you mean `demo`?"), "{said}");
}

#[test]
fn macros_stay_as_they_are_written() {
    let values = "charts:\n  demo:\n    host: \"x.{{ .spectro.system.cluster.uid }}\"\n";
    let text = Scratch::new("render-macro", &with_values(values)).render(&[]);
    assert!(text.contains("host: x.{{ .spectro.system.cluster.uid }}\n"), "{text}");
}

#[test]
fn definitions_come_first_and_tests_are_left_out() {
    let template = "kind: Zebra\n---\nkind: Namespace\n---\nkind: Pod\nmetadata:\n  annotations:\n    \
                    \"helm.sh/hook\": test\n";
    let mut tree = with_template(template);
    tree.put(&format!("{CHART}/crds/zebra.yaml"), "kind: CustomResourceDefinition\n");
    let text = Scratch::new("render-crds", &tree).render(&[]);
    let kinds: Vec<_> = text.lines().filter_map(|line| line.strip_prefix("kind: ")).collect();
    assert_eq!(kinds, ["CustomResourceDefinition", "Namespace", "Zebra"]);
    assert!(text.starts_with("---\n# Source: demo/crds/zebra.yaml\n"), "{text}");
}

#[test]
fn values_are_laid_over_those_of_the_pack() {
    let tree = with_values("pack:\n  namespace: one\ncharts:\n  demo:\n    replicaCount: 7\n");
    let scratch = Scratch::new("render-values", &tree);
    std::fs::write(scratch.0.join("a.yaml"), "pack: {namespace: two}\n").unwrap();
    std::fs::write(scratch.0.join("b.yaml"), "charts: {demo: {host: b, replicaCount: null}}\n")
        .unwrap();
    let text = scratch.render(&["--values", "a.yaml", "--values", "b.yaml"]);
    // A null takes the value away, as it does in Helm.
    assert!(text.contains(" two v1.34.0\nreplicas: \nhost: b\n"), "{text}");
    std::fs::write(scratch.0.join("c.yaml"), "host: c\n").unwrap();
    let said = scratch.refusal(&["render", "pack", "--values", "c.yaml"]);
    assert!(
        said.contains("`c.yaml` is laid over values.yaml, and has none of its sections"),
        "{said}"
    );
    std::fs::write(scratch.0.join("d.yaml"), "a: [\n").unwrap();
    assert!(
        scratch.refusal(&["render", "pack", "--values", "d.yaml"]).contains("`d.yaml` is no YAML")
    );
    assert!(scratch.refusal(&["render", "pack", "--values", "e"]).contains("`e` cannot be read"));
}

const PRESETS: &str = "\
presets:
  - name: sm\u{e4}ll
    remove: [charts.demo.host]
    add: |
      charts:
        demo:
          replicaCount: 1
  - name: public
    remove: []
    add: |
      pack:
        namespace: dmz
      charts:
        demo:
          host: example.com
";

#[test]
fn presets_are_applied_in_order() {
    let mut tree = with_values("charts:\n  demo:\n    replicaCount: 7\n    host: own\n");
    tree.put("presets.yaml", PRESETS);
    let scratch = Scratch::new("render-presets", &tree);
    let end = |arguments: &[&str]| {
        let text = scratch.render(arguments);
        text.split_once("demo-demo ").unwrap().1.replace(" v1.34.0\n", " ").replace('\n', " ")
    };
    assert_eq!(end(&[]), "default replicas: 7 host: own ");
    assert_eq!(end(&["--preset", "sm\u{e4}ll"]), "default replicas: 1 host: none ");
    let both = ["--preset", "sm\u{e4}ll", "--preset", "public"];
    assert_eq!(end(&both), "dmz replicas: 1 host: example.com ");
    let turned = ["--preset", "public", "--preset", "sm\u{e4}ll"];
    assert_eq!(end(&turned), "dmz replicas: 1 host: none ");
    let said = scratch.refusal(&["render", "pack", "--preset", "pubilc"]);
    assert!(said.contains("no preset `pubilc`; did you mean `public`?"), "{said}");
    let said = scratch.refusal(&["render", "pack", "--preset", "huge-one"]);
    assert!(said.contains("it has `sm\u{e4}ll`, `public`"), "{said}");
}

#[test]
fn what_cannot_be_rendered_is_said_and_the_rest_is_printed() {
    let mut tree = with_template("ok: true\n");
    tree.put(
        &format!("{CHART}/templates/a.yaml"),
        "a: 1\nb: {{ required \"say \u{fc}\" .Values.no }}\n",
    );
    tree.put(&format!("{CHART}/templates/b.yaml"), "a: [\n");
    let output = Scratch::new("render-partly", &tree).run(&["render", "pack"]);
    assert_eq!(output.status.code(), Some(1));
    let out = String::from_utf8(output.stdout.clone()).unwrap();
    assert_eq!(out, "---\n# Source: demo/templates/deployment.yaml\nok: true\n");
    let said = err(&output);
    assert!(said.contains(&format!("pack/{CHART}/templates/a.yaml:2:7: say \u{fc}\n")), "{said}");
    assert!(
        said.contains(&format!("pack/{CHART}/templates/b.yaml:1:1: what is rendered")),
        "{said}"
    );
}

#[test]
fn what_cannot_be_read_is_said() {
    let mut tree = base();
    tree.remove("charts/demo-1.2.3.tgz");
    let output = Scratch::new("render-missing", &tree).run(&["render", "pack"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        err(&output).contains("pack/charts/demo-1.2.3.tgz: does not exist"),
        "{}",
        err(&output)
    );
    let mut tree = base();
    tree.put("values.yaml", "charts: [\n");
    let output = Scratch::new("render-broken", &tree).run(&["render", "pack"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(err(&output).contains("pack/values.yaml:"), "{}", err(&output));
}

/// A pack of one manifest, which is a template.
fn manifest_pack() -> Tree {
    let mut tree = base();
    tree.remove("charts/demo-1.2.3.tgz");
    let json = String::from_utf8(tree.0["pack.json"].clone()).unwrap();
    tree.put(
        "pack.json",
        json.replace("charts/demo-1.2.3.tgz", "manifests/app.yaml")
            .replace("\"charts\"", "\"kubeManifests\""),
    );
    tree.put("values.yaml", "pack:\n  namespace: demo\nmanifests:\n  app:\n    tag: \"1.0\"\n");
    tree.put(
        "manifests/app.yaml",
        "# {{ .spectro.system.x }}\nkind: Pod\nuid: {{.spectro.system.cluster.uid}}\nspec:\n  containers:\n    - image: x.io/\u{fc}/app:{{ .Values.tag }}\n---\nkind: Service\n"
            .replace('\u{fc}', "u"),
    );
    tree
}

#[test]
fn manifests_are_rendered_with_their_values() {
    let text = Scratch::new("render-manifest", &manifest_pack()).render(&[]);
    let expected = "---\n# Source: manifests/app.yaml\n# {{ .spectro.system.x }}\nkind: Pod\n\
                    uid: {{.spectro.system.cluster.uid}}\nspec:\n  containers:\n    \
                    - image: x.io/u/app:1.0\n---\n# Source: manifests/app.yaml\nkind: Service\n";
    assert_eq!(text, expected);
}

#[test]
fn a_manifest_that_is_no_template_is_printed_as_it_is() {
    let mut tree = manifest_pack();
    let foreign = "kind: A\ntext: {{ strangeFunction . }}\n";
    tree.put("values.yaml", "pack:\n  namespace: demo\n");
    tree.put("manifests/app.yaml", foreign);
    let text = Scratch::new("render-foreign", &tree).render(&[]);
    assert_eq!(text, format!("---\n# Source: manifests/app.yaml\n{foreign}"));
}

#[test]
fn what_is_no_single_pack_is_refused() {
    let scratch = Scratch::new("render-paths", &base());
    base().write(&scratch.0.join("other"));
    assert!(scratch.refusal(&["render", "."]).contains("`.` holds several packs"));
    assert!(scratch.refusal(&["render", "nowhere"]).contains("`nowhere` does not exist"));
    assert!(scratch.run(&["render", "pack/values.yaml"]).status.success());
}

/// The base pack with an agent that only a preset deploys, and a proxy that nothing bundles.
fn needy() -> Tree {
    let mut tree = base();
    let template = "kind: Pod\nspec:\n  containers:\n    - image: x.io/proxy:1\n    \
                    {{- with .Values.agent }}\n    - image: {{ . }}\n    {{- end }}\n";
    tree.put(&format!("{CHART}/templates/pod.yaml"), template);
    let preset = "presets:\n  - name: agent\n    remove: []\n    add: |\n      charts:\n        \
                  demo:\n          agent: x.io/agent:2\n";
    tree.put("presets.yaml", preset);
    tree
}

#[test]
fn images_say_where_they_come_from() {
    let scratch = Scratch::new("images-human", &needy());
    let output = scratch.run(&["images", "pack"]);
    assert_eq!(err(&output), "");
    assert_eq!(output.status.code(), Some(1));
    let expected = "\
pack (demo@1.2.3): 3 images, 2 not bundled
  bundled  registry.example.com/demo/demo:1.2.3
             declared at pack/values.yaml:5:16
             chart, `Deployment` at pack/charts/demo-1.2.3.tgz!/demo/templates/deployment.yaml:18:18
  missing  x.io/agent:2
             preset `agent` at pack/presets.yaml:7:18
  missing  x.io/proxy:1
             chart, `Pod` at pack/charts/demo-1.2.3.tgz!/demo/templates/pod.yaml:4:14
";
    assert_eq!(String::from_utf8(output.stdout).unwrap(), expected);
}

fn json(output: &Output) -> Value {
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let schema = include_str!("../schemas/images.schema.json");
    let schema: Value = serde_json::from_str(schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let errors: Vec<_> = validator.iter_errors(&report).map(|e| e.to_string()).collect();
    assert!(errors.is_empty(), "{errors:?}");
    report
}

#[test]
fn images_of_several_packs_are_json() {
    let scratch = Scratch::new("images-json", &needy());
    manifest_pack().write(&scratch.0.join("other"));
    let output = scratch.run(&["images", "--format", "json"]);
    let report = json(&output);
    assert_eq!(report["version"], 1);
    let summary = serde_json::json!({"packs": 2, "images": 4, "missing": 3});
    assert_eq!(report["summary"], summary);
    assert_eq!(report["packs"][0]["path"], "other");
    assert_eq!(report["packs"][0]["images"][0]["sources"][0]["from"], "manifest");
    let agent = &report["packs"][1]["images"][1];
    assert_eq!((&agent["image"], &agent["missing"]), (&"x.io/agent:2".into(), &true.into()));
    assert_eq!(agent["sources"][0]["preset"], "agent");
    assert_eq!(agent["sources"][0]["range"]["start"]["line"], 7);
    assert_eq!(output.stdout, scratch.run(&["images", "--format", "json", "pack", "other"]).stdout);
}

#[test]
fn the_status_of_images_is_that_of_a_check() {
    let scratch = Scratch::new("images-status", &base());
    let status = |arguments: &[&str]| scratch.run(arguments).status.code().unwrap();
    assert_eq!(status(&["images"]), 0);
    assert_eq!(status(&["images", "pack/values.yaml"]), 0);
    assert_eq!(status(&["images", "pack", "nowhere"]), 2);
    assert_eq!(status(&["images", "--format", "xml"]), 2);
    std::fs::create_dir(scratch.0.join("empty")).unwrap();
    assert!(scratch.refusal(&["images", "empty"]).contains("nothing to lint in `empty`"));
    std::fs::write(scratch.0.join("pack/values.yaml"), "pack: [\n").unwrap();
    assert!(scratch.refusal(&["images"]).contains("`pack/values.yaml` is broken"));
}

#[test]
fn templates_whose_images_are_unknown_are_told() {
    let mut tree = base();
    tree.put(
        &format!("{CHART}/templates/a.yaml"),
        "image: {{ required \"give one\" .Values.no }}\n",
    );
    let scratch = Scratch::new("images-unknown", &tree);
    let output = scratch.run(&["images", "pack", "--format", "json"]);
    assert_eq!(output.status.code(), Some(0));
    let unrendered = &json(&output)["packs"][0]["unrendered"];
    let place = format!("pack/{CHART}/templates/a.yaml:1:11: give one");
    assert_eq!(unrendered, &serde_json::json!([place]));
    assert!(err(&output).contains(&format!("its images are unknown: {place}")), "{}", err(&output));
}

#[test]
fn what_lies_beside_definitions_is_deployed_too() {
    let mut tree = base();
    let pod = "kind: CustomResourceDefinition\nspec:\n  containers:\n    - image: x.io/no:1\n---\n\
               kind: Pod\nspec:\n  containers:\n    - image: x.io/beside:1\n";
    tree.put(&format!("{CHART}/crds/all.yaml"), pod);
    let output = Scratch::new("images-crds", &tree).run(&["images", "pack", "--format", "json"]);
    let report = json(&output);
    let names: Vec<_> =
        report["packs"][0]["images"].as_array().unwrap().iter().map(|i| &i["image"]).collect();
    assert_eq!(names, ["registry.example.com/demo/demo:1.2.3", "x.io/beside:1"]);
}
