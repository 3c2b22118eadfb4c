//! Where the path of a constraint leads.
//!
//! A key may hold dots itself, so a path is not split: each key of a mapping is tried as its
//! beginning. `$[]` stands for every element of a list.

mod near;

use std::cell::Cell;

use crate::limits;
use crate::model::chart::Chart;
use crate::model::pack::Pack;
use crate::model::presets::Preset;
use crate::source::TextRange;
use crate::syntax::tree::{Entry, Kind, NodeRef};

/// The sections that every values.yaml may have.
pub const SECTIONS: [&str; 3] = ["pack", "charts", "manifests"];

/// Each element of a list.
const EACH: &str = "$[]";

/// What a path leads to.
#[derive(Debug)]
pub enum Whereabouts<'a> {
    /// Values of values.yaml; none where only a preset, a comment or a chart knows the path.
    Known(Vec<NodeRef<'a>>),
    /// Nowhere, but a part of the path looks like something that is there.
    Near(Near<'a>),
    /// It begins with no section.
    Foreign,
    /// Nowhere.
    Unknown,
    /// There is nothing to compare it with, or it would take too long.
    Undecided,
}

/// A path that is almost one of values.yaml.
#[derive(Debug, Clone)]
pub struct Near<'a> {
    /// The part of the path that differs.
    pub part: TextRange,
    /// What would stand there.
    pub instead: String,
    /// The parameter that it leads to then.
    pub node: NodeRef<'a>,
}

impl Near<'_> {
    /// The whole path as it would be, made from the path as it is.
    pub fn path(&self, written: &str) -> String {
        let mut path = written.to_owned();
        path.replace_range(self.part.to_usize(), &self.instead);
        path
    }
}

/// Looks up paths in one pack.
pub struct Locator<'a> {
    pack: &'a Pack,
    /// Keys that may still be compared.
    budget: Cell<u64>,
}

impl<'a> Locator<'a> {
    /// A locator for the parameters of `pack`.
    pub fn new(pack: &'a Pack) -> Self {
        Self { pack, budget: Cell::new(limits::COMPARED_KEYS) }
    }

