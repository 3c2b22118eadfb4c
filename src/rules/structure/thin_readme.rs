//! A README without the sections that the community's template has.

use crate::finding::Finding;
use crate::model::pack::{Pack, README};
use crate::rules::{Check, Rule, Severity};
use crate::source::{Span, TextRange};

/// See the page.
pub static RULE: Rule = Rule {
    id: "structure/thin-readme",
    severity: Severity::Info,
    fixable: false,
    page: include_str!("../../../rules/structure/thin-readme.md"),
    check: Check::Pack(check),
};

/// The sections, with the words by which authors head them.
const SECTIONS: [(&str, &[&str]); 3] = [
    ("Prerequisites", &["requisite", "requirement"]),
    ("Parameters", &["parameter", "configur", "values", "setting", "option"]),
    ("Usage", &["usage", "use", "using", "how to", "start", "install", "deploy", "tutorial"]),
];

fn check(pack: &Pack) -> Vec<Finding> {
    let Ok(file) = pack.files().text(README) else { return Vec::new() };
    let headings: Vec<String> = headings(file.text()).map(str::to_lowercase).collect();
    let lacks = |words: &[&str]| {
        !headings.iter().any(|heading| words.iter().any(|word| heading.contains(word)))
    };
    let lacking = SECTIONS.iter().filter(|(_, words)| lacks(words));
    let names: Vec<String> = lacking.map(|(name, _)| format!("`{name}`")).collect();
    if names.is_empty() {
        return Vec::new();
    }
    let text = file.text();
    let start = text.len() - text.trim_start().len();
    let line = text[start..].lines().next().unwrap_or_default().trim_end();
    let at = Span::new(&file, TextRange::from_usize(start..start + line.len()));
    let message = format!("the README has no section {}", names.join(", "));
    vec![Finding::new(at, message).help("write them: they are what users of the pack look for")]
}

/// Lines that stand as headings: with `#`, underlined, in bold, or in HTML. Code has none.
fn headings(text: &str) -> impl Iterator<Item = &str> {
    let mut fence = None;
    let mut before = "";
    text.lines().filter_map(move |line| {
        let trimmed = line.trim();
        let mark = ["```", "~~~"].into_iter().find(|mark| trimmed.starts_with(mark));
        if mark.is_some() && (fence.is_none() || fence == mark) {
            fence = if fence.is_some() { None } else { mark };
        }
        let above = std::mem::replace(&mut before, trimmed);
        let heads = ["#", "**", "__", "<h"].iter().any(|mark| trimmed.starts_with(mark));
        let underlines = !trimmed.is_empty()
            && (trimmed.chars().all(|c| c == '=') || trimmed.chars().all(|c| c == '-'));
        match (fence, heads, underlines) {
            (Some(_), ..) => None,
            (_, true, _) => Some(trimmed),
            (_, _, true) => Some(above),
            _ => None,
        }
    })
}
