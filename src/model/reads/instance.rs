//! The charts that take part, each at the place where its values lie in those of the first.

use crate::model::chart::{Chart, Dependency};
use crate::model::version::{Range, Version};
use crate::syntax::tree::{Kind, NodeRef};

use super::tree::{ANY, NodeId, Tree};

/// Instances that are told apart: a chart is one for each alias that it is given.
const INSTANCES: usize = 500;

/// A chart in the place of one dependency.
#[derive(Debug)]
pub(super) struct Instance<'c> {
    pub(super) chart: &'c Chart,
    /// Where its values lie.
    pub(super) node: NodeId,
    pub(super) path: Vec<String>,
    pub(super) parent: Option<u32>,
    /// Its sub-charts by the key of their values.
    pub(super) subcharts: Vec<(String, u32)>,
}

/// Values of a sub-chart that become values of its parent.
#[derive(Debug)]
pub(super) struct Imported {
    from: Vec<String>,
    to: Vec<String>,
}

impl Imported {
    /// Where `path` ends up if it leads to, into or past what is imported.
    pub(super) fn target_of<'a>(&'a self, path: &[&'a str]) -> Option<Vec<&'a str>> {
        let common = self.from.iter().zip(path).take_while(|(a, b)| a == *b).count();
        if common < self.from.len().min(path.len()) {
            return None;
        }
        let rest = path.get(self.from.len()..).unwrap_or_default();
        Some(self.to.iter().map(String::as_str).chain(rest.iter().copied()).collect())
    }
}

/// All instances, the first being the chart itself.
#[derive(Debug)]
pub(super) struct Instances<'c> {
    pub(super) all: Vec<Instance<'c>>,
    pub(super) imports: Vec<Imported>,
    /// True when there are more.
    pub(super) truncated: bool,
}

impl<'c> Instances<'c> {
    pub(super) fn new(chart: &'c Chart, tree: &mut Tree) -> Self {
        let first = Instance {
            chart,
            node: tree.root(),
            path: Vec::new(),
            parent: None,
            subcharts: Vec::new(),
        };
        let mut instances = Self { all: vec![first], imports: Vec::new(), truncated: false };
        let mut next = 0;
        while next < instances.all.len() {
            instances.add_subcharts(next, tree);
            next += 1;
        }
        instances
    }

    fn add_subcharts(&mut self, parent: usize, tree: &mut Tree) {
        let chart = self.all[parent].chart;
        let dependencies = chart.dependencies();
        for subchart in chart.subcharts() {
            for key in keys(subchart, &dependencies) {
                if self.all.len() >= INSTANCES {
                    self.truncated = true;
                    return;
                }
                self.add(parent, key, subchart, tree);
            }
        }
        for dependency in &dependencies {
            self.switch(parent, dependency, tree);
            self.import(parent, dependency);
        }
    }

    fn add(&mut self, parent: usize, key: &str, chart: &'c Chart, tree: &mut Tree) {
        let node = tree.child(self.all[parent].node, key, || None);
        let mut path = self.all[parent].path.clone();
        path.push(key.to_owned());
        let id = self.all.len() as u32;
        let parent_id = Some(parent as u32);
        self.all.push(Instance { chart, node, path, parent: parent_id, subcharts: Vec::new() });
        self.all[parent].subcharts.push((key.to_owned(), id));
    }

    /// What decides whether a dependency is installed is read, and so is everything below one
    /// whose chart is not there to be looked at.
    fn switch(&self, parent: usize, dependency: &Dependency<'_>, tree: &mut Tree) {
        let own = self.all[parent].node;
        let at = |key: &str| dependency.node.get(key).map(NodeRef::span);
        for path in &dependency.conditions {
            let keys = path.split('.');
            let node = keys.fold(own, |node, key| tree.child(node, key, || at("condition")));
            tree.read_whole(node);
        }
        for tag in &dependency.tags {
            // Helm looks at the tags of the outermost chart only.
            for start in [tree.root(), own] {
                let tags = tree.child(start, "tags", || None);
                let node = tree.child(tags, tag, || at("tags"));
                tree.read_whole(node);
            }
        }
        if !self.all[parent].chart.subcharts().iter().any(|sub| sub.name() == Some(dependency.name))
        {
            let node = tree.child(own, dependency.key(), || at("name"));
            tree.read_whole(node);
        }
    }

