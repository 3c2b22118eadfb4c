//! Diagnostics as editors show them: each at a file that can be opened and edited.
//!
//! What lies in an archive is shown where `pack.json` names the archive, and what is missing or no
//! text, at the beginning of `pack.json`; the message says what it is about.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use gen_lsp_types::{
    Code, CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity,
    DiagnosticTag, Location, Message, Range, Uri,
};

use super::analyst::Analyst;
use super::workspace::{Snapshot, is_configuration};
use crate::engine::{self, Report};
use crate::finding::{Finding, Label, Place};
use crate::model::pack::{PACK_JSON, VALUES};
use crate::rules::Severity;
use crate::rules::suppression::unused;

/// Rules about what has no effect: editors fade it.
const UNNECESSARY: [&str; 3] = ["chart/inert-value", "manifest/unused-value", "suppression/unused"];

/// Files that editors open as text.
const TEXTS: [&str; 7] = [".json", ".yaml", ".yml", ".md", ".tpl", ".txt", ".tf"];

/// Where a diagnostic is shown.
#[derive(Debug, Clone)]
pub(super) struct Shown {
    /// The file.
    pub(super) path: PathBuf,
    /// The place in it.
    pub(super) range: Range,
    /// What follows the message where the place is another one than the finding's.
    note: String,
}

/// Where the findings about one subject are shown.
pub(super) struct Board<'s> {
    analyst: &'s Analyst,
    snapshot: &'s Snapshot,
    subject: &'s Path,
    /// The places in pack.json that name files, by the path of the file; few findings need them.
    listed: OnceCell<BTreeMap<PathBuf, Range>>,
}

impl<'s> Board<'s> {
    pub(super) fn new(analyst: &'s Analyst, snapshot: &'s Snapshot, subject: &'s Path) -> Self {
        Self { analyst, snapshot, subject, listed: OnceCell::new() }
    }

    /// The diagnostics of a report by file.
    pub(super) fn of_report(&self, report: &Report) -> BTreeMap<PathBuf, Vec<Diagnostic>> {
        let mut files: BTreeMap<PathBuf, Vec<Diagnostic>> = BTreeMap::new();
        for diagnostic in report.diagnostics.iter().filter(|diagnostic| is_certain(diagnostic)) {
            let shown = self.shown(&diagnostic.finding.at);
            let path = shown.path.clone();
            files.entry(path).or_default().push(self.diagnostic(diagnostic, shown));
        }
        files
    }

    /// The mistakes of a configuration.
    pub(super) fn of_configuration(&self, errors: &[Finding]) -> Vec<Diagnostic> {
        let diagnostic = |error: &Finding| Diagnostic {
            range: self.range(&error.at),
            severity: Some(DiagnosticSeverity::Error),
            code: None,
            code_description: None,
            source: Some("palint".to_owned()),
            message: Message::String(message(error, "")),
            tags: None,
            related_information: None,
            data: None,
        };
        errors.iter().map(diagnostic).collect()
    }

    fn diagnostic(&self, diagnostic: &engine::Diagnostic, shown: Shown) -> Diagnostic {
        let (rule, finding) = (diagnostic.rule, &diagnostic.finding);
        let related = finding.labels.iter().map(|label| self.related(label));
        let unnecessary = UNNECESSARY.contains(&rule.id) && shown.note.is_empty();
        Diagnostic {
            range: shown.range,
            severity: Some(severity(diagnostic.severity)),
            code: Some(Code::String(rule.id.to_owned())),
            code_description: rule.uri().map(|uri| CodeDescription { href: Uri(uri) }),
            source: Some("palint".to_owned()),
            message: Message::String(message(finding, &shown.note)),
            tags: unnecessary.then(|| vec![DiagnosticTag::Unnecessary]),
            related_information: Some(related.collect()).filter(|all: &Vec<_>| !all.is_empty()),
            data: None,
        }
    }

    /// Where a finding is shown.
    pub(super) fn shown(&self, place: &Place) -> Shown {
        let virtual_path = place.path();
        let path = PathBuf::from(virtual_path.on_disk());
        if virtual_path.inside().is_some() {
            let range = self.listed(&path);
            return Shown { path: self.front(), range, note: inside(place) };
        }
        let range = self.range(place);
        let name = virtual_path.file_name();
        let is_text = TEXTS.iter().any(|extension| name.ends_with(extension));
        if place.span().is_some() || is_text && path.is_file() {
            return Shown { path, range, note: String::new() };
        }
        let range = self.listed(&path);
        let note = match path.strip_prefix(self.subject) {
            Ok(inside) if !inside.as_os_str().is_empty() => format!(" (in {})", inside.display()),
            _ => String::new(),
        };
        Shown { path: self.front(), range, note }
    }

    /// The place in pack.json that names a file, else its beginning.
    fn listed(&self, path: &Path) -> Range {
        let listed = self.listed.get_or_init(|| {
            let pack = self.analyst.pack(self.snapshot, self.subject);
            let places = pack.iter().flat_map(|pack| {
                pack.all_listed().map(|listed| {
                    let path = pack.files().virtual_path(listed.path);
                    let range = self.snapshot.encoding().range(&listed.node.span());
                    (PathBuf::from(path.as_str()), range)
                })
            });
            places.collect()
        });
        listed.get(path).copied().unwrap_or_default()
    }

    /// The file of a pack that stands for all of it.
    fn front(&self) -> PathBuf {
        let [front, values] = [PACK_JSON, VALUES].map(|name| self.subject.join(name));
        let is_there = |path: &Path| path.is_file() || self.snapshot.text(path).is_some();
        if !is_there(&front) && is_there(&values) { values } else { front }
    }

    fn range(&self, place: &Place) -> Range {
        place.span().map_or_else(Range::default, |span| self.snapshot.encoding().range(span))
    }

    /// Another place; a member of an archive is the archive, which the message tells apart.
    fn related(&self, label: &Label) -> DiagnosticRelatedInformation {
        let path = label.at.path();
        let uri = self.snapshot.uri(Path::new(path.on_disk()));
        let (range, note) = match path.inside() {
            Some(_) => (Range::default(), inside(&label.at)),
            None => (self.range(&label.at), String::new()),
        };
        let message = format!("{}{note}", label.message);
        DiagnosticRelatedInformation { location: Location { uri, range }, message }
    }
}

/// What silences a finding in another pack cannot be told from one pack alone.
fn is_certain(diagnostic: &engine::Diagnostic) -> bool {
    let path = diagnostic.finding.at.path();
    diagnostic.rule.id != unused::RULE.id || !is_configuration(Path::new(path.as_str()))
}

fn inside(place: &Place) -> String {
    let inside = place.path().inside().unwrap_or_default();
    match place.span().map(crate::source::Span::start) {
        Some(start) => format!(" (in {inside}:{}:{})", start.line, start.column),
        None => format!(" (in {inside})"),
    }
}

fn message(finding: &Finding, note: &str) -> String {
    match &finding.help {
        Some(help) => format!("{}{note}\nhelp: {help}", finding.message),
        None => format!("{}{note}", finding.message),
    }
}

fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::Error,
        Severity::Warning => DiagnosticSeverity::Warning,
        Severity::Info => DiagnosticSeverity::Information,
    }
}
