//! Helm charts as they lie in a pack: an archive or a directory, with the charts vendored in them.
//!
//! Files are sorted to charts as Helm does it, and nothing is parsed before it is asked for. A chart
//! that cannot be read says why; what is only partly readable says that it is not complete.

mod assemble;
mod listed;
mod member;
pub mod merged;
mod metadata;
mod shelf;
#[cfg(test)]
pub(crate) mod tests;
pub mod values_schema;

use std::fmt;
use std::sync::OnceLock;

use crate::files::ReadError;
use crate::limits;
use crate::model::reads::{Certain, Reads};
use crate::source::VirtualPath;
use crate::syntax::archive::{ArchiveError, Hazard};
use crate::syntax::tree::{Document, NodeRef};

pub use listed::ListedChart;
pub(super) use listed::{directories, listed};
pub use member::{Bytes, Member};
pub use metadata::{Dependency, Import};
pub use shelf::Shelf;
#[cfg(test)]
pub(in crate::model) use tests::tgz as test_archive;

/// The file that makes a directory a chart.
pub const CHART_YAML: &str = "Chart.yaml";

/// One chart.
#[derive(Debug)]
pub struct Chart {
    place: VirtualPath,
    root: String,
    /// Sorted by path.
    members: Vec<Member>,
    subcharts: Vec<Chart>,
    broken: Vec<(String, ChartError)>,
    hazards: Vec<Hazard>,
    outside: Vec<String>,
    complete: bool,
    certain_reads: OnceLock<Certain>,
    own_reads: OnceLock<Reads>,
}

/// Why there is no chart, in words that follow its path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChartError {
    /// The file cannot be read.
    Unreadable(ReadError),
    /// The archive cannot be read.
    Archive(ArchiveError),
    /// There is no `Chart.yaml` where Helm looks for it.
    NoChartYaml,
    /// An archive in an archive in an archive.
    TooDeep,
}

impl fmt::Display for ChartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(error) => error.fmt(f),
            Self::Archive(error) => error.fmt(f),
            Self::NoChartYaml => f.write_str("holds no `Chart.yaml`"),
            Self::TooDeep => {
                let limit = limits::ARCHIVE_NESTING;
                write!(f, "lies in an archive within more than {limit} others and was not read")
            }
        }
    }
}

impl std::error::Error for ChartError {}

impl Chart {
    /// The archive or the directory.
    pub fn place(&self) -> &VirtualPath {
        &self.place
    }

    /// The directory of the chart inside the archive that holds it: `.` or empty where the files
    /// lie at the top. For a chart on disk the name of its directory.
    pub fn root(&self) -> &str {
        &self.root
    }

    /// Entries of the archive that are no plain files.
    pub fn hazards(&self) -> &[Hazard] {
        &self.hazards
    }

    /// Files of the archive that lie in no directory: Helm refuses an archive that has one.
    pub fn outside(&self) -> &[String] {
        &self.outside
    }

    /// False when some of the chart's files could not be read, so that nothing can be said of what
    /// is not in it.
    pub fn is_complete(&self) -> bool {
        self.complete && self.broken.is_empty() && self.subcharts.iter().all(Self::is_complete)
    }

    /// Vendored archives that could not be read, by path in this chart.
    pub fn broken_subcharts(&self) -> impl Iterator<Item = (&str, &ChartError)> {
        self.broken.iter().map(|(path, error)| (path.as_str(), error))
    }

    /// The charts vendored in `charts/`, each with its own.
    pub fn subcharts(&self) -> &[Chart] {
        &self.subcharts
    }

    /// The chart's own files, by path from the chart's root, without those of sub-charts.
    pub fn members(&self) -> impl Iterator<Item = &Member> {
        self.members.iter()
    }

    /// A file by its path from the chart's root.
    pub fn member(&self, path: &str) -> Option<&Member> {
        let at = self.members.binary_search_by(|member| member.path().cmp(path)).ok()?;
        self.members.get(at)
    }

    /// Every file below `templates/`.
    pub fn templates(&self) -> impl Iterator<Item = &Member> {
        self.below("templates/")
    }

    /// The custom resource definitions that Helm installs and never upgrades.
    pub fn crds(&self) -> impl Iterator<Item = &Member> {
        self.below("crds/")
    }

    fn below<'c>(&'c self, prefix: &'static str) -> impl Iterator<Item = &'c Member> {
        let start = self.members.partition_point(|member| member.path() < prefix);
        self.members[start..].iter().take_while(move |member| member.path().starts_with(prefix))
    }

    /// What templates reach as `.Files`: all but templates and the files that Helm reads itself.
    pub fn other_files(&self) -> impl Iterator<Item = &Member> {
        let own = ["Chart.yaml", "Chart.lock", "values.yaml", "values.schema.json"];
        self.members().filter(move |member| {
            !member.path().starts_with("templates/") && !own.contains(&member.path())
        })
    }

    /// `Chart.yaml`.
    pub fn manifest(&self) -> Option<&Document> {
        self.member(CHART_YAML).map(Member::document)
    }

    /// The chart's default values.
    pub fn values_file(&self) -> Option<&Document> {
        self.member("values.yaml").map(Member::document)
    }

    /// The root of the default values.
    pub fn values(&self) -> Option<NodeRef<'_>> {
        self.values_file()?.root()
    }

    /// The JSON schema that Helm checks the values against.
    pub fn values_schema(&self) -> Option<&Member> {
        self.member("values.schema.json")
    }

    /// What the chart reads for certain of its values, which is much cheaper to tell.
    pub(super) fn certain_reads(&self) -> &Certain {
        self.certain_reads.get_or_init(|| Certain::of(self))
    }

    /// What the chart may read of its values where those that are laid over its own hold no template.
    pub(super) fn own_reads(&self) -> &Reads {
        self.own_reads.get_or_init(|| Reads::of(self, None))
    }

    /// This chart and all below it.
    pub fn all(&self) -> Vec<&Chart> {
        let mut all = vec![self];
        let mut next = 0;
        while let Some(chart) = all.get(next).copied() {
            all.extend(&chart.subcharts);
            next += 1;
        }
        all
    }
}
