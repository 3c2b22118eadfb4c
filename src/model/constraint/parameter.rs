//! Parameters of `values.yaml` by their dotted path.
//!
//! A key may itself contain dots, so a path is matched key by key and never split beforehand.

use crate::limits;
use crate::syntax::tree::{Kind, NodeRef};

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

/// Follows a path from the top of the file, then from each of its charts.
pub fn resolve<'v>(values: NodeRef<'v>, path: &str) -> Resolution<'v> {
    let charts = values.get("charts").into_iter().flat_map(NodeRef::members);
    let roots = std::iter::once(values).chain(charts.map(|chart| chart.value));
    let mut unclear = false;
    for root in roots.take(limits::CONSTRAINTS) {
        match follow(root, path) {
            Resolution::Parameter(node) => return Resolution::Parameter(node),
            Resolution::Unclear => unclear = true,
            Resolution::Nothing => {}
        }
    }
    if unclear { Resolution::Unclear } else { Resolution::Nothing }
}

fn follow<'v>(node: NodeRef<'v>, path: &str) -> Resolution<'v> {
    let mut found = Resolution::Nothing;
    for entry in node.members() {
        let name = entry.name();
        if name.is_empty() {
            continue;
        }
        let Some(rest) = path.strip_prefix(name.as_ref()) else { continue };
        if rest.is_empty() {
            return Resolution::Parameter(entry.value);
        }
        let Some(rest) = rest.strip_prefix('.') else { continue };
        match follow(entry.value, rest) {
            Resolution::Parameter(node) => return Resolution::Parameter(node),
            Resolution::Unclear => found = Resolution::Unclear,
            Resolution::Nothing => {}
        }
    }
    if is_opaque(node) { Resolution::Unclear } else { found }
}

/// A list, for whose items no notation is documented, or a macro, which may become a mapping.
fn is_opaque(node: NodeRef<'_>) -> bool {
    node.kind() == Kind::Sequence || node.text().is_some_and(is_macro)
}

/// True for a text that Palette replaces before anything reads it.
pub fn is_macro(text: &str) -> bool {
    text.contains("{{")
}

/// How far a path can be followed from the top of the file.
#[derive(Debug, Clone)]
pub struct Reached<'v> {
    /// The part of the path that exists; empty for the file itself.
    pub path: String,
    /// What is there.
    pub node: NodeRef<'v>,
    /// The key that is not there.
    pub missing: String,
}

/// Follows a path, taking every key to be without dots.
pub fn reach<'v>(values: NodeRef<'v>, path: &str) -> Reached<'v> {
    let mut reached = Reached { path: String::new(), node: values, missing: String::new() };
    for key in path.split('.') {
        let Some(node) = reached.node.get(key) else {
            key.clone_into(&mut reached.missing);
            break;
        };
        if !reached.path.is_empty() {
            reached.path.push('.');
        }
        reached.path.push_str(key);
        reached.node = node;
    }
    reached
}

/// The paths of all scalars, at most [`limits::PARAMETERS`].
pub fn paths(values: NodeRef<'_>) -> Vec<String> {
    let mut paths = Vec::new();
    collect(values, "", &mut paths);
    paths
}

const LONGEST: usize = 500;

fn collect(node: NodeRef<'_>, path: &str, paths: &mut Vec<String>) {
    if node.kind() != Kind::Mapping {
        paths.extend(node.kind().is_scalar().then(|| path.to_owned()));
        return;
    }
    for entry in node.members() {
        if paths.len() >= limits::PARAMETERS {
            return;
        }
        let name = entry.name();
        let below = if path.is_empty() { name.into_owned() } else { format!("{path}.{name}") };
        // Nobody meant a longer one, and a thousand of them would fill the memory.
        if below.len() <= LONGEST {
            collect(entry.value, &below, paths);
        }
    }
}

/// The one path that differs by a single key, be it another, one more or one less, and ends alike.
pub fn sibling<'p>(path: &str, paths: &'p [String]) -> Option<&'p str> {
    let mut near = paths.iter().filter(|other| differ_by_one(path, other));
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
        match resolve(document.root().expect("the text is a mapping"), path) {
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
        let paths = ["a.b.cpu", "a.c.fluent.cpu", "x.y.cpu"].map(str::to_owned);
        assert_eq!(sibling("a.c.cpu", &paths), None);
        assert_eq!(sibling("a.c.cpu", &paths[1..]), Some("a.c.fluent.cpu"));
        assert_eq!(sibling("a.b.z.cpu", &paths[..1]), Some("a.b.cpu"));
        assert_eq!(sibling("a.b.memory", &paths), None);
    }
}
