//! What a chart may read of its values, told without rendering it.
//!
//! The templates are run over abstract values: a value is the set of places that it may come from.
//! Where that cannot be known, everything in question counts as read: a rule built on this never
//! accuses a value that Helm would read.

mod certain;
mod evaluate;
mod execute;
mod function;
mod heap;
mod instance;
mod marks;
mod mutate;
mod operate;
mod operation;
mod render;
mod run;
mod tree;
mod value;

use crate::model::chart::Chart;
use crate::nearest;
use crate::source::Span;
use crate::syntax::tree::NodeRef;

pub use certain::Certain;

use instance::Imported;
use tree::Tree;

/// How often values may be imported onwards from chart to chart.
const IMPORTS: usize = 4;

/// The parts of the values that a chart may read.
///
/// A path is a list of keys from the root of the chart's values. An item of a sequence is the key
/// `[]`, whatever its index.
#[derive(Debug)]
pub struct Reads {
    tree: Tree,
    everything: Option<&'static str>,
    imports: Vec<Imported>,
}

/// The path that is read and closest to one that is not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nearest {
    /// The keys; `*` stands for any.
    pub path: Vec<String>,
    /// Where it is read.
    pub place: Option<Span>,
}

impl Reads {
    /// Analyses `chart` with all charts in it. `overrides` are the values laid over its own: they
    /// matter only for the templates that may stand in them as text.
    pub fn of(chart: &Chart, overrides: Option<NodeRef<'_>>) -> Self {
        run::Run::new(chart, overrides).finish()
    }

    /// Why every value counts as read, if it does: a clause about the chart.
    pub fn everything(&self) -> Option<&'static str> {
        self.everything
    }

    /// True unless it is certain that no template reads the value at `path`, nor anything above it
    /// as a whole, nor anything in it.
    pub fn may_read(&self, path: &[&str]) -> bool {
        self.everything.is_some()
            || self.may_read_imported(path, 0)
            || leaked(path).is_some_and(|path| self.may_read_imported(path, 0))
    }

    fn may_read_imported(&self, path: &[&str], depth: usize) -> bool {
        if self.tree.may_read(path) {
            return true;
        }
        depth < IMPORTS
            && self.imports.iter().any(|import| {
                let imported = import.target_of(path);
                imported.is_some_and(|target| self.may_read_imported(&target, depth + 1))
            })
    }

    /// A place where the value at `path`, something above it as a whole, or something in it is
    /// read.
    pub fn where_read(&self, path: &[&str]) -> Option<Span> {
        self.tree.where_read(path)
    }

    /// The keys that are read in the mapping at `path`, without those that are not known by name.
    pub fn keys_read(&self, path: &[&str]) -> Vec<String> {
        self.tree.keys_read(path)
    }

    /// What was probably meant by a `path` that is not read: another key in the same mapping, or
    /// the same keys further down or up.
    pub fn nearest(&self, path: &[&str]) -> Option<Nearest> {
        let (name, above) = path.split_last()?;
        let known = self.tree.keys_read(above);
        if let Some(key) = nearest::nearest(name, known.iter().map(String::as_str)) {
            let mut keys: Vec<_> = above.iter().map(|key| (*key).to_owned()).collect();
            keys.push(key.to_owned());
            return Some(self.found(keys));
        }
        let elsewhere = self.tree.read_elsewhere(path);
        elsewhere.map(|keys| self.found(keys))
    }

    fn found(&self, path: Vec<String>) -> Nearest {
        let keys: Vec<_> = path.iter().map(String::as_str).collect();
        let place = self.where_read(&keys);
        Nearest { path, place }
    }
}

/// Where a global value of a sub-chart shows up besides: Helm hands the maps in the globals of the
/// outermost chart down without copying them, so what one sub-chart lays over is seen by all.
fn leaked<'p, 'k>(path: &'p [&'k str]) -> Option<&'p [&'k str]> {
    let at = path.iter().position(|key| *key == GLOBAL).filter(|at| *at > 0)?;
    path.get(at..).filter(|path| path.len() > 2)
}

/// The key of the values that all charts share.
const GLOBAL: &str = "global";

#[cfg(test)]
mod tests;
