//! What is said of the place under the pointer: the page of the rule that found something there, and
//! the meaning of the key.

use std::fmt::Write;

use gen_lsp_types::{Contents, Hover, MarkupContent, MarkupKind};

use super::cursor::{self, Cursor, Step, names};
use super::keys;
use super::parameters::Parameter;
use super::questions::Asked;
use crate::model::pack::{Pack, SCHEMA, VALUES};
use crate::model::schema::template::{Directive, Placeholder};
use crate::source::{Span, TextRange};
use crate::syntax::tree::{Document, Entry};
use crate::syntax::{json, yaml};

pub(super) mod words;

/// Lines of a default that are shown.
const LINES: usize = 12;

/// The answer; nothing where there is nothing to say.
pub(super) fn hover(asked: &Asked<'_>) -> Option<Hover> {
    let mut parts = Vec::new();
    let mut range = None;
    for (shown, text) in findings(asked) {
        parts.push(text);
        range = range.or(Some(shown));
    }
    if let Some((place, text)) = key(asked) {
        parts.insert(0, text);
        range = range.or(Some(place));
    }
    if parts.is_empty() {
        return None;
    }
    let value = parts.join("\n\n---\n\n");
    let range = range.map(|range| asked.snapshot.encoding().range(&Span::new(&asked.file, range)));
    let contents = MarkupContent { kind: MarkupKind::Markdown, value };
    Some(Hover { contents: Contents::MarkupContent(contents), range })
}

/// The pages of the rules that found something here.
fn findings(asked: &Asked<'_>) -> Vec<(TextRange, String)> {
    let report = asked.report();
    let mut pages: Vec<(TextRange, String)> = Vec::new();
    for diagnostic in &report.diagnostics {
        let Some(span) = diagnostic.finding.at.span() else { continue };
        let range = span.range();
        let is_here = asked.is_here(span.file().path())
            && range.start <= asked.offset
            && asked.offset <= range.end;
        let page = diagnostic.rule.page.trim();
        if is_here && pages.iter().all(|(_, known)| known != page) {
            pages.push((range, page.to_owned()));
        }
    }
    pages
}

/// The meaning of the key under the pointer.
fn key(asked: &Asked<'_>) -> Option<(TextRange, String)> {
    let document = document(asked);
    let cursor = cursor::at(&document, asked.offset)?;
    let pack = || asked.analyst.pack(asked.snapshot, &asked.subject);
    let text = match asked.inside.as_str() {
        SCHEMA => constraint(asked, &cursor, pack().as_ref()),
        _ if !cursor.on_key => None,
        VALUES => parameter(&cursor, pack().as_ref()).or_else(|| described(asked, &cursor.path)),
        _ => described(asked, &cursor.path),
    };
    Some((cursor.range(), text?))
}

pub(super) fn document(asked: &Asked<'_>) -> Document {
    match asked.inside.ends_with(".json") {
        true => json::parse(&asked.file),
        false => yaml::parse(&asked.file),
    }
}

fn described(asked: &Asked<'_>, path: &[Step]) -> Option<String> {
    let place = keys::of_file(&asked.inside)?.at(path)?;
    let description = place.description()?;
    let mut text = format!("**`{}`**\n\n{description}", path.last()?.name());
    let words = place.words();
    if !words.is_empty() {
        let words: Vec<_> = words.iter().map(|word| format!("`{word}`")).collect();
        write!(text, "\n\nFor example {}.", words.join(", ")).ok()?;
    }
    Some(text)
}

/// What the chart makes of a value.
fn parameter(cursor: &Cursor<'_>, pack: Option<&Pack>) -> Option<String> {
    let pack = pack?;
    let parameter = Parameter::at(pack, &cursor.path)?;
    let name = parameter.chart.name().unwrap_or_default();
    if parameter.path.is_empty() {
        let version = parameter.chart.version().unwrap_or_default();
        let about = parameter.chart.field_text("description").unwrap_or_default();
        return Some(format!("**chart `{name}` {version}**\n\n{about}").trim_end().to_owned());
    }
    let key = parameter.path.join(".").replace(".[]", "[]");
    let mut text = format!("**`{key}`** of chart `{name}`");
    match parameter.defaults().first() {
        Some(entry) => text.push_str(&default(entry)),
        None => text.push_str("\n\nThe chart has no default for it."),
    }
    let lines = parameter.lines(pack);
    if parameter.is_inert(pack) {
        text.push_str("\n\nNo template reads it.");
    } else if !lines.is_empty() {
        text.push_str("\n\nRead in");
        lines.iter().for_each(|span| text.push_str(&line(span)));
    }
    Some(text)
}

