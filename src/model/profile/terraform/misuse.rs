//! Arguments that the provider does not take, or that it lacks.

use super::Resource;
use super::arguments::{self, Arguments, META_ATTRIBUTES, META_BLOCKS};
use crate::limits;
use crate::syntax::hcl::{Block, Body, Name};

/// What is wrong with an argument.
#[derive(Debug, Clone, Copy)]
pub enum Misuse<'a> {
    /// The provider does not know it.
    Unknown {
        /// The block that it stands in.
        block: &'a Block,
        /// The argument.
        name: &'a Name,
        /// What such a block takes.
        known: &'static Arguments,
    },
    /// A block that is written as an attribute.
    Block(&'a Name),
    /// An attribute that is written as a block.
    Attribute(&'a Name),
    /// An attribute that only the provider sets.
    Computed(&'a Name),
    /// An argument that must be there is not.
    Missing {
        /// The block that lacks it.
        block: &'a Block,
        /// The argument.
        name: &'static str,
        /// True where it is a block.
        is_block: bool,
    },
}

impl<'a> Resource<'a> {
    /// Every argument that Terraform will refuse, up to a limit.
    pub fn misuses(&self) -> Vec<Misuse<'a>> {
        let mut found = Vec::new();
        let known = arguments::of(self.kind);
        self.collect((self.block, &self.block.body), (known, true), &mut found);
        found.truncate(limits::VIOLATIONS);
        found
    }

    fn collect(
        &self,
        (block, body): (&'a Block, &'a Body),
        (known, is_resource): (&'static Arguments, bool),
        found: &mut Vec<Misuse<'a>>,
    ) {
        found.extend(attributes((block, body), (known, is_resource)));
        found.extend(self.missing((block, body), known));
        for inner in &body.blocks {
            if let Some(nested) = known.nested(&inner.kind.text) {
                self.collect((inner, &inner.body), (nested.arguments, false), found);
            } else if inner.kind.text == "dynamic" {
                self.collect_dynamic(block, inner, (known, found));
            } else if known.attribute(&inner.kind.text) {
                found.push(Misuse::Attribute(&inner.kind));
            } else if !(is_resource && META_BLOCKS.contains(&inner.kind.text.as_str())) {
                found.push(Misuse::Unknown { block, name: &inner.kind, known });
            }
        }
    }

    fn collect_dynamic(
        &self,
        block: &'a Block,
        dynamic: &'a Block,
        (known, found): (&'static Arguments, &mut Vec<Misuse<'a>>),
    ) {
        let Some(label) = dynamic.labels.first() else { return };
        let Some(nested) = known.nested(&label.text) else {
            return found.push(Misuse::Unknown { block, name: label, known });
        };
        for content in dynamic.body.blocks_of("content") {
            self.collect((content, &content.body), (nested.arguments, false), found);
        }
    }

    fn missing(
        &self,
        (block, body): (&'a Block, &'a Body),
        known: &'static Arguments,
    ) -> impl Iterator<Item = Misuse<'a>> {
        let this = *self;
        let attributes = known.required.iter().filter(move |name| this.set(block, name).is_none());
        let attributes =
            attributes.map(move |name| Misuse::Missing { block, name, is_block: false });
        let is_there = move |kind: &str| {
            let names_it = |b: &Block| b.labels.first().is_some_and(|label| label.text == kind);
            body.blocks_of(kind).next().is_some() || body.blocks_of("dynamic").any(names_it)
        };
        let nested = known.blocks.iter().filter(move |n| n.required && !is_there(n.kind));
        attributes.chain(nested.map(move |nested| Misuse::Missing {
            block,
            name: nested.kind,
            is_block: true,
        }))
    }
}

fn attributes<'a>(
    (block, body): (&'a Block, &'a Body),
    (known, is_resource): (&'static Arguments, bool),
) -> impl Iterator<Item = Misuse<'a>> {
    body.attributes.iter().filter_map(move |attribute| {
        let name = &attribute.name;
        let text = name.text.as_str();
        if known.attribute(text) || is_resource && META_ATTRIBUTES.contains(&text) {
            None
        } else if known.computed.contains(&text) {
            Some(Misuse::Computed(name))
        } else if known.nested(text).is_some() {
            Some(Misuse::Block(name))
        } else {
            Some(Misuse::Unknown { block, name, known })
        }
    })
}
