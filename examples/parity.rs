//! Renders every chart of the packs below a directory with palint and with Helm, and compares
//! document by document: `PALINT_HELM=helm cargo run --release --example parity -- DIR [FILTER]`.
//!
//! `PALINT_VALUES=none` leaves the pack's values out, `flipped` takes the chart's with every boolean
//! true. Helm's answers are kept in the directory `PALINT_PARITY`, so that a second run takes seconds.
#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a tool for developers")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use palint::discover;
use palint::model::chart::ListedChart;
use palint::model::pack::Pack;
use palint::render::{self, KubeVersion, ReleaseOptions, Rendered};
use palint::source::{SourceFile, VirtualPath};
use palint::syntax::tree::NodeRef;
use palint::syntax::yaml;

struct Answer {
    out: String,
    error: String,
    ok: bool,
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let directory = PathBuf::from(arguments.next().unwrap());
    let filter = arguments.next().unwrap_or_default();
    let cache = std::env::var_os("PALINT_PARITY")
        .map_or_else(|| std::env::temp_dir().join("palint-parity"), PathBuf::from);
    fs::create_dir_all(&cache).unwrap();
    let found = discover::discover(&[directory], Path::new("."));
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut time = Duration::ZERO;
    for target in &found.targets {
        let root = target.root().to_string();
        if !root.contains(&filter) {
            continue;
        }
        let pack = Pack::new(target.open().unwrap());
        for listed in pack.charts() {
            let verdict = chart(&pack, listed, &root, (&cache, &mut time));
            *counts.entry(verdict).or_default() += 1;
        }
    }
    println!("{counts:?}, {} ms in palint", time.as_millis());
}

fn chart(
    pack: &Pack,
    listed: &ListedChart,
    root: &str,
    (cache, time): (&Path, &mut Duration),
) -> &'static str {
    let label = format!("{root}: {}", listed.path);
    let chart = match &listed.chart {
        Ok(chart) => chart,
        Err(error) => {
            println!("UNREADABLE {label}: {error}");
            return "unreadable";
        }
    };
    let name = chart.name().unwrap_or("chart");
    let mode = std::env::var("PALINT_VALUES").unwrap_or_default();
    let flipped = chart.values().map_or("{}".into(), |node| flipped(node.to_json()).to_string());
    let flipped = yaml::parse(&SourceFile::new(VirtualPath::new("flipped"), flipped));
    let values = match mode.as_str() {
        "none" => None,
        "flipped" => flipped.root(),
        _ => listed.overrides(pack),
    };
    let options = ReleaseOptions {
        name: release_name(pack, name),
        namespace: text(pack, &["pack", "namespace"]).unwrap_or("default").to_owned(),
        kube_version: KubeVersion::parse("1.34.0").unwrap(),
    };
    let start = Instant::now();
    let given: Vec<NodeRef<'_>> = values.into_iter().collect();
    let rendered = render::render(chart, &given, &options);
    let took = start.elapsed();
    *time += took;
    if took.as_millis() > 200 {
        println!("SLOW {label}: {} ms", took.as_millis());
    }
    let json = values.map_or("{}\n".to_owned(), |node| format!("{}\n", node.to_json()));
    let key = format!("{}-{name}", Path::new(root).file_name().unwrap().to_str().unwrap());
    let key = key.replace('.', "_");
    let path = Path::new(root).join(&listed.path);
    let answer = helm(&cache.join(&key), &path, &options, &json);
    // What differs from one run of Helm to the next is made by chance.
    let again = helm(&cache.join(format!("{key}_2")), &path, &options, &json);
    compare(&label, &rendered, (&answer, &again))
}

fn text<'p>(pack: &'p Pack, path: &[&str]) -> Option<&'p str> {
    pack.values()?.at(path)?.as_str().filter(|text| !text.is_empty())
}

fn release_name(pack: &Pack, chart: &str) -> String {
    let given = text(pack, &["pack", "releaseNameOverride", chart]).map(str::to_owned);
    // Helm refuses longer names; Palette's are cut in the same way for both.
    let mut name =
        given.unwrap_or_else(|| format!("{}-{chart}", pack.field_text("name").unwrap_or("pack")));
    name.truncate(53);
    name.trim_end_matches('-').to_lowercase().replace('_', "-")
}

fn helm(base: &Path, chart: &Path, options: &ReleaseOptions, json: &str) -> Answer {
    let (out, err) = (base.with_extension("out"), base.with_extension("err"));
    if !out.exists() {
        let values = base.with_extension("json");
        fs::write(&values, json).unwrap();
        let helm = std::env::var("PALINT_HELM").unwrap_or("helm".into());
        let output = Command::new(helm)
            .args(["template", &options.name])
            .arg(chart)
            .arg("-f")
            .arg(values)
            .args(["--namespace", &options.namespace, "--include-crds", "--skip-tests"])
            .args(["--kube-version", "1.34.0"])
            .output()
            .unwrap();
        fs::write(&err, [&[output.status.success() as u8 + b'0'], &output.stderr[..]].concat())
            .unwrap();
        fs::write(&out, output.stdout).unwrap();
    }
    let error = String::from_utf8_lossy(&fs::read(err).unwrap()).into_owned();
    let out = String::from_utf8_lossy(&fs::read(out).unwrap()).into_owned();
    Answer { out, ok: error.starts_with('1'), error: error[1..].to_owned() }
}

