//! Parameters of `values.yaml` by their dotted path.
//!
//! A key may itself contain dots, so that a path cannot be split: all paths are written down once,
//! and looked up whole.

use std::collections::BTreeMap;

use crate::limits;
use crate::model::literal::has_macro;
use crate::syntax::tree::{Kind, NodeRef};

/// The values of a `values.yaml` by their path from the top of the file, and from each chart.
#[derive(Debug, Default)]
pub struct Parameters<'v> {
    by_path: BTreeMap<String, NodeRef<'v>>,
    /// Whether there are more than [`limits::PARAMETERS`], or some with a path beyond all measure.
    truncated: bool,
}

/// What a path leads to.
#[derive(Debug, Clone, Copy)]
pub enum Resolution<'v> {
    /// A parameter.
    Parameter(NodeRef<'v>),
    /// It goes through a list or a macro, and cannot be followed.
    Unclear,
    /// Nothing.
    Nothing,
}

/// How far a path can be followed.
#[derive(Debug, Clone, Copy)]
pub struct Reached<'v, 'p> {
    /// The part of the path that exists.
    pub path: &'p str,
    /// What is there.
    pub node: NodeRef<'v>,
    /// The key that is not there.
    pub missing: &'p str,
}

impl<'v> Parameters<'v> {
    /// The parameters below the top of the file.
    pub fn of(values: NodeRef<'v>) -> Self {
        let mut parameters = Self::default();
        parameters.collect(values, "");
        let charts = values.get("charts").into_iter().flat_map(NodeRef::members);
        charts.for_each(|chart| parameters.collect(chart.value, ""));
        parameters
    }

    fn collect(&mut self, node: NodeRef<'v>, path: &str) {
        if node.kind() != Kind::Mapping || self.truncated {
            return;
        }
        for entry in node.members() {
            let name = entry.name();
            let below = if path.is_empty() { name.into_owned() } else { format!("{path}.{name}") };
            if self.by_path.len() >= limits::PARAMETERS || below.len() > limits::PARAMETER_PATH {
                self.truncated = true;
                return;
            }
            self.collect(entry.value, &below);
            // What stands at the top of the file comes first.
            self.by_path.entry(below).or_insert(entry.value);
        }
    }

    /// What a path leads to.
    pub fn resolve(&self, path: &str) -> Resolution<'v> {
        if let Some(node) = self.by_path.get(path) {
            return Resolution::Parameter(*node);
        }
        let opaque = || self.beginnings(path).any(|(_, node)| is_opaque(node));
        if self.truncated || opaque() { Resolution::Unclear } else { Resolution::Nothing }
    }

    /// How far a path can be followed; `None` where nothing of it is there.
    pub fn reach<'p>(&self, path: &'p str) -> Option<Reached<'v, 'p>> {
        let (reached, node) = self.beginnings(path).last()?;
        let missing = path[reached.len() + 1..].split('.').next().unwrap_or_default();
        Some(Reached { path: reached, node, missing })
    }

    /// The parts of a path up to a dot that lead to something, the shortest first.
    fn beginnings<'p>(&self, path: &'p str) -> impl Iterator<Item = (&'p str, NodeRef<'v>)> {
        let dots = path.match_indices('.').map(|(at, _)| &path[..at]);
        let short = dots.take_while(|part| part.len() <= limits::PARAMETER_PATH);
        short.filter_map(|part| Some((part, *self.by_path.get(part)?)))
    }

    /// The paths of all scalars, sorted.
    pub fn scalars(&self) -> Vec<&str> {
        let scalars = self.by_path.iter().filter(|(_, node)| node.kind().is_scalar());
        scalars.map(|(path, _)| path.as_str()).collect()
    }
}

/// A list, for whose items no notation is documented, or a macro, which may become a mapping.
fn is_opaque(node: NodeRef<'_>) -> bool {
    node.kind() == Kind::Sequence || node.text().is_some_and(has_macro)
}

/// The one path that differs by a single key, be it another, one more or one less, and ends alike.
pub fn sibling<'p>(path: &str, paths: &[&'p str]) -> Option<&'p str> {
    let mut near = paths.iter().copied().filter(|other| differ_by_one(path, other));
    let first = near.next()?;
    near.next().is_none().then_some(first)
}

fn differ_by_one(a: &str, b: &str) -> bool {
    let (a, b): (Vec<_>, Vec<_>) = (a.split('.').collect(), b.split('.').collect());
    if a.len().abs_diff(b.len()) > 1 || a.last() != b.last() {
        return false;
    }
    let head = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let tail = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    head + tail + 1 >= a.len().max(b.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{SourceFile, VirtualPath};
    use crate::syntax::tree::Document;
    use crate::syntax::yaml;

    fn document(text: &str) -> Document {
        yaml::parse(&SourceFile::from_bytes(VirtualPath::new("values.yaml"), text.into()))
    }

    fn found(text: &str, path: &str) -> String {
        let document = document(text);
        match Parameters::of(document.root().expect("the text is a mapping")).resolve(path) {
            Resolution::Parameter(node) => node.text().unwrap_or("a collection").to_owned(),
            Resolution::Unclear => "unclear".to_owned(),
            Resolution::Nothing => "nothing".to_owned(),
        }
    }

    #[test]
    fn paths_are_followed_from_the_top_and_from_each_chart() {
        let text = "charts:\r\n  démo:\r\n    cpu: 1\r\n  other:\r\n    a.b:\r\n      c.d: 2\r\n";
        assert_eq!(found(text, "charts.démo.cpu"), "1");
        assert_eq!(found(text, "cpu"), "1");
        assert_eq!(found(text, "a.b.c.d"), "2");
        assert_eq!(found(text, "a.b"), "a collection");
        assert_eq!(found(text, "a"), "nothing");
        assert_eq!(found(text, "charts.démo.cpu.x"), "nothing");
        assert_eq!(found(text, "charts..cpu"), "nothing");
        assert_eq!(found(text, ""), "nothing");
    }

    #[test]
    fn lists_and_macros_cannot_be_followed() {
        assert_eq!(found("a: [{cpu: 1}]\n", "a.0.cpu"), "unclear");
        assert_eq!(found("a: '{{.spectro.var.a}}'\n", "a.cpu"), "unclear");
        assert_eq!(found("a: text\n", "a.cpu"), "nothing");
    }

    #[test]
    fn the_nearest_path_is_the_only_one_that_differs_by_one_key() {
        let paths = ["a.b.cpu", "a.c.fluent.cpu", "x.y.cpu"];
        assert_eq!(sibling("a.c.cpu", &paths), None);
        assert_eq!(sibling("a.c.cpu", &paths[1..]), Some("a.c.fluent.cpu"));
        assert_eq!(sibling("a.b.z.cpu", &paths[..1]), Some("a.b.cpu"));
        assert_eq!(sibling("a.b.memory", &paths), None);
    }
}
