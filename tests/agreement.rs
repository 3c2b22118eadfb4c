//! The two ways of knowing what a chart reads agree: where another value gives another output, the
//! static reads have to say that the value may be read.
//!
//! With `PALINT_PACKS=DIR` the charts of the packs below that directory are looked at too.
#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "a test may fail, and says why")]

use std::path::{Path, PathBuf};

use palint::discover;
use palint::files::Files;
use palint::model::chart::{Chart, merged};
use palint::model::pack::Pack;
use palint::model::reads::Reads;
use palint::render::{self, FailureKind, KubeVersion, ReleaseOptions};
use palint::source::{SourceFile, VirtualPath};
use palint::syntax::tree::Document;
use palint::syntax::yaml;
use serde_json::{Value, json};

/// Values of one chart that are changed: of more, every so-many-th is.
const CHANGED: usize = 40;

/// Values of the fixtures that change the output: a test that changes nothing shows nothing.
const SEEN: usize = 48;

/// A step on the way to a value.
#[derive(Clone)]
enum Step {
    Key(String),
    Item(usize),
}

fn leaves(value: &Value, path: &mut Vec<Step>, found: &mut Vec<Vec<Step>>) {
    match value {
        Value::Object(members) if !members.is_empty() => {
            for (key, value) in members {
                path.push(Step::Key(key.clone()));
                leaves(value, path, found);
                path.pop();
            }
        }
        Value::Array(items) if !items.is_empty() => {
            for (index, value) in items.iter().enumerate() {
                path.push(Step::Item(index));
                leaves(value, path, found);
                path.pop();
            }
        }
        _ => found.push(path.clone()),
    }
}

/// Other values that a template may tell from this one.
fn others(value: &Value) -> Vec<Value> {
    match value {
        Value::Null => vec![json!("other"), json!(true)],
        Value::Bool(value) => vec![json!(!value)],
        Value::Number(_) => vec![json!(0), json!(77)],
        Value::String(text) => vec![json!(""), json!(format!("{text}x")), json!("true")],
        Value::Array(_) => vec![json!(["other"]), json!([{"name": "other"}])],
        Value::Object(_) => vec![json!({"other": "other"})],
    }
}

fn replaced(values: &Value, path: &[Step], other: &Value) -> Value {
    let mut values = values.clone();
    let mut place = &mut values;
    for step in path {
        place = match step {
            Step::Key(key) => place.get_mut(key).unwrap(),
            Step::Item(index) => place.get_mut(index).unwrap(),
        };
    }
    *place = other.clone();
    values
}

fn document(values: &Value) -> Document {
    yaml::parse(&SourceFile::new(VirtualPath::new("values.yaml"), values.to_string()))
}

/// All that a run says: the texts of the files and of the failures. `None` where the schema of the
/// chart refuses the values: it judges what no template reads too.
fn rendered(chart: &Chart, values: &Document) -> Option<Vec<String>> {
    let options = ReleaseOptions {
        name: "rel".into(),
        namespace: "space".into(),
        kube_version: KubeVersion::parse("1.34.0").unwrap(),
    };
    let given: Vec<_> = values.root().into_iter().collect();
    let rendered = render::render(chart, &given, &options);
    if rendered.errors.iter().any(|error| error.kind == FailureKind::Schema) {
        return None;
    }
    let files = rendered.files.iter().map(|file| format!("{}\n{}", file.name, file.text));
    Some(files.chain(rendered.errors.iter().map(|error| error.message.clone())).collect())
}

/// The paths of which another value is seen in the output and not by the static reads; and how many
/// are seen by both, where all are `counted`.
fn unseen(chart: &Chart, values: &Value, counted: bool) -> (Vec<String>, usize) {
    let document = document(values);
    let before = rendered(chart, &document);
    let reads = Reads::of(chart, document.root());
    let mut paths = Vec::new();
    leaves(values, &mut Vec::new(), &mut paths);
    let stride = paths.len().div_ceil(CHANGED).max(1);
    let (mut unseen, mut seen) = (Vec::new(), 0);
    for path in paths.iter().step_by(stride) {
        let keys: Vec<&str> = path
            .iter()
            .map(|step| match step {
                Step::Key(key) => key.as_str(),
                Step::Item(_) => "[]",
            })
            .collect();
        let value = path.iter().fold(values, |value, step| match step {
            Step::Key(key) => &value[key],
            Step::Item(index) => &value[index],
        });
        // Whatever is not read must not be seen, whichever value it has.
        let is_seen = |other: &Value| {
            let after = rendered(chart, &self::document(&replaced(values, path, other)));
            after.is_some() && after != before
        };
        match reads.may_read(&keys) {
            true if counted => seen += usize::from(others(value).iter().any(is_seen)),
            true => {}
            false if others(value).iter().any(is_seen) => unseen.push(keys.join(".")),
            false => {}
        }
    }
    (unseen, seen)
}

fn merged(chart: &Chart, overrides: Option<&Document>) -> Value {
    merged::values(chart, overrides.and_then(Document::root))
}

fn sorted(directory: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(directory).unwrap();
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

#[test]
fn what_changes_the_output_is_read() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/render");
    let mut wrong = Vec::new();
    let mut seen = 0;
    for case in sorted(&fixtures) {
        let files = Files::on_disk(VirtualPath::new("."), &case);
        let chart = Chart::read_directory(&files, "chart").unwrap();
        let values = merged(&chart, None);
        let (paths, both) = unseen(&chart, &values, true);
        seen += both;
        wrong.extend(paths.iter().map(|path| format!("{}: {path}", case.display())));
    }
    assert!(seen >= SEEN, "the fixtures have {seen} values that matter, and had {SEEN}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_changes_the_output_of_packs_is_read() {
    let Some(packs) = std::env::var_os("PALINT_PACKS") else {
        return eprintln!("PALINT_PACKS is not set: only the fixtures are looked at");
    };
    let found = discover::discover(&[PathBuf::from(packs)], Path::new("/"));
    let mut wrong = Vec::new();
    for target in &found.targets {
        let pack = Pack::new(target.open().unwrap());
        for listed in pack.charts() {
            let Some(chart) = listed.chart() else { continue };
            let own = listed.overrides(&pack).map(|node| document(&node.to_json()));
            let (paths, _) = unseen(chart, &merged(chart, own.as_ref()), false);
            wrong.extend(
                paths.iter().map(|path| format!("{} {}: {path}", target.root(), listed.path)),
            );
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
