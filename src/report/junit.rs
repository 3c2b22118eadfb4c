//! JUnit XML: a suite for each pack and each file of profiles, a failed test for each diagnostic. A
//! clean one is a passed test, for CI servers refuse a report without one.

use std::io::{self, Write};

use super::shown::{Shown, with_help, xml};
use crate::engine::{Diagnostic, Report};
use crate::source::VirtualPath;

/// What one pack, or one file of profiles, says.
struct Suite<'r> {
    name: &'r str,
    diagnostics: Vec<&'r Diagnostic>,
}

/// Writes the report.
///
/// # Errors
/// When `to` cannot be written.
pub fn write(report: &Report, to: &mut dyn Write) -> io::Result<()> {
    let suites = suites(report);
    let tests: usize = suites.iter().map(Suite::tests).sum();
    let failures = report.diagnostics.len();
    writeln!(to, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    writeln!(to, r#"<testsuites name="palint" tests="{tests}" failures="{failures}" errors="0">"#)?;
    suites.iter().try_for_each(|suite| suite.write(to))?;
    writeln!(to, "</testsuites>")
}

/// The suites of all that was linted; what belongs to none of it makes up one of its own.
fn suites(report: &Report) -> Vec<Suite<'_>> {
    let suite = |name| Suite { name, diagnostics: Vec::new() };
    let mut roots: Vec<_> = report.packs.iter().chain(&report.profile_files).collect();
    roots.sort();
    let mut suites: Vec<_> = roots.iter().map(|root| suite(root.as_str())).collect();
    let mut others = suite("palint");
    for diagnostic in &report.diagnostics {
        match owner(&roots, diagnostic.finding.at.path()) {
            Some(index) => suites[index].diagnostics.push(diagnostic),
            None => others.diagnostics.push(diagnostic),
        }
    }
    suites.extend(Some(others).filter(|others| !others.diagnostics.is_empty()));
    suites
}

/// What a path is, or lies in; `roots` are sorted.
fn owner(roots: &[&VirtualPath], path: &VirtualPath) -> Option<usize> {
    let path = path.as_str();
    let ends = path.char_indices().filter(|(_, c)| matches!(c, '/' | '!')).map(|(at, _)| at);
    let mut prefixes: Vec<_> = ends.map(|at| &path[..at]).collect();
    prefixes.push(path);
    prefixes.insert(0, ".");
    let find = |prefix: &&str| roots.binary_search_by(|root| root.as_str().cmp(prefix)).ok();
    prefixes.iter().rev().find_map(find)
}

impl Suite<'_> {
    fn tests(&self) -> usize {
        self.diagnostics.len().max(1)
    }

    fn write(&self, to: &mut dyn Write) -> io::Result<()> {
        let (name, tests, failures) = (xml(self.name), self.tests(), self.diagnostics.len());
        writeln!(
            to,
            r#"  <testsuite name="{name}" package="palint" tests="{tests}" failures="{failures}" errors="0">"#
        )?;
        if self.diagnostics.is_empty() {
            writeln!(to, r#"    <testcase name="palint" classname="{name}"/>"#)?;
        }
        self.diagnostics.iter().try_for_each(|diagnostic| failed(diagnostic, to))?;
        writeln!(to, "  </testsuite>")
    }
}

fn failed(diagnostic: &Diagnostic, to: &mut dyn Write) -> io::Result<()> {
    let shown = Shown::new(diagnostic);
    let (start, rule) = (shown.start(), diagnostic.rule.id);
    let class = xml(without_extension(shown.path));
    let place = format!(r#"line="{}" column="{}""#, start.line, start.column);
    writeln!(to, r#"    <testcase name="palint.{rule}" classname="{class}" {place}>"#)?;
    let (severity, message) = (diagnostic.severity, xml(&shown.message));
    let full = with_help(&shown.message, diagnostic);
    let lines: Vec<_> = full.lines().map(xml).collect();
    let at = format!("{}:{}:{}", xml(shown.path), start.line, start.column);
    let text = format!("{at}: {}", lines.join("\n"));
    writeln!(to, r#"      <failure type="{severity}" message="{message}">{text}</failure>"#)?;
    writeln!(to, "    </testcase>")
}

fn without_extension(path: &str) -> &str {
    let name = path.rfind('/').map_or(0, |at| at + 1);
    match path[name..].rfind('.') {
        Some(dot @ 1..) => &path[..name + dot],
        _ => path,
    }
}
