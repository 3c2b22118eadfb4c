//! Values given to a chart that nothing in it reads.

use crate::model::chart::{Chart, ListedChart};
use crate::model::pack::Pack;
use crate::model::reads::Reads;
use crate::syntax::tree::{Entry, Kind, NodeRef};

/// A value that no template reads; what lies above it is read.
#[derive(Debug)]
pub struct Unread<'v> {
    /// The key with the value.
    pub entry: Entry<'v>,
    /// The keys from the root of the chart's values; an item of a list is `[]`.
    pub path: Vec<String>,
    /// The chart's own value at this place, which nothing reads either.
    pub default: Option<NodeRef<'v>>,
}

impl ListedChart {
    /// The topmost of `values`, laid over the chart's own, that no template reads. Copies of the
    /// chart's own values are left out, since they change nothing, and so is what the pack takes
    /// itself by a macro.
    pub fn unread<'v>(&'v self, pack: &Pack, values: NodeRef<'v>) -> Vec<Unread<'v>> {
        let Some(chart) = self.chart() else { return Vec::new() };
        let prefix = format!("charts.{}", chart.name().unwrap_or_default());
        let mut search = Search {
            chart,
            reads: &|| self.reads(pack),
            referenced: referenced(pack, &prefix),
            path: Vec::new(),
            unread: Vec::new(),
        };
        search.entries(values, chart.values());
        search.unread
    }
}

/// The paths below `prefix` that the pack takes itself, through `{{ .spectro.pack.<its name>… }}`.
fn referenced(pack: &Pack, prefix: &str) -> Vec<String> {
    let own = pack.macros().iter().filter(|found| found.is_of("pack"));
    let references = own.map(|found| found.pack_reference());
    let paths = references.filter(|(name, _)| Some(*name) == pack.field_text("name"));
    paths
        .filter_map(|(_, path)| path.strip_prefix(prefix)?.strip_prefix('.'))
        .map(str::to_owned)
        .collect()
}

struct Search<'c, 'v> {
    chart: &'c Chart,
    /// The whole analysis, which most charts do not need.
    reads: &'c dyn Fn() -> Option<&'c Reads>,
    referenced: Vec<String>,
    path: Vec<String>,
    unread: Vec<Unread<'v>>,
}

impl<'v> Search<'_, 'v> {
    /// `defaults` is the chart's own value at this place.
    fn entries(&mut self, mapping: NodeRef<'v>, defaults: Option<NodeRef<'v>>) {
        // What a merge key brings stands elsewhere, and counts there.
        for entry in mapping.entries().filter(|entry| !entry.is_merge()) {
            let name = entry.name();
            let default = defaults.and_then(|defaults| defaults.get(&name));
            if entry.value.is_alias() || default.is_some_and(|own| own.equals(entry.value)) {
                continue;
            }
            self.path.push(name.into_owned());
            self.entry(entry, default);
            self.path.pop();
        }
    }

    fn entry(&mut self, entry: Entry<'v>, default: Option<NodeRef<'v>>) {
        let path: Vec<&str> = self.path.iter().map(String::as_str).collect();
        if self.chart.certain_reads().reads(&path) || self.may_read(&path) {
            self.below(entry.value, default);
        } else if !self.is_referenced(&path.join(".")) {
            self.unread.push(Unread { entry, path: self.path.clone(), default });
        }
    }

    fn may_read(&self, path: &[&str]) -> bool {
        (self.reads)().is_none_or(|reads| reads.may_read(path))
    }

    fn below(&mut self, value: NodeRef<'v>, default: Option<NodeRef<'v>>) {
        match value.kind() {
            Kind::Mapping if !value.is_alias() => self.entries(value, default),
            Kind::Sequence if !value.is_alias() => {
                self.path.push("[]".to_owned());
                value.items().for_each(|item| self.below(item, None));
                self.path.pop();
            }
            _ => {}
        }
    }

    fn is_referenced(&self, path: &str) -> bool {
        let covers = |outer: &str, inner: &str| {
            inner.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        self.referenced.iter().any(|other| covers(other, path) || covers(path, other))
    }
}
