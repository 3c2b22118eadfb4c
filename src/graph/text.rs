//! Boxes on top of each other, as the console stacks the layers: the lowest layer is the last.

use std::fmt::Write;

use super::width::{cut, padded, width};
use super::{Marks, Node, Picture};
use crate::rules::Severity;

/// Draws a profile for the terminal.
pub fn text(picture: &Picture, colour: bool) -> String {
    let ink = Ink { colour };
    let mut out = ink.bold(&cut(&picture.title));
    let marks = ink.marks(picture.marks);
    let beside = if marks.is_empty() { String::new() } else { format!("  {marks}") };
    let _ = writeln!(out, "{beside}\n{}\n", cut(&picture.subtitle));
    let rows: Vec<Vec<String>> = (0..picture.nodes.len()).map(|node| row(picture, node)).collect();
    let inner = rows.iter().flatten().map(|line| width(line)).max().unwrap_or(0).max(24);
    let rule = "─".repeat(inner + 2);
    for (node, lines) in picture.nodes.iter().zip(&rows).rev() {
        let is_top = node_is_last(picture, node);
        let (left, right) = if is_top { ('┌', '┐') } else { ('├', '┤') };
        let _ = writeln!(out, "{left}{rule}{right}");
        for (nth, line) in lines.iter().enumerate() {
            let marks = if nth == 0 { ink.marks(node.marks) } else { String::new() };
            let line = line_of(line, inner, nth, &ink);
            let _ = writeln!(out, "{}", format!("│ {line} │  {marks}").trim_end());
        }
    }
    match picture.nodes.is_empty() {
        true => out.push_str("no layers\n"),
        false => {
            let _ = writeln!(out, "└{rule}┘");
        }
    }
    if let Some(needs) = &picture.needs {
        let _ = writeln!(out, "the packs need {needs} of the worker pools");
    }
    out
}

fn node_is_last(picture: &Picture, node: &Node) -> bool {
    picture.nodes.last().is_some_and(|last| std::ptr::eq(last, node))
}

/// The lines of a box: name and version, what it is, what it depends on.
fn row(picture: &Picture, index: usize) -> Vec<String> {
    let Some(node) = picture.nodes.get(index) else { return Vec::new() };
    let names = picture.nodes.iter().map(|node| width(&cut(&node.name)));
    let longest = names.max().unwrap_or(0);
    let head = format!("{}  {}", padded(&cut(&node.name), longest), cut(&node.version));
    let mut lines = vec![head.trim_end().to_owned()];
    let details = node.details();
    lines.extend((!details.is_empty()).then(|| format!("  {}", cut(&details))));
    let edges = picture.edges_of(index);
    lines.extend(edges.map(|(edge, words)| {
        let sign = if edge.holds { '→' } else { '✗' };
        format!("  {sign} {words}")
    }));
    lines
}

fn line_of(line: &str, inner: usize, nth: usize, ink: &Ink) -> String {
    let padded = padded(line, inner);
    match nth {
        0 => ink.bold(&padded),
        _ if line.trim_start().starts_with('✗') => ink.red(&padded),
        _ => ink.dim(&padded),
    }
}

struct Ink {
    colour: bool,
}

impl Ink {
    fn paint(&self, code: &str, text: &str) -> String {
        match self.colour && !text.is_empty() {
            true => format!("\u{1b}[{code}m{text}\u{1b}[0m"),
            false => text.to_owned(),
        }
    }

    fn bold(&self, text: &str) -> String {
        self.paint("1", text)
    }

    fn dim(&self, text: &str) -> String {
        self.paint("2", text)
    }

    fn red(&self, text: &str) -> String {
        self.paint("31", text)
    }

    fn marks(&self, marks: Marks) -> String {
        let code = match marks.worst() {
            Some(Severity::Error) => "31",
            Some(Severity::Warning) => "33",
            _ => "36",
        };
        self.paint(code, &marks.words())
    }
}