/// A default as it is written, with the comment above it.
fn default(entry: &Entry<'_>) -> String {
    let file = entry.key.document().file();
    let first = file.position(entry.key.range().start).line;
    let line = |number: u32| file.slice(file.line_range(number));
    let mut comment: Vec<&str> = (1..first)
        .rev()
        .map(line)
        .take(LINES)
        .map_while(|line| line.trim_start().strip_prefix('#'))
        .map(|text| text.trim_start_matches('#').trim().trim_start_matches("--").trim())
        .collect();
    comment.reverse();
    let mut text = String::new();
    if !comment.is_empty() {
        text = format!("\n\n{}", comment.join("\n"));
    }
    let last = file.position(entry.range().end).line;
    let shown: Vec<&str> = (first..=last).take(LINES).map(line).collect();
    let more = if last >= first + u32::try_from(LINES).unwrap_or(u32::MAX) { "\n…" } else { "" };
    let yaml = fenced("yaml", &format!("{}{more}", unindented(&shown)));
    format!("{text}\n\nThe chart's default:\n\n{yaml}")
}

fn unindented(lines: &[&str]) -> String {
    let indentation = lines.first().map_or(0, |line| line.len() - line.trim_start().len());
    let cut = |line: &&str| line.get(indentation..).unwrap_or(line.trim_start()).to_owned();
    lines.iter().map(cut).collect::<Vec<_>>().join("\n")
}

/// A fence that the text does not close.
fn fenced(language: &str, text: &str) -> String {
    let fence = if text.contains("```") { "~~~~" } else { "```" };
    format!("{fence}{language}\n{text}\n{fence}")
}

fn line(span: &Span) -> String {
    let number = span.start().line;
    let text = span.file().slice(span.file().line_range(number)).trim();
    let path = span.file().path();
    let shown = path.inside().unwrap_or_else(|| path.file_name());
    format!("\n- `{shown}:{number}` `{}`", text.replace('`', "'"))
}

/// What a path or a template of schema.yaml means.
fn constraint(asked: &Asked<'_>, cursor: &Cursor<'_>, pack: Option<&Pack>) -> Option<String> {
    match names(&cursor.path)[..] {
        [path] if cursor.on_key => constrained(path, pack?),
        [_, key] if cursor.on_key => words::of_key(key).map(str::to_owned),
        _ => directive(asked.offset, pack?),
    }
}

fn constrained(path: &str, pack: &Pack) -> Option<String> {
    let steps: Vec<Step> = path.split('.').map(|part| Step::Key(part.to_owned())).collect();
    let mut text = format!("Constrains the parameter `{path}` of values.yaml.");
    let value = pack.values().and_then(|values| values.at(&names(&steps)));
    if let Some(value) = value {
        let shown = value.span().text().lines().take(LINES).collect::<Vec<_>>().join("\n");
        write!(text, " It is\n\n{}", fenced("yaml", &shown)).ok()?;
    }
    if let Some(default) = Parameter::at(pack, &steps).and_then(|p| p.defaults().first().copied()) {
        text.push_str(&self::default(&default));
    }
    Some(text)
}

fn directive(offset: u32, pack: &Pack) -> Option<String> {
    let holds = |range: TextRange| range.start <= offset && offset <= range.end;
    for constraint in pack.constraints() {
        let is_here = |range: TextRange| holds(constraint.place(range).range());
        let kind = |placeholder: &&Placeholder| is_here(placeholder.name.range);
        if let Some(placeholder) = constraint.template.placeholders().find(kind) {
            return words::of_type(&placeholder.name.text).map(str::to_owned);
        }
        let name = |directive: &&Directive| is_here(directive.name.range);
        if let Some(directive) = constraint.template.directives.iter().find(name) {
            return words::of_directive(&directive.name.text).map(str::to_owned);
        }
    }
    None
}
