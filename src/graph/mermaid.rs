//! A flowchart in Mermaid, which GitHub draws in Markdown. It grows from the lowest layer up.

use std::fmt::Write;

use super::width::cut;
use super::{Marks, Picture};
use crate::rules::Severity;

/// Draws profiles as one flowchart.
pub fn mermaid(pictures: &[Picture]) -> String {
    let mut out = "flowchart BT\n".to_owned();
    for (nth, picture) in pictures.iter().enumerate() {
        let title = format!("{} · {}", cut(&picture.title), cut(&picture.subtitle));
        let _ =
            writeln!(out, "  subgraph p{nth}[\"{}\"]", escaped(&with_marks(title, picture.marks)));
        for (index, node) in picture.nodes.iter().enumerate() {
            let version = cut(&node.version);
            let head = format!("{} {version}", cut(&node.name));
            let lines = [head.trim_end().to_owned(), cut(&node.details()), node.marks.words()];
            let lines = lines.iter().filter(|line| !line.is_empty()).map(|line| escaped(line));
            let label = lines.collect::<Vec<_>>().join("<br>");
            let class = class(node.marks);
            let _ = writeln!(out, "    n{nth}x{index}[\"{label}\"]{class}");
        }
        for index in 1..picture.nodes.len() {
            let _ = writeln!(out, "    n{nth}x{} ~~~ n{nth}x{index}", index - 1);
        }
        out.push_str("  end\n");
        for edge in &picture.edges {
            let arrow = if edge.holds { "-.->" } else { "--x" };
            let (from, to, label) = (edge.from, edge.to, escaped(&cut(&edge.label)));
            let _ = writeln!(out, "  n{nth}x{from} {arrow}|\"{label}\"| n{nth}x{to}");
        }
    }
    out.push_str("  classDef error fill:#ffd8d3,stroke:#b42318,color:#3b0a05\n");
    out.push_str("  classDef warning fill:#fff0c2,stroke:#b25e02,color:#3a2000\n");
    out.push_str("  classDef fine fill:#e3f2e9,stroke:#2e7d52,color:#0b2a19\n");
    out
}

fn with_marks(title: String, marks: Marks) -> String {
    match marks.worst() {
        Some(_) => format!("{title} · {}", marks.words()),
        None => title,
    }
}

fn class(marks: Marks) -> &'static str {
    match marks.worst() {
        Some(Severity::Error) => ":::error",
        Some(Severity::Warning) => ":::warning",
        _ => ":::fine",
    }
}

/// Whatever could end a string, or mean something to Mermaid or HTML, as its number.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            ' ' | '.' | ',' | '-' | '_' | '@' | '+' => out.push(character),
            c if c.is_ascii_punctuation() => {
                let _ = write!(out, "#{};", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out
}
