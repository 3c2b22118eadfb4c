//! `palint check`.

use std::collections::BTreeMap;
use std::fs::OpenOptions;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::arguments::{CheckOptions, FormatTo};
use super::progress::Progress;
use super::{
    Failure, Outcome, baseline, changed, colour, configure, fail, print, registries, rewrite, say,
};
use crate::date::Date;
use crate::discover::{self, Discovered, Target};
use crate::engine::{self, Diagnostic, Report};
use crate::limits;
use crate::report::{self, Format, Style};
use crate::rules::{self, Context};
use crate::settings::{Catalogs, FailOn, Levels, Settings};

pub(super) fn run(options: &CheckOptions) -> Result<Outcome, Failure> {
    refuse_one_file_twice(options)?;
    let baseline = match baseline::read(options) {
        Ok(baseline) => baseline,
        Err(Some(failure)) => return Err(failure),
        Err(None) => return Ok(Outcome::Failed),
    };
    let mut discovered = discover(options)?;
    if !options.no_error_on_unmatched {
        discovered.failures.append(&mut discovered.unmatched);
    }
    let found = !discovered.targets.is_empty() || !discovered.unmatched.is_empty();
    discovered.targets = changed(discovered.targets, options)?;
    discovered.targets =
        match configure::configure(discovered.targets, options.choice(), &BTreeMap::new())? {
            Some(targets) => targets,
            None => return Ok(Outcome::Failed),
        };
    let catalogs = registries::catalogs(&options.registry, &discovered.targets, options.color)?;
    let Some(catalogs) = catalogs else { return Ok(Outcome::Failed) };
    let settings = Settings { catalogs, ..settings(options) };
    if options.verbose {
        discovered.targets.iter().for_each(|target| say(&format!("linting {}", target.root())));
    }
    let progress = Progress::new(discovered.targets.len(), !options.quiet);
    let rules: Vec<_> = rules::all().collect();
    let mut report = engine::run(&discovered.targets, &rules, &settings, &|| progress.step())?;
    progress.clear();
    let mut differs = false;
    if options.fix || options.add_ignores {
        let run = rewrite::Run { options, rules: &rules, settings: &settings };
        let rewritten = rewrite::rewrite(discovered.targets, report, run)?;
        (discovered.targets, report, differs) =
            (rewritten.targets, rewritten.report, rewritten.differs);
        discovered.failures.extend(rewritten.failures);
    }
    let run = baseline::Run { options, settings: &settings, discovered: &discovered };
    baseline::apply(&mut report, baseline.as_ref(), &run)?;
    // Where all is excluded the report is empty, and a file for it is written all the same.
    if found {
        write(&report, options)?;
        summarise(&report, options);
    }
    discovered.failures.iter().for_each(|failure| {
        fail(failure);
    });
    match outcome(&report, &discovered, options) {
        Outcome::Clean if differs && !options.exit_zero => Ok(Outcome::Found),
        outcome => Ok(outcome),
    }
}

/// The second would be written over the first.
fn refuse_one_file_twice(options: &CheckOptions) -> Result<(), Failure> {
    let formats = options.formats.iter().filter_map(|to| to.file.as_ref());
    let files = formats.chain(&options.output).chain(&options.write_baseline);
    let mut files: Vec<&PathBuf> = files.filter(|file| !is_stream(file)).collect();
    files.sort();
    match files.windows(2).find(|pair| pair[0] == pair[1]) {
        Some(pair) => Err(format!("`{}` cannot be written twice", pair[0].display())),
        None => Ok(()),
    }
}

/// What may be written twice, such as `/dev/stdout`.
fn is_stream(file: &Path) -> bool {
    std::fs::metadata(file).is_ok_and(|metadata| !metadata.is_file())
}

fn outcome(report: &Report, discovered: &Discovered, options: &CheckOptions) -> Outcome {
    let is_grave = |diagnostic: &Diagnostic| {
        let path = diagnostic.finding.at.path();
        let scopes = || discovered.targets.iter().filter_map(|t| Some((t.root(), t.scope()?)));
        let owner = scopes()
            .find(|(root, scope)| scope.config.file.path() == path || path.below(root).is_some());
        let configured = owner.and_then(|(_, scope)| scope.config.fail_on);
        let threshold = options.fail_on.or(configured).unwrap_or(FailOn::Error);
        threshold.is_reached_by(diagnostic.severity)
    };
    if !discovered.failures.is_empty() {
        Outcome::Failed
    } else if !options.exit_zero && report.diagnostics.iter().any(is_grave) {
        Outcome::Found
    } else {
        Outcome::Clean
    }
}

