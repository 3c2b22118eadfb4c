//! schema.yaml: constraints on the parameters of a pack.
//!
//! A constraint owns its places, so that it is read once and every rule asks the same facts. What is
//! not even an entry with a `schema` string is told from the tree, by `schema/invalid-template`.

pub mod locate;
pub mod pattern;
pub mod template;
#[cfg(test)]
mod tests;
pub mod verdict;

use std::sync::Arc;

use crate::model::pack::Pack;
use crate::source::{SourceFile, Span, TextRange};
use crate::syntax::origin::Origin;
use crate::syntax::tree::{Entry, Kind, NodeRef};

use template::Template;

/// The one key of an entry.
pub const SCHEMA_KEY: &str = "schema";

/// An entry with a template.
#[derive(Debug)]
pub struct Constraint {
    /// The path of the parameter.
    pub path: String,
    /// The key that holds the path.
    pub key: Span,
    /// The template.
    pub template: Template,
    file: Arc<SourceFile>,
    key_origin: Origin,
    text_origin: Origin,
}

impl Constraint {
    fn read(entry: Entry<'_>) -> Option<Self> {
        let text = entry.value.get(SCHEMA_KEY)?;
        Some(Self {
            path: entry.name().into_owned(),
            key: entry.key.span(),
            template: Template::parse(text.as_str()?),
            file: Arc::clone(text.document().file()),
            key_origin: entry.key.inner_origin(),
            text_origin: text.inner_origin(),
        })
    }

    /// The place of a range of the template.
    pub fn place(&self, range: TextRange) -> Span {
        Span::new(&self.file, self.text_origin.outer_range(range))
    }

    /// The place of a range of the path.
    pub fn place_in_path(&self, range: TextRange) -> Span {
        Span::new(&self.file, self.key_origin.outer_range(range))
    }

    /// The last segment of the path.
    pub fn leaf(&self) -> &str {
        self.path.rsplit('.').next().unwrap_or(&self.path)
    }
}

/// The entries of schema.yaml, whatever they hold.
pub fn entries(pack: &Pack) -> impl Iterator<Item = Entry<'_>> {
    let root = pack.schema_file().document.as_ref().ok().and_then(|document| document.root());
    let root = root.filter(|root| root.kind() == Kind::Mapping);
    root.into_iter().flat_map(NodeRef::entries).filter(|entry| !entry.is_merge())
}

/// The entries of schema.yaml that have a template.
pub(super) fn constraints(pack: &Pack) -> Vec<Constraint> {
    entries(pack).filter_map(Constraint::read).collect()
}
