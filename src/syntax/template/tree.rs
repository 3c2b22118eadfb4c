//! The syntax tree.
//!
//! Identifiers are ranges rather than strings: they stand verbatim in the source, every rule wants
//! their place anyway, and a tree of a large chart then costs little more than the chart.

use super::{FunctionId, Number, TemplateError};
use crate::source::TextRange;

/// One parsed file.
#[derive(Debug, Clone, PartialEq)]
pub struct Template {
    /// What the file itself outputs: everything outside of `define`. After a syntax error, what
    /// was complete before it.
    pub main: List,
    /// The named templates, `define` and `block`, in the order in which they end.
    pub defines: Vec<Define>,
    /// The unknown functions in order, then the mistake that ended the parse, if there is one.
    pub errors: Vec<TemplateError>,
}

/// A run of text and actions.
#[derive(Debug, Clone, PartialEq)]
pub struct List {
    /// From the end of the tag that opens the list to the start of the tag that ends it.
    pub range: TextRange,
    /// The parts.
    pub nodes: Box<[Node]>,
}

/// A part of a list.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    /// Text to output.
    Text(Text),
    /// `{{/* … */}}`, the range being that of the whole tag.
    Comment(TextRange),
    /// `{{ pipeline }}`.
    Action(Action),
    /// `{{ if }}`.
    If(Box<Branch>),
    /// `{{ with }}`.
    With(Box<Branch>),
    /// `{{ range }}`.
    Range(Box<Branch>),
    /// `{{ template }}`, and the call that a `{{ block }}` makes in its place.
    Template(Box<TemplateCall>),
    /// `{{ break }}`.
    Break(TextRange),
    /// `{{ continue }}`.
    Continue(TextRange),
}

/// Text between two tags; present only if something is left of it after trimming.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Text {
    /// All of it, from tag to tag.
    pub range: TextRange,
    /// What remains after `{{-` and `-}}` took the blanks.
    pub output: TextRange,
}

/// A tag that outputs the value of a pipeline, or sets a variable.
#[derive(Debug, Clone, PartialEq)]
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
#[derive(Debug, Clone, PartialEq)]
pub struct Pipeline {
    /// From the first variable or operand to the end of the last command.
    pub range: TextRange,
    /// The variables on the left of `:=` or `=`; each range includes the `$`.
    pub decls: Box<[TextRange]>,
    /// True for `=`, false for `:=`.
    pub is_assign: bool,
    /// The commands, at least one.
    pub commands: Box<[Command]>,
}

/// An operand and its arguments.
#[derive(Debug, Clone, PartialEq)]
pub struct Command {
    /// From the first operand to the last.
    pub range: TextRange,
    /// The operands, at least one.
    pub args: Box<[Expr]>,
}

/// An operand.
#[derive(Debug, Clone, PartialEq)]
pub struct Expr {
    /// All of it, parentheses and quotes included.
    pub range: TextRange,
    /// What it is.
    pub kind: ExprKind,
}

/// The kinds of operand.
#[derive(Debug, Clone, PartialEq)]
pub enum ExprKind {
    /// `.`
    Dot,
    /// `nil`
    Nil,
    /// `true` and `false`
    Bool(bool),
    /// A number or a character constant.
    Number(Box<Number>),
    /// A string.
    String(Literal),
    /// `.A.B`: the identifiers, without their dots.
    Field(Box<[TextRange]>),
    /// `$x.A.B`
    Variable(Variable),
    /// `(pipeline).A.B`
    Chain(Box<Chain>),
    /// The name of a function; `None` where Helm knows no such function.
    Function(Option<FunctionId>),
    /// `(pipeline)`
    Pipe(Box<Pipeline>),
}

/// A variable and the fields taken from it.
#[derive(Debug, Clone, PartialEq)]
pub struct Variable {
    /// The name with its `$`.
    pub name: TextRange,
    /// The identifiers that follow, without their dots.
    pub fields: Box<[TextRange]>,
}

/// Fields taken from the value of another operand.
#[derive(Debug, Clone, PartialEq)]
pub struct Chain {
    /// A parenthesised pipeline or a function.
    pub operand: Expr,
    /// The identifiers that follow, without their dots.
    pub fields: Box<[TextRange]>,
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

impl Node {
    /// Where the node stands, tags included.
    pub fn range(&self) -> TextRange {
        match self {
            Self::Text(text) => text.range,
            Self::Comment(range) | Self::Break(range) | Self::Continue(range) => *range,
            Self::Action(action) => action.range,
            Self::If(branch) | Self::With(branch) | Self::Range(branch) => branch.range,
            Self::Template(call) => call.range,
        }
    }
}

impl List {
    /// True when the list holds blanks and comments only. Such a definition never replaces an
    /// earlier one of the same name.
    pub fn is_blank(&self, text: &str) -> bool {
        self.nodes.iter().all(|node| match node {
            Node::Text(part) => slice(text, part.output).trim().is_empty(),
            Node::Comment(_) => true,
            _ => false,
        })
    }
}

/// The source of `range`; empty when `text` is not what the range was made for.
pub fn slice(text: &str, range: TextRange) -> &str {
    text.get(range.to_usize()).unwrap_or_default()
}
