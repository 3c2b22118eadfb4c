//! Reports: one file per format, each over the finished, sorted diagnostics. Line and column are
//! computed here and nowhere before.

pub mod checkstyle;
pub mod concise;
mod excerpt;
pub mod github;
pub mod gitlab;
pub mod human;
pub mod json;
pub mod jsonl;
pub mod junit;
pub mod rdjson;
pub mod sarif;
mod shown;
pub mod statistics;
pub mod terminal;

use std::io::{self, Write};
use std::str::FromStr;

use crate::engine::Report;

/// What a report looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// Source excerpts for people.
    Human,
    /// One line per diagnostic.
    Concise,
    /// One JSON object.
    Json,
    /// One JSON object per diagnostic.
    Jsonl,
    /// SARIF 2.1.0.
    Sarif,
    /// Workflow commands of GitHub Actions.
    Github,
    /// Code quality of GitLab.
    Gitlab,
    /// JUnit XML.
    Junit,
    /// Checkstyle XML.
    Checkstyle,
    /// The diagnostic format of reviewdog.
    Rdjson,
}

impl Format {
    /// Every format, by the name that `--format` takes.
    pub const ALL: [(&'static str, Self); 10] = [
        ("human", Self::Human),
        ("concise", Self::Concise),
        ("json", Self::Json),
        ("jsonl", Self::Jsonl),
        ("sarif", Self::Sarif),
        ("github", Self::Github),
        ("gitlab", Self::Gitlab),
        ("junit", Self::Junit),
        ("checkstyle", Self::Checkstyle),
        ("rdjson", Self::Rdjson),
    ];
}

impl FromStr for Format {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let known = Self::ALL.into_iter().find(|(known, _)| *known == name);
        known.map(|(_, format)| format).ok_or_else(|| {
            let names = Self::ALL.map(|(name, _)| name).join(", ");
            format!("there is no format `{name}`; there are {names}")
        })
    }
}

/// How a report is written.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// Whether to use ANSI colours.
    pub colour: bool,
    /// Whether to end with a summary.
    pub summary: bool,
}

/// Writes the report.
///
/// # Errors
/// When `to` cannot be written.
pub fn write(report: &Report, format: Format, style: Style, to: &mut dyn Write) -> io::Result<()> {
    match format {
        Format::Human => human::write(report, style, to),
        Format::Concise => concise::write(report, to),
        Format::Json => json::write(report, to),
        Format::Jsonl => jsonl::write(report, to),
        Format::Sarif => sarif::write(report, to),
        Format::Github => github::write(report, to),
        Format::Gitlab => gitlab::write(report, to),
        Format::Junit => junit::write(report, to),
        Format::Checkstyle => checkstyle::write(report, to),
        Format::Rdjson => rdjson::write(report, to),
    }
}
