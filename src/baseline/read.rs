//! Reads a baseline. What is wrong with it is told with its place: a merge may have broken it.

use std::sync::Arc;

use super::{Baseline, Entry, Key};
use crate::finding::{Finding, Place};
use crate::source::{SourceFile, Span};
use crate::syntax::json;
use crate::syntax::tree::{Kind, NodeRef};

const HELP: &str = "`palint check --write-baseline FILE` writes a new one";

/// Reads a baseline.
///
/// # Errors
/// What is wrong with it.
pub fn read(file: &Arc<SourceFile>) -> Result<Baseline, Box<Finding>> {
    if let Some(bytes) = file.invalid_utf8().first() {
        return Err(wrong(Span::new(file, *bytes), "this is no UTF-8"));
    }
    let document = json::parse(file);
    if let Some(problem) = document.problems().first() {
        return Err(wrong(document.span(problem.range), &problem.message));
    }
    let Some(root) = document.root() else {
        return Err(wrong(Place::File(file.path().clone()), "the baseline is empty"));
    };
    let version = member(root, "version")?;
    if version.text() != Some("1") {
        return Err(wrong(version.span(), "this palint reads baselines of `version` 1"));
    }
    let findings = member(root, "findings")?;
    if findings.kind() != Kind::Sequence {
        return Err(wrong(findings.span(), "`findings` must be an array"));
    }
    let entries = findings.items().map(entry).collect::<Result<_, _>>()?;
    Ok(Baseline { file: Arc::clone(file), entries })
}

fn wrong(at: impl Into<Place>, message: &str) -> Box<Finding> {
    Box::new(Finding::new(at, format!("not a baseline: {message}")).help(HELP))
}

fn entry(node: NodeRef<'_>) -> Result<Entry, Box<Finding>> {
    let text = |name: &str| {
        let value = member(node, name)?;
        let text = value.as_str().map(str::to_owned);
        text.ok_or_else(|| wrong(value.span(), &format!("`{name}` must be a string")))
    };
    let key = Key { pack: text("pack")?, rule: text("rule")?, text: text("text")? };
    let count = member(node, "count")?;
    let number = count.text().and_then(|text| text.parse::<u32>().ok()).filter(|n| *n > 0);
    let number = number.ok_or_else(|| wrong(count.span(), "`count` must be a number above 0"))?;
    let named = member(node, "rule")?.span();
    Ok(Entry { key, count: number as usize, named })
}

fn member<'d>(node: NodeRef<'d>, name: &str) -> Result<NodeRef<'d>, Box<Finding>> {
    if node.kind() != Kind::Mapping {
        return Err(wrong(node.span(), "an object must stand here"));
    }
    node.get(name).ok_or_else(|| wrong(node.span(), &format!("`{name}` is missing")))
}
