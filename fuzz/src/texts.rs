//! JSON, YAML and Terraform.

use palint::source::{SourceFile, TextRange};
use palint::syntax::hcl::{self, Body, Expression, Value as HclValue};
use palint::syntax::tree::{Document, Kind, NodeRef, ProblemKind};
use palint::syntax::{json as json_syntax, yaml as yaml_syntax};

use serde_json::Value;

use super::spans;

/// Nesting from which serde_json refuses a text.
const SERDE_NESTING: usize = 127;

/// The tree's ranges are text, and what is no problem to palint is none to serde_json, with the same
/// value.
pub fn json(data: &[u8]) {
    let file = spans::file("pack.json", data);
    let document = json_syntax::parse(&file);
    spans::document(&document);
    if !file.invalid_utf8().is_empty() || nesting(data) >= SERDE_NESTING {
        return;
    }
    let text = &file.text()[file.byte_order_mark()..];
    let theirs = serde_json::from_str::<Value>(text);
    let is_clean = document.problems().is_empty();
    assert_eq!(theirs.is_ok(), is_clean, "{theirs:?} {:?}", document.problems());
    if let (Ok(value), true) = (theirs, is_clean) {
        let root = document.root().expect("a clean text has a root");
        assert_eq!(unsigned_zero(root.to_json()), unsigned_zero(value));
    }
}

/// The value without the sign of a zero, which palint does not keep.
fn unsigned_zero(value: Value) -> Value {
    match value {
        Value::Number(number) if number.as_f64() == Some(0.0) => Value::from(0),
        Value::Array(items) => items.into_iter().map(unsigned_zero).collect(),
        Value::Object(members) => {
            members.into_iter().map(|(key, value)| (key, unsigned_zero(value))).collect()
        }
        other => other,
    }
}

/// A bound for the nesting of a text.
fn nesting(data: &[u8]) -> usize {
    data.iter().filter(|byte| matches!(byte, b'[' | b'{')).count()
}

/// A comment that keeps YAML from being read line by line.
const UNUSUAL: &str = "# \u{2028}\n";

/// The tree's ranges are text, also those of YAML within YAML; a second parse is the same, and so is
/// one below a comment that only the parser of all YAML reads.
pub fn yaml(data: &[u8]) {
    let file = spans::file("values.yaml", data);
    let document = yaml_syntax::parse(&file);
    spans::document(&document);
    let embedded = document.scalars().filter(|node| node.kind() == Kind::String).take(50);
    for inner in embedded.filter_map(yaml_syntax::parse_scalar) {
        spans::document(&inner);
    }
    let again = yaml_syntax::parse(&file);
    assert_eq!(format!("{:?}", document.problems()), format!("{:?}", again.problems()));
    assert_eq!(document.root().map(|r| r.to_json()), again.root().map(|r| r.to_json()));
    if file.byte_order_mark() == 0 && file.invalid_utf8().is_empty() {
        let below = [UNUSUAL.as_bytes(), data].concat();
        same_below(&document, &yaml_syntax::parse(&spans::file("values.yaml", &below)));
    }
}

fn same_below(document: &Document, below: &Document) {
    let are_clean = [document, below].map(|document| document.problems().is_empty());
    assert_eq!(are_clean[0], are_clean[1], "{:?} {:?}", document.problems(), below.problems());
    if !are_clean[0] {
        return;
    }
    let roots = |document: &'_ Document| document.roots().count();
    assert_eq!(roots(document), roots(below));
    for pair in document.roots().zip(below.roots()) {
        match pair {
            (Some(one), Some(other)) => same(one, other),
            (one, other) => assert!(one.is_none() && other.is_none(), "{one:?} {other:?}"),
        }
    }
    let comments: Vec<_> = below.comments().iter().skip(1).map(|comment| above(*comment)).collect();
    assert_eq!(document.comments(), comments);
}

/// The range without the comment above all.
fn above(range: TextRange) -> TextRange {
    let length = u32::try_from(UNUSUAL.len()).expect("it is short");
    TextRange::new(range.start - length, range.end - length)
}

fn same(one: NodeRef<'_>, other: NodeRef<'_>) {
    assert_eq!(one.range(), above(other.range()), "{one:?}");
    assert_eq!((one.kind(), one.style(), one.tag()), (other.kind(), other.style(), other.tag()));
    assert_eq!((one.text(), one.is_alias()), (other.text(), other.is_alias()), "{one:?}");
    if one.is_alias() {
        return;
    }
    assert_eq!(
        (one.items().len(), one.entries().len()),
        (other.items().len(), other.entries().len())
    );
    one.items().zip(other.items()).for_each(|(one, other)| same(one, other));
    for (one, other) in one.entries().zip(other.entries()) {
        same(one.key, other.key);
        same(one.value, other.value);
    }
}

/// The tree's ranges are text, and the decoded texts lead back to it.
pub fn hcl(data: &[u8]) {
    let file = spans::file("main.tf", data);
    let configuration = hcl::parse(&file);
    let text = file.text();
    configuration.comments.iter().for_each(|comment| spans::range(text, *comment, "comment"));
    if let Some(problem) = &configuration.problem {
        spans::range(text, problem.range, &problem.message);
        assert!(!problem.message.contains("palint fails"), "hcl-edit panics");
        assert_ne!(problem.kind, ProblemKind::NonPortable);
    }
    body(&file, &configuration.body);
}

fn body(file: &SourceFile, body: &Body) {
    let text = file.text();
    for attribute in &body.attributes {
        spans::range(text, attribute.name.range, "name");
        expression(file, &attribute.value);
    }
    for block in &body.blocks {
        spans::range(text, block.range, "block");
        spans::within(block.range, block.kind.range, "kind");
        block.labels.iter().for_each(|label| spans::within(block.range, label.range, "label"));
        self::body(file, &block.body);
    }
}

fn expression(file: &SourceFile, expression: &Expression) {
    spans::range(file.text(), expression.range, "expression");
    match &expression.value {
        HclValue::Text(literal) => spans::origin(file, &literal.text, &literal.origin, "literal"),
        HclValue::List(items) => items.iter().for_each(|item| self::expression(file, item)),
        HclValue::Object(entries) => entries.iter().for_each(|entry| {
            spans::range(file.text(), entry.name.range, "key");
            self::expression(file, &entry.value);
        }),
        _ => {}
    }
}
