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

fn read_members(files: &Files, directory: &str) -> (Vec<Member>, bool) {
    let mut members = Vec::new();
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
        let bytes = Bytes::Read(Arc::new(bytes));
        members.push(Member::new(&path[below.len()..], files.virtual_path(path), bytes));
    }
    (members, complete)
}

fn archive(place: &VirtualPath, gzip: &[u8], nesting: Nesting) -> Result<Chart, ChartError> {
    let archive = Archive::shared(gzip).map_err(ChartError::Archive)?;
    let mut members = Vec::new();
    let mut outside = Vec::new();
    for (path, range) in archive.members() {
        let Some(name) = inside_root(&archive, path) else {
            outside.push(path.to_owned());
            continue;
        };
        let bytes = Bytes::Packed(Arc::clone(&archive), range.clone());
        members.push(Member::new(name, place.member(path), bytes));
    }
    sort(&mut members);
    if members.iter().all(|member| member.path() != CHART_YAML) {
        return Err(ChartError::NoChartYaml);
    }
    let mut chart = assemble(place.clone(), members, nesting);
    chart.root = root(&archive);
    chart.complete &= !archive.hazards().iter().any(|hazard| hides_a_file(hazard.kind));
    chart.hazards = archive.hazards().to_vec();
    chart.outside = outside;
    Ok(chart)
}

/// Sorts by path. Several roots may hold the same path: the last counts.
fn sort(members: &mut Vec<Member>) {
    members.sort_by(|one, other| one.path().cmp(other.path()));
    members.dedup_by(|later, kept| {
        let is_same = later.path() == kept.path();
        if is_same {
            std::mem::swap(later, kept);
        }
        is_same
    });
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

/// The chart of `members`, which are sorted.
fn assemble(place: VirtualPath, members: Vec<Member>, nesting: Nesting) -> Chart {
    let mut chart = Chart {
        place,
        root: String::new(),
        members: Vec::new(),
        subcharts: Vec::new(),
        broken: Vec::new(),
        hazards: Vec::new(),
        outside: Vec::new(),
        complete: nesting.charts < DEPTH,
        certain_reads: OnceLock::new(),
        own_reads: OnceLock::new(),
    };
    let mut vendored: BTreeMap<String, Vec<Member>> = BTreeMap::new();
    for member in members {
        let Some(inside) = member.path().strip_prefix("charts/") else {
            chart.members.push(member);
            continue;
        };
        let (name, rest) = inside.split_once('/').unwrap_or((inside, ""));
        if !name.starts_with(['_', '.']) && chart.complete {
            let rest = rest.len();
            vendored.entry(name.to_owned()).or_default().push(member.moved(rest));
        }
    }
    for (name, members) in vendored {
        add_vendored(&mut chart, &name, members, nesting);
    }
    chart
}

fn add_vendored(chart: &mut Chart, name: &str, mut members: Vec<Member>, nesting: Nesting) {
    let inner = Nesting { charts: nesting.charts + 1, ..nesting };
    // A file has no path below its own; a directory may have the same name in an archive.
    let is_file = members.first().is_some_and(|member| member.path().is_empty());
    let file = is_file.then(|| members.remove(0));
    if name.ends_with(".tgz") {
        let Some(file) = file else { return };
        let inner = Nesting { archives: nesting.archives + 1, ..inner };
        match vendored_archive(&file, inner) {
            Ok(read) => chart.subcharts.push(read),
            Err(error) => chart.broken.push((format!("charts/{name}"), error)),
        }
    } else if !members.is_empty() {
        let place = match members.first() {
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
