//! Values of a chart that stand where the chart does not get them.

use super::readable;
use crate::finding::{Edit, Finding, Fix, Safety};
use crate::model::chart::ListedChart;
use crate::model::pack::Pack;
use crate::model::values::misplaced::{self, Dedented, Misplaced, Shift};
use crate::rules::{Check, Rule, Severity};
use crate::source::{Span, TextRange};
use crate::syntax::tree::{Entry, NodeRef, Style};

/// See the page.
pub static RULE: Rule = Rule {
    id: "chart/misplaced-values",
    severity: Severity::Error,
    fixable: true,
    page: include_str!("../../../rules/chart/misplaced-values.md"),
    check: Check::Pack(check),
};

fn check(pack: &Pack) -> Vec<Finding> {
    let mut findings: Vec<Finding> = at_top(pack).into_iter().collect();
    findings.extend(below_charts(pack));
    for (listed, _) in readable(pack) {
        findings.extend(misplaced::shifted(pack, listed).map(|shift| of_shift(listed, &shift)));
        let dedented = misplaced::dedented(pack, listed);
        findings.extend(dedented.iter().map(of_dedented));
    }
    findings
}

/// One finding, however many keys there are: they were pasted together.
fn at_top(pack: &Pack) -> Option<Finding> {
    let misplaced = misplaced::at_top(pack);
    let [first, rest @ ..] = misplaced.as_slice() else { return None };
    if rest.is_empty() {
        return Some(one(first));
    }
    let sections = if rest.len() == 1 { "section" } else { "sections" };
    let message = format!(
        "`{name}` and {} more {sections} have no effect here: `{name}` belongs to `{}`",
        rest.len(),
        first.path,
        name = first.entry.name(),
    );
    let help = match first.chart {
        Some(chart) => format!("indent them below `charts.{chart}`"),
        None => "indent them below `charts.<chart name>`".to_owned(),
    };
    Some(Finding::new(first.entry.key.span(), message).help(help))
}

fn below_charts(pack: &Pack) -> Vec<Finding> {
    let (misplaced, wrong) = misplaced::below_charts(pack);
    let section = pack.values().and_then(|root| root.entry("charts"));
    let (Some(section), Some(first)) = (section, misplaced.first()) else { return Vec::new() };
    let all = section.value.entries().len() == misplaced.len() && wrong.is_empty();
    let same = misplaced.iter().all(|other| other.chart == first.chart);
    match (all && same, first.chart) {
        (true, Some(chart)) => vec![unnamed(&section, &misplaced, chart)],
        _ => misplaced.iter().map(one).collect(),
    }
}

fn one(misplaced: &Misplaced<'_>) -> Finding {
    let Misplaced { entry, path, .. } = misplaced;
    let message = format!("`{}` has no effect here: it belongs to `{path}`", entry.name());
    let above = path.rsplit_once('.').map_or("charts", |(above, _)| above);
    Finding::new(entry.key.span(), message).help(format!("move it below `{above}`"))
}

/// All that stands below `charts` lacks the name of the chart above it.
fn unnamed(section: &Entry<'_>, misplaced: &[Misplaced<'_>], chart: &str) -> Finding {
    let [first, ..] = misplaced else { return Finding::new(section.key.span(), "") };
    let message = format!(
        "no value below `charts` has an effect: `{}` belongs to `{}`",
        first.entry.name(),
        first.path
    );
    Finding::new(section.key.span(), message)
        .label(first.entry.key.span(), format!("a value of chart `{chart}`, not the name of one"))
        .help(format!("indent the values below `charts.{chart}`"))
        .maybe_fix(indent_below(section.value, chart))
}

/// Puts `name:` above the entries of a block mapping, and indents them.
fn indent_below(mapping: NodeRef<'_>, name: &str) -> Option<Fix> {
    let file = mapping.document().file();
    let (first, last) = (mapping.entries().next()?, mapping.entries().last()?);
    let range = first.range().cover(last.range());
    let text = file.slice(range);
    if mapping.style() != Style::Block || mapping.is_alias() || has_fixed_indentation(text) {
        return None;
    }
    let line_start = |offset: u32| file.line_range(file.position(offset).line).start;
    let start = line_start(range.start);
    let indent = file.slice(TextRange::new(start, range.start));
    if !indent.chars().all(|c| c == ' ') || indent.is_empty() {
        return None;
    }
    let newline = if file.text().contains("\r\n") { "\r\n" } else { "\n" };
    let breaks = text.match_indices('\n').map(|(at, _)| range.start as usize + at + 1);
    let empty = |at: &usize| file.text()[*at..].starts_with(['\n', '\r']);
    let lines = breaks.filter(|at| !empty(at));
    let at = |offset: u32| Span::new(file, TextRange::at(offset));
    let head = Edit::replace(at(start), format!("{indent}{name}:{newline}{indent}"));
    let tail = lines.filter_map(|line| Some(Edit::replace(at(u32::try_from(line).ok()?), indent)));
    let edits = std::iter::once(head).chain(tail).collect();
    Some(Fix { title: format!("indent them below `{name}`"), safety: Safety::Unsafe, edits })
}

/// A block scalar such as `|2` counts its blanks from the key above it: better not touched.
fn has_fixed_indentation(text: &str) -> bool {
    let header = |line: &str| {
        let word = line.split_whitespace().next_back().unwrap_or_default();
        word.starts_with(['|', '>']) && word.contains(|c: char| c.is_ascii_digit())
    };
    text.lines().any(header)
}

/// The keys were meant to be indented below an empty one.
fn of_dedented(dedented: &Dedented<'_>) -> Finding {
    let name = dedented.first.entry.name();
    let empty = dedented.empty.name();
    let message = format!(
        "`{empty}` is empty, and `{name}` beside it has no effect: it belongs to `{}`",
        dedented.first.path
    );
    let more = match dedented.more {
        0 => String::new(),
        more => format!(", and so do {more} more"),
    };
    Finding::new(dedented.empty.key.span(), message)
        .label(dedented.first.entry.key.span(), format!("this belongs below `{empty}`{more}"))
        .help(format!("indent the values of `{empty}`: empty, it deletes those of the chart"))
        .severity(Severity::Warning)
}

fn of_shift(listed: &ListedChart, shift: &Shift<'_>) -> Finding {
    let chart = listed.name().unwrap_or_default();
    let name = shift.example.name();
    let level = if shift.too_high { "high" } else { "deep" };
    let message = format!(
        "values of chart `{chart}` stand one level too {level}: `{name}` belongs to `{}`",
        shift.path
    );
    let above = shift.path.rsplit_once('.').map_or("charts", |(above, _)| above);
    Finding::new(shift.key.span(), message)
        .label(shift.example.key.span(), format!("one of {}", shift.count))
        .help(format!("move them directly below `{above}`"))
}
