//! A chart in memory, rendered.

use std::collections::BTreeMap;
use std::sync::Arc;

use palint::files::Files;
use palint::model::chart::Chart;
use palint::render::{self, KubeVersion, ReleaseOptions, Rendered, RenderedFile};
use palint::source::{SourceFile, VirtualPath};
use palint::syntax::yaml;

use super::spans;
use super::tree::Tree;

const CHART_YAML: &[u8] = b"apiVersion: v2\nname: demo\nversion: 1.2.3\n";

/// Values that are laid over those of the chart.
const GIVEN: &str = "given.yaml";

/// The files of a chart, of which `given.yaml` holds the values that are laid over its own: every
/// byte of the output leads to text of a file, and a second run gives the same.
pub fn render(data: &[u8]) {
    let mut tree = Tree(BTreeMap::from([("Chart.yaml".to_owned(), CHART_YAML.to_vec())]));
    tree = tree.with(data, "templates/a.yaml");
    let given = tree.0.remove(GIVEN).unwrap_or_default();
    let given = yaml::parse(&SourceFile::from_bytes(VirtualPath::new(GIVEN), given));
    let packed = tree.packed().into_iter();
    let files: BTreeMap<String, Arc<[u8]>> =
        packed.map(|(path, bytes)| (format!("demo/{path}"), bytes)).collect();
    let files = Files::in_memory(VirtualPath::new("pack"), files);
    let Ok(chart) = Chart::read_directory(&files, "demo") else { return };
    let given: Vec<_> = given.root().into_iter().collect();
    let options = ReleaseOptions {
        name: "release".into(),
        namespace: "space".into(),
        kube_version: KubeVersion::parse("1.34").expect("a version"),
    };
    let rendered = render::render(&chart, &given, &options);
    check(&rendered);
    if data.len() < 512 {
        assert_eq!(outcome(&rendered), outcome(&render::render(&chart, &given, &options)));
    }
}

fn outcome(rendered: &Rendered) -> Vec<(&str, &str)> {
    let files = rendered.files.iter().map(|file| (file.name.as_str(), file.text.as_str()));
    let errors = rendered.errors.iter().map(|error| ("error", error.message.as_str()));
    files.chain(errors).collect()
}

fn check(rendered: &Rendered) {
    for error in &rendered.errors {
        assert!(!error.message.contains("renderer has a bug"), "{error:?}");
        error.place.iter().for_each(|place| spans::span(place, &error.message));
        let frames = error.frames.iter().filter_map(|frame| rendered.place(frame));
        frames.for_each(|place| spans::span(&place, "frame"));
    }
    rendered.files.iter().for_each(|file| check_file(rendered, file));
}

fn check_file(rendered: &Rendered, file: &RenderedFile) {
    let mut before = 0;
    for piece in &file.pieces {
        let start = piece.start as usize;
        assert!(before <= start && file.text.is_char_boundary(start), "{piece:?}");
        before = start;
    }
    for trace in rendered.traces(file, 0..file.text.len()).into_iter().take(2000) {
        trace.template.iter().for_each(|span| spans::span(span, "template"));
        trace.value.iter().for_each(|span| spans::span(span, "value"));
    }
    let mut before = 0;
    for range in render::document_ranges(&file.text) {
        assert!(before <= range.start && file.text.get(range.clone()).is_some(), "{range:?}");
        before = range.end;
    }
}
