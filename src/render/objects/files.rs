//! `.Files`: everything in a chart that is no template.

use std::rc::Rc;

use super::super::evaluate::Budget;
use super::super::failure::Outcome;
use super::super::functions::encoding::base64;
use super::super::functions::paths::base;
use super::super::value::{Bytes, Data, Map, MapKind, Value};
use super::glob::Glob;
use crate::model::chart::{Chart, Member};

/// The files of a chart by their paths.
pub(in crate::render) fn files(chart: &Chart) -> Map {
    let file = |member: &Member| Value::new(Data::Bytes(Bytes::of_file(member.shared_bytes())));
    let files = chart.other_files().map(|member| (member.path().into(), file(member)));
    Map::new(MapKind::Files, files.collect())
}

/// The bytes of a file; nothing for one that is not there.
pub(super) fn bytes(files: &Map, path: &str) -> Bytes {
    match files.get(path).map(|value| value.data) {
        Some(Data::Bytes(bytes)) => bytes,
        _ => Bytes::default(),
    }
}

/// The files whose paths match; a pattern that is none matches everything.
pub(super) fn matching(budget: &mut Budget, files: &Map, pattern: &str) -> Outcome<Map> {
    budget.bytes(Glob::price(pattern))?;
    let glob = Glob::parse(pattern);
    let entries = files.entries();
    let characters: usize = entries.iter().map(|(path, _)| path.len() + 1).sum();
    let parts = glob.as_ref().map_or(0, Glob::size);
    budget.bytes(characters.saturating_mul(parts))?;
    let fits = |path: &str| glob.as_ref().is_none_or(|glob| glob.matches(path));
    Ok(Map::new(MapKind::Files, entries.into_iter().filter(|(path, _)| fits(path)).collect()))
}

/// The bytes of all files.
pub(super) fn size(files: &Map) -> usize {
    let size = |(_, value): &(Rc<str>, Value)| match &value.data {
        Data::Bytes(bytes) => bytes.len(),
        _ => 0,
    };
    files.entries().iter().map(size).sum()
}

/// The files by their names alone, as texts or in base 64.
pub(super) fn named(files: &Map, encoded: bool) -> Map {
    let text = |value: &Value| match &value.data {
        Data::Bytes(bytes) if encoded => base64(bytes).into(),
        Data::Bytes(bytes) => super::super::value::Text::from_bytes(bytes),
        _ => "".into(),
    };
    let entries = files.entries();
    let members = entries.iter().map(|(path, value)| (base(path).into(), Value::from(text(value))));
    Map::new(MapKind::Strings, members.collect())
}

/// The lines of a file.
pub(super) fn lines(files: &Map, path: &str) -> Vec<String> {
    if !files.contains(path) {
        return Vec::new();
    }
    let text = String::from_utf8_lossy(&bytes(files, path)).into_owned();
    let text = text.strip_suffix('\n').unwrap_or(&text);
    text.split('\n').map(str::to_owned).collect()
}
