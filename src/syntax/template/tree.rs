//! The syntax tree.
//!
//! All parts of one kind lie side by side, and what holds parts says from where to where: a template
//! costs a handful of allocations, however large it is, and nothing recurses when it is dropped.
//! Identifiers are ranges rather than strings, and so are the fields of an operand: they stand
//! verbatim in the source, which every reader has at hand.

use std::num::NonZeroU32;

use super::{FunctionId, NumberForm, TemplateError};
use crate::source::TextRange;

/// One parsed file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Template {
    /// What the file itself outputs: everything outside of `define`. After a syntax error, what
    /// was complete before it.
    pub main: List,
    /// The named templates, `define` and `block`, in the order in which they end.
    pub defines: Vec<Define>,
    /// The unknown functions in order, then the mistake that ended the parse, if there is one.
    pub errors: Vec<TemplateError>,
    pub(super) nodes: Vec<Node>,
    pub(super) exprs: Vec<Expr>,
    pub(super) branches: Vec<Branch>,
    pub(super) calls: Vec<TemplateCall>,
    /// The pipelines in parentheses.
    pub(super) pipes: Vec<Pipeline>,
    /// The values of strings with escapes.
    pub(super) decoded: Vec<Box<str>>,
}

/// A run of text and actions.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct List {
    /// From the end of the tag that opens the list to the start of the tag that ends it.
    pub range: TextRange,
    pub(super) nodes: Slots,
}

/// Parts that lie side by side.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Slots {
    start: u32,
    end: u32,
}

/// A part of a list.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Node {
    /// Text to output.
    Text(Text),
    /// `{{/* … */}}`, the range being that of the whole tag.
    Comment(TextRange),
    /// `{{ pipeline }}`.
    Action(Action),
    /// `{{ if }}`.
    If(BranchId),
    /// `{{ with }}`.
    With(BranchId),
    /// `{{ range }}`.
    Range(BranchId),
    /// `{{ template }}`, and the call that a `{{ block }}` makes in its place.
    Template(CallId),
    /// `{{ break }}`.
    Break(TextRange),
    /// `{{ continue }}`.
    Continue(TextRange),
}

/// A [`Branch`] of a template.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BranchId(u32);

/// A [`TemplateCall`] of a template.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CallId(u32);

/// A [`Pipeline`] of a template that stands in parentheses.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PipeId(u32);

/// An [`Expr`] of a template that fields are taken from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ExprId(u32);

/// The value of a string, where it is not simply what stands between the quotes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Decoded(Option<NonZeroU32>);

/// Text between two tags; present only if something is left of it after trimming.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Text {
    /// All of it, from tag to tag.
    pub range: TextRange,
    /// What remains after `{{-` and `-}}` took the blanks.
    pub output: TextRange,
}

/// A tag that outputs the value of a pipeline, or sets a variable.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Action {
    /// The tag with its delimiters.
    pub range: TextRange,
    /// What it evaluates.
    pub pipe: Pipeline,
}

/// `if`, `with` or `range` up to the `end`.
///
/// `{{ else if }}` is, as in Go, an else list that holds one more branch; both then share the end
/// tag. The same goes for `{{ else with }}`.
#[derive(Debug, Clone, PartialEq)]
pub struct Branch {
    /// From the first byte of the opening tag to the last of the `end` tag.
    pub range: TextRange,
    /// The opening tag: `{{ if … }}`, or `{{ else if … }}`.
    pub opening: TextRange,
    /// The condition, or what is ranged over.
    pub pipe: Pipeline,
    /// What is output when the pipeline is not empty.
    pub list: List,
    /// What is output otherwise.
    pub else_list: Option<List>,
    /// The `{{ else }}` tag; for an else-if, the whole opening tag of that branch.
    pub else_tag: Option<TextRange>,
    /// The `{{ end }}` tag.
    pub end_tag: TextRange,
}

/// A call of a named template.
#[derive(Debug, Clone, PartialEq)]
pub struct TemplateCall {
    /// The tag; for a block, everything up to the end of its `end` tag.
    pub range: TextRange,
    /// The name of what is called.
    pub name: Literal,
    /// The value of `.` in it; `nil` when absent.
    pub pipe: Option<Pipeline>,
}

/// A named template.
#[derive(Debug, Clone, PartialEq)]
pub struct Define {
    /// From the opening tag to the `end` tag.
    pub range: TextRange,
    /// The name.
    pub name: Literal,
    /// The opening tag.
    pub opening: TextRange,
    /// What it outputs.
    pub body: List,
    /// The `{{ end }}` tag.
    pub end_tag: TextRange,
    /// True for `{{ block }}`, which also calls itself in place.
    pub is_block: bool,
}

