//! Source excerpts with underlines, for people.

use std::io::{self, Write};

use codespan_reporting::diagnostic::{Diagnostic as Rendered, Label, LabelStyle, Severity as Tone};
use codespan_reporting::term::{self, Config, Styles, StylesWriter, termcolor};

use super::Style;
use super::excerpt::{Excerpt, Excerpts, Marks};
use super::terminal::clean;
use crate::engine::{Diagnostic, Report};
use crate::finding::{Finding, Fix, Place, Safety};
use crate::limits;
use crate::rules::Severity;

/// Writes the report.
///
/// # Errors
/// When `to` cannot be written.
pub fn write(report: &Report, style: Style, to: &mut dyn Write) -> io::Result<()> {
    let same_file = |a: &Diagnostic, b: &Diagnostic| a.finding.at.path() == b.finding.at.path();
    for file in report.diagnostics.chunk_by(same_file) {
        for diagnostic in file.iter().take(limits::SHOWN) {
            to.write_all(&render(diagnostic, style.colour)?)?;
        }
        let more = file.len().saturating_sub(limits::SHOWN);
        if let (1.., Some(one)) = (more, file.first()) {
            let path = clean(one.finding.at.path().as_str());
            writeln!(to, "... and {more} more in {path}; `--format concise` shows all\n")?;
        }
    }
    if style.summary {
        writeln!(to, "{}", summary(report))?;
    }
    Ok(())
}

fn render(diagnostic: &Diagnostic, colour: bool) -> io::Result<Vec<u8>> {
    let shape = Rendered::new(tone(diagnostic.severity)).with_code(diagnostic.rule.id);
    excerpted(shape, &diagnostic.finding, colour)
}

/// A mistake in what palint itself was given, such as its configuration.
///
/// # Errors
/// When it cannot be rendered.
pub fn error(finding: &Finding, colour: bool) -> io::Result<Vec<u8>> {
    excerpted(Rendered::error(), finding, colour)
}

fn excerpted(shape: Rendered<usize>, finding: &Finding, colour: bool) -> io::Result<Vec<u8>> {
    let (excerpts, labels) = excerpts(finding);
    let mut notes = whole_files(finding);
    notes.extend(finding.help.iter().map(|help| format!("help: {}", clean(help))));
    let rendered =
        shape.with_message(clean(&finding.message)).with_labels(labels).with_notes(notes);
    let mut buffer = match colour {
        true => termcolor::Buffer::ansi(),
        false => termcolor::Buffer::no_color(),
    };
    let styles = Styles::default();
    let mut writer = StylesWriter::new(&mut buffer, &styles);
    term::emit_to_write_style(&mut writer, &Config::default(), &excerpts, &rendered)
        .map_err(io::Error::other)?;
    Ok(buffer.into_inner())
}

fn tone(severity: Severity) -> Tone {
    match severity {
        Severity::Error => Tone::Error,
        Severity::Warning => Tone::Warning,
        // codespan has no word `info`.
        Severity::Info => Tone::Note,
    }
}

/// The finding's own place first, then its labels, grouped by file.
fn excerpts(finding: &Finding) -> (Excerpts, Vec<Label<usize>>) {
    let own = (&finding.at, LabelStyle::Primary, "");
    let others = finding.labels.iter().map(|l| (&l.at, LabelStyle::Secondary, l.message.as_str()));
    let spans = std::iter::once(own)
        .chain(others)
        .filter_map(|(at, style, message)| Some((at.span()?, style, message)));
    let mut marks: Vec<Marks<'_>> = Vec::new();
    let mut labels = Vec::new();
    for (span, style, message) in spans {
        let known = marks.iter().position(|m| m.file.path() == span.file().path());
        let id = known.unwrap_or(marks.len());
        if known.is_none() {
            marks.push(Marks { file: span.file(), ranges: Vec::new() });
        }
        labels.push((id, marks[id].ranges.len(), style, message));
        marks[id].ranges.push(span.range());
    }
    let (excerpts, places): (Vec<_>, Vec<_>) = marks.iter().map(Excerpt::new).unzip();
    let label = |(id, nth, style, message): (usize, usize, LabelStyle, &str)| {
        let place = places[id][nth].clone();
        Label::new(style, id, place).with_message(clean(message))
    };
    (Excerpts(excerpts), labels.into_iter().map(label).collect())
}

/// Places without a text have no excerpt, so they are told in a note.
fn whole_files(finding: &Finding) -> Vec<String> {
    let mut notes = Vec::new();
    if let Place::File(path) = &finding.at {
        notes.push(format!("in {}", clean(path.as_str())));
    }
    for label in &finding.labels {
        if let Place::File(path) = &label.at {
            notes.push(format!("{}: {}", clean(path.as_str()), clean(&label.message)));
        }
    }
    notes
}

/// What was found, in one line.
pub fn summary(report: &Report) -> String {
    let checked = match (report.packs.len(), report.profiles) {
        (packs, 0) => counted(packs, "pack"),
        (0, profiles) => counted(profiles, "profile"),
        (packs, profiles) => {
            format!("{} and {}", counted(packs, "pack"), counted(profiles, "profile"))
        }
    };
    let counts =
        [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Info, "info")];
    let found: Vec<String> = counts
        .into_iter()
        .map(|(severity, word)| (report.count(severity), word))
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| counted(count, word))
        .collect();
    let suppressed = match report.suppressed {
        0 => String::new(),
        count => format!(", {count} suppressed"),
    };
    let fixable = fixable(report);
    let unresolved = match report.unresolved {
        0 => String::new(),
        count => format!(", {} not resolved", counted(count, "layer")),
    };
    match found.is_empty() {
        true => format!("Checked {checked}: nothing found{suppressed}{unresolved}."),
        false => {
            format!("Checked {checked}: {}{fixable}{suppressed}{unresolved}.", found.join(", "))
        }
    }
}

/// What `--fix` would do: nothing in archives.
fn fixable(report: &Report) -> String {
    let is_on_disk = |fix: &&Fix| fix.edits.iter().all(|e| e.at.file().path().inside().is_none());
    let fixes = report.diagnostics.iter().filter_map(|d| d.finding.fix.as_ref());
    let (safe, unsafe_ones): (Vec<_>, Vec<_>) =
        fixes.filter(is_on_disk).partition(|fix| fix.safety == Safety::Safe);
    match (safe.len(), unsafe_ones.len()) {
        (0, 0) => String::new(),
        (safe, 0) => format!(", {safe} fixable with --fix"),
        (0, more) => format!(", {more} fixable with --fix --unsafe-fixes"),
        (safe, more) => format!(", {safe} fixable with --fix, {more} more with --unsafe-fixes"),
    }
}

fn counted(count: usize, word: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {word}{plural}")
}
