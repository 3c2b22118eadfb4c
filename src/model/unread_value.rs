//! Values given to a chart that nothing in it reads.

use crate::model::chart::ListedChart;
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
        let certain = |reads: &&Reads| reads.everything().is_none();
        let (Some(chart), Some(reads)) = (self.chart(), self.reads(pack).filter(certain)) else {
            return Vec::new();
        };
        let prefix = format!("charts.{}", chart.name().unwrap_or_default());
        let referenced = referenced(pack, &prefix);
        let mut search = Search { reads, referenced, path: Vec::new(), unread: Vec::new() };
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
    reads: &'c Reads,
    referenced: Vec<String>,
    path: Vec<String>,
    unread: Vec<Unread<'v>>,
}

impl<'v> Search<'_, 'v> {
    /// `defaults` is the chart's own value at this place.
    fn entries(&mut self, mapping: NodeRef<'v>, defaults: Option<NodeRef<'v>>) {
        // What a merge key brings stands elsewhere, and counts there.
        for entry in mapping.entries().filter(|entry| !entry.is_merge()) {
            let default = defaults.and_then(|defaults| defaults.get(&entry.name()));
            self.path.push(entry.name().into_owned());
            self.entry(entry, default);
            self.path.pop();
        }
    }

    fn entry(&mut self, entry: Entry<'v>, default: Option<NodeRef<'v>>) {
        let path: Vec<&str> = self.path.iter().map(String::as_str).collect();
        if self.reads.may_read(&path) {
            return self.below(entry.value, default);
        }
        let is_copy = default.is_some_and(|default| default.to_json() == entry.value.to_json());
        if !is_copy && !entry.value.is_alias() && !self.is_referenced(&path.join(".")) {
            self.unread.push(Unread { entry, path: self.path.clone(), default });
        }
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
