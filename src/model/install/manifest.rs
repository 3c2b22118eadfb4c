//! A manifest that is a template, rendered as a chart of one file: `.Values` is `manifests.<stem>`.
//!
//! Palette's macros stay as they are written. They are no Go templates, so words of the same length
//! stand in their places while the text is rendered: every place stays what it was.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::ops::Range;
use std::sync::Arc;

use super::Installation;
use crate::files::Files;
use crate::model::chart::Chart;
use crate::model::manifest::{Form, Manifest};
use crate::model::presets::applied::Value;
use crate::render::{self, KubeVersion, ReleaseOptions, Rendered};
use crate::source::VirtualPath;

/// What a macro begins with.
const HEAD: &str = ".spectro.";

/// No text that Kubernetes takes holds it.
const MARK: char = '\u{2}';

impl<'p> Installation<'p> {
    /// What is handed to a manifest as `.Values`.
    pub fn manifest_values(&self, stem: &str) -> Option<Value<'p>> {
        self.values.at(&["manifests", stem]).filter(Value::is_mapping)
    }

    /// Renders a manifest; `None` for one that is no template of Palette.
    pub fn render_manifest(
        &self,
        manifest: &Manifest,
        kube_version: KubeVersion,
    ) -> Option<Rendered> {
        let text = manifest.file.text();
        if manifest.form != Form::Template || text.contains(MARK) {
            return None;
        }
        let macros = macros(text);
        let chart = chart(&with_marks(text, &macros))?;
        let values: Vec<_> = self.manifest_values(&manifest.stem).into_iter().collect();
        let options = ReleaseOptions {
            name: self.pack.field_text("name").unwrap_or_default().to_owned(),
            ..self.release_options("", kube_version)
        };
        let mut rendered = render::render_values(&chart, &values, &options);
        for file in &mut rendered.files {
            without_marks(&mut Arc::make_mut(file).text, text, &macros);
        }
        rendered.move_to(&manifest.file);
        Some(rendered)
    }
}

/// A chart with this one template.
fn chart(text: &str) -> Option<Chart> {
    let manifest = "apiVersion: v2\nname: manifests\nversion: 0.0.0\n";
    let files = [("chart/Chart.yaml", manifest), ("chart/templates/manifest.yaml", text)];
    let files = files.map(|(path, text)| (path.to_owned(), Arc::from(text.as_bytes())));
    let files = Files::in_memory(VirtualPath::new("."), BTreeMap::from(files));
    Chart::read_directory(&files, "chart").ok()
}

/// The macros of Palette in a text, comments included.
fn macros(text: &str) -> Vec<Range<usize>> {
    let mut macros = Vec::new();
    let mut at = 0;
    while let Some(open) = text[at..].find("{{") {
        let start = at + open;
        let Some(length) = text[start..].find("}}") else { break };
        at = start + length + 2;
        if text[start + 2..at].trim_start().starts_with(HEAD) {
            macros.push(start..at);
        }
    }
    macros
}

/// The text with a mark of the same length for each macro: its number between two [`MARK`]s.
fn with_marks(text: &str, macros: &[Range<usize>]) -> String {
    let mut marked = String::with_capacity(text.len());
    let mut from = 0;
    for (nth, range) in macros.iter().enumerate() {
        marked.push_str(&text[from..range.start]);
        let width = range.len() - 2;
        let _ = write!(marked, "{MARK}{nth:0width$}{MARK}");
        from = range.end;
    }
    marked.push_str(&text[from..]);
    marked
}

/// Puts the macros of `text` back in the places of their marks.
fn without_marks(output: &mut String, text: &str, macros: &[Range<usize>]) {
    let mut parts = output.split(MARK);
    let mut whole = parts.next().unwrap_or_default().to_owned();
    while let (Some(number), Some(rest)) = (parts.next(), parts.next()) {
        let range = number.parse().ok().and_then(|nth: usize| macros.get(nth));
        whole.push_str(range.map_or(number, |range| &text[range.clone()]));
        whole.push_str(rest);
    }
    *output = whole;
}