/// Commands chained by `|`, perhaps with variables that take the result.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pipeline {
    /// The variables, then the operands of all commands.
    pub(super) exprs: Slots,
    pub(super) decls: u8,
    /// True for `=`, false for `:=`.
    pub is_assign: bool,
}

/// An operand and its arguments.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Command<'t> {
    /// The operands, at least one.
    pub args: &'t [Expr],
}

/// An operand.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Expr {
    /// All of it, parentheses and quotes included.
    pub range: TextRange,
    /// What it is.
    pub kind: ExprKind,
    /// True where a command begins.
    pub(super) is_first: bool,
}

/// The kinds of operand.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ExprKind {
    /// `.`
    Dot,
    /// `nil`
    Nil,
    /// `true` and `false`
    Bool(bool),
    /// A number or a character constant.
    Number(NumberForm),
    /// A string.
    String(Decoded),
    /// `.A.B`
    Field,
    /// `$x.A.B`
    Variable,
    /// `(pipeline).A.B`, or a function with fields; what the fields are taken from.
    Chain(ExprId),
    /// The name of a function; `None` where Helm knows no such function.
    Function(Option<FunctionId>),
    /// `(pipeline)`
    Pipe(PipeId),
}

/// A quoted string.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Literal {
    /// The literal with its quotes.
    pub range: TextRange,
    /// The value where it is not simply what stands between the quotes.
    pub decoded: Option<Box<str>>,
}

impl Literal {
    /// The value; `text` is the source that the tree was parsed from.
    ///
    /// Bytes that `\x` or octal escapes spell and that are not UTF-8 appear as U+FFFD.
    pub fn value<'a>(&'a self, text: &'a str) -> &'a str {
        match &self.decoded {
            Some(decoded) => decoded,
            None => slice(text, self.content()),
        }
    }

    /// What stands between the quotes.
    pub fn content(&self) -> TextRange {
        TextRange::new(self.range.start + 1, self.range.end - 1)
    }
}

impl Pipeline {
    /// True when variables take the result.
    pub fn declares(self) -> bool {
        self.decls > 0
    }
}

impl Command<'_> {
    /// From the first operand to the last.
    pub fn range(self) -> TextRange {
        cover(self.args)
    }
}

fn cover(exprs: &[Expr]) -> TextRange {
    let (first, last) = (exprs.first(), exprs.last());
    let range = first.zip(last).map(|(first, last)| first.range.cover(last.range));
    range.unwrap_or_default()
}

impl Template {
    /// The parts of a list.
    pub fn nodes(&self, list: &List) -> &[Node] {
        list.nodes.of(&self.nodes)
    }

    /// An `if`, `with` or `range`.
    pub fn branch(&self, id: BranchId) -> &Branch {
        &self.branches[id.0 as usize]
    }

    /// A call of a named template.
    pub fn call(&self, id: CallId) -> &TemplateCall {
        &self.calls[id.0 as usize]
    }

    /// What stands in parentheses.
    pub fn pipe(&self, id: PipeId) -> Pipeline {
        self.pipes[id.0 as usize]
    }

    /// What the fields of a chain are taken from.
    pub fn operand(&self, id: ExprId) -> &Expr {
        &self.exprs[id.0 as usize]
    }

    /// From the first variable or operand of a pipeline to the end of its last command.
    pub fn pipe_range(&self, pipe: Pipeline) -> TextRange {
        cover(pipe.exprs.of(&self.exprs))
    }

    /// The variables on the left of `:=` or `=`; each range includes the `$`.
    pub fn decls(
        &self,
        pipe: Pipeline,
    ) -> impl ExactSizeIterator<Item = TextRange> + DoubleEndedIterator {
        let decls = pipe.exprs.of(&self.exprs).get(..usize::from(pipe.decls));
        decls.unwrap_or_default().iter().map(|variable| variable.range)
    }