fn discover(options: &CheckOptions) -> Result<Discovered, Failure> {
    let working_directory = std::env::current_dir()
        .map_err(|error| format!("the working directory cannot be read: {error}"))?;
    let is_stdin = |path: &PathBuf| path.as_path() == Path::new("-");
    match (options.paths.iter().any(is_stdin), &options.stdin_filename) {
        (true, Some(path)) if options.paths.len() == 1 => {
            Ok(discover::discover_text(path, standard_input()?, &working_directory))
        }
        (true, Some(_)) => Err("`-` cannot be combined with other paths".into()),
        (true, None) => {
            Err("`-` needs --stdin-filename PATH, the file that it stands in for".into())
        }
        (false, Some(_)) => Err("--stdin-filename needs `-` as the path".into()),
        (false, None) => Ok(discover::discover(&options.paths, &working_directory)),
    }
}

/// The targets that `--changed-since` leaves.
fn changed(targets: Vec<Target>, options: &CheckOptions) -> Result<Vec<Target>, Failure> {
    let Some(revision) = &options.changed_since else { return Ok(targets) };
    let nothing = targets.is_empty();
    let changed = changed::only(targets, revision)?;
    if changed.is_empty() && !nothing && !options.quiet {
        say(&format!("palint: nothing to lint has changed since `{revision}`"));
    }
    Ok(changed)
}

fn standard_input() -> Result<Vec<u8>, Failure> {
    let mut text = Vec::new();
    let mut input = std::io::stdin().lock().take(limits::FILE_BYTES + 1);
    match input.read_to_end(&mut text) {
        Ok(_) => Ok(text),
        Err(error) => Err(format!("standard input cannot be read: {error}")),
    }
}

fn settings(options: &CheckOptions) -> Settings {
    let mut levels =
        Levels::default().select(options.select.clone()).ignore(options.ignore.clone());
    for of in &options.severities {
        levels = levels.set(of.selector.clone(), of.severity);
    }
    let today = options.today.unwrap_or_else(|| Date::of(SystemTime::now()));
    Settings {
        levels,
        context: Context { today },
        jobs: options.jobs.map(usize::from),
        catalogs: Catalogs::default(),
        whole_texts: options.add_ignores,
    }
}

fn write(report: &Report, options: &CheckOptions) -> Result<(), Failure> {
    let human = [FormatTo { format: Format::Human, file: None }];
    let formats = if options.formats.is_empty() { &human[..] } else { &options.formats };
    let (to_files, to_output): (Vec<_>, Vec<_>) = formats.iter().partition(|to| to.file.is_some());
    for to in to_files {
        let mut text = Vec::new();
        render(report, to.format, options, &mut text)?;
        to.file.as_deref().map_or(Ok(()), |file| write_file(file, &text))?;
    }
    let mut text = Vec::new();
    for to in to_output {
        render(report, to.format, options, &mut text)?;
    }
    match &options.output {
        Some(file) => write_file(file, &text),
        // Standard output holds the diff, or the fixed text.
        None if options.diff => Ok(()),
        None if options.rewrites_buffer() => write_to_standard_error(&text),
        None => print(&text),
    }
}

fn render(
    report: &Report,
    format: Format,
    options: &CheckOptions,
    text: &mut Vec<u8>,
) -> Result<(), Failure> {
    let to_terminal = options.output.is_none() && options.formats.iter().all(|f| f.file.is_none());
    let colour = to_terminal && colour::wanted(options.color);
    let style = Style { colour, summary: !options.quiet };
    let written = match options.statistics && format == Format::Human {
        true => report::statistics::write(report, text),
        false => report::write(report, format, style, text),
    };
    written.map_err(|error| format!("the report cannot be written: {error}"))
}

/// GitHub Actions shows what a step appends to this file. Without it the report is no less complete,
/// so a file that cannot be written is no reason to fail.
fn summarise(report: &Report, options: &CheckOptions) {
    let Some(file) = std::env::var_os("GITHUB_STEP_SUMMARY").filter(|file| !file.is_empty()) else {
        return;
    };
    if options.formats.iter().all(|to| to.format != Format::Github) {
        return;
    }
    let append = |text: String| {
        let mut summary = OpenOptions::new().append(true).create(true).open(&file)?;
        summary.write_all(text.as_bytes())
    };
    if let Err(error) = append(report::github::job_summary(report)) {
        fail(&format!("the job summary cannot be written: {error}"));
    }
}

fn write_to_standard_error(text: &[u8]) -> Result<(), Failure> {
    std::io::stderr()
        .lock()
        .write_all(text)
        .map_err(|error| format!("standard error cannot be written: {error}"))
}

pub(super) fn write_file(file: &Path, text: &[u8]) -> Result<(), Failure> {
    std::fs::write(file, text)
        .map_err(|error| format!("`{}` cannot be written: {error}", file.display()))
}
