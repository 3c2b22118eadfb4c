//! Files to charts: which directory is the root, and which files belong to a vendored chart.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use crate::files::{Entry, Files, ReadError};
use crate::limits;
use crate::source::VirtualPath;
use crate::syntax::archive::{Archive, HazardKind};

use super::member::Bytes;
use super::{CHART_YAML, Chart, ChartError, Member};

/// How deep charts may lie in each other. Real ones reach 4.
const DEPTH: usize = 16;

/// How deep a chart lies.
#[derive(Clone, Copy)]
struct Nesting {
    charts: usize,
    archives: usize,
}

type Members = BTreeMap<String, Member>;

impl Chart {
    /// Reads a chart archive.
    ///
    /// # Errors
    /// When it is no archive, or holds no chart.
    pub fn read_archive(place: &VirtualPath, gzip: &[u8]) -> Result<Self, ChartError> {
        archive(place, gzip, Nesting { charts: 0, archives: 0 })
    }

    /// Reads an unpacked chart.
    ///
    /// # Errors
    /// When there is no chart in that directory.
    pub fn read_directory(files: &Files, path: &str) -> Result<Self, ChartError> {
        let path = normal(path);
        if !files.has_file(&format!("{path}/{CHART_YAML}")) {
            return Err(ChartError::NoChartYaml);
        }
        let directory = match files.entry(&path) {
            Some(Entry::DirectoryLink(target)) => target.clone(),
            _ => path.clone(),
        };
        let (members, complete) = read_members(files, &directory);
        let place = files.virtual_path(&path);
        let mut chart = assemble(place, members, Nesting { charts: 0, archives: 0 });
        chart.root = path.rsplit('/').next().unwrap_or_default().to_owned();
        chart.complete &= complete;
        Ok(chart)
    }
}

/// `./a//b/` as `a/b`.
pub(super) fn normal(path: &str) -> String {
    let parts: Vec<_> = path.split('/').filter(|part| !matches!(*part, "" | ".")).collect();
    parts.join("/")
}

fn read_members(files: &Files, directory: &str) -> (Members, bool) {
    let mut members = Members::new();
    // A directory that is linked to is not listed below the link.
    let below = format!("{directory}/");
    let mut complete = !files.entries().any(|(path, entry)| {
        path.starts_with(&below) && matches!(entry, Entry::DirectoryLink(_) | Entry::Unreadable(_))
    });
    let mut room = limits::ARCHIVE_BYTES;
    for path in files.below(directory) {
        let read = files.read(path).and_then(|bytes| {
            room = room.checked_sub(bytes.len()).ok_or(ReadError::TooLarge)?;
            Ok(bytes)
        });
        let Ok(bytes) = read else {
            complete = false;
            continue;
        };
        let name = path[below.len()..].to_owned();
        let member =
            Member::new(name.clone(), files.virtual_path(path), Bytes::Read(Arc::new(bytes)));
        members.insert(name, member);
    }
    (members, complete)
}

fn archive(place: &VirtualPath, gzip: &[u8], nesting: Nesting) -> Result<Chart, ChartError> {
    let archive = Archive::shared(gzip).map_err(ChartError::Archive)?;
    let mut members = Members::new();
    let mut outside = Vec::new();
    for path in archive.paths() {
        let Some(name) = inside_root(&archive, path) else {
            outside.push(path.to_owned());
            continue;
        };
        let bytes = Bytes::Packed(Arc::clone(&archive), path.into());
        members.insert(name.to_owned(), Member::new(name.to_owned(), place.member(path), bytes));
    }
    if !members.contains_key(CHART_YAML) {
        return Err(ChartError::NoChartYaml);
    }
    let mut chart = assemble(place.clone(), members, nesting);
    chart.root = root(&archive);
    chart.complete &= !archive.hazards().iter().any(|hazard| hides_a_file(hazard.kind));
    chart.hazards = archive.hazards().to_vec();
    chart.outside = outside;
    Ok(chart)
}

/// The path without its first component, which Helm drops whatever it is. A leading `./` is that
/// component, and is not part of the path any more.
fn inside_root<'p>(archive: &Archive, path: &'p str) -> Option<&'p str> {
    let at_top = || archive.roots().any(|root| root == ".");
    match path.split_once('/') {
        Some((first, rest)) if archive.roots().any(|root| root == first) => Some(rest),
        _ => at_top().then_some(path),
    }
}

fn root(archive: &Archive) -> String {
    let of_chart = archive.paths().find_map(|path| path.strip_suffix("/Chart.yaml"));
    let top = of_chart.filter(|root| archive.roots().any(|known| known == *root));
    top.unwrap_or(".").to_owned()
}

/// Links are empty files to Helm, and of doubles the last counts; what else is left out might be
/// a template.
fn hides_a_file(kind: HazardKind) -> bool {
    !matches!(
        kind,
        HazardKind::SymbolicLink
            | HazardKind::HardLink
            | HazardKind::Device
            | HazardKind::DuplicateEntry
    )
}

fn assemble(place: VirtualPath, members: Members, nesting: Nesting) -> Chart {
    let mut chart = Chart {
        place,
        root: String::new(),
        members: Members::new(),
        subcharts: Vec::new(),
        broken: Vec::new(),
        hazards: Vec::new(),
        outside: Vec::new(),
        complete: nesting.charts < DEPTH,
        certain_reads: OnceLock::new(),
        own_reads: OnceLock::new(),
    };
    let mut vendored: BTreeMap<String, Members> = BTreeMap::new();
    for (path, member) in members {
        let Some(inside) = path.strip_prefix("charts/") else {
            chart.members.insert(path, member);
            continue;
        };
        let (name, rest) = inside.split_once('/').unwrap_or((inside, ""));
        if !name.starts_with(['_', '.']) && chart.complete {
            let rest = rest.to_owned();
            vendored.entry(name.to_owned()).or_default().insert(rest.clone(), member.moved(rest));
        }
    }
    for (name, members) in vendored {
        add_vendored(&mut chart, &name, members, nesting);
    }
    chart
}

fn add_vendored(chart: &mut Chart, name: &str, mut members: Members, nesting: Nesting) {
    let inner = Nesting { charts: nesting.charts + 1, ..nesting };
    let file = members.remove("");
    if name.ends_with(".tgz") {
        let Some(file) = file else { return };
        let inner = Nesting { archives: nesting.archives + 1, ..inner };
        match vendored_archive(&file, inner) {
            Ok(read) => chart.subcharts.push(read),
            Err(error) => chart.broken.push((format!("charts/{name}"), error)),
        }
    } else if !members.is_empty() {
        let place = match members.values().next() {
            Some(member) => above(member),
            None => chart.place.clone(),
        };
        let mut read = assemble(place, members, inner);
        read.root = name.to_owned();
        chart.subcharts.push(read);
    }
}

fn vendored_archive(file: &Member, nesting: Nesting) -> Result<Chart, ChartError> {
    if nesting.archives > limits::ARCHIVE_NESTING {
        return Err(ChartError::TooDeep);
    }
    archive(file.location(), file.bytes(), nesting)
}

/// The directory that `member` is named from.
fn above(member: &Member) -> VirtualPath {
    let location = member.location().as_str();
    let directory = location.strip_suffix(member.path()).unwrap_or(location);
    VirtualPath::new(directory.trim_end_matches('/'))
}
