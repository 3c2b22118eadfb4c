//! Go's `text/template` as Helm uses it: text to a tree in which every part knows its bytes.
//!
//! The tree borrows nothing: names are ranges into the source, so one can be kept beside the text
//! that it came from and be evaluated or analysed at any later time. Like Go's parser this one
//! stops at the first mistake; a function nobody knows is told apart and does not stop it.

mod error;
mod functions;
mod lexer;
mod mask;
mod number;
mod parser;
mod quote;
mod tree;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use crate::source::SourceFile;
use crate::syntax::recent;

pub use error::{ErrorKind, TemplateError};
pub use functions::{FUNCTIONS, FunctionId};
pub use mask::{Conditional, Masked, mask};
pub use number::{Number, NumberForm};
pub use parser::{MAX_DEPTH, parse};
pub use tree::{
    Action, Branch, BranchId, CallId, Command, Decoded, Define, Expr, ExprId, ExprKind, Fields,
    List, Literal, Node, PipeId, Pipeline, Template, TemplateCall, Text, slice, variable_name,
};

/// Parses a whole file with the functions that Helm knows.
pub fn parse_file(file: &Arc<SourceFile>) -> Arc<Template> {
    recent::template(file, || Arc::new(parse(file.text())))
}
