//! Reports: one file per format, each over the finished, sorted diagnostics. Line and column are
//! computed here and nowhere before.

pub mod concise;
mod excerpt;
pub mod human;
pub mod json;
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
}

impl Format {
    /// The names that `--format` takes.
    pub const NAMES: [&'static str; 3] = ["human", "concise", "json"];
}

impl FromStr for Format {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        match name {
            "human" => Ok(Self::Human),
            "concise" => Ok(Self::Concise),
            "json" => Ok(Self::Json),
            _ => {
                let names = Self::NAMES.join(", ");
                Err(format!("there is no format `{name}`; there are {names}"))
            }
        }
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
    }
}