    /// The commands of a pipeline, at least one.
    pub fn commands(&self, pipe: Pipeline) -> impl DoubleEndedIterator<Item = Command<'_>> {
        let exprs = pipe.exprs.of(&self.exprs).get(usize::from(pipe.decls)..);
        let commands = exprs.unwrap_or_default().chunk_by(|_, next| !next.is_first);
        commands.map(|args| Command { args })
    }

    /// The value of an operand that is a string; `text` is the source that the tree was parsed from.
    ///
    /// Bytes that `\x` or octal escapes spell and that are not UTF-8 appear as U+FFFD.
    pub fn string<'a>(&'a self, expr: &Expr, text: &'a str) -> Option<&'a str> {
        let ExprKind::String(Decoded(decoded)) = expr.kind else { return None };
        Some(match decoded {
            Some(at) => &self.decoded[at.get() as usize - 1],
            None => slice(text, TextRange::new(expr.range.start + 1, expr.range.end - 1)),
        })
    }

    /// The identifiers that an operand ends in, without their dots.
    pub fn fields<'a>(&self, expr: &Expr, text: &'a str) -> Fields<'a> {
        let TextRange { start, end } = expr.range;
        let at = match expr.kind {
            ExprKind::Field => start,
            ExprKind::Variable => variable_name(expr, text).end,
            ExprKind::Chain(operand) => self.operand(operand).range.end,
            _ => end,
        };
        Fields { text, at, end }
    }

    /// True when a list holds blanks and comments only. Such a definition never replaces an earlier
    /// one of the same name.
    pub fn is_blank(&self, list: &List, text: &str) -> bool {
        self.nodes(list).iter().all(|node| match node {
            Node::Text(part) => slice(text, part.output).trim().is_empty(),
            Node::Comment(_) => true,
            _ => false,
        })
    }

    /// Where a node stands, tags included.
    pub fn node_range(&self, node: &Node) -> TextRange {
        match node {
            Node::Text(text) => text.range,
            Node::Comment(range) | Node::Break(range) | Node::Continue(range) => *range,
            Node::Action(action) => action.range,
            Node::If(id) | Node::With(id) | Node::Range(id) => self.branch(*id).range,
            Node::Template(id) => self.call(*id).range,
        }
    }

    /// Gives back the room that nothing was put into.
    pub(super) fn shrink(&mut self) {
        self.nodes.shrink_to_fit();
        self.exprs.shrink_to_fit();
        self.branches.shrink_to_fit();
        self.calls.shrink_to_fit();
        self.pipes.shrink_to_fit();
        self.decoded.shrink_to_fit();
        self.defines.shrink_to_fit();
    }

    pub(super) fn add_list(&mut self, range: TextRange, nodes: impl Iterator<Item = Node>) -> List {
        List { range, nodes: Slots::add(&mut self.nodes, nodes) }
    }

    pub(super) fn add_branch(&mut self, branch: Branch) -> BranchId {
        BranchId(push(&mut self.branches, branch))
    }

    pub(super) fn add_call(&mut self, call: TemplateCall) -> CallId {
        CallId(push(&mut self.calls, call))
    }

    pub(super) fn add_pipe(&mut self, pipe: Pipeline) -> PipeId {
        PipeId(push(&mut self.pipes, pipe))
    }

    pub(super) fn add_operand(&mut self, expr: Expr) -> ExprId {
        ExprId(push(&mut self.exprs, expr))
    }

    pub(super) fn add_decoded(&mut self, value: Option<Box<str>>) -> Decoded {
        let before = value.map(|value| push(&mut self.decoded, value));
        Decoded(before.and_then(|at| NonZeroU32::new(at + 1)))
    }
}

impl Slots {
    /// Puts parts behind those that are there.
    pub(super) fn add<T>(all: &mut Vec<T>, parts: impl Iterator<Item = T>) -> Self {
        let start = all.len() as u32;
        all.extend(parts);
        Self { start, end: all.len() as u32 }
    }

    fn of<T>(self, all: &[T]) -> &[T] {
        all.get(self.start as usize..self.end as usize).unwrap_or_default()
    }
}

/// Adds one part; its number.
fn push<T>(all: &mut Vec<T>, part: T) -> u32 {
    all.push(part);
    (all.len() - 1) as u32
}

/// The name of the variable that an operand is or begins with, the `$` included.
pub fn variable_name(expr: &Expr, text: &str) -> TextRange {
    let length = slice(text, expr.range).bytes().take_while(|byte| *byte != b'.').count();
    TextRange::new(expr.range.start, expr.range.start + length as u32)
}

/// The identifiers that an operand ends in, see [`Template::fields`].
#[derive(Debug, Clone)]
pub struct Fields<'a> {
    text: &'a str,
    /// The dot before the next one.
    at: u32,
    end: u32,
}

impl Iterator for Fields<'_> {
    type Item = TextRange;

    fn next(&mut self) -> Option<TextRange> {
        let start = self.at + 1;
        let rest = self.text.as_bytes().get(start as usize..self.end as usize)?;
        let length = rest.iter().position(|byte| *byte == b'.').unwrap_or(rest.len());
        self.at = start + length as u32;
        Some(TextRange::new(start, self.at))
    }
}

/// The source of `range`; empty when `text` is not what the range was made for.
pub fn slice(text: &str, range: TextRange) -> &str {
    text.get(range.to_usize()).unwrap_or_default()
}
