//! `--baseline` and `--write-baseline`: read before anything is linted, so that a mistake in the file
//! is told at once; written after it.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::Path;

use super::arguments::CheckOptions;
use super::{Failure, check, colour, configure, say};
use crate::baseline::{self, Baseline, Counts, Key};
use crate::discover::{Discovered, absolute};
use crate::engine::Report;
use crate::files::write::{Rewrite, write_all};
use crate::limits;
use crate::report::human;
use crate::rules;
use crate::rules::suppression::stale_baseline;
use crate::settings::{Settings, Terms};
use crate::source::{SourceFile, VirtualPath};
use crate::suppress;

/// The baseline of the run, if it has one. `Err(None)` when it is broken, which has been told then.
pub(super) fn read(options: &CheckOptions) -> Result<Option<Baseline>, Option<Failure>> {
    let Some(path) = &options.baseline else { return Ok(None) };
    let shown = path.to_string_lossy().replace('\\', "/");
    let bytes = bytes(path).map_err(|error| {
        Some(match error.kind() {
            ErrorKind::NotFound => {
                let cure = format!("`palint check --write-baseline {shown}` writes it");
                format!("the baseline `{shown}` does not exist; {cure}")
            }
            _ => format!("the baseline `{shown}` cannot be read: {error}"),
        })
    })?;
    let file = SourceFile::from_bytes(VirtualPath::new(shown), bytes);
    baseline::read(&file).map(Some).map_err(|error| {
        let colour = colour::wanted_on_standard_error(options.color);
        match human::error(&error, colour) {
            Ok(text) => say(String::from_utf8_lossy(&text).trim_end()),
            Err(error) => return Some(format!("an error cannot be shown: {error}")),
        }
        None
    })
}

fn bytes(path: &Path) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(limits::FILE_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limits::FILE_BYTES {
        return Err(std::io::Error::new(ErrorKind::FileTooLarge, "it is too large"));
    }
    Ok(bytes)
}

/// Removes from the report what the baseline excuses, and writes what is to be written.
pub(super) fn apply(
    report: &mut Report,
    baseline: Option<&Baseline>,
    run: &Run<'_>,
) -> Result<(), Failure> {
    let written = match baseline {
        Some(baseline) => {
            let mut gone = baseline::excuse(report, baseline.counts());
            gone.retain(|key, _| run.judges(key, report));
            if run.options.write_baseline.is_none() {
                return run.tell(report, baseline, gone);
            }
            let mut left = baseline.counts();
            left.iter_mut().for_each(|(key, count)| *count -= gone.get(key).unwrap_or(&0));
            left.retain(|_, count| *count > 0);
            left
        }
        None if run.options.write_baseline.is_some() => {
            let found = baseline::counts(report);
            baseline::excuse(report, found.clone());
            found
        }
        None => return Ok(()),
    };
    run.write(&written)
}

/// What was asked for, and where it was looked.
pub(super) struct Run<'r> {
    pub(super) options: &'r CheckOptions,
    pub(super) settings: &'r Settings,
    pub(super) discovered: &'r Discovered,
}

impl Run<'_> {
    fn tell(&self, report: &mut Report, known: &Baseline, gone: Counts) -> Result<(), Failure> {
        if gone.is_empty() {
            return Ok(());
        }
        let path = self.options.baseline.as_deref().unwrap_or(Path::new(""));
        let scope = configure::scope_of(path, known.file.path(), self.options)?;
        let terms = Terms { settings: self.settings, scope: scope.as_ref() };
        report.tell(&stale_baseline::RULE, known.stale(gone), terms);
        Ok(())
    }

    fn write(&self, counts: &Counts) -> Result<(), Failure> {
        let Some(file) = &self.options.write_baseline else { return Ok(()) };
        let shown = file.display();
        // What could not be read may hold findings that were excused before.
        if !self.discovered.failures.is_empty() {
            return Err(format!("`{shown}` is not written, as not everything could be linted"));
        }
        write(file, baseline::to_json(counts).as_bytes())?;
        if !self.options.quiet {
            let findings: usize = counts.values().sum();
            let noun = if findings == 1 { "finding" } else { "findings" };
            say(&format!("palint: {findings} {noun} written to `{shown}`"));
        }
        Ok(())
    }

    /// True when the run would have found it.
    fn judges(&self, key: &Key, report: &Report) -> bool {
        let levels = &self.settings.levels;
        match rules::find(&key.rule) {
            Some(rule) if !levels.runs(rule) => false,
            _ if self.is_whole() => true,
            None => true,
            Some(rule) => {
                report.names.contains(key.pack.as_str())
                    && suppress::is_judged(rule.id, &|rule| levels.runs(rule))
            }
        }
    }

    /// True when all that the baseline may be about was linted.
    fn is_whole(&self) -> bool {
        let options = self.options;
        let Ok(working_directory) = std::env::current_dir() else { return false };
        let Some(file) = &options.baseline else { return false };
        let file = absolute(file, &working_directory);
        let covers = |path: &Path| {
            let path = absolute(path, &working_directory);
            file.parent().is_some_and(|directory| directory.starts_with(path))
        };
        options.paths.iter().any(|path| covers(path))
            && options.stdin_filename.is_none()
            && options.changed_since.is_none()
            && options.select.is_empty()
            && options.ignore.is_empty()
            && self.discovered.failures.is_empty()
    }
}

/// An old baseline stays whole where the new one cannot be written.
fn write(file: &Path, text: &[u8]) -> Result<(), Failure> {
    let before = match std::fs::symlink_metadata(file) {
        Ok(metadata) if metadata.is_file() => std::fs::read(file).ok(),
        Ok(_) => return check::write_file(file, text),
        Err(_) => None,
    };
    let rewrite = Rewrite { path: file.to_owned(), before: before.as_deref(), after: text };
    write_all(&[rewrite])
        .map_err(|refusal| format!("`{}` cannot be written: {}", file.display(), refusal.reason))
}
