//! JSON to a spanned tree: strict, and it goes on after a mistake.
//!
//! Written by hand, because the mistakes people make in JSON are few and known, and each deserves a
//! sentence of its own at its own place: library parsers stop at the first, and none of them is
//! exactly strict. serde_json is the judge in the tests of what strict means.

mod lexer;
mod parser;
mod string;

use std::sync::Arc;

use crate::source::SourceFile;
use crate::syntax::builder::Builder;
use crate::syntax::tree::Document;

/// Parses a whole file.
pub fn parse(file: &Arc<SourceFile>) -> Document {
    let mut builder = Builder::new(Arc::clone(file), file.text().len());
    parser::Parser::new(file.text(), file.byte_order_mark(), &mut builder).parse();
    builder.finish()
}

#[cfg(test)]
mod tests;
