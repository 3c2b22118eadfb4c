use super::*;
use crate::report::terminal::clean;

fn node(name: &str, layer: &str, marks: [usize; 3]) -> Node {
    let [errors, warnings, infos] = marks;
    Node {
        name: name.to_owned(),
        version: "1.2.3".to_owned(),
        layer: layer.to_owned(),
        marks: Marks { errors, warnings, infos },
        ..Node::default()
    }
}

fn picture() -> Picture {
    let edge = |to, label: &str, holds| Edge { from: 3, to, label: label.to_owned(), holds };
    Picture {
        title: "größe 2.3.0".to_owned(),
        subtitle: "full profile for aws".to_owned(),
        nodes: vec![
            node("ubuntu-aws", "os", [0, 0, 0]),
            node("日本語のパック", "k8s", [0, 2, 0]),
            Node { note: Some("not in the registry"), ..node("cni-calico", "cni", [0, 0, 1]) },
            Node { order: Some(-5), ..node("payments", "addon", [1, 1, 0]) },
        ],
        edges: vec![edge(1, "requires 1.30 or later", true), edge(2, "refuses up to 2", false)],
        marks: Marks { warnings: 1, ..Marks::default() },
        needs: Some("500m CPU".to_owned()),
    }
}

const HOSTILE: &str = "a\"b<script>&c\\N|{}[]\u{1b}[31m\u{202e}\r\n`--x`#quot;]; click n0 'x'\u{0}";

fn hostile() -> Picture {
    Picture {
        title: HOSTILE.to_owned(),
        subtitle: HOSTILE.to_owned(),
        nodes: vec![node(HOSTILE, HOSTILE, [0, 0, 0]), node(&"x".repeat(100_000), "os", [0, 0, 0])],
        edges: vec![Edge { from: 0, to: 1, label: HOSTILE.to_owned(), holds: true }],
        ..Picture::default()
    }
}

#[test]
fn boxes_are_aligned() {
    let text = text(&picture(), false);
    insta::assert_snapshot!(text);
    let edges = text.lines().filter(|line| line.starts_with(['│', '├', '┌', '└']));
    let ends = edges.map(|line| {
        let end = line.rfind(['│', '┤', '┐', '┘']).expect("a box has a right side");
        width::width(&line[..end])
    });
    let ends: std::collections::BTreeSet<usize> = ends.collect();
    assert_eq!(ends.len(), 1, "{ends:?}");
}

#[test]
fn colours_are_all_that_a_terminal_is_told() {
    let coloured = text(&picture(), true);
    assert!(coloured.contains("\u{1b}[31m1 error, 1 warning\u{1b}[0m"));
    assert!(!text(&picture(), false).contains('\u{1b}'));
    let hostile = text(&hostile(), false);
    assert!(hostile.lines().all(|line| clean(line) == line), "{hostile}");
    assert!(hostile.lines().all(|line| width::width(line) < 200), "{hostile}");
}

#[test]
fn pictures_for_documents() {
    insta::assert_snapshot!("mermaid", mermaid(&[picture()]));
    insta::assert_snapshot!("dot", dot(&[picture()]));
    insta::assert_snapshot!("svg", svg(&[picture()]));
}

#[test]
fn hostile_names_are_text_in_every_format() {
    let pictures = [hostile(), Picture::default()];
    let svg = svg(&pictures);
    assert!(!svg.contains("<script") && svg.contains("a&quot;b&lt;script&gt;&amp;c\\N"), "{svg}");
    assert!(!svg.contains(|c: char| c.is_control() && c != '\n'));
    let dot = dot(&pictures);
    assert!(dot.contains("a\\\"b<script>&amp;c\\\\N|"), "{dot}");
    let mermaid = mermaid(&pictures);
    for line in mermaid.lines().filter(|line| line.contains("[\"")) {
        let label = line.split_once("[\"").and_then(|(_, rest)| rest.rsplit_once("\"]"));
        let label = label.map(|(label, _)| label.replace("<br>", "")).unwrap_or_default();
        assert!(!label.contains(['"', '<', '>', '[', ']', '`', '&']), "{line}");
    }
}

#[test]
fn profiles_without_layers_are_drawn_too() {
    let nothing = Picture { title: "x 1.0.0".to_owned(), ..Picture::default() };
    assert!(text(&nothing, false).contains("no layers"));
    assert!(svg(std::slice::from_ref(&nothing)).ends_with("</svg>\n"));
    assert!(dot(std::slice::from_ref(&nothing)).contains("cluster_0"));
}
