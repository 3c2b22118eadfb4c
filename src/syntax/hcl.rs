//! Terraform's language to a spanned tree: blocks, attributes, and the values that are literal.
//!
//! Everything that has to be evaluated is [`Value::Unknown`], so that no rule can take a guess for a
//! fact. Texts are decoded here and not by the parser, because each byte has to be traced back to
//! the file, and because an indented heredoc has to lose what Terraform takes from it.

mod convert;
mod literal;
mod scan;
#[cfg(test)]
mod tests;

use std::panic::catch_unwind;
use std::sync::Arc;

use scan::Scanned;

use crate::limits;
use crate::source::{BYTE_ORDER_MARK, SourceFile, TextRange};
use crate::syntax::origin::Origin;
use crate::syntax::tree::{Problem, ProblemKind};

/// A parsed `.tf` file.
#[derive(Debug)]
pub struct Configuration {
    /// The file that was parsed.
    pub file: Arc<SourceFile>,
    /// Its top level; empty where the text could not be parsed, which need not be a mistake.
    pub body: Body,
    /// All comments that `#` begins, up to the ends of their lines.
    pub comments: Vec<TextRange>,
    /// Why it could not be parsed: one problem at most, because there is no going on after it.
    pub problem: Option<Problem>,
}

/// What stands between braces, or at the top level of a file.
#[derive(Debug, Default)]
pub struct Body {
    /// `name = value`, in order.
    pub attributes: Vec<Attribute>,
    /// `kind "label" { ... }`, in order.
    pub blocks: Vec<Block>,
}

impl Body {
    /// The attribute of that name; the language allows only one.
    pub fn attribute(&self, name: &str) -> Option<&Attribute> {
        self.attributes.iter().find(|attribute| attribute.name.text == name)
    }

    /// The blocks of that kind, in order.
    pub fn blocks_of<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a Block> {
        self.blocks.iter().filter(move |block| block.kind.text == kind)
    }
}

/// `name = value`
#[derive(Debug)]
pub struct Attribute {
    /// The name and its place.
    pub name: Name,
    /// What it is set to.
    pub value: Expression,
}

/// `kind "label" { ... }`
#[derive(Debug)]
pub struct Block {
    /// The word in front.
    pub kind: Name,
    /// The labels; the place of a quoted one lies within its quotes.
    pub labels: Vec<Name>,
    /// What stands between the braces.
    pub body: Body,
    /// From the kind to the closing brace.
    pub range: TextRange,
}

/// A word that the author wrote, decoded.
#[derive(Debug, Clone)]
pub struct Name {
    /// The text.
    pub text: String,
    /// Where it stands.
    pub range: TextRange,
}

/// A value and its place.
#[derive(Debug)]
pub struct Expression {
    /// All of it, with the quotes or the heredoc's markers.
    pub range: TextRange,
    /// What it is.
    pub value: Value,
}

impl Expression {
    /// The text of a literal string.
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(literal) => Some(&literal.text),
            _ => None,
        }
    }
}

/// What an expression is without evaluating anything.
#[derive(Debug)]
pub enum Value {
    /// A quoted string or a heredoc without interpolation.
    Text(Literal),
    /// A number, as it is written.
    Number(Box<str>),
    /// `true` or `false`
    Bool(bool),
    /// The same as an attribute that is left out.
    Null,
    /// `[...]`
    List(Vec<Expression>),
    /// `{...}` where every key is a word or a literal string.
    Object(Vec<Attribute>),
    /// References, calls, operators, and templates with something to insert.
    Unknown,
}

/// A decoded text and where each byte of it comes from.
#[derive(Debug)]
pub struct Literal {
    /// The text that Terraform passes on.
    pub text: Box<str>,
    /// Maps its offsets to those of the file.
    pub origin: Origin,
}

/// Parses a whole file.
pub fn parse(file: &Arc<SourceFile>) -> Configuration {
    let text = file.text();
    let start = file.byte_order_mark();
    if text.len() > limits::HCL_BYTES {
        let message = format!("larger than {} KiB", limits::HCL_BYTES >> 10);
        let problem = Problem::new(ProblemKind::TooLarge, TextRange::at(0), message);
        return Configuration::broken(file, Vec::new(), problem);
    }
    let Scanned { comments, problem } = scan::scan(text, start);
    if let Some(problem) = problem {
        return Configuration::broken(file, comments, problem);
    }
    match catch_unwind(|| hcl_edit::parser::parse_body(&text[start..])) {
        Ok(Ok(body)) => {
            let body = convert::Converter { text, start }.body(&body);
            Configuration { file: Arc::clone(file), body, comments, problem: None }
        }
        // Terraform takes the last of equal keys, the parser takes none: so nothing is known.
        Ok(Err(error)) if error.message().contains("found redefined object key") => {
            let (file, body) = (Arc::clone(file), Body::default());
            Configuration { file, body, comments, problem: None }
        }
        Ok(Err(error)) => Configuration::broken(file, comments, refusal(text, start, &error)),
        // Files are parsed while they are searched: a bug of the parser must not end the run.
        Err(_) => {
            let message = "the parser of palint fails on this file";
            let problem = Problem::new(ProblemKind::Invalid, TextRange::at(0), message);
            Configuration::broken(file, comments, problem)
        }
    }
}

impl Configuration {
    fn broken(file: &Arc<SourceFile>, comments: Vec<TextRange>, problem: Problem) -> Self {
        let (file, body) = (Arc::clone(file), Body::default());
        Self { file, body, comments, problem: Some(problem) }
    }
}

/// What the parser says where brackets, quotes and heredocs are all closed.
fn refusal(text: &str, start: usize, error: &hcl_edit::parser::Error) -> Problem {
    let at = start + error.location().offset();
    let at = (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let word = text[at..].find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(0);
    let length = match word {
        0 => text[at..].chars().next().map_or(0, char::len_utf8),
        _ => word,
    };
    let message = error.message();
    let kind = match message.starts_with("invalid nesting depth") {
        true => ProblemKind::TooDeep,
        false => ProblemKind::Invalid,
    };
    let told = if message.starts_with("invalid expression;") {
        "a value is expected here".to_owned()
    } else if message.contains("found redefined attribute") {
        let name = text.get(at..at + length).unwrap_or_default();
        format!("the attribute `{name}` is set twice")
    } else {
        message.to_owned()
    };
    Problem::new(kind, TextRange::from_usize(at..at + length), told)
}

/// True where the text holds any of `kinds` as the kind of a resource; a broken text is searched too.
pub fn mentions_resource(text: &str, kinds: &[&str]) -> bool {
    let text = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
    text.lines().any(|line| {
        let rest = line.trim_start().strip_prefix("resource");
        let label = rest.map(|rest| rest.trim_start().trim_start_matches('"'));
        label.is_some_and(|label| {
            let word = label.find(|c: char| !c.is_alphanumeric() && c != '_');
            kinds.contains(&&label[..word.unwrap_or(label.len())])
        })
    })
}
