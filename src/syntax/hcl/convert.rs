//! From the parser's tree to ours: what is literal keeps its value, everything keeps its place.

use std::ops::Range;

use hcl_edit::Span;
use hcl_edit::expr::{Expression as Parsed, Object, ObjectKey};
use hcl_edit::structure::{Block as ParsedBlock, BlockLabel, Body as ParsedBody, Structure};
use hcl_edit::template::{Element, HeredocTemplate};

use super::literal::{self, Source};
use super::{Attribute, Block, Body, Expression, Literal, Name, Value};
use crate::source::TextRange;

/// The text that was parsed, and where in it the parser started.
pub(super) struct Converter<'a> {
    pub(super) text: &'a str,
    pub(super) start: usize,
}

impl Converter<'_> {
    pub(super) fn body(&self, parsed: &ParsedBody) -> Body {
        let mut body = Body::default();
        for structure in parsed {
            match structure {
                Structure::Attribute(attribute) => body.attributes.push(Attribute {
                    name: self.name(attribute.key.as_str(), attribute.key.span()),
                    value: self.expression(&attribute.value),
                }),
                Structure::Block(block) => body.blocks.push(self.block(block)),
            }
        }
        body
    }

    fn block(&self, block: &ParsedBlock) -> Block {
        let label = |label: &BlockLabel| {
            let name = self.name(label.as_str(), label.span());
            let range = self.without_quotes(name.range);
            Name { range, ..name }
        };
        Block {
            kind: self.name(block.ident.as_str(), block.ident.span()),
            labels: block.labels.iter().map(label).collect(),
            body: self.body(&block.body),
            range: self.range(block.span()),
        }
    }

    fn expression(&self, parsed: &Parsed) -> Expression {
        let range = self.range(parsed.span());
        Expression { range, value: self.value(parsed, range) }
    }

    fn value(&self, parsed: &Parsed, range: TextRange) -> Value {
        match parsed {
            Parsed::Null(_) => Value::Null,
            Parsed::Bool(value) => Value::Bool(*value.value()),
            Parsed::Number(_) => Value::Number(self.slice(range).into()),
            Parsed::String(text) => Value::Text(self.quoted(range, text.as_str())),
            Parsed::HeredocTemplate(heredoc) => match self.heredoc(heredoc, range) {
                Some(literal) => Value::Text(literal),
                None => Value::Unknown,
            },
            Parsed::Array(items) => {
                Value::List(items.iter().map(|item| self.expression(item)).collect())
            }
            Parsed::Object(object) => match self.object(object) {
                Some(entries) => Value::Object(entries),
                None => Value::Unknown,
            },
            Parsed::Parenthesis(inner) => {
                let inner = inner.inner();
                self.value(inner, self.range(inner.span()))
            }
            _ => Value::Unknown,
        }
    }

    fn object(&self, object: &Object) -> Option<Vec<Attribute>> {
        let entry = |(key, value): (&ObjectKey, &hcl_edit::expr::ObjectValue)| {
            let name = match key {
                ObjectKey::Ident(ident) => self.name(ident.as_str(), ident.span()),
                ObjectKey::Expression(Parsed::String(text)) => {
                    let name = self.name(text.as_str(), text.span());
                    Name { range: self.without_quotes(name.range), ..name }
                }
                ObjectKey::Expression(_) => return None,
            };
            Some(Attribute { name, value: self.expression(value.expr()) })
        };
        object.iter().map(entry).collect()
    }

    fn quoted(&self, range: TextRange, parsed: &str) -> Literal {
        let inside = self.without_quotes(range);
        let decoded = literal::quoted(self.source(inside));
        decoded.filter(|decoded| &*decoded.text == parsed).unwrap_or_else(|| coarse(parsed, range))
    }

    /// `None` where something is inserted.
    fn heredoc(&self, heredoc: &HeredocTemplate, range: TextRange) -> Option<Literal> {
        let elements: Vec<&Element> = heredoc.template.iter().collect();
        let parsed = match elements.as_slice() {
            [] => "",
            [Element::Literal(text)] => text.as_str(),
            _ => return None,
        };
        let content = self.range(heredoc.template.span());
        let indented = self.slice(range).starts_with("<<-");
        let decoded = literal::heredoc(self.source(content), indented);
        // The parser takes another indentation where a line holds nothing but blanks.
        let same = |decoded: &Literal| match indented {
            true => unindented(&decoded.text).eq(unindented(parsed)),
            false => &*decoded.text == parsed,
        };
        Some(decoded.filter(same).unwrap_or_else(|| coarse(parsed, content)))
    }

    fn name(&self, text: &str, span: Option<Range<usize>>) -> Name {
        Name { text: text.to_owned(), range: self.range(span) }
    }

    fn range(&self, span: Option<Range<usize>>) -> TextRange {
        let span = span.unwrap_or(0..0);
        TextRange::from_usize(self.start + span.start..self.start + span.end)
    }

    fn slice(&self, range: TextRange) -> &str {
        self.text.get(range.to_usize()).unwrap_or_default()
    }

    fn source(&self, range: TextRange) -> Source<'_> {
        Source { text: self.slice(range), start: range.start as usize }
    }

    fn without_quotes(&self, range: TextRange) -> TextRange {
        match self.slice(range).as_bytes() {
            [b'"', .., b'"'] => TextRange::new(range.start + 1, range.end - 1),
            _ => range,
        }
    }
}

/// What the parser made of it, all of it from one place.
fn coarse(parsed: &str, range: TextRange) -> Literal {
    let origin =
        crate::syntax::origin::Origin::new(vec![(0, range.start), (u32::MAX, range.start)]);
    Literal { text: parsed.into(), origin }
}

fn unindented(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(|line| line.trim_start())
}
