//! A picture that needs nothing else, and that is readable on light and on dark pages.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::width::{cut, width};
use super::{Edge, Marks, Node, Picture};
use crate::rules::Severity;

const WIDTH: usize = 760;
const BOX: usize = 470;
const LEFT: usize = 16;
const HEAD: usize = 64;
const ROW: usize = 54;
const GAP: usize = 6;

const STYLE: &str = "\
.page{fill:#fff;stroke:#d0d7de}.box{fill:#f6f8fa;stroke:#d0d7de}\
.t{font:600 16px system-ui,sans-serif;fill:#1f2328}.n{font:600 13px ui-monospace,Menlo,Consolas,monospace;fill:#1f2328}\
.d{font:12px system-ui,sans-serif;fill:#59636e}\
.fine{fill:#2e7d52}.info{fill:#0969da}.warning{fill:#9a6700}.error{fill:#cf222e}\
.m{font:600 12px system-ui,sans-serif}\
.e{fill:none;stroke:#818b98;stroke-width:1.5}.x{fill:none;stroke:#cf222e;stroke-width:1.5}\
.h{fill:#818b98}.xh{fill:#cf222e}\
@media(prefers-color-scheme:dark){.page{fill:#0d1117;stroke:#30363d}.box{fill:#161b22;stroke:#30363d}\
.t,.n{fill:#e6edf3}.d{fill:#9198a1}.fine{fill:#3fb950}.info{fill:#4493f8}.warning{fill:#d29922}.error{fill:#f85149}\
.e{stroke:#7d8590}.x{stroke:#f85149}.h{fill:#7d8590}.xh{fill:#f85149}}";

/// Draws profiles below each other.
pub fn svg(pictures: &[Picture]) -> String {
    let heights: Vec<usize> = pictures.iter().map(height).collect();
    let total: usize = heights.iter().sum::<usize>() + GAP;
    let title = pictures.first().map(|picture| cut(&picture.title)).unwrap_or_default();
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{total}\" \
         viewBox=\"0 0 {WIDTH} {total}\" role=\"img\">\n<title>{}</title>\n<style>{STYLE}</style>\n\
         <rect class=\"page\" x=\"0.5\" y=\"0.5\" width=\"{}\" height=\"{}\" rx=\"8\"/>\n",
        escaped(&title),
        WIDTH - 1,
        total - 1
    );
    let mut top = 0;
    for (picture, height) in pictures.iter().zip(heights) {
        profile(&mut out, picture, top);
        top += height;
    }
    out.push_str("</svg>\n");
    out
}

fn height(picture: &Picture) -> usize {
    let needs = if picture.needs.is_some() { 24 } else { 0 };
    HEAD + picture.nodes.len() * (ROW + GAP) + needs + 8
}

/// The top of a layer's box: the first layer is the lowest.
fn top_of(picture: &Picture, top: usize, index: usize) -> usize {
    top + HEAD + (picture.nodes.len() - 1 - index) * (ROW + GAP)
}

fn profile(out: &mut String, picture: &Picture, top: usize) {
    let subtitle = cut(&picture.subtitle);
    text(out, ("t", LEFT, top + 30), &cut(&picture.title));
    text(out, ("d", LEFT, top + 50), &subtitle);
    if let Some(word) = picture.marks.worst() {
        let x = WIDTH - LEFT;
        let _ = writeln!(
            out,
            "<text class=\"m {word}\" x=\"{x}\" y=\"{}\" text-anchor=\"end\">{}</text>",
            top + 30,
            escaped(&picture.marks.words())
        );
    }
    for (index, node) in picture.nodes.iter().enumerate().rev() {
        layer(out, node, top_of(picture, top, index));
    }
    for edge in &picture.edges {
        arrow(out, picture, edge, top);
    }
    if let Some(needs) = &picture.needs {
        let y = top + HEAD + picture.nodes.len() * (ROW + GAP) + 14;
        text(out, ("d", LEFT, y), &format!("the packs need {needs} of the worker pools"));
    }
}

fn layer(out: &mut String, node: &Node, top: usize) {
    let class = class(node.marks);
    let _ = writeln!(
        out,
        "<rect class=\"box\" x=\"{LEFT}\" y=\"{top}\" width=\"{BOX}\" height=\"{ROW}\" rx=\"6\"/>\
         <rect class=\"{class}\" x=\"{LEFT}\" y=\"{top}\" width=\"5\" height=\"{ROW}\" rx=\"2.5\"/>"
    );
    let x = LEFT + 18;
    let version = cut(&node.version);
    // A character of the font is about eight wide.
    let room = (BOX - 50) / 8;
    let name = shortened(&cut(&node.name), room.saturating_sub(width(&version).min(room / 2)));
    text(out, ("n", x, top + 22), &name);
    let _ = writeln!(
        out,
        "<text class=\"n\" x=\"{}\" y=\"{}\" text-anchor=\"end\">{}</text>",
        LEFT + BOX - 14,
        top + 22,
        escaped(&shortened(&version, room / 2))
    );
    text(out, ("d", x, top + 42), &cut(&node.details()));
    if node.marks.worst().is_some() {
        let _ = writeln!(
            out,
            "<text class=\"m {class}\" x=\"{}\" y=\"{}\" text-anchor=\"end\">{}</text>",
            LEFT + BOX - 14,
            top + 42,
            escaped(&node.marks.words())
        );
    }
}

/// From the right side of one box to that of another. What leads to one box shares its way there.
fn arrow(out: &mut String, picture: &Picture, edge: &Edge, top: usize) {
    let last = picture.nodes.len();
    if edge.from >= last || edge.to >= last {
        return;
    }
    let from = top_of(picture, top, edge.from) + ROW / 2 - 8;
    let to = top_of(picture, top, edge.to) + ROW / 2 + 8;
    let targets: BTreeSet<usize> = picture.edges.iter().map(|edge| edge.to).collect();
    let lane = targets.iter().position(|target| *target == edge.to).unwrap_or(0) % 4;
    let (x, bend) = (LEFT + BOX, LEFT + BOX + 22 + lane * 10);
    let (line, head) = if edge.holds { ("e", "h") } else { ("x", "xh") };
    let _ = writeln!(
        out,
        "<path class=\"{line}\" d=\"M{x} {from}H{bend}V{to}H{}\"/>\
         <path class=\"{head}\" d=\"M{x} {to}l8 -4v8z\"/>",
        x + 8
    );
    let label = shortened(&cut(&edge.label), 27);
    let earlier = picture.edges.iter().take_while(|other| !std::ptr::eq(*other, edge));
    let line = earlier.filter(|other| other.from == edge.from).count();
    text(out, ("d", LEFT + BOX + 66, from + 4 + line * 14), &label);
}

fn text(out: &mut String, (class, x, y): (&str, usize, usize), text: &str) {
    let _ = writeln!(out, "<text class=\"{class}\" x=\"{x}\" y=\"{y}\">{}</text>", escaped(text));
}

fn class(marks: Marks) -> &'static str {
    marks.worst().map_or("fine", Severity::as_str)
}

fn shortened(text: &str, cells: usize) -> String {
    if width(text) <= cells {
        return text.to_owned();
    }
    let mut kept = String::new();
    for character in text.chars() {
        if width(&kept) + 2 > cells {
            break;
        }
        kept.push(character);
    }
    kept + "…"
}

/// As XML wants it: what it has no way to write is replaced.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\u{fffe}' | '\u{ffff}' => out.push(char::REPLACEMENT_CHARACTER),
            c if c.is_control() => out.push(char::REPLACEMENT_CHARACTER),
            c => out.push(c),
        }
    }
    out
}
