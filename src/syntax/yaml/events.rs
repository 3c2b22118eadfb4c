//! From granit's events to nodes. Its spans are measured against real files; each correction below
//! names what it corrects.

use std::collections::HashMap;

use granit_parser::{Event, ScalarStyle, ScanError, StructureStyle, Tag};

use crate::source::TextRange;
use crate::syntax::builder::Builder;
use crate::syntax::origin::Origin;
use crate::syntax::scalar::{self, Scalar};
use crate::syntax::tree::{Document, NodeId, Problem, ProblemKind, Style, Text};

pub(super) struct Events<'t> {
    builder: Builder,
    text: &'t str,
    origin: &'t Origin,
    anchors: HashMap<usize, NodeId>,
    last: Option<NodeId>,
}

type Span = granit_parser::Span;

impl<'t> Events<'t> {
    pub(super) fn new(builder: Builder, text: &'t str, origin: &'t Origin) -> Self {
        Self { builder, text, origin, anchors: HashMap::new(), last: None }
    }

    pub(super) fn finish(self) -> Document {
        self.builder.finish()
    }

    pub(super) fn problem_count(&self) -> usize {
        self.builder.problem_count()
    }

    pub(super) fn is_full(&mut self) -> bool {
        self.builder.is_full()
    }

    pub(super) fn failed(&mut self, error: &ScanError) {
        self.builder.problem(super::problem(error, self.text, self.origin));
        self.builder.abandon_document();
    }

