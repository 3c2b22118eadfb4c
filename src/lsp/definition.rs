//! Where a name comes from: a value's default in its chart, a parameter of schema.yaml, a file that
//! pack.json lists. Only places that an editor can open: nothing inside an archive, but the unpacked
//! copy of a chart beside it.

use std::path::PathBuf;

use gen_lsp_types::{Definition, DefinitionResponse, Location, Range};

use super::cursor::{self, Cursor, names};
use super::hover::document;
use super::parameters::{self, Parameter};
use super::questions::Asked;
use crate::model::chart::CHART_YAML;
use crate::model::pack::{PACK_JSON, Pack, SCHEMA, VALUES};
use crate::model::schema::locate::{Locator, Whereabouts};
use crate::source::{Span, TextRange};

/// The answer; nothing where there is no such place.
pub(super) fn definition(asked: &Asked<'_>) -> Option<DefinitionResponse> {
    let pack = asked.analyst.pack(asked.snapshot, &asked.subject)?;
    let document = document(asked);
    let cursor = cursor::at(&document, asked.offset)?;
    let locations = match asked.inside.as_str() {
        VALUES => value(asked, &pack, &cursor),
        SCHEMA => parameter(asked, &pack, &cursor),
        PACK_JSON => listed(asked, &pack, &cursor),
        _ => Vec::new(),
    };
    let answer = |locations| DefinitionResponse::Definition(Definition::LocationList(locations));
    Some(locations).filter(|locations: &Vec<_>| !locations.is_empty()).map(answer)
}

fn value(asked: &Asked<'_>, pack: &Pack, cursor: &Cursor<'_>) -> Vec<Location> {
    if let ["manifests", stem, path @ ..] = &names(&cursor.path)[..] {
        return in_manifest(asked, pack, stem, path);
    }
    let Some(parameter) = Parameter::at(pack, &cursor.path) else { return Vec::new() };
    let Some(chart) = parameter.unpacked(pack) else { return Vec::new() };
    let path = parameter.names();
    if path.is_empty() {
        let metadata = chart.member(CHART_YAML).map(|member| member.source());
        let top = metadata.map(|source| Span::new(source, TextRange::at(0)));
        return locations(asked, top);
    }
    let defaults = parameters::defaults(&chart, &path);
    match defaults.is_empty() {
        false => locations(asked, defaults.iter().map(|entry| entry.key.span())),
        true => locations(asked, parameters::mentions(&chart, &path)),
    }
}

fn in_manifest(asked: &Asked<'_>, pack: &Pack, stem: &str, path: &[&str]) -> Vec<Location> {
    let Some(manifest) = pack.manifests().iter().find(|m| m.stem == stem) else {
        return Vec::new();
    };
    let wanted = format!(".Values.{}", path.join("."));
    let text = manifest.file.text();
    let places = text
        .match_indices(&wanted)
        .map(|(at, found)| Span::new(&manifest.file, TextRange::from_usize(at..at + found.len())));
    match path {
        [] => locations(asked, [Span::new(&manifest.file, TextRange::at(0))]),
        _ => locations(asked, places),
    }
}

fn parameter(asked: &Asked<'_>, pack: &Pack, cursor: &Cursor<'_>) -> Vec<Location> {
    let path = cursor.path.first().map(|step| step.name()).unwrap_or_default();
    match Locator::new(pack).locate(path) {
        Whereabouts::Known(nodes) => locations(asked, nodes.iter().map(|node| node.span())),
        _ => Vec::new(),
    }
}

fn listed(asked: &Asked<'_>, pack: &Pack, cursor: &Cursor<'_>) -> Vec<Location> {
    let at = cursor.value.range();
    let Some(listed) = pack.all_listed().find(|listed| listed.node.range() == at) else {
        return Vec::new();
    };
    let path = PathBuf::from(pack.files().virtual_path(listed.path).as_str());
    let is_text = [".yaml", ".yml", ".json"].iter().any(|end| listed.path.ends_with(end));
    if !is_text || !pack.files().has_file(listed.path) {
        return Vec::new();
    }
    vec![Location { uri: asked.snapshot.uri(&path), range: Range::default() }]
}

/// The places that lie in a file on disk.
fn locations(asked: &Asked<'_>, spans: impl IntoIterator<Item = Span>) -> Vec<Location> {
    let on_disk = spans.into_iter().filter(|span| span.file().path().inside().is_none());
    let location = |span: Span| Location {
        uri: asked.snapshot.uri(&PathBuf::from(span.file().path().as_str())),
        range: asked.snapshot.encoding().range(&span),
    };
    on_disk.map(location).collect()
}