    /// Where `path` leads.
    pub fn locate(&self, path: &str) -> Whereabouts<'a> {
        let Some(root) = self.pack.values() else { return Whereabouts::Undecided };
        let mut values = Vec::new();
        if self.find(root, path, &mut values) {
            return Whereabouts::Known(values);
        }
        let known = self.in_presets(path) || self.in_comments(root, path);
        if known || self.in_chart_defaults(path) {
            return Whereabouts::Known(Vec::new());
        }
        // What has a constraint of its own is not what another constraint means.
        let near = self.near(root, path).filter(|near| !self.is_constrained(&near.path(path)));
        if self.budget.get() == 0 {
            return Whereabouts::Undecided;
        }
        match near {
            Some(near) => Whereabouts::Near(near),
            None if self.is_foreign(root, path) => Whereabouts::Foreign,
            None => Whereabouts::Unknown,
        }
    }

    /// What `path` leads to below `root`, such as what a preset adds.
    pub fn below<'n>(&self, root: NodeRef<'n>, path: &str) -> Vec<NodeRef<'n>> {
        let mut values = Vec::new();
        self.find(root, path, &mut values);
        values
    }

    fn is_constrained(&self, path: &str) -> bool {
        let constraints = self.pack.constraints();
        self.spend(constraints.len()) && constraints.iter().any(|other| other.path == path)
    }

    fn spend(&self, steps: usize) -> bool {
        let left = self.budget.get().saturating_sub(steps as u64);
        self.budget.set(left);
        left > 0
    }

    /// Whether `path` leads somewhere below `node`; what it leads to is added to `values`.
    fn find<'n>(&self, node: NodeRef<'n>, path: &str, values: &mut Vec<NodeRef<'n>>) -> bool {
        if let Some(rest) = after(path, EACH).filter(|_| node.kind() == Kind::Sequence) {
            let found = node.items().filter(|item| self.step(*item, rest, values)).count();
            return found > 0 || node.items().len() == 0;
        }
        let members = members(node);
        if !self.spend(members.len()) {
            return false;
        }
        let found = members.into_iter().filter(|member| {
            after(path, &member.name()).is_some_and(|rest| self.step(member.value, rest, values))
        });
        found.count() > 0
    }

    fn step<'n>(
        &self,
        node: NodeRef<'n>,
        rest: Option<&str>,
        values: &mut Vec<NodeRef<'n>>,
    ) -> bool {
        match rest {
            Some(rest) => self.find(node, rest, values),
            None => {
                values.push(node);
                true
            }
        }
    }

    fn leads(&self, node: NodeRef<'_>, path: &str) -> bool {
        self.find(node, path, &mut Vec::new())
    }

    /// Presets bring parameters that the defaults do not have.
    fn in_presets(&self, path: &str) -> bool {
        let presets = self.pack.presets();
        presets.iter().filter_map(Preset::added).any(|root| self.leads(root, path))
    }

    /// A chart's own values name parameters that the pack leaves as they are.
    fn in_chart_defaults(&self, path: &str) -> bool {
        let Some(Some(rest)) = after(path, "charts") else { return false };
        self.pack.charts().iter().any(|listed| {
            let below = listed.name().and_then(|name| after(rest, name)).flatten();
            let values = listed.chart().and_then(Chart::values);
            below.zip(values).is_some_and(|(below, values)| self.leads(values, below))
        })
    }

    /// Commented-out examples name parameters too: the keys of the path that values.yaml lacks,
    /// in order.
    fn in_comments(&self, root: NodeRef<'_>, path: &str) -> bool {
        let (node, mut rest) = self.descend(root, path);
        let document = node.document();
        let start = node.range().start;
        let comments = document.comments();
        if !self.spend(comments.len()) {
            return false;
        }
        for comment in comments.iter().filter(|comment| comment.start >= start) {
            let text = document.file().slice(*comment);
            let Some((key, _)) = text.split_once(':') else { continue };
            let key = key.trim_matches(|c: char| "#-'\" \t".contains(c));
            while let Some(Some(tail)) = after(rest, EACH) {
                rest = tail;
            }
            match after(rest, key).filter(|_| !key.is_empty()) {
                Some(Some(tail)) => rest = tail,
                Some(None) => return true,
                None => {}
            }
        }
        false
    }

    /// The last node that the path reaches, and what is left of the path.
    fn descend<'n, 'p>(&self, root: NodeRef<'n>, path: &'p str) -> (NodeRef<'n>, &'p str) {
        let (mut node, mut rest) = (root, path);
        loop {
            let members = members(node);
            if !self.spend(members.len()) {
                return (node, rest);
            }
            let next = members
                .iter()
                .find_map(|member| Some((member.value, after(rest, &member.name())??)));
            let Some((value, tail)) = next else { return (node, rest) };
            (node, rest) = (value, tail);
        }
    }

    fn is_foreign(&self, root: NodeRef<'_>, path: &str) -> bool {
        let top = |name: &str| after(path, name).is_some();
        !SECTIONS.into_iter().any(top) && !members(root).iter().any(|member| top(&member.name()))
    }
}

/// The entries that count. Of duplicates, which are told elsewhere, all do: sorting them out would
/// cost more than the rest.
fn members(node: NodeRef<'_>) -> Vec<Entry<'_>> {
    match node.entries().any(|entry| entry.is_merge()) {
        true => node.members(),
        false => node.entries().collect(),
    }
}

/// What follows `key` in a path that begins with it: `Some(None)` where the path ends there.
fn after<'p>(path: &'p str, key: &str) -> Option<Option<&'p str>> {
    match path.strip_prefix(key)? {
        "" => Some(None),
        rest => rest.strip_prefix('.').map(Some),
    }
}