    pub(super) fn event(&mut self, event: Event<'_>, span: Span) {
        let range = span.byte_range().unwrap_or(0..0);
        match event {
            Event::DocumentStart(explicit, _) => {
                // Without a marker the range is that of the first token.
                let marker = if explicit { range } else { range.start..range.start };
                self.builder.start_document(self.outer(marker));
            }
            Event::Comment(..) => self.builder.comment(self.outer(range)),
            Event::Anchor(_, _) => {
                let place = self.outer(range);
                if let Some(id) = self.last {
                    self.builder.set_anchor(id, place);
                }
            }
            Event::Alias(target) => self.alias(target, range),
            Event::UnresolvedAlias(name) => self.unresolved_alias(&name, range),
            Event::Scalar(value, style, anchor, tag) => {
                let id = self.scalar(&value, style, range, tag.as_deref());
                self.node(id, anchor, tag.as_deref());
            }
            Event::SequenceStart(style, anchor, tag) => {
                let start = self.sequence_start(range, style);
                let id = self.builder.open(self.outer(start), structure(style), false);
                self.node(id, anchor, tag.as_deref());
            }
            Event::MappingStart(style, anchor, tag) => {
                let id = self.builder.open(self.outer(range), structure(style), true);
                self.node(id, anchor, tag.as_deref());
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(range),
            _ => {}
        }
    }

    fn outer(&self, range: std::ops::Range<usize>) -> TextRange {
        super::outer(self.origin, range)
    }

    fn node(&mut self, id: NodeId, anchor: usize, tag: Option<&Tag>) {
        self.last = Some(id);
        if anchor != 0 {
            self.anchors.insert(anchor, id);
        }
        if let Some(tag) = tag {
            self.builder.set_tag(id, format!("{}{}", tag.handle(), tag.suffix()));
        }
    }

    fn alias(&mut self, target: usize, range: std::ops::Range<usize>) {
        let place = self.outer(range);
        if let Some(id) = self.anchors.get(&target) {
            self.builder.alias(place, *id);
        }
    }

    fn unresolved_alias(&mut self, name: &str, range: std::ops::Range<usize>) {
        let place = self.outer(range);
        let message = format!("the alias `*{name}` has no anchor `&{name}` before it");
        self.builder.problem(Problem::new(ProblemKind::Invalid, place, message));
        self.builder.scalar(place, Style::Plain, (Text::Decoded("".into()), Scalar::Null));
    }

    fn close(&mut self, range: std::ops::Range<usize>) {
        // The end of a block collection lies at the next token, behind comments that do not belong
        // to it; a flow collection ends with its bracket.
        let end = (!range.is_empty()).then(|| self.outer(range).end);
        self.builder.close(end);
    }

    /// A sequence that is not indented below its key starts behind its first `- ` in granit.
    fn sequence_start(
        &self,
        range: std::ops::Range<usize>,
        style: StructureStyle,
    ) -> std::ops::Range<usize> {
        if style != StructureStyle::Block || !self.builder.in_mapping() {
            return range;
        }
        let before = without_comments(self.text.get(..range.start).unwrap_or_default());
        // An item may start with a dash of its own, and a dash may end an anchor.
        let dash = before.strip_suffix('-');
        let dash = dash.filter(|rest| rest.is_empty() || rest.ends_with([' ', '\t', '\n', '\r']));
        dash.map_or(range, |rest| rest.len()..rest.len())
    }

    /// A block scalar ends with its last line; granit's ends at the next token.
    fn block_scalar(&self, range: std::ops::Range<usize>) -> std::ops::Range<usize> {
        let raw = self.text.get(range.clone()).unwrap_or_default();
        let lines = raw.trim_end_matches(' ');
        match range.end < self.text.len() && lines.ends_with('\n') {
            true => range.start..range.start + lines.len(),
            false => range,
        }
    }

    fn scalar(
        &mut self,
        value: &str,
        style: ScalarStyle,
        range: std::ops::Range<usize>,
        tag: Option<&Tag>,
    ) -> NodeId {
        let style = scalar_style(style);
        // An empty value is a `~` of no length.
        let value = if style == Style::Plain && range.is_empty() { "" } else { value };
        let value = match style {
            Style::Literal | Style::Folded => self.without_invented_break(value, range.end),
            _ => value,
        };
        let resolved = match tag {
            Some(tag) => tagged(tag, value),
            None if style == Style::Plain => scalar::resolve(value),
            None => Scalar::String,
        };
        let range = match style {
            Style::Literal | Style::Folded => self.block_scalar(range),
            _ => range,
        };
        let text = self.text_of(value, style, range.clone());
        self.builder.scalar(self.outer(range), style, (text, resolved))
    }

    /// Rust parsers end a block scalar with a line break even where the file ends without one;
    /// go-yaml does not.
    fn without_invented_break<'v>(&self, value: &'v str, end: usize) -> &'v str {
        let at_end = end >= self.text.len() && !self.text.ends_with(['\n', '\r']);
        if at_end { value.strip_suffix('\n').unwrap_or(value) } else { value }
    }

    fn text_of<'v>(&self, value: &'v str, style: Style, range: std::ops::Range<usize>) -> Text<'v> {
        let inner = match style {
            Style::SingleQuoted | Style::DoubleQuoted => {
                range.start + 1..range.end.saturating_sub(1).max(range.start + 1)
            }
            _ => range,
        };
        match self.text.get(inner.clone()) {
            Some(slice) if slice == value && self.origin.is_identity() => {
                Text::Slice(TextRange::from_usize(inner))
            }
            _ => Text::Decoded(value.into()),
        }
    }
}

/// The text up to a token, without the blanks and comments between it and the indicator before it.
fn without_comments(before: &str) -> &str {
    let mut rest = before.trim_end();
    loop {
        let line = rest.rfind('\n').map_or(rest, |newline| &rest[newline + 1..]);
        let words = line.trim_start_matches([' ', '\t', '-']);
        if !words.starts_with('#') {
            return rest;
        }
        rest = rest[..rest.len() - words.len()].trim_end();
    }
}

fn structure(style: StructureStyle) -> Style {
    match style {
        StructureStyle::Block => Style::Block,
        StructureStyle::Flow => Style::Flow,
    }
}

fn scalar_style(style: ScalarStyle) -> Style {
    match style {
        ScalarStyle::Plain => Style::Plain,
        ScalarStyle::SingleQuoted => Style::SingleQuoted,
        ScalarStyle::DoubleQuoted => Style::DoubleQuoted,
        ScalarStyle::Literal => Style::Literal,
        ScalarStyle::Folded => Style::Folded,
    }
}

/// go-yaml resolves a text by the tag that is written; a tag that it does not know is a string.
fn tagged(tag: &Tag, value: &str) -> Scalar {
    match tag.core_suffix() {
        Some("int" | "float" | "bool" | "null") => scalar::resolve(value),
        _ => Scalar::String,
    }
}