    fn import(&mut self, parent: usize, dependency: &Dependency<'_>) {
        let own = &self.all[parent].path;
        for import in &dependency.imports {
            let below = if import.from_exports { "exports" } else { "" };
            let keys = |path: &str| -> Vec<String> {
                path.split('.').filter(|key| !key.is_empty()).map(str::to_owned).collect()
            };
            let from = [own.clone(), vec![dependency.key().to_owned()], keys(below)];
            let from = [from.concat(), keys(import.child)].concat();
            self.imports.push(Imported { from, to: [own.clone(), keys(import.parent)].concat() });
        }
    }

    /// The instance whose values lie at `node`.
    pub(super) fn at(&self, node: NodeId) -> Option<&Instance<'c>> {
        self.all.iter().find(|instance| instance.node == node)
    }

    /// The values of the charts around the one whose values lie at `node`.
    pub(super) fn above(&self, node: NodeId) -> Vec<NodeId> {
        let mut above = Vec::new();
        let mut next = self.at(node).and_then(|instance| instance.parent);
        while let Some(id) = next {
            let instance = &self.all[id as usize];
            above.push(instance.node);
            next = instance.parent;
        }
        above
    }

    /// What the charts themselves give as the value at `path`, `*` being any key.
    pub(super) fn defaults(&self, path: &[&str]) -> Vec<NodeRef<'c>> {
        self.around(path).flat_map(|(root, rest)| places(root, rest)).collect()
    }

    /// The values of each chart whose place leads to `path`, with the rest of the path there.
    fn around<'p>(
        &self,
        path: &'p [&'p str],
    ) -> impl Iterator<Item = (NodeRef<'c>, &'p [&'p str])> {
        self.all.iter().filter_map(move |instance| {
            let (own, rest) = path.split_at_checked(instance.path.len())?;
            let leads = instance.path.iter().zip(own).all(|(ours, key)| ours == key);
            leads.then(|| Some((instance.chart.values()?, rest))).flatten()
        })
    }

    /// True when the charts themselves put something into the mapping at `path`, so that it cannot
    /// become empty or full by another key.
    pub(super) fn has_members(&self, path: &[&str]) -> bool {
        let is_full = |node: NodeRef<'_>| {
            node.kind() == Kind::Mapping && node.members().iter().any(|m| !m.value.is_null())
        };
        !path.contains(&ANY)
            && self.around(path).filter_map(|(root, rest)| root.at(rest)).any(is_full)
    }
}

/// The nodes at `path` below `root`, `*` being any key.
pub(super) fn places<'c>(root: NodeRef<'c>, path: &[&str]) -> Vec<NodeRef<'c>> {
    let (mut found, mut below) = (vec![root], Vec::new());
    for key in path {
        for node in found.drain(..) {
            match *key {
                ANY => below.extend(node.items().chain(node.entries().map(|entry| entry.value))),
                _ => below.extend(node.get(key)),
            }
        }
        std::mem::swap(&mut found, &mut below);
    }
    found
}

/// The keys under which a vendored chart finds its values: the aliases that its parent gives it,
/// and its name if the parent does not mention it, or not in this version.
fn keys<'c>(chart: &'c Chart, dependencies: &[Dependency<'c>]) -> Vec<&'c str> {
    let name = chart.name().unwrap_or(chart.root());
    let mentions = dependencies.iter().filter(|dependency| dependency.name == name);
    let mut keys: Vec<&str> =
        mentions.clone().map(|dependency| dependency.alias.unwrap_or(dependency.name)).collect();
    if keys.is_empty() || !mentions.clone().all(|dependency| fits(dependency, chart)) {
        keys.push(name);
    }
    keys.sort_unstable();
    keys.dedup();
    keys
}

fn fits(dependency: &Dependency<'_>, chart: &Chart) -> bool {
    let range = dependency.version.map(Range::parse);
    let version = chart.version().and_then(Version::lenient);
    match (range, version) {
        (Some(Ok(range)), Some(version)) => range.matches(&version),
        (None, _) => true,
        _ => false,
    }
}
