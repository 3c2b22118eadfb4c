//! The stack of a profile's layers as a picture: what it shows, and the formats it is drawn in.
//!
//! Names are strangers' text: each format escapes them in its own way, and cuts what is too long.

mod build;
mod dot;
mod mermaid;
mod svg;
#[cfg(test)]
mod tests;
mod text;
mod width;

use crate::rules::Severity;

pub use build::picture;
pub use dot::dot;
pub use mermaid::mermaid;
pub use svg::svg;
pub use text::text;

/// Cells of a name; what is longer is cut.
const NAME_WIDTH: usize = 48;

/// One profile.
#[derive(Debug, Default)]
pub struct Picture {
    /// Name and version.
    pub title: String,
    /// Type and cloud.
    pub subtitle: String,
    /// The layers, in the order of the profile: the lowest first.
    pub nodes: Vec<Node>,
    /// What they depend on.
    pub edges: Vec<Edge>,
    /// What is wrong with the profile outside of its layers.
    pub marks: Marks,
    /// What the packs need of the machines, summed.
    pub needs: Option<String>,
}

/// One layer, or one tier of an app profile.
#[derive(Debug, Default)]
pub struct Node {
    /// The name.
    pub name: String,
    /// Its version or tag.
    pub version: String,
    /// The layer, or the type.
    pub layer: String,
    /// The install order, where it is not 0.
    pub order: Option<i64>,
    /// What else is to be said.
    pub note: Option<&'static str>,
    /// What is wrong with it.
    pub marks: Marks,
}

/// What one layer says of another.
#[derive(Debug)]
pub struct Edge {
    /// The index of the layer that says it.
    pub from: usize,
    /// The index of the other layer.
    pub to: usize,
    /// `requires certs from 1.2`, without the name.
    pub label: String,
    /// False where the other layer is not as it should be.
    pub holds: bool,
}

/// How many findings there are of each severity.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Marks {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Conventions.
    pub infos: usize,
}

impl Marks {
    /// Counts one more.
    pub fn add(&mut self, severity: Severity) {
        match severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Info => self.infos += 1,
        }
    }

    /// The gravest of them.
    pub fn worst(self) -> Option<Severity> {
        let counts = [
            (self.errors, Severity::Error),
            (self.warnings, Severity::Warning),
            (self.infos, Severity::Info),
        ];
        counts.into_iter().find(|(count, _)| *count > 0).map(|(_, severity)| severity)
    }

    /// `1 error, 2 warnings`; empty where nothing is wrong.
    pub fn words(self) -> String {
        let counts = [(self.errors, "error"), (self.warnings, "warning"), (self.infos, "info")];
        let counted = counts.into_iter().filter(|(count, _)| *count > 0);
        let words = counted.map(|(count, word)| match count {
            1 => format!("1 {word}"),
            count => format!("{count} {word}s"),
        });
        words.collect::<Vec<_>>().join(", ")
    }
}

impl Node {
    /// What stands below the name: layer, order, note.
    fn details(&self) -> String {
        let order = self.order.map(|order| format!("install order {order}"));
        let note = self.note.map(str::to_owned);
        let parts = [Some(self.layer.clone()), order, note].into_iter().flatten();
        parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
    }
}

impl Picture {
    /// The edges that begin at a node, each with its words.
    fn edges_of(&self, node: usize) -> impl Iterator<Item = (&Edge, String)> {
        let of = self.edges.iter().filter(move |edge| edge.from == node);
        of.filter_map(|edge| {
            let other = &self.nodes.get(edge.to)?.name;
            let (verb, range) = edge.label.split_once(' ').unwrap_or((&edge.label, ""));
            let (verb, range) = (width::cut(verb), width::cut(range));
            Some((edge, format!("{verb} {} {range}", width::cut(other)).trim_end().to_owned()))
        })
    }
}