fn printed(rendered: &Rendered) -> Vec<(String, String)> {
    let mut documents = Vec::new();
    for crd in &rendered.crds {
        documents.push((crd.name.clone(), crd.source.text().to_owned()));
    }
    for document in rendered.documents().iter().filter(|document| !document.is_test()) {
        documents.push((document.file.name.clone(), document.text().to_owned()));
    }
    documents
}

fn parsed(out: &str) -> Vec<(String, String)> {
    let parts = format!("\n{out}");
    let parts = parts.split("\n---\n# Source: ").skip(1);
    let split = |part: &str| {
        let (name, text) = part.split_once('\n').unwrap_or((part, ""));
        (name.to_owned(), text.to_owned())
    };
    parts.map(split).collect()
}

fn compare(label: &str, rendered: &Rendered, (answer, again): (&Answer, &Answer)) -> &'static str {
    if let Some(verdict) = refusal(label, rendered, answer) {
        return verdict;
    }
    let (ours, theirs) = (sorted(printed(rendered)), sorted(parsed(&answer.out)));
    let again = sorted(parsed(&again.out));
    let names = |documents: &[(String, String)]| -> Vec<String> {
        documents.iter().map(|(name, _)| name.clone()).collect()
    };
    if names(&ours) != names(&theirs) {
        println!("DIFFERENT {label}: {} documents, Helm has {}", ours.len(), theirs.len());
        return "different";
    }
    let mut verdict = "equal";
    for (at, ((name, own), (_, other))) in ours.iter().zip(&theirs).enumerate() {
        let second = again.get(at).map_or("", |(_, text)| text);
        match document(own.trim(), other.trim(), second.trim()) {
            "different" => {
                show(&format!("{label}: {name}"), own, other);
                return "different";
            }
            "equal" => {}
            found => verdict = found,
        }
    }
    verdict
}

/// The verdict where one of both refuses.
fn refusal(label: &str, rendered: &Rendered, answer: &Answer) -> Option<&'static str> {
    let documents = rendered.documents();
    let invalid = documents.iter().find_map(|document| {
        let place = document.file.name.as_str();
        Some((place, document.problem()?.to_owned(), format!("YAML parse error on {place}")))
    });
    let failed = rendered.errors.first().map(|error| {
        let place = error.file.as_deref().unwrap_or_default();
        (place, error.message.clone(), error.message.lines().next().unwrap_or_default().to_owned())
    });
    let (place, message, expected) = match failed.or(invalid) {
        Some(found) => found,
        None if answer.ok => return None,
        None => {
            println!("ONLY HELM REFUSES {label}\n  {}", answer.error.trim());
            return Some("only helm refuses");
        }
    };
    let verdict = match answer.error.contains(&expected) {
        true => "same refusal",
        false if answer.ok => "only palint refuses",
        false => "other refusal",
    };
    println!("{} {label}\n  {place}: {message}", verdict.to_uppercase());
    Some(verdict)
}

/// How two documents differ, `again` being what Helm made of the second another time.
fn document(own: &str, other: &str, again: &str) -> &'static str {
    if own == other {
        return "equal";
    }
    let lines = own.lines().zip(other.lines()).zip(again.lines());
    let same_length = own.lines().count() == other.lines().count();
    if same_length && other != again && lines.filter(|((_, b), c)| b == c).all(|((a, b), _)| a == b)
    {
        return "equal but for chance";
    }
    if json(own) == json(other) { "equal after parsing" } else { "different" }
}

fn show(label: &str, own: &str, other: &str) {
    println!("DIFFERENT {label}");
    let pairs = own.trim().lines().zip(other.trim().lines());
    for (a, b) in pairs.filter(|(a, b)| a.trim_end() != b.trim_end()).take(3) {
        println!("  palint: {a}\n  helm:   {b}");
    }
}

fn sorted(mut documents: Vec<(String, String)>) -> Vec<(String, String)> {
    documents.sort_by(|a, b| a.0.cmp(&b.0));
    documents
}

fn json(text: &str) -> Option<String> {
    let source = SourceFile::new(VirtualPath::new("x"), text);
    let document = yaml::parse(&source);
    let roots: Vec<String> =
        document.roots().flatten().map(|root| sorted_json(&root.to_json()).to_string()).collect();
    (!roots.is_empty()).then(|| roots.join("\n"))
}

fn sorted_json(value: &serde_json::Value) -> serde_json::Value {
    match value {
        serde_json::Value::Object(members) => {
            let sorted: BTreeMap<_, _> = members.iter().collect();
            sorted.into_iter().map(|(k, v)| (k.clone(), sorted_json(v))).collect()
        }
        serde_json::Value::Array(items) => items.iter().map(sorted_json).collect(),
        other => other.clone(),
    }
}

fn flipped(value: serde_json::Value) -> serde_json::Value {
    match value {
        serde_json::Value::Bool(_) => true.into(),
        serde_json::Value::Array(items) => items.into_iter().map(flipped).collect(),
        serde_json::Value::Object(members) => {
            members.into_iter().map(|(key, value)| (key, flipped(value))).collect()
        }
        other => other,
    }
}
