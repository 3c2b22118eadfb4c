//! The charts of a pack: those that `pack.json` lists, and unpacked ones beside them.

use std::sync::{Arc, OnceLock};

use crate::files::{Entry, Files};
use crate::model::pack::{List, Listed, Pack};
use crate::model::reads::Reads;
use crate::source::Span;
use crate::syntax::tree::{Kind, NodeRef};

use super::assemble::normal;
use super::{CHART_YAML, Chart, ChartError};

/// An entry of `charts` in `pack.json`.
#[derive(Debug)]
pub struct ListedChart {
    /// The string in `pack.json`.
    pub listed: Span,
    /// Its text: the path of an archive or of a directory.
    pub path: String,
    /// The chart, or why there is none.
    pub chart: Result<Arc<Chart>, ChartError>,
    /// What it reads with the values of the pack; `None` where these make no difference.
    reads: OnceLock<Option<Reads>>,
}

impl ListedChart {
    fn new(pack: &Pack, listed: &Listed<'_>) -> Self {
        let files = pack.files();
        let path = normal(listed.path);
        let chart = match files.entry(&path) {
            Some(Entry::Directory | Entry::DirectoryLink(_)) => {
                Chart::read_directory(files, &path).map(Arc::new)
            }
            _ => files.read(&path).map_err(ChartError::Unreadable).and_then(|bytes| {
                let place = files.virtual_path(&path);
                match pack.shelf() {
                    Some(shelf) => shelf.chart(&place, bytes),
                    None => Chart::read_archive(&place, &bytes).map(Arc::new),
                }
            }),
        };
        let (listed, path) = (listed.node.span(), listed.path.to_owned());
        Self { listed, path, chart, reads: OnceLock::new() }
    }

    /// The chart if it could be read.
    pub fn chart(&self) -> Option<&Chart> {
        self.chart.as_deref().ok()
    }

    /// The name in `Chart.yaml`.
    pub fn name(&self) -> Option<&str> {
        self.chart()?.name()
    }

    /// The mapping that `values.yaml` lays over the chart's values, `charts.<name>`.
    pub fn overrides<'p>(&self, pack: &'p Pack) -> Option<NodeRef<'p>> {
        let node = pack.values()?.at(&["charts", self.name()?])?;
        (node.kind() == Kind::Mapping).then_some(node)
    }

    /// What the chart may read of its values, `pack` being the pack that lists it.
    pub fn reads(&self, pack: &Pack) -> Option<&Reads> {
        let chart = self.chart()?;
        let reads = self.reads.get_or_init(|| {
            let overrides = self.overrides(pack).filter(|overrides| holds_template(*overrides))?;
            Some(Reads::of(chart, Some(overrides)))
        });
        Some(reads.as_ref().unwrap_or_else(|| chart.own_reads()))
    }
}

/// Reads the charts that `pack.json` lists.
pub(in crate::model) fn listed(pack: &Pack) -> Vec<ListedChart> {
    pack.listed(List::Charts).map(|listed| ListedChart::new(pack, &listed)).collect()
}

/// True where a text may be a template, so that what the chart reads depends on the values.
fn holds_template(node: NodeRef<'_>) -> bool {
    node.text().is_some_and(|text| text.contains("{{"))
        || node.items().any(holds_template)
        || node.entries().any(|entry| holds_template(entry.key) || holds_template(entry.value))
}

/// The directories in `charts/` that hold a `Chart.yaml`.
pub(in crate::model) fn directories(files: &Files) -> impl Iterator<Item = &str> {
    files.below("charts").filter_map(|path| {
        let directory = path.strip_suffix(CHART_YAML)?.strip_suffix('/')?;
        (directory.matches('/').count() == 1).then_some(directory)
    })
}
