//! The command line: what each command does, and its exit status.

mod arguments;
mod baseline;
mod changed;
mod check;
mod colour;
mod completions;
mod configure;
mod explain;
mod failures;
mod graph;
mod images;
mod init;
mod lsp;
mod man;
mod progress;
mod registries;
mod render;
mod rewrite;
mod rules;
mod schema;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

use arguments::{Arguments, Command};

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing at or above `--fail-on`.
    Clean,
    /// Something at or above `--fail-on`.
    Found,
    /// palint could not do its work, and has said why.
    Failed,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Clean => Self::SUCCESS,
            Outcome::Found => Self::from(1),
            Outcome::Failed => Self::from(2),
        }
    }
}

/// Runs the command that the process was called with.
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let result = match arguments.command {
        Command::Check(options) => check::run(&options),
        Command::Rules(options) => rules::run(&options),
        Command::Explain(options) => explain::run(&options),
        Command::Init(options) => init::run(&options),
        Command::Schema(options) => schema::run(&options),
        Command::Graph(options) => graph::run(&options),
        Command::Lsp => lsp::run(),
        Command::Images(options) => images::run(&options),
        Command::Completions(options) => completions::run(&options),
        Command::Man(options) => man::run(&options),
        Command::Render(options) => render::run(&options),
    };
    result.unwrap_or_else(|failure| fail(&failure)).into()
}

/// What to say when palint itself is broken.
pub fn crashed() -> ExitCode {
    fail("palint has a bug and stopped; please report it with what you ran").into()
}

/// Why a command could not do its work, as a sentence that tells the user what to do.
type Failure = String;

fn working_directory() -> Result<PathBuf, Failure> {
    std::env::current_dir()
        .map_err(|error| format!("the working directory cannot be read: {error}"))
}

fn fail(message: &str) -> Outcome {
    say(&format!("palint: {}", crate::report::terminal::clean(message)));
    Outcome::Failed
}

/// Writes a line to standard error; if nobody listens, that is no reason to fail.
fn say(line: &str) {
    writeln!(io::stderr().lock(), "{line}").unwrap_or_default();
}

/// Writes to standard output. A reader that has seen enough and closed the pipe is no failure.
fn print(text: &[u8]) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    match out.write_all(text).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(format!("standard output cannot be written: {error}"))
        }
        _ => Ok(()),
    }
}
