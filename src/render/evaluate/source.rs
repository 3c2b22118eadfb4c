//! Templates and where their text is: in a file of a chart, or in a value that `tpl` was given.

use foldhash::HashMap;

use crate::source::TextRange;
use crate::syntax::template::{self, List, Template};

#[derive(Debug)]
enum Content<'c> {
    File(&'c str, &'c Template),
    Made(String, Box<Template>),
}

/// A parsed text.
#[derive(Debug)]
pub struct Source<'c> {
    name: String,
    content: Content<'c>,
}

/// Which of the templates of a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Body {
    /// What the text itself outputs.
    Main,
    /// One that it defines.
    Define(usize),
}

/// What a name stands for.
#[derive(Debug, Clone, Copy)]
pub struct Definition {
    pub(super) source: u32,
    pub(super) body: Body,
}

/// The name under which Helm executes texts given to `tpl`.
pub(super) const ANONYMOUS: &str = "gotpl";

impl<'c> Source<'c> {
    pub(super) fn file(name: &str, text: &'c str, template: &'c Template) -> Self {
        Self { name: name.to_owned(), content: Content::File(text, template) }
    }

    /// A text given to `tpl`.
    pub(super) fn made(text: String) -> Self {
        let template = Box::new(template::parse(&text));
        Self { name: ANONYMOUS.to_owned(), content: Content::Made(text, template) }
    }

    pub(super) fn nowhere() -> Self {
        Self::made(String::new())
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }

    pub(super) fn text(&self) -> &str {
        match &self.content {
            Content::File(text, _) => text,
            Content::Made(text, _) => text,
        }
    }

    pub(super) fn template(&self) -> &Template {
        match &self.content {
            Content::File(_, template) => template,
            Content::Made(_, template) => template,
        }
    }

    pub(super) fn body(&self, body: Body) -> Option<&List> {
        match body {
            Body::Main => Some(&self.template().main),
            Body::Define(index) => self.template().defines.get(index).map(|define| &define.body),
        }
    }

    /// Line, from 1, and bytes before `range` on it.
    pub(super) fn position(&self, range: TextRange) -> (u32, u32) {
        let before = self.text().get(..range.start as usize).unwrap_or_default();
        let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
        let column = before.len() - before.rfind('\n').map_or(0, |at| at + 1);
        (u32::try_from(line).unwrap_or(u32::MAX), u32::try_from(column).unwrap_or(u32::MAX))
    }

    /// Adds what this text defines; blank templates replace nothing.
    pub(super) fn define_into(
        &self,
        definitions: &mut HashMap<String, Definition>,
        id: u32,
        main: Option<&str>,
    ) {
        let (text, template) = (self.text(), self.template());
        let mut add = |name: &str, list: &List, body| {
            if !template.is_blank(list, text) || !definitions.contains_key(name) {
                definitions.insert(name.to_owned(), Definition { source: id, body });
            }
        };
        for (index, define) in template.defines.iter().enumerate() {
            add(define.name.value(text), &define.body, Body::Define(index));
        }
        if let Some(name) = main {
            add(name, &template.main, Body::Main);
        }
    }
}
