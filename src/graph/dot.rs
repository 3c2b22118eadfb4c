//! A graph for Graphviz. It grows from the lowest layer up.

use std::fmt::Write;

use super::width::cut;
use super::{Marks, Picture};
use crate::rules::Severity;

const HEAD: &str = "\
digraph palint {
  rankdir=BT;
  ranksep=0.25;
  fontname=\"Helvetica\";
  node [shape=box, style=\"filled,rounded\", fontname=\"Helvetica\", fontsize=12, width=3.6];
  edge [fontname=\"Helvetica\", fontsize=10];
";

/// Draws profiles as one graph.
pub fn dot(pictures: &[Picture]) -> String {
    let mut out = HEAD.to_owned();
    for (nth, picture) in pictures.iter().enumerate() {
        let lines = [cut(&picture.title), cut(&picture.subtitle), picture.marks.words()];
        let _ = writeln!(
            out,
            "  subgraph cluster_{nth} {{\n    label=\"{}\"; labelloc=b;",
            label(&lines)
        );
        for (index, node) in picture.nodes.iter().enumerate() {
            let head = format!("{} {}", cut(&node.name), cut(&node.version));
            let lines = [head.trim_end().to_owned(), cut(&node.details()), node.marks.words()];
            let (fill, line, text) = colours(node.marks);
            let _ = writeln!(
                out,
                "    n{nth}x{index} [label=\"{}\", fillcolor=\"{fill}\", color=\"{line}\", fontcolor=\"{text}\"];",
                label(&lines)
            );
        }
        for index in 1..picture.nodes.len() {
            let _ = writeln!(out, "    n{nth}x{} -> n{nth}x{index} [style=invis];", index - 1);
        }
        out.push_str("  }\n");
        for edge in &picture.edges {
            let colour = if edge.holds { "#5f6b7a" } else { "#b42318" };
            let _ = writeln!(
                out,
                "  n{nth}x{} -> n{nth}x{} [label=\"{}\", style=dashed, color=\"{colour}\", fontcolor=\"{colour}\", constraint=false];",
                edge.from,
                edge.to,
                escaped(&cut(&edge.label))
            );
        }
    }
    out.push_str("}\n");
    out
}

fn colours(marks: Marks) -> (&'static str, &'static str, &'static str) {
    match marks.worst() {
        Some(Severity::Error) => ("#ffd8d3", "#b42318", "#3b0a05"),
        Some(Severity::Warning) => ("#fff0c2", "#b25e02", "#3a2000"),
        _ => ("#e3f2e9", "#2e7d52", "#0b2a19"),
    }
}

fn label(lines: &[String]) -> String {
    let lines = lines.iter().filter(|line| !line.is_empty()).map(|line| escaped(line));
    lines.collect::<Vec<_>>().join("\\n")
}

/// Quotes end a string, and `\N` and its like stand for something else. Entities are read too.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('\\', "\\\\").replace('"', "\\\"")
}
