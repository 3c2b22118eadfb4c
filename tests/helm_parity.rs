//! Charts that were written to be rendered by both, palint and Helm. What Helm 4.1.4 says of each is
//! recorded beside it; with `PALINT_HELM=helm` in the environment Helm is asked again, and with
//! `PALINT_BLESS=1` as well its answers are recorded.
#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "a test may fail, and says why")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use palint::files::Files;
use palint::model::chart::Chart;
use palint::render::{self, KubeVersion, ReleaseOptions};
use palint::source::{SourceFile, VirtualPath};
use palint::syntax::yaml;

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/render")
}

/// Each chart with each of its values files, or with none, and where Helm's answer is kept.
fn cases() -> Vec<(PathBuf, Option<PathBuf>, PathBuf)> {
    let mut cases = Vec::new();
    for case in sorted(&fixtures()) {
        let values = case.join("values");
        if !values.is_dir() {
            cases.push((case.join("chart"), None, case.join("helm.txt")));
            continue;
        }
        for file in
            sorted(&values).into_iter().filter(|file| file.extension().is_some_and(|e| e == "yaml"))
        {
            cases.push((case.join("chart"), Some(file.clone()), file.with_extension("txt")));
        }
    }
    cases
}

fn sorted(directory: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(directory).unwrap();
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

fn palint(chart: &Path, values: Option<&Path>) -> String {
    let files = Files::on_disk(VirtualPath::new("."), chart.parent().unwrap());
    let chart = Chart::read_directory(&files, "chart").unwrap();
    let text = values.map(|path| fs::read_to_string(path).unwrap()).unwrap_or_default();
    let document = yaml::parse(&SourceFile::new(VirtualPath::new("values.yaml"), text));
    let options = ReleaseOptions {
        name: "rel".into(),
        namespace: "space".into(),
        kube_version: KubeVersion::parse("1.34.0").unwrap(),
    };
    let given: Vec<_> = document.root().into_iter().collect();
    let rendered = render::render(&chart, &given, &options);
    if let Some(error) = rendered.errors.first() {
        return format!("Error: {}\n", error.message);
    }
    let mut out = String::new();
    for crd in &rendered.crds {
        out.push_str(&format!("---\n# Source: {}\n{}\n", crd.name, crd.source.text()));
    }
    for document in rendered.documents().iter().filter(|document| !document.is_test()) {
        if document.problem().is_some() {
            return format!("Error: YAML parse error on {}\n", document.file.name);
        }
        out.push_str(&format!("---\n# Source: {}\n{}\n", document.file.name, document.text()));
    }
    out
}

fn helm(helm: &str, chart: &Path, values: Option<&Path>) -> String {
    let mut command = Command::new(helm);
    command.args(["template", "rel"]).arg(chart).args(["--namespace", "space", "--include-crds"]);
    command.args(["--skip-tests", "--kube-version", "1.34.0"]).env("TZ", "UTC");
    values.map(|path| command.arg("-f").arg(path));
    let output = command.output().unwrap();
    if output.status.success() {
        return String::from_utf8(output.stdout).unwrap();
    }
    let said = String::from_utf8(output.stderr).unwrap();
    let said = said.replace(chart.to_str().unwrap(), "chart");
    said.split_once("Error: ").map_or(said.clone(), |(_, error)| format!("Error: {error}"))
}

/// The same text; for refusals, Helm's says what palint's says and more.
fn agrees(ours: &str, theirs: &str) -> bool {
    match (ours.strip_prefix("Error: "), theirs.strip_prefix("Error: ")) {
        (Some(ours), Some(theirs)) => theirs.contains(ours.trim()),
        _ => ours.trim() == theirs.trim(),
    }
}

#[test]
fn palint_renders_what_helm_renders() {
    let binary = std::env::var("PALINT_HELM").ok();
    if binary.is_none() {
        eprintln!("PALINT_HELM is not set: what Helm said when it was asked last is taken for it");
    }
    let mut wrong = Vec::new();
    for (chart, values, recorded) in cases() {
        if let Some(binary) = &binary {
            let answer = helm(binary, &chart, values.as_deref());
            if std::env::var_os("PALINT_BLESS").is_some() {
                fs::write(&recorded, &answer).unwrap();
            }
            assert_eq!(fs::read_to_string(&recorded).unwrap_or_default(), answer, "{recorded:?}");
        }
        let theirs = fs::read_to_string(&recorded).unwrap();
        let ours = palint(&chart, values.as_deref());
        if !agrees(&ours, &theirs) {
            wrong.push(difference(&recorded, &ours, &theirs));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn difference(place: &Path, ours: &str, theirs: &str) -> String {
    let place = place.strip_prefix(fixtures()).unwrap().display().to_string();
    if ours.starts_with("Error: ") || theirs.starts_with("Error: ") {
        let theirs: String = theirs.chars().take(600).collect();
        return format!("{place}\n  palint: {}\n  helm:   {theirs}", ours.trim());
    }
    let lines = ours.lines().zip(theirs.lines()).filter(|(a, b)| a != b).take(20);
    let shown = lines.map(|(a, b)| format!("\n  palint: {a}\n  helm:   {b}"));
    let counts = format!(" ({} and {} lines)", ours.lines().count(), theirs.lines().count());
    format!("{place}{counts}{}", shown.collect::<String>())
}
