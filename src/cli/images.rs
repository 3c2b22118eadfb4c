//! `palint images`.

mod json;

use std::fmt::Write;

use super::arguments::{ImagesOptions, ListFormat};
use super::failures::described;
use super::{Failure, Outcome, fail, print, say};
use crate::discover::{self, Target};
use crate::finding::Place;
use crate::model::needed::{NeededImage, Origin, Source};
use crate::model::pack::Pack;
use crate::report::terminal;
use crate::source::VirtualPath;

/// The images of one pack.
struct Row {
    label: String,
    root: VirtualPath,
    images: Vec<NeededImage>,
    /// Why some templates could not be rendered.
    unrendered: Vec<String>,
}

impl Row {
    fn missing(&self) -> usize {
        self.images.iter().filter(|image| image.is_missing).count()
    }
}

pub(super) fn run(options: &ImagesOptions) -> Result<Outcome, Failure> {
    let working_directory = std::env::current_dir()
        .map_err(|error| format!("the working directory cannot be read: {error}"))?;
    let mut discovered = discover::discover(&options.paths, &working_directory);
    discovered.failures.append(&mut discovered.unmatched);
    if discovered.failures.is_empty() && discovered.targets.iter().all(|t| t.is_profiles()) {
        return Err("profiles have no images of their own: name a pack".to_owned());
    }
    let mut rows = Vec::new();
    for target in discovered.targets.iter().filter(|target| !target.is_profiles()) {
        match row(target) {
            Ok(row) => rows.push(row),
            Err(failure) => discovered.failures.push(failure),
        }
    }
    if !rows.is_empty() {
        let text = match options.format {
            ListFormat::Human => rows.iter().map(human).collect(),
            ListFormat::Json => json::text(&rows)?,
        };
        print(text.as_bytes())?;
    }
    for line in rows.iter().flat_map(|row| &row.unrendered) {
        say(&terminal::clean(&format!("not rendered, its images are unknown: {line}")));
    }
    for failure in &discovered.failures {
        fail(failure);
    }
    Ok(match rows.iter().any(|row| row.missing() > 0) {
        _ if !discovered.failures.is_empty() => Outcome::Failed,
        true => Outcome::Found,
        false => Outcome::Clean,
    })
}

fn row(target: &Target) -> Result<Row, Failure> {
    let files = target.open().map_err(|error| format!("`{}` {error}", target.root()))?;
    let pack = Pack::new(files);
    for text in [pack.json(), pack.values_file()] {
        if text.document.as_ref().is_ok_and(|document| document.is_broken()) {
            let path = pack.files().virtual_path(text.path);
            return Err(format!("`{path}` is broken; `palint check` says where"));
        }
    }
    let errors = pack.releases().iter().flat_map(|release| &release.rendered.errors);
    Ok(Row {
        label: pack.label(),
        root: target.root().clone(),
        unrendered: errors.map(described).collect(),
        images: pack.needed_images(),
    })
}

/// A head line for the pack, a line for each image, and below it one for each that names it.
fn human(row: &Row) -> String {
    let mut text = format!("{} ({}): {}\n", row.root, row.label, counted(row));
    for image in &row.images {
        let verdict = if image.is_missing { "missing" } else { "bundled" };
        let _ = writeln!(text, "  {verdict}  {}", image.reference);
        for source in &image.sources {
            let _ = writeln!(text, "             {}", source_line(source));
        }
    }
    text.lines().map(|line| terminal::clean(line).into_owned() + "\n").collect()
}

fn counted(row: &Row) -> String {
    let images = match row.images.len() {
        0 => return "no images".to_owned(),
        1 => "1 image".to_owned(),
        count => format!("{count} images"),
    };
    match row.missing() {
        0 => images,
        missing => format!("{images}, {missing} not bundled"),
    }
}

fn source_line(source: &Source) -> String {
    let what = match &source.origin {
        Origin::Declared => "declared".to_owned(),
        Origin::Manifest => "manifest".to_owned(),
        Origin::Chart(kind) => format!("chart, `{kind}`"),
        Origin::Preset(name) => format!("preset `{name}`"),
    };
    match &source.at {
        Some(Place::Text(span)) => {
            let start = span.start();
            format!("{what} at {}:{}:{}", span.file().path(), start.line, start.column)
        }
        Some(Place::File(path)) => format!("{what} at {path}"),
        None => what,
    }
}
