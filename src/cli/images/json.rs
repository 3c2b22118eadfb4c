//! What `palint images --format json` prints. Its shape is a promise to users
//! (`schemas/images.schema.json`).

use serde::Serialize;

use super::Row;
use crate::cli::Failure;
use crate::model::needed::{NeededImage, Origin, Source};
use crate::report::json::{Range, range};

#[derive(Serialize)]
struct Output<'r> {
    version: u32,
    summary: Summary,
    packs: Vec<PackItem<'r>>,
}

#[derive(Serialize)]
struct Summary {
    packs: usize,
    images: usize,
    missing: usize,
}

#[derive(Serialize)]
struct PackItem<'r> {
    pack: &'r str,
    path: &'r str,
    images: Vec<ImageItem<'r>>,
    unrendered: &'r [String],
}

#[derive(Serialize)]
struct ImageItem<'r> {
    image: String,
    missing: bool,
    sources: Vec<SourceItem<'r>>,
}

#[derive(Serialize)]
struct SourceItem<'r> {
    from: &'static str,
    kind: Option<&'r str>,
    preset: Option<&'r str>,
    path: Option<&'r str>,
    range: Option<Range>,
}

pub(super) fn text(rows: &[Row]) -> Result<String, Failure> {
    let summary = Summary {
        packs: rows.len(),
        images: rows.iter().map(|row| row.images.len()).sum(),
        missing: rows.iter().map(Row::missing).sum(),
    };
    let output = Output { version: 1, summary, packs: rows.iter().map(pack).collect() };
    let json = serde_json::to_string_pretty(&output);
    Ok(json.map_err(|error| format!("the list cannot be written: {error}"))? + "\n")
}

fn pack(row: &Row) -> PackItem<'_> {
    let images = row.images.iter().map(image).collect();
    PackItem { pack: &row.label, path: row.root.as_str(), images, unrendered: &row.unrendered }
}

fn image(image: &NeededImage) -> ImageItem<'_> {
    let sources = image.sources.iter().map(source).collect();
    ImageItem { image: image.reference.to_string(), missing: image.is_missing, sources }
}

fn source(source: &Source) -> SourceItem<'_> {
    let (from, kind, preset) = match &source.origin {
        Origin::Declared => ("declared", None, None),
        Origin::Manifest => ("manifest", None, None),
        Origin::Chart(kind) => ("chart", Some(kind.as_str()), None),
        Origin::Preset(name) => ("preset", None, Some(name.as_str())),
    };
    let path = source.at.as_ref().map(|at| at.path().as_str());
    SourceItem { from, kind, preset, path, range: source.at.as_ref().and_then(range) }
}
